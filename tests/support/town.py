"""Xihu District as the tests know it: a root desk, a county team, a township team, and the people in them.

All are invented. 330106003 is a former code of the township that is 330106012 today; both lead there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from nightlamp.accounts.actions import open_account
from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Role
from nightlamp.agencies.actions import found_agency, found_team, grant_role
from nightlamp.agencies.models import Team
from nightlamp.channels.actions import register_device
from nightlamp.channels.senders import EXTENSION, Message, Outcome
from nightlamp.core.db import db, writing
from nightlamp.core.ids import in_groups, new_receipt
from nightlamp.dispatcher import Dispatcher
from nightlamp.duty.actions import go_on_duty
from nightlamp.places.queries import find

PASSWORD = "a long enough password"
TOWNSHIP, COUNTY = "330106012", "330106"


@dataclass
class RecordingSender:
    """Sends nothing; remembers who would have been rung. `outcome` decides what comes of each message."""

    sent: list[tuple[str, Message]] = field(default_factory=list)
    outcome: Callable[[str], Outcome] = lambda _endpoint: Outcome("sent", "201")

    def send(self, target: Any, message: Message) -> Outcome:
        """Note the message and answer as told."""
        self.sent.append((target.endpoint, message))
        return self.outcome(target.endpoint)


@dataclass
class Person:
    """Somebody of Xihu, with a signed-in browser."""

    account: Account
    browser: FlaskClient


class Town:
    """The people, the dispatcher and the phones. Times come from the test's clock.

    rota: worker (township, on duty), colleague (township, off duty), county (on duty), supervisor (county),
    desk (root, on duty). Each has one phone that rings. A message that a test did not ask about fails it.
    """

    def __init__(self, app: Flask, clock: Callable[[], datetime]) -> None:
        self.app, self.clock = app, clock
        self.phones = RecordingSender()
        app.extensions[EXTENSION] = {"webpush": self.phones}
        self.people: dict[str, Person] = {}
        self.teams: dict[str, Team] = {}
        self.client = app.test_client()
        self.dispatcher = Dispatcher(app, threads=1)
        self._told = 0

    def add_person(self, key: str, name: str, team: str, role: Role, *, on_duty: bool, phone: bool = True) -> Person:
        """Add somebody to a team, sign them in, and give them a phone that rings."""
        now = self.clock()
        with writing() as session:
            account = open_account(
                session,
                email=f"{key}@xihu.example",
                name=name,
                password=PASSWORD,
                language="zh-CN",
                now=now,
                by="test",
            )
            grant_role(session, account=account, team=self.teams[team], role=role, by="test", now=now)
            if on_duty:
                go_on_duty(session, account=account, team_ids=[self.teams[team].id], by="test", now=now)
            if phone:
                self.give_phone(account, f"https://updates.push.services.mozilla.com/{key}")
        browser = self.app.test_client()
        answer = browser.post("/api/v1/session", json={"email": account.email, "password": PASSWORD})
        assert answer.status_code == 200, answer.json
        self.people[key] = Person(account, browser)
        return self.people[key]

    def give_phone(self, account: Account, endpoint: str) -> None:
        """Register a device with keys that are real and belong to nobody."""
        register_device(
            db.session(),
            account=account,
            endpoint=endpoint,
            p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            auth="BTBZMqHH6r4Tts7J_aSIgg",
            label="Test",
            now=self.clock(),
        )

    def browser(self, key: str) -> FlaskClient:
        """Return the signed-in browser of somebody."""
        return self.people[key].browser

    def get(self, key: str, path: str) -> TestResponse:
        """GET a path of the API as somebody."""
        return self.browser(key).get(f"/api/v1{path}")

    def put(self, key: str, path: str, body: Mapping[str, Any] | None = None) -> TestResponse:
        """PUT to a path of the API as somebody."""
        return self.browser(key).put(f"/api/v1{path}", json=dict(body or {}))

    def file(self, **changes: Any) -> str:
        """File a report with these changes to `a_report()`, and return its reference."""
        answer = self.client.post("/api/v1/reports", json=a_report(**changes))
        assert answer.status_code == 201, answer.json
        return str(answer.json["reference"])

    def tick(self) -> None:
        """Let the dispatcher run one cycle at the test's time."""
        self.dispatcher.tick(self.clock())
        db.session.expire_all()

    def rung(self) -> list[str]:
        """Run one cycle and return whose phones rang since the last time that was asked, sorted; notices left out."""
        self.tick()
        fresh = self.phones.sent[self._told :]
        self._told = len(self.phones.sent)
        return sorted(endpoint.rsplit("/", 1)[1] for endpoint, message in fresh if message.kind != "notice")

    def tokens(self, key: str) -> list[str]:
        """Return the delivery tokens that somebody's phone has got, oldest first."""
        return [message.token for endpoint, message in self.phones.sent if endpoint.endswith(f"/{key}")]

    def close(self) -> None:
        """Fail if a phone rang that nobody asked about; notices have tests of their own."""
        unexpected = [item for item in self.phones.sent[self._told :] if item[1].kind != "notice"]
        assert not unexpected, f"Unexpected messages: {[(e.rsplit('/', 1)[1], m.urgency) for e, m in unexpected]}"


def a_report(**changes: Any) -> dict[str, Any]:
    """Return the body of a plausible P2 report about a child in the township, with a receipt of its own."""
    body: dict[str, Any] = {
        "receipt": in_groups(new_receipt()),
        "language": "zh-CN",
        "danger_now": "no",
        "what": "孩子这几天总说饿，衣服也很久没换。",
        "what_by": "text",
        "place": {"code": TOWNSHIP, "detail": "菜场后面三号楼"},
        "about": ["family"],
        "concerns": ["neglect"],
        "circumstances": [],
        "answers": {},
        "reporter": {"role": "teacher", "mode": "confidential", "name": "林老师", "phone": "13900000001"},
        "children": [{"name": "小满", "age": 9, "sex": "f", "school": "第二小学"}],
        "adults": [],
    }
    return body | changes


def found_town(app: Flask, clock: Callable[[], datetime], *, phones: bool = True) -> Town:
    """Make the teams and people of Xihu; without phones, browsers bring their own."""
    town = Town(app, clock)
    now = clock()
    with writing() as session:
        agency = found_agency(session, name="西湖区未成年人救助保护中心", kind="rescue", by="test", now=now)
        for key, code in (("root", None), ("county", COUNTY), ("township", TOWNSHIP)):
            place = find(session, code) if code else None
            team = found_team(
                session,
                agency=agency,
                name=f"{place.name if place else '总'}值班组",
                place_code=place.code if place else None,
                place_path=place.path if place else "",
                by="test",
                now=now,
            )
            town.teams[key] = team
    town.add_person("worker", "许知", "township", Role.WORKER, on_duty=True, phone=phones)
    town.add_person("colleague", "何青", "township", Role.WORKER, on_duty=False, phone=phones)
    town.add_person("county", "沈舟", "county", Role.WORKER, on_duty=True, phone=phones)
    town.add_person("supervisor", "周以宁", "county", Role.SUPERVISOR, on_duty=False, phone=phones)
    town.add_person("desk", "陆遥", "root", Role.SUPERVISOR, on_duty=True, phone=phones)
    return town
