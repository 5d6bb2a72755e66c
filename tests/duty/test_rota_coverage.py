"""Rotas judged together: what a new one, or the end of one, leaves uncovered, and hours that overlap."""

from typing import Any

import pytest

from nightlamp.core.clock import as_text
from tests.conftest import PretendClock
from tests.support.rota import DAY, HOUR, a_rota, account, made, off_duty, post
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
NIGHTS = [{"weekday": day, "begins": "20:00", "minutes": 12 * 60} for day in range(7)]
DAYS = [{"weekday": day, "begins": "08:00", "minutes": 12 * 60} for day in range(7)]


def preview(town: Town, **other: Any) -> Any:
    answer = post(town, "supervisor", "/rotas/preview", a_rota(town, **other))
    assert answer.status_code == 200, answer.json
    return answer.json


def ending(town: Town, rota: dict[str, Any]) -> Any:
    answer = town.get("supervisor", f"/rotas/{rota['id']}/ending")
    assert answer.status_code == 200, answer.json
    return answer.json["gaps"]


def test_a_new_rota_is_judged_together_with_the_others(town: Town) -> None:
    off_duty(town, "worker")
    assert preview(town, windows=NIGHTS)["gaps"], "alone it leaves the days"
    days = made(town, windows=DAYS)
    seen = preview(town, windows=NIGHTS)
    assert seen["gaps"] == []
    assert {turn["person"]["name"] for turn in seen["others"]} == {"许知", "何青"}
    assert preview(town, windows=NIGHTS, rota=days["id"])["gaps"], "it would take the place of the days"
    strange = post(town, "supervisor", "/rotas/preview", a_rota(town, rota="nothing"))
    assert strange.status_code == 404


def test_the_gap_that_ending_a_rota_makes_is_told_before(town: Town, clock: PretendClock) -> None:
    off_duty(town, "worker")
    only = made(town)
    assert ending(town, only) == [{"starts_at": as_text(clock()), "ends_at": None}]
    nights = made(town, windows=NIGHTS)
    assert ending(town, nights) == [], "the other is on at every hour"
    gaps = ending(town, only)
    assert len(gaps) in (28, 29)
    assert all(gap["ends_at"] is None or gap["starts_at"] < gap["ends_at"] for gap in gaps)
    assert town.get("worker", f"/rotas/{only['id']}/ending").status_code == 403


def test_whoever_is_on_by_themselves_covers_the_beginning_of_the_gap(town: Town, clock: PretendClock) -> None:
    rota = made(town, people=[account(town, "colleague")])
    (gap,) = ending(town, rota)
    assert gap == {"starts_at": as_text(clock() + 16 * HOUR), "ends_at": None}, "the worker went on for 16 hours"


@pytest.mark.parametrize("path", ["/rotas", "/rotas/preview"])
def test_hours_of_a_rotation_that_overlap_are_named(town: Town, path: str) -> None:
    sunday = {"weekday": 6, "begins": "20:00", "minutes": 12 * 60}
    monday = {"weekday": 0, "begins": "07:00", "minutes": 60}
    answer = post(town, "supervisor", path, a_rota(town, windows=[sunday, monday, monday | {"begins": "08:00"}]))
    assert answer.status_code == 422, answer.json
    assert [(each["pointer"], each["code"]) for each in answer.json["errors"]] == [("/windows/1", "overlap")]
    assert "change one of them" in answer.json["errors"][0]["message"]
    touching = post(town, "supervisor", path, a_rota(town, windows=[sunday, monday | {"begins": "08:00"}]))
    assert touching.status_code in (200, 201), touching.json


def test_a_whole_week_in_two_pieces_overlaps_nowhere(town: Town) -> None:
    halves = [
        {"weekday": 0, "begins": "00:00", "minutes": 3 * 24 * 60},
        {"weekday": 3, "begins": "00:00", "minutes": 4 * 24 * 60},
    ]
    assert preview(town, begins=f"{town.clock() - DAY:%Y-%m-%dT%H:00}", windows=halves)["turns"]
