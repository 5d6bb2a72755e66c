"""The demo: what `nightlamp demo` fills, and that it fills once."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import Team
from nightlamp.app import create_app
from nightlamp.audit.queries import verify
from nightlamp.channels.models import Device
from nightlamp.channels.queries import target_for_sending
from nightlamp.channels.senders import EXTENSION, Message, Outcome, WebPushTarget
from nightlamp.cli import main
from nightlamp.core.config import Settings, read_settings
from nightlamp.core.db import db, writing
from nightlamp.core.instance import Instance
from nightlamp.demo.fill import fill
from nightlamp.demo.people import PASSWORD, POSTS, SIGN_INS
from nightlamp.demo.phones import answer_for_phones
from nightlamp.demo.serve import demo_settings, welcome
from nightlamp.demo.stories import stories
from nightlamp.duty.models import Shift
from nightlamp.duty.queries import on_duty
from nightlamp.practice.content import disposition
from nightlamp.reports.models import Report, ReportAddition
from nightlamp.statistics.models import ResponseFact
from tests.conftest import Browser, PretendClock

# A Tuesday afternoon in Shanghai.
NOW = datetime(2026, 3, 3, 7, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A demo installation that has just been filled. These tests only look at it."""
    home = tmp_path_factory.mktemp("demo") / "home"
    shutil.copytree(sqlite_template, home, ignore=shutil.ignore_patterns("*.db-wal", "*.db-shm", "*.gate"))
    app = create_app(read_settings({"NIGHTLAMP_HOME": str(home)}), clock=lambda: NOW)
    app.config.update(TESTING=True, PROPAGATE_UNFORESEEN=True)
    app.test_client_class = Browser
    with app.app_context():
        _call_it_a_demo()
        assert fill(app, now=NOW)
        yield app
        db.session.remove()
        db.engine.dispose()


def _call_it_a_demo() -> None:
    with writing() as session:
        session.execute(update(Instance).values(kind="demo"))


def signed_in(app: Flask, key: str) -> FlaskClient:
    """Return the browser of somebody of the demo."""
    browser = app.test_client()
    answer = browser.post("/api/v1/session", json={"email": f"{key}@demo.example", "password": PASSWORD})
    assert answer.status_code == 200, answer.json
    return browser


def reports_of(browser: FlaskClient) -> list[dict[str, Any]]:
    """Return every report that somebody sees."""
    answer = browser.get("/api/v1/reports?state=new,opened,decided,closed&limit=200")
    return list(answer.json["items"])  # type: ignore[index]


def group_of(row: dict[str, Any]) -> str:
    """Return the group of the inbox in which a report stands."""
    if row["state"] == "closed":
        return "closed"
    if row["alert"]["state"] == "triggered":
        return "ringing"
    return "waiting" if row["state"] == "decided" else "to_decide"


def test_everybody_finds_something_to_look_at(demo: Flask) -> None:
    worker, supervisor, admin = (signed_in(demo, key) for key in SIGN_INS[:3])
    rows = reports_of(worker)
    assert {group_of(row) for row in rows} == {"ringing", "to_decide", "waiting", "closed"}
    assert any(row["due"] and row["due"]["overdue"] for row in rows)
    assert {"P0", "P1", "P2", "P3", "P4"} == {row["priority"] for row in rows}
    assert {row["team"]["name"] for row in rows} == {"灵隐街道值班组"}
    everything = reports_of(supervisor)
    assert len(everything) > 40
    assert len({row["place"]["code"] for row in everything}) >= 7
    assert any(row["place"] is None for row in reports_of(admin))
    assert worker.get("/api/v1/duty/now").json["on_duty"][0]["name"] == "许知微"  # type: ignore[index]


def test_the_response_times_look_like_those_of_a_county(demo: Flask) -> None:
    answer = signed_in(demo, "supervisor").get("/api/v1/statistics/response-times")
    rows = {(row["step"], row["priority"]): row for row in answer.json["steps"]}  # type: ignore[index]
    opened = rows["opened", "all"]
    assert opened["n"] >= 25
    assert 300 < opened["p50_seconds"] < opened["p90_seconds"] < 4 * 3600
    assert 0.7 < opened["share_within_standard"] < 1
    assert opened["oldest_waiting_seconds"] == 64 * 60
    assert all(rows[step, "all"]["n"] for step in ("decided", "agency_told", "child_seen"))
    assert sum(child["steps"][0]["n"] > 0 for child in answer.json["children"]) >= 6  # type: ignore[index]


def test_one_report_tells_its_whole_story(demo: Flask) -> None:
    browser = signed_in(demo, "worker")
    (row,) = [row for row in reports_of(browser) if row["priority"] == "P0"]
    report = browser.get(f"/api/v1/reports/{row['reference']}").json
    assert report is not None
    assert [stage["step"] for stage in report["stages"] if stage["at"]] == [
        "received", "opened", "decided", "agency_told", "child_seen",
    ]  # fmt: skip
    kinds = [event["kind"] for event in report["events"]]
    assert {"report_filed", "alert_called", "delivery_shown", "alert_acknowledged", "report_screened"} <= set(kinds)
    assert not {"nobody_reachable", "alert_exhausted"} & set(kinds)
    assert report["stages"][-1]["note"].startswith("已与派出所会合")


def test_there_are_additions_a_childs_own_report_and_english_ones(demo: Flask) -> None:
    rows = reports_of(signed_in(demo, "supervisor"))
    assert "child" in {row["role"] for row in rows}
    assert ["risk_only"] in [row["concerns"] for row in rows]
    languages = db.session.execute(select(Report.language)).scalars().all()
    assert 2 <= languages.count("en") <= 3
    assert db.session.execute(select(func.count()).select_from(ReportAddition)).scalar_one() == 2


def test_colleagues_have_invented_phones_of_every_kind_and_who_signs_in_has_none(demo: Flask) -> None:
    below = signed_in(demo, "admin").get("/api/v1/duty/below").json["items"]  # type: ignore[index]
    lamps = {person["name"]: person["reachable"] for item in below for person in item["on_duty"]}
    assert {lamps[name] for name in ("林晚溪", "沈舟行")} == {True}
    assert (lamps["苏禾生"], lamps["顾南枝"], lamps["许知微"]) == (None, False, False)
    owners = select(Account.email).join(Device, Device.account_id == Account.id).where(Device.removed_at.is_(None))
    emails = set(db.session.execute(owners).scalars())
    assert not emails & {f"{key}@demo.example" for key in SIGN_INS}
    assert demo.test_client().get("/healthz").json == {"ok": True, "faults": []}


def test_nothing_goes_to_an_invented_phone_over_a_network(demo: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Network:
        """A sender that would use a network."""

        def send(self, target: Any, message: Message) -> Outcome:
            asked.append(target.endpoint)
            return Outcome("sent", "http_201")

    monkeypatch.setitem(demo.extensions, EXTENSION, {"webpush": Network()})
    phones = answer_for_phones(demo)
    assert demo.extensions[EXTENSION]["webpush"] is phones
    found = db.session.execute(select(Device.uuid).where(Device.removed_at.is_(None))).scalars().all()
    targets = [target_for_sending(db.session(), "webpush", uuid) for uuid in found]
    message = Message(alert="x", kind="test", urgency="P1", at=NOW, token="", language="zh-CN", ttl_seconds=60)
    assert sorted(phones.send(target, message).kind for target in targets) == ["failed", *["sent"] * 4]
    assert asked == []
    real = WebPushTarget(vapid_key_id="v", endpoint="https://updates.push.services.mozilla.com/x", p256dh="", auth="")
    assert phones.send(real, message).kind == "sent"
    assert asked == [real.endpoint], "while what a visitor registers is rung as always"


def test_the_audit_of_the_demo_holds(demo: Flask) -> None:
    verdict = verify(db.session(), demo.extensions["nightlamp.keys"])
    assert verdict.faults == []
    assert verdict.sealed > 300


@pytest.mark.both_databases
def test_filling_again_changes_nothing_but_the_rota(app: Flask, clock: PretendClock) -> None:
    clock.moment = NOW
    _call_it_a_demo()
    assert fill(app, now=NOW)
    before = [_count(model) for model in (Account, Report, ResponseFact, Shift)]
    assert all(before)
    assert {group_of(row) for row in reports_of(signed_in(app, "worker"))} >= {"ringing", "to_decide", "waiting"}
    assert not fill(app, now=NOW)
    assert [_count(model) for model in (Account, Report, ResponseFact, Shift)] == before
    assert not fill(app, now=NOW + timedelta(days=2))
    assert _count(Report) == before[1]
    teams = [team.id for team in db.session.execute(select(Team)).scalars()]
    later = on_duty(db.session(), teams, now=NOW + timedelta(days=36))
    assert len(teams) == len({post.place_code for post in POSTS})
    assert all(len(people) == 1 for people in later.values())


def _count(model: type[Any]) -> int:
    db.session.rollback()  # what this session has read so far is from before
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def test_a_live_installation_is_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIGHTLAMP_HOME", str(settings.home))
    with pytest.raises(SystemExit) as left:
        main(["demo", "--no-serve"])
    assert left.value.code == 1
    assert "live installation" in capsys.readouterr().err


def test_no_story_happens_after_now_or_breaks_the_rules() -> None:
    names = [post.name for post in POSTS]
    told = list(stories(now=NOW, zone=read_settings({}).zone))
    assert len(told) > 40
    for story in told:
        assert all(act.at <= NOW for act in story.acts)
        assert story.acts[0].what == "file"
        assert not any(name in str(story.body) for name in names)
        for act in story.acts:
            if act.what == "decide":
                assert act.detail.get("track", "harm") in disposition(act.detail["decision"])["tracks"]


def test_the_demo_lives_under_var_demo_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert demo_settings({}).home == tmp_path / "var" / "demo"
    assert demo_settings({"NIGHTLAMP_HOME": str(tmp_path / "mine")}).home == tmp_path / "mine"
    settings = demo_settings({"NIGHTLAMP_PORT": "8123", "NIGHTLAMP_PUSH_HOSTS": "http://127.0.0.1:9000"})
    assert settings.push_hosts == ("http://127.0.0.1:9000",)
    assert "http://localhost:8123/" in welcome(settings)
    assert all(f"{key}@demo.example" in welcome(settings) for key in SIGN_INS)
