"""The page of duty in a browser: what it says of me, which team it speaks of, and what comes out on paper."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.alert_steps import LOOKS, faults_of
from tests.browser.duty_steps import OUT, PHONE, WIDE, ZONE, Week
from tests.browser.staff_steps import Staff

pytestmark = pytest.mark.browser


def test_my_next_shift_is_answered_first(week: Week) -> None:
    with week.as_seen_by("worker", **PHONE) as page:
        week.open(page)
        mine = page.locator("section.mine")
        expect(mine).to_contain_text(re.compile(r"您正在当班，到 (明天|\d+月\d+日 周.) 00:00"))
        expect(mine).to_contain_text("下一班：")
        mine.get_by_role("button", name="我下班").click()
        asked = page.get_by_role("dialog")
        expect(asked).to_contain_text(re.compile("到 明天 00:00，灵隐街道值班组没有人当班。"))
        page.screenshot(path=OUT / "leaving.png")
        assert faults_of(page) == []
        asked.get_by_role("button", name="仍然下班").click()
        expect(mine).to_contain_text("您现在不当班。")
        today = page.locator(".week-days li").first
        expect(today).to_contain_text("没有人")
        page.screenshot(path=OUT / "left.png")
        assert faults_of(page) == []
        page.get_by_role("button", name="按错了，接着当班").click()
        expect(page.locator(".toast")).to_contain_text("您又在当班了")
        expect(page.locator(".duty > output")).to_have_text("")
        ends = max(shift["ends_at"] for shift in week.seen("shifts") if shift["source"] == "self")
        planned = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        assert datetime.fromisoformat(ends) >= planned, "the planned end that was left is theirs again"
        expect(mine).to_contain_text(re.compile(r"您正在当班，到"))
        expect(today).not_to_contain_text("没有人")
    with week.as_seen_by("supervisor", **WIDE) as page:
        week.open(page)
        expect(page.locator("section.mine")).to_contain_text("No shift is planned for you in the next 14 days.")


def test_the_headline_names_the_team_that_was_chosen(week: Week) -> None:
    Staff(week.nightlamp, "worker@xihu.example").call("PUT", "/duty/me")
    with week.as_seen_by("supervisor", **WIDE) as page:
        page.goto(f"{week.nightlamp.origin}/staff/duty")
        said = page.locator(".team-now .say-big")
        expect(said).to_have_text(re.compile("西湖区值班组: 1 on duty"))
        page.locator(".board .pick select").select_option(value=week.team)
        expect(said).to_have_count(1)
        expect(said).to_have_text(re.compile("灵隐街道值班组: 1 on duty"))
        expect(page.locator(".team-now .lamps")).to_contain_text("许知")
        expect(page.locator(".team-now")).not_to_contain_text("You can take the shift")
        expect(page.locator("section.mine .btn")).to_have_text("I’m on duty in 西湖区值班组")
        expect(page.locator(".board-head")).to_contain_text(re.compile("All times are China (Standard )?Time"))
        page.go_back()
        expect(said).to_have_text(re.compile("西湖区值班组"))


def test_a_long_shift_says_where_it_is_first_seen_when_it_ends(week: Week) -> None:
    start = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    hours = {"starts_at": (start + timedelta(days=1)).isoformat(), "ends_at": (start + timedelta(days=5)).isoformat()}
    colleague = Staff(week.nightlamp, "colleague@xihu.example").me["id"]
    week.supervisor.call("POST", "/duty/overrides", {"team": week.team, "account": colleague} | hours)
    ends = start + timedelta(days=6)  # their own day after it goes on
    with week.as_seen_by("worker", **PHONE) as page:
        board = week.open(page)
        ending = board.locator(".week-days .ends")
        expect(ending).to_have_count(1)
        expect(ending).to_contain_text(f"到 {ends.month}月{ends.day}日")


def test_the_week_is_printed_as_a_grid_on_one_sheet(week: Week) -> None:
    for shape in (PHONE, WIDE):
        with week.as_seen_by("supervisor", **shape) as page:
            week.open(page)
            paper = page.pdf(prefer_css_page_size=True, print_background=True)
            (OUT / f"week-{shape.get('locale', 'phone')}.pdf").write_bytes(paper)
            assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
            sides = [float(side) for side in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)[0]]
            assert sides[0] > sides[1], "turned sideways"
            page.emulate_media(media="print")
            expect(page.locator(".week-box:visible")).to_have_count(1)
            expect(page.locator(".week-days:visible")).to_have_count(0)


def test_a_piece_is_called_by_name_day_and_hours(week: Week) -> None:
    day = datetime.now(ZONE) + timedelta(days=1)
    hours = [day.replace(hour=hour, minute=0, second=0, microsecond=0).isoformat() for hour in (10, 12)]
    body = {"team": week.team, "starts_at": hours[0], "ends_at": hours[1]}
    colleague = Staff(week.nightlamp, "colleague@xihu.example").me["id"]
    week.supervisor.call("POST", "/duty/overrides", body | {"account": None, "instead_of": colleague})
    for shape, called in ((PHONE, f"{day.month}月{day.day}日 周."), (WIDE, f"{day.day} {day:%b} {day:%a}")):
        with week.as_seen_by("supervisor", **shape) as page:
            board = week.open(page)
            nobody = "没有人" if shape is PHONE else "Nobody"
            names = [re.compile(rf"何青.*{called}.*00:00–10:00"), re.compile(rf"{nobody}.*{called}.*10:00–12:00")]
            for name in names:
                expect(board.get_by_role("button", name=name)).to_have_count(1)


def test_the_week_is_printed_by_a_button_and_says_when(week: Week) -> None:
    with week.as_seen_by("worker", **PHONE) as page:
        page.add_init_script("window.print = () => { document.title = 'printing'; }")
        board = week.open(page)
        expect(board.get_by_text("打印于")).to_be_hidden()
        board.get_by_role("button", name="打印").click()
        expect(page).to_have_title("printing")
        page.emulate_media(media="print")
        expect(board.get_by_text(re.compile(r"打印于 \d+月\d+日 \d\d:\d\d"))).to_be_visible()
        expect(board.get_by_role("button", name="打印")).to_be_hidden()


@pytest.mark.parametrize("look", LOOKS)
def test_pictures(week: Week, look: str) -> None:
    starts = datetime.now(ZONE).replace(minute=0, second=0, microsecond=0) + timedelta(hours=30)
    body = {"team": week.team, "starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=40)).isoformat()}
    for person in {shift["person"]["id"] for shift in week.seen("shifts")}:
        week.supervisor.call("POST", "/duty/overrides", body | {"account": None, "instead_of": person})
    for who in ("worker", "supervisor"):
        with week.as_seen_by(who, **LOOKS[look]) as page:
            board = week.open(page)
            expect(page.locator("section.mine")).to_contain_text("14" if who == "supervisor" else "00:00")
            if who == "supervisor":
                expect(page.locator(".below li")).to_contain_text(re.compile("个空档|gap"))
            page.screenshot(path=OUT / f"{who}-{look}.png", full_page=True)
            assert faults_of(page) == []
            board.locator("button.piece.gap").first.click()
            page.get_by_role("dialog").wait_for()
            page.screenshot(path=OUT / f"gap-{who}-{look}.png")
            assert faults_of(page) == []
