"""Sign-in: the cookie, the throttle, revocation, and requests that another site makes in somebody's name."""

from dataclasses import replace
from http.cookies import SimpleCookie
from typing import Any

import pytest
from flask.testing import FlaskClient

from nightlamp.accounts.actions import disable_account
from nightlamp.accounts.models import AccountSession
from nightlamp.accounts.permissions import Role
from nightlamp.app import create_app
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import PASSWORD, Town, a_report

SESSION = "/api/v1/session"
WORKER = {"email": "worker@xihu.example", "password": PASSWORD}


def sign_in(client: FlaskClient, **changes: Any) -> Any:
    return client.post(SESSION, json=WORKER | changes)


def cookie_of(answer: Any) -> Any:
    ((_, found),) = SimpleCookie(answer.headers["Set-Cookie"]).items()
    return found


@pytest.mark.both_databases
def test_signing_in_tells_who_i_am_and_what_i_may(town: Town) -> None:
    answer = sign_in(town.client)
    assert answer.status_code == 200
    me = answer.json
    assert (me["name"], me["email"], me["language"]) == ("许知", "worker@xihu.example", "zh-CN")
    (grant,) = me["grants"]
    assert grant["role"] == "worker"
    assert grant["team"]["place"]["code"] == "330106012"
    assert "report:screen" in me["permissions"]
    assert "statistics:read" not in me["permissions"]
    assert town.client.get(SESSION).json == me
    assert "statistics:read" in town.get("supervisor", "/session").json["permissions"]


def test_the_cookie_is_plain_on_loopback_http(town: Town) -> None:
    cookie = cookie_of(sign_in(town.client))
    assert cookie.key == "nightlamp"
    assert cookie["httponly"]
    assert cookie["samesite"] in ("Lax", "Strict")
    assert cookie["path"] == "/"
    assert not cookie["secure"]
    assert not cookie["domain"]


def test_the_cookie_is_bound_to_its_host_on_https(town: Town, settings: Settings, clock: PretendClock) -> None:
    app = create_app(replace(settings, public_origin="https://nightlamp.example"), clock=clock)
    client = app.test_client()
    cookie = cookie_of(client.post(SESSION, json=WORKER, base_url="https://nightlamp.example"))
    assert cookie.key == "__Host-nightlamp"
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert client.get(SESSION, base_url="https://nightlamp.example").status_code == 200
    out = client.delete(SESSION, base_url="https://nightlamp.example")
    assert cookie_of(out)["secure"]
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    "changes",
    [{"password": "another long password"}, {"email": "nobody@xihu.example"}, {"password": ""}, {"email": ""}],
)
def test_a_wrong_pair_looks_the_same_whoever_is_meant(town: Town, changes: dict[str, str]) -> None:
    answer = sign_in(town.app.test_client(), **changes)
    assert (answer.status_code, answer.json["code"]) == (401, "wrong_credentials")
    assert answer.json["detail"] == "E-mail or password is not right."
    assert "Set-Cookie" not in answer.headers


@pytest.mark.both_databases
def test_strange_text_at_the_door_is_a_wrong_pair_and_nothing_worse(town: Town) -> None:
    client = town.app.test_client()
    for email in ("\x00", "\ud800", "a\x00@b", "é" * 100, "'; --", "%"):
        assert sign_in(client, email=email).status_code == 401, email
        assert sign_in(client, password=email).status_code in (401, 429), email
    assert client.post(SESSION, json={"email": 7, "password": []}).status_code == 422
    assert client.post(SESSION, json={"email": "x" * 255, "password": "x"}).status_code == 422


def test_guessing_is_slowed_and_forgiven_after_a_while(town: Town, clock: PretendClock) -> None:
    client = town.app.test_client()
    for _ in range(10):
        assert sign_in(client, password="wrong wrong wrong").status_code == 401
    answer = sign_in(client)
    assert (answer.status_code, answer.json["code"]) == (429, "too_many_attempts")
    assert int(answer.headers["Retry-After"]) > 0
    assert sign_in(client, email="WORKER@xihu.example ").status_code == 429, "written in another way"
    assert sign_in(client, email="county@xihu.example").status_code == 200, "others are not kept out"
    clock.forward(minutes=15, seconds=1)
    assert sign_in(client).status_code == 200
    for _ in range(9):
        sign_in(client, password="wrong wrong wrong")
    assert sign_in(client).status_code == 200


def test_a_page_that_begins_learns_who_is_there_and_nobody_is_no_fault(town: Town) -> None:
    client = town.app.test_client()
    nobody = client.get("/api/v1/session/holder")
    assert (nobody.status_code, nobody.json) == (200, {"me": None})
    client.set_cookie("nightlamp", "x")
    assert client.get("/api/v1/session/holder").json == {"me": None}, "nor is a session that has ended"
    found = town.get("worker", "/session/holder")
    assert found.json == {"me": town.get("worker", "/session").json}
    assert found.headers["Cache-Control"] == nobody.headers["Cache-Control"] == "no-store"
    assert client.get(SESSION).status_code == 401, "while the session itself stays closed"


def test_signing_out_revokes_on_the_server(town: Town) -> None:
    client = town.app.test_client()
    sign_in(client)
    token = client.get_cookie("nightlamp").value
    assert client.delete(SESSION).status_code == 204
    client.set_cookie("nightlamp", token)
    assert client.get(SESSION).status_code == 401
    assert town.get("worker", "/session").status_code == 200, "another browser stays signed in"


def test_a_session_ends_by_itself_and_with_its_account(town: Town, clock: PretendClock) -> None:
    assert town.get("worker", "/session").status_code == 200
    account = town.people["county"].account
    with writing() as session:
        disable_account(session, session.merge(account), by="test", now=clock())
    assert town.get("county", "/session").status_code == 401
    assert sign_in(town.app.test_client(), email="county@xihu.example").status_code == 401
    clock.forward(days=30, seconds=1)
    assert town.get("worker", "/session").status_code == 401


def test_what_a_stolen_database_holds_signs_nobody_in(town: Town) -> None:
    kept = db.session.query(AccountSession).first()
    client = town.app.test_client()
    for token in (kept.token_hash.hex(), str(kept.id), "", "x", "é", "a" * 3000):
        client.set_cookie("nightlamp", token)
        assert client.get(SESSION).status_code == 401


def test_without_a_sign_in_every_staff_route_answers_401(town: Town) -> None:
    reference = town.file()
    for method, path in (
        ("GET", "/session"), ("DELETE", "/session"), ("GET", "/reports"), ("GET", f"/reports/{reference}"),
        ("PUT", f"/reports/{reference}/screening"), ("GET", "/alerts"), ("GET", "/duty/now"), ("GET", "/devices"),
        ("PUT", f"/reports/{reference}/recusal"), ("POST", f"/reports/{reference}/reporter-disclosure"),
    ):  # fmt: skip
        answer = town.client.open(f"/api/v1{path}", method=method, json={} if method != "GET" else None)
        assert (answer.status_code, answer.json["code"]) == (401, "sign_in_required"), path
    town.rung()


FOREIGN: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
    {"Origin": "http://["},
    {"Origin": "http://localhost.elsewhere.example"},
]
OWN: list[dict[str, str]] = [
    {},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
]


def test_another_site_cannot_act_in_my_name(town: Town) -> None:
    reference = town.file()
    browser = town.browser("worker")
    before = counts()
    for headers in FOREIGN:
        answer = browser.put(f"/api/v1/reports/{reference}/recusal", json={"reason": "xx"}, headers=headers)
        assert (answer.status_code, answer.json["code"]) == (403, "cross_site"), headers
        assert browser.delete(SESSION, headers=headers).status_code == 403, headers
    assert grown(before) == {}
    town.rung()


def test_my_own_site_may_and_reading_is_never_refused(town: Town) -> None:
    browser = town.browser("worker")
    for headers in OWN:
        assert browser.put("/api/v1/duty/me", headers=headers).status_code == 200, headers
    for headers in FOREIGN:
        assert browser.get(SESSION, headers=headers).status_code == 200, headers


def test_without_a_session_no_header_keeps_anybody_out(town: Town) -> None:
    client = town.app.test_client()
    for headers in FOREIGN:
        assert client.post("/api/v1/reports", json=a_report(), headers=headers).status_code == 201, headers
        answer = client.post(SESSION, json=WORKER | {"password": "wrong wrong wrong"}, headers=headers)
        assert answer.status_code == 401, headers
    town.rung()


def test_a_role_that_has_ended_opens_nothing_any_more(town: Town, clock: PretendClock) -> None:
    from nightlamp.agencies.actions import end_role  # noqa: PLC0415
    from nightlamp.agencies.models import RoleGrant  # noqa: PLC0415

    reference = town.file()
    assert town.get("colleague", f"/reports/{reference}").status_code == 200
    account = town.people["colleague"].account
    with writing() as session:
        grant = session.query(RoleGrant).filter_by(account_id=account.id).one()
        end_role(session, grant, by="test", now=clock())
    answer = town.get("colleague", f"/reports/{reference}")
    assert (answer.status_code, answer.json["code"]) == (403, "permission_missing")
    assert town.get("colleague", "/session").json["permissions"] == []
    town.rung()


def test_an_administrator_reads_no_report(town: Town) -> None:
    town.add_person("admin", "方晴", "root", Role.ADMINISTRATOR, on_duty=False, phone=False)
    reference = town.file()
    for path in ("/reports", f"/reports/{reference}", "/alerts", f"/reports/{reference}/screening"):
        answer = town.get("admin", path)
        assert (answer.status_code, answer.json["code"]) == (403, "permission_missing"), path
    assert town.rung() == ["worker"], "and is never rung"
