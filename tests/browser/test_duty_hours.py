"""Hours on the shift board in a browser: proposed as the title names them, and stored as they were told."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.alert_steps import faults_of
from tests.browser.duty_steps import OUT, PHONE, WIDE, ZONE, Week, pieces
from tests.browser.staff_steps import Staff

pytestmark = pytest.mark.browser


def at(days: int, hour: int) -> datetime:
    """Return an hour of a day so many days from today, by the clocks of the house."""
    today = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days, hours=hour)


def empty(week: Week, starts_at: datetime, ends_at: datetime) -> None:
    """Leave hours of the colleague's and the worker's days without anybody."""
    for person in {shift["person"]["id"] for shift in week.seen("shifts")}:
        body = {"team": week.team, "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
        week.supervisor.call("POST", "/duty/overrides", body | {"account": None, "instead_of": person})


def fields(page: Page, first: str = "从", last: str = "到") -> list[str]:
    dialog = page.get_by_role("dialog")
    return [dialog.get_by_label(label, exact=True).input_value() for label in (first, last)]


def test_a_gap_over_midnight_is_proposed_whole_and_filled_once(week: Week) -> None:
    starts, ends = at(2, 10), at(3, 12)
    empty(week, starts, ends)
    with ExitStack() as windows:
        pages = [windows.enter_context(week.as_seen_by("worker", **shape)) for shape in (PHONE, PHONE)]
        for page in pages:
            board = week.open(page)
            board.locator("button.piece.gap").first.click()
            assert fields(page) == [f"{moment:%Y-%m-%dT%H:%M}" for moment in (starts, ends)]
            expect(page.get_by_role("dialog")).to_contain_text("10:00 – ")
        first, second = (page.get_by_role("dialog") for page in pages)
        first.get_by_role("button", name="接下来").click()
        expect(pages[0].locator(".board .banner.good")).to_contain_text("您接了")
        expect(pages[0].locator("button.piece.gap")).to_have_count(0)
        second.get_by_role("button", name="接下来").click()
        expect(second.locator(".wrong")).to_contain_text("已经由您当班了")
        taken = [(one["starts_at"], one["ends_at"]) for one in week.seen("overrides") if one["source"] == "take"]
        assert [tuple(map(datetime.fromisoformat, hours)) for hours in taken] == [(starts, ends)]


def test_a_planner_fills_a_gap_by_choosing_somebody_and_reads_one_line(week: Week) -> None:
    starts, ends = at(1, 10), at(1, 12)
    colleague = next(one for one in week.seen("shifts") if one["person"]["name"] == "何青")["person"]["id"]
    body = {"team": week.team, "starts_at": starts.isoformat(), "ends_at": ends.isoformat()}
    week.supervisor.call("POST", "/duty/overrides", body | {"account": None, "instead_of": colleague})
    with week.as_seen_by("supervisor", **PHONE) as page:
        board = week.open(page)
        lines = board.locator(".asks:not(.lit) li > b")
        expect(lines).to_contain_text(["何青不当班"])
        board.locator("button.piece.gap").click()
        dialog = page.get_by_role("dialog")
        assert fields(page) == [f"{moment:%Y-%m-%dT%H:%M}" for moment in (starts, ends)]
        expect(dialog).not_to_contain_text("替谁")
        who = dialog.get_by_label("谁当班")
        expect(who).to_be_focused()
        dialog.get_by_role("button", name="排上").click()
        expect(who).to_have_accessible_description("请选一位。")
        page.screenshot(path=OUT / "fill.png")
        assert faults_of(page) == []
        who.select_option(label="许知")
        dialog.get_by_role("button", name="排上").click()
        expect(board.locator(".banner.good")).to_contain_text("由许知当班")
        expect(lines).to_have_count(1)
        expect(lines).to_contain_text("许知 替 何青")
        expect(board.locator("button.piece.gap")).to_have_count(0)
        page.screenshot(path=OUT / "filled.png", full_page=True)
        board.get_by_role("button", name="撤回").click()
        expect(lines).to_contain_text(["何青不当班"])
        expect(board.locator("button.piece.gap")).to_have_count(1)


def test_hours_beyond_the_shift_are_refused_where_they_stand(week: Week) -> None:
    with week.as_seen_by("worker", **WIDE) as page:
        board = week.open(page)
        pieces(board, "何青").first.click()
        dialog = page.get_by_role("dialog")
        until = dialog.get_by_label("Until", exact=True)
        kept = datetime.fromisoformat(until.input_value())
        until.fill(f"{kept + timedelta(hours=10):%Y-%m-%dT%H:%M}")
        dialog.get_by_role("button", name="Take it").click()
        expect(until).to_be_focused()
        expect(until).to_have_accessible_description(_ends_on(kept))
        assert week.seen("overrides") == []
        until.fill(f"{kept:%Y-%m-%dT%H:%M}")
        dialog.get_by_role("button", name="Take it").click()
        expect(board.locator(".banner.good")).to_contain_text("from 何青")
        assert [(one["source"], one["instead_of"]["name"]) for one in week.seen("overrides")] == [("take", "何青")]


@pytest.mark.parametrize("shape", [PHONE, PHONE | {"locale": "en-GB"}], ids=["zh", "en"])
def test_of_a_colleagues_long_shift_the_day_that_was_pressed_is_taken(week: Week, shape: dict[str, Any]) -> None:
    colleague = Staff(week.nightlamp, "colleague@xihu.example").me["id"]
    hours = {"starts_at": at(1, 0).isoformat(), "ends_at": at(5, 0).isoformat()}
    week.supervisor.call("POST", "/duty/overrides", {"team": week.team, "account": colleague} | hours)
    english = "locale" in shape
    labels = ("From", "Until") if english else ("从", "到")
    with week.as_seen_by("worker", **shape) as page:
        board = week.open(page)
        pieces(board, "何青").nth(2).click()
        dialog = page.get_by_role("dialog")
        day, whole = (dialog.get_by_role("radio").nth(number) for number in (0, 1))
        expect(day).to_be_checked()
        assert fields(page, *labels) == [f"{at(number, 0):%Y-%m-%dT%H:%M}" for number in (3, 4)]
        said = dialog.locator("form > .dim")
        expect(said).to_contain_text("all day, and 何青 is not" if english else "全天 改由您当班，何青不当班")
        page.screenshot(path=OUT / f"take-{shape.get('locale', 'zh')}.png")
        whole.check(force=True)
        assert fields(page, *labels) == [f"{at(number, 0):%Y-%m-%dT%H:%M}" for number in (1, 6)]
        expect(said).not_to_contain_text("all day" if english else "全天")
        day.check(force=True)
        assert faults_of(page) == []
        dialog.locator("button[type=submit]").click()
        expect(board.locator(".banner.good")).to_contain_text("何青")
        [taken] = [one for one in week.seen("overrides") if one["source"] == "take"]
        assert [datetime.fromisoformat(taken[edge]) for edge in ("starts_at", "ends_at")] == [at(3, 0), at(4, 0)]


def _ends_on(moment: datetime) -> Any:
    return f"It ends on {moment.day} {moment:%b %a} 00:00. End then, or earlier."


def test_an_override_that_makes_no_sense_is_told_at_its_field_and_the_board_turns_to_one_that_does(
    week: Week,
) -> None:
    with week.as_seen_by("supervisor", **WIDE) as page:
        board = week.open(page)
        board.get_by_role("button", name="Override hours").click()
        dialog = page.get_by_role("dialog")
        who, whose = dialog.get_by_label("Who is on duty"), dialog.get_by_label("In whose place")
        go = dialog.get_by_role("button", name="Change these hours")
        who.select_option(label="何青")
        whose.select_option(label="何青")
        go.click()
        expect(whose).to_have_accessible_description("Nobody stands in for themselves. Choose somebody else.")
        day = at(14, 0)  # an even number of days from now it is the worker's
        dialog.get_by_label("From", exact=True).fill(f"{day:%Y-%m-%dT%H:%M}")
        dialog.get_by_label("Until", exact=True).fill(f"{day + timedelta(hours=8):%Y-%m-%dT%H:%M}")
        who.select_option(label="许知")
        go.click()
        expect(dialog.locator("#override-for-wrong")).to_contain_text("They have no shift in these hours")
        who.select_option(label="何青")
        whose.select_option(label="许知")
        go.click()
        expect(board.locator(".banner.good")).to_contain_text("何青 is on duty")
        expect(board).to_contain_text("何青 for 许知")
        assert f"from={day:%Y-%m-%d}" in page.url
        expect(pieces(board, "何青").first).to_contain_text("until 08:00")
