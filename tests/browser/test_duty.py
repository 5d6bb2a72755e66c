"""The shift board in a browser: taking, swapping and overriding shifts, with the way back."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.duty_steps import OUT, PHONE, WIDE, Week, pieces

pytestmark = pytest.mark.browser


def test_a_worker_takes_a_colleagues_shift_and_gives_it_back(week: Week) -> None:
    with week.as_seen_by("worker", **PHONE) as page:
        board = week.open(page)
        pieces(board, "何青").first.click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("何青不当班")
        dialog.get_by_role("button", name="接下来").click()
        done = board.locator(".banner.good")
        expect(done).to_contain_text("您替何青接了")
        assert [(one["source"], one["instead_of"]["name"]) for one in week.seen("overrides")] == [("take", "何青")]
        expect(board).to_contain_text("许知 替 何青")
        done.get_by_role("button", name="撤销").click()
        expect(done).to_contain_text("撤回了")
        assert week.seen("overrides") == []
        expect(board).not_to_contain_text("许知 替 何青")


def test_a_swap_is_asked_for_withdrawn_asked_again_and_accepted(week: Week) -> None:
    with ExitStack() as windows:
        page = windows.enter_context(week.as_seen_by("worker", **PHONE))
        board = week.open(page)
        pieces(board, "许知").last.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("请谁").select_option(label="何青")
        dialog.get_by_role("button", name="发出请求").click()
        expect(board.locator(".banner.good")).to_contain_text("请求发给了何青")
        expect(board.locator(".week-days .asked")).to_have_count(1)
        expect(pieces(board, "许知").last).to_contain_text("在请人替")
        pieces(board, "许知").last.click()
        dialog.get_by_role("button", name="发出请求").click()
        expect(dialog.locator("#hours-from-wrong")).to_contain_text("已经有一个换班请求在等答复")
        page.screenshot(path=OUT / "swap-twice.png")
        page.keyboard.press("Escape")
        page.screenshot(path=OUT / "swap-marked.png", full_page=True)
        board.get_by_role("button", name="收回请求").click()
        expect(board.locator(".banner.good")).to_contain_text("请求收回了")
        assert week.seen("swaps") == []
        board.locator(".banner.good").get_by_role("button", name="撤销").click()
        expect(board).to_contain_text("您请何青替")
        other = windows.enter_context(week.as_seen_by("colleague", **WIDE))
        theirs = week.open(other)
        expect(theirs).to_contain_text("许知 asks you to take over")

        def say_yes() -> None:
            theirs.get_by_role("button", name="Say yes").click()
            other.get_by_role("dialog").get_by_role("button", name="Say yes").click()
            expect(theirs.locator(".banner.good")).to_contain_text("Swapped")
            expect(theirs).to_contain_text("何青 for 许知")

        say_yes()
        assert [one["source"] for one in week.seen("overrides")] == ["swap"]
        theirs.locator(".banner.good").get_by_role("button", name="Undo").click()
        expect(theirs.locator(".banner.good")).to_contain_text("The request is open again")
        assert week.seen("overrides") == []
        say_yes()


def test_a_colleague_says_no_and_hours_in_exchange_are_theirs_alone(week: Week) -> None:
    with ExitStack() as windows:
        page = windows.enter_context(week.as_seen_by("worker", **WIDE))
        board = week.open(page)
        pieces(board, "许知").last.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Whom do you ask?").select_option(label="何青")
        dialog.get_by_text("in exchange", exact=False).first.click()
        dialog.get_by_label("Their shifts").select_option(index=2)
        until = dialog.get_by_label("In exchange, until")
        kept = until.input_value()
        until.fill(f"{datetime.fromisoformat(kept) + timedelta(hours=3):%Y-%m-%dT%H:%M}")
        dialog.get_by_role("button", name="Send the request").click()
        expect(dialog.locator(".wrong")).to_contain_text("Not all of these hours")
        until.fill(kept)
        dialog.get_by_role("button", name="Send the request").click()
        expect(board).to_contain_text("You asked 何青 to take over")
        theirs = week.open(windows.enter_context(week.as_seen_by("colleague")))
        theirs.get_by_role("button", name="不答应").click()
        theirs.page.get_by_role("dialog").get_by_role("button", name="不答应").click()
        expect(theirs.locator(".banner.good")).to_contain_text("已经答复")
        assert week.seen("swaps") == week.seen("overrides") == []


def test_a_supervisor_overrides_hours_and_faults_stand_beside_the_fields(week: Week) -> None:
    with week.as_seen_by("supervisor", **WIDE) as page:
        board = week.open(page)
        pieces(board, "许知").last.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_label("In whose place")).to_have_value(week.seen("shifts")[0]["person"]["id"])
        until = dialog.get_by_label("Until", exact=True)
        kept = until.input_value()
        until.fill("2026-01-01T00:00")
        dialog.get_by_role("button", name="Change these hours").click()
        who = dialog.get_by_label("Who is on duty")
        expect(who).to_be_focused()
        expect(who).to_have_accessible_description("Please choose somebody.")
        expect(until).to_have_accessible_description("The end must come after the beginning.")
        until.fill(kept)
        who.select_option(label="何青")
        dialog.get_by_role("button", name="Change these hours").click()
        done = board.locator(".banner.good")
        expect(done).to_contain_text("何青 is on duty")
        expect(board).to_contain_text("何青 for 许知")
        assert [one["source"] for one in week.seen("overrides")] == ["override"]
        board.get_by_role("button", name="Take back").click()
        expect(done).to_contain_text("Taken back")
        done.get_by_role("button", name="Undo").click()
        expect(done).to_contain_text("何青 is on duty")
        assert [one["source"] for one in week.seen("overrides")] == ["override"]


@pytest.mark.parametrize("shape", [PHONE, WIDE], ids=["phone", "wide"])
def test_the_week_works_by_keyboard_alone(week: Week, shape: dict[str, Any]) -> None:
    with week.as_seen_by("worker", **shape) as page:
        piece = pieces(week.open(page), "何青").last
        piece.focus()
        page.keyboard.press("Enter")
        page.get_by_role("dialog").wait_for()
        assert page.evaluate("document.activeElement.id") == "hours-from"
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
        expect(piece).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("dialog").get_by_role("button").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".board .banner.good")).to_be_visible()
        assert [one["source"] for one in week.seen("overrides")] == ["take"]


def test_a_calendar_address_is_made_copied_replaced_and_revoked(week: Week) -> None:
    with week.as_seen_by("worker", **WIDE, permissions=["clipboard-read", "clipboard-write"]) as page:
        board = week.open(page)
        board.get_by_text("In your own calendar").click()
        expect(board).to_contain_text("Whoever has the address sees names and hours without signing in.")
        board.get_by_role("button", name="Make an address for my shifts").click()
        first = board.get_by_label("The address, shown only this once").input_value()
        board.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator(".toast")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == first
        assert page.request.get(first).text().count("BEGIN:VEVENT") > 2
        board.get_by_role("button", name="Make a new address for my shifts").click()
        page.get_by_role("dialog").get_by_role("button", name="Make a new address").click()
        expect(board.get_by_label("The address, shown only this once")).not_to_have_value(first)
        second = board.get_by_label("The address, shown only this once").input_value()
        assert (page.request.get(first).status, page.request.get(second).status) == (404, 200)
        board.get_by_role("button", name="Revoke").click()
        page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
        expect(board.get_by_role("button", name="Make an address for my shifts")).to_be_visible()
        assert page.request.get(second).status == 404
        board.get_by_role("button", name="Make an address for the shifts of 灵隐街道值班组").click()
        everybody = page.request.get(board.get_by_label("The address, shown only this once").input_value()).text()
        assert "何青" in everybody
        assert "许知" in everybody
        board.get_by_role("button", name="Revoke").click()
        page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
        expect(board.get_by_role("button", name="Make an address for the shifts")).to_be_visible()
