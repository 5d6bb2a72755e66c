"""A township's rota, over HTTP, for the tests of duty."""

from datetime import datetime, timedelta
from typing import Any

from nightlamp.core.clock import as_text
from nightlamp.core.db import db, writing
from nightlamp.duty.actions import go_off_duty
from nightlamp.duty.queries import on_duty
from tests.support.town import Town

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def account(town: Town, key: str) -> str:
    return town.people[key].account.uuid


def post(town: Town, key: str, path: str, body: dict[str, Any]) -> Any:
    return town.browser(key).post(f"/api/v1{path}", json=body)


def a_rota(town: Town, **other: Any) -> dict[str, Any]:
    """Return a weekly rotation of the township's two workers, from the day of the test on."""
    return {
        "team": town.teams["township"].uuid, "name": "夜班", "kind": "rotation", "zone": "Asia/Shanghai",
        "begins": f"{town.clock() + 8 * HOUR:%Y-%m-%dT%H:00}", "period": "day", "every": 1,
        "people": [account(town, "worker"), account(town, "colleague")],
    } | other  # fmt: skip


def hours(town: Town, starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    return {"team": town.teams["township"].uuid, "starts_at": as_text(starts_at), "ends_at": as_text(ends_at)}


def window(weekday: int = 1, begins: str = "20:00", minutes: int = 60) -> dict[str, Any]:
    return {"windows": [{"weekday": weekday, "begins": begins, "minutes": minutes}]}


def made(town: Town, **other: Any) -> dict[str, Any]:
    answer = post(town, "supervisor", "/rotas", a_rota(town, **other))
    assert answer.status_code == 201, answer.json
    rota: dict[str, Any] = answer.json
    return rota


def on_now(town: Town) -> set[str]:
    team = town.teams["township"].id
    db.session.rollback()  # a new look, not the snapshot of the last one
    ids = {person.account_id for person in on_duty(db.session(), [team], now=town.clock())[team]}
    return {key for key, person in town.people.items() if person.account.id in ids}


def off_duty(town: Town, *keys: str) -> None:
    for key in keys:
        with writing() as session:
            go_off_duty(session, account=town.people[key].account, by="test", now=town.clock())


def board(town: Town, key: str = "worker", **asked: str) -> dict[str, Any]:
    query = "&".join(f"{name}={value}" for name, value in ({"team": town.teams["township"].uuid} | asked).items())
    answer = town.get(key, f"/duty/shifts?{query}")
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found
