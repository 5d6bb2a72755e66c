"""The invented staff of the demo: teams, accounts, and a rota for each team."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from nightlamp.accounts.actions import open_account
from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Role
from nightlamp.accounts.queries import account_by_email
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.actions import found_agency, found_team, grant_role
from nightlamp.agencies.models import Agency, Team
from nightlamp.agencies.queries import current_grants, grants_of, members_of
from nightlamp.duty.actions import add_shift
from nightlamp.duty.rotas.actions import add_rota
from nightlamp.duty.rotas.planning import replan
from nightlamp.duty.rotas.queries import rotas_of
from nightlamp.duty.rotas.reading import RotaPlan
from nightlamp.duty.rotas.rules import Rotation
from nightlamp.places.queries import find

PASSWORD = "nightlamp-demo"  # noqa: S105  (printed for everybody: there is nothing real behind it)
BY = "system"


@dataclass(frozen=True)
class Post:
    """Somebody of the demo: their key (it is also their address), name, and role in the team of a place."""

    key: str
    name: str
    role: Role
    place_code: str | None

    @property
    def email(self) -> str:
        """What they sign in with."""
        return f"{self.key}@demo.example"


# 330106003 is the code that the township bore until 2007; it leads to the team of today.
TOWNSHIP, COUNTY = "330106003", "330106"
AGENCIES = {
    "西湖区未成年人救助保护中心": (("值守台", None), ("区值班组", COUNTY)),
    "街道未成年人保护工作站": (
        ("灵隐街道值班组", TOWNSHIP),
        ("古荡街道值班组", "330106007"),
        ("翠苑街道值班组", "330106005"),
        ("三墩镇值班组", "330106109"),
    ),
}

# Three characters each: a name of two is found by chance in ordinary words, and who is named hears nothing.
ON_DUTY = (
    Post("worker", "许知微", Role.WORKER, TOWNSHIP),
    Post("gudang", "林晚溪", Role.WORKER, "330106007"),
    Post("cuiyuan", "苏禾生", Role.WORKER, "330106005"),
    Post("sandun", "顾南枝", Role.WORKER, "330106109"),
    Post("county", "沈舟行", Role.WORKER, COUNTY),
    Post("desk", "陆遥青", Role.WORKER, None),
)
POSTS = (
    *ON_DUTY,
    Post("colleague", "何青野", Role.WORKER, TOWNSHIP),
    Post("supervisor", "周以宁", Role.SUPERVISOR, COUNTY),
    Post("admin", "方亦远", Role.ADMINISTRATOR, None),
    # Who looks after the house sees no report; somebody must see those that have no place yet.
    Post("admin", "方亦远", Role.SUPERVISOR, None),
    Post("operator", "叶知秋", Role.HOTLINE_OPERATOR, COUNTY),
    Post("teacher", "江月明", Role.PROFESSIONAL, TOWNSHIP),
)
SIGN_INS = ("worker", "supervisor", "admin", "operator", "teacher")


def settle_people(session: Session, *, now: datetime) -> None:
    """Add agencies, teams and accounts, in the caller's unit."""
    teams: dict[str | None, Team] = {}
    for name, its_teams in AGENCIES.items():
        agency = found_agency(session, name=name, kind="rescue", by=BY, now=now)
        teams |= {code: _team(session, agency, title, code, now=now) for title, code in its_teams}
    accounts: dict[str, Account] = {}
    for post in POSTS:
        if post.key not in accounts:
            accounts[post.key] = open_account(
                session, email=post.email, name=post.name, password=PASSWORD, language="zh-CN", now=now, by=BY
            )
        grant_role(session, account=accounts[post.key], team=teams[post.place_code], role=post.role, by=BY, now=now)


def have_worked(session: Session, *, since: datetime, now: datetime) -> None:
    """Let everybody of ON_DUTY have been on duty from `since` until now, for the stories of these weeks."""
    for post in ON_DUTY:
        if account := account_by_email(post.email):
            team_id = current_grants(account.id)[0].team_id
            add_shift(session, account=account, team_id=team_id, starts_at=since, ends_at=now, by=BY, now=now)


def keep_rotas(session: Session, *, zone: ZoneInfo, now: datetime) -> None:
    """Give each team of ON_DUTY a weekly rota that it does not have yet, and draw all plans ahead.

    Whoever is of ON_DUTY has this week; the other workers of the place follow.
    """
    for post in ON_DUTY:
        account = account_by_email(post.email)
        if account is None:
            continue
        team = current_grants(account.id)[0].team
        if not rotas_of(session, [team.id]):
            others = [m.account_id for m in members_of(session, [team.id], role=Role.WORKER)]
            people = tuple(dict.fromkeys([account.id, *others]))
            plan = RotaPlan("每周轮值", zone.key, Rotation(zone.key, _monday(now, zone), "week", 1, people), ())
            add_rota(session, team, plan, by=BY, now=now)
        replan(session, team.id, now=now)


def _monday(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the beginning of this week by the wall clock of a zone."""
    today = now.astimezone(zone).date()
    return datetime.combine(today - timedelta(days=today.weekday()), time())


def viewers() -> Mapping[str, Viewer]:
    """Return the people of the demo as viewers, by their key."""
    found = {}
    for post in POSTS:
        account = account_by_email(post.email)
        if account is not None:
            found[post.key] = Viewer(account.id, account.uuid, account.name, grants_of(account.id))
    return found


def _team(session: Session, agency: Agency, name: str, code: str | None, *, now: datetime) -> Team:
    place = find(session, code) if code else None
    return found_team(
        session,
        agency=agency,
        name=name,
        place_code=place.code if place else None,
        place_path=place.path if place else "",
        by=BY,
        now=now,
    )
