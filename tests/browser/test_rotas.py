"""The rota editor in a browser: from an empty board to people on duty, with preview, faults and the way back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alert_steps import LOOKS, faults_of
from tests.browser.duty_steps import OUT
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
WIDE: dict[str, Any] = {"locale": "en-GB"}
SUPERVISOR = "supervisor@xihu.example"


class Planner:
    """What the API tells a supervisor of the township."""

    def __init__(self, nightlamp: Live) -> None:
        self._staff = Staff(nightlamp, SUPERVISOR)
        self.team = next(one["id"] for one in self._staff.call("GET", "/duty/teams")["items"] if not one["mine"])
        self.board = f"{nightlamp.origin}/staff/duty?team={self.team}"

    def rotas(self) -> list[dict[str, Any]]:
        """Return the rotas of the township."""
        found: list[dict[str, Any]] = self._staff.call("GET", f"/rotas?team={self.team}")["items"]
        return found

    def make_nights(self) -> None:
        """Give the township somebody for each night, from 20:00 to 08:00."""
        people = self._staff.call("GET", f"/duty/shifts?team={self.team}")["people"]
        who = next(person["id"] for person in people if person["name"] == "何青")
        nights = [{"weekday": day, "begins": "20:00", "minutes": 720, "account": who} for day in range(7)]
        body = {"team": self.team, "name": "夜班", "kind": "weekly", "zone": "Asia/Shanghai", "shifts": nights}
        self._staff.call("POST", "/rotas", body)

    def end_all(self) -> None:
        """End every rota of the township."""
        for rota in self.rotas():
            self._staff.call("DELETE", f"/rotas/{rota['id']}", If_Match=f'"{rota["version"]}"')


@pytest.fixture
def planner(nightlamp: Live) -> Iterator[Planner]:
    """A township without a rota, before and after."""
    found = Planner(nightlamp)
    yield found
    found.end_all()


def _preview(page: Page) -> Any:
    return page.locator(".rota-preview .week-days")


def test_the_first_rota_is_made_from_the_empty_board_on_a_phone(
    browser: Browser, nightlamp: Live, planner: Planner
) -> None:
    with signed_in(browser, nightlamp, SUPERVISOR, **PHONE) as page:
        page.goto(planner.board)
        page.get_by_role("link", name="排第一份班").click()
        page.get_by_role("button", name="存好").click()
        expect(page.locator(".banner.bad")).to_be_focused()
        expect(page.get_by_label("叫什么")).to_have_accessible_description("如：夜班、周末。 请写一个名字。")
        page.get_by_role("link", name="一个人也没有").click()
        add = page.get_by_label("加一个人")
        expect(add).to_be_focused()
        add.select_option(label="许知")
        add.select_option(label="何青")
        page.get_by_label("单位").select_option(label="天")
        expect(_preview(page)).to_contain_text("许知")
        expect(page.locator(".rota-preview output")).to_have_text("四周里每个小时都有人。")
        first = _preview(page).locator("li .who").first
        expect(first).to_have_text("许知")
        page.get_by_role("button", name="许知往后").press("Enter")
        expect(first).to_have_text("何青")
        page.get_by_label("叫什么").fill("白天黑夜")
        page.get_by_role("button", name="存好").click()
        done = page.locator(".board .banner.good")
        expect(done).to_contain_text("“白天黑夜”排好了")
        assert [[one["name"] for one in rota["people"]] for rota in planner.rotas()] == [["何青", "许知"]]
        done.get_by_role("button", name="撤销").click()
        expect(done).to_contain_text("“白天黑夜”停了")
        assert planner.rotas() == []


def test_what_only_the_server_knows_to_be_wrong_stands_at_its_field(
    browser: Browser, nightlamp: Live, planner: Planner
) -> None:
    with signed_in(browser, nightlamp, SUPERVISOR, **WIDE) as page:
        page.goto(planner.board)
        page.get_by_role("link", name="Make the first rota").click()
        page.get_by_label("What it is called").fill("weekends")
        page.get_by_text("The same every week").click()
        add = page.get_by_role("button", name="Add a shift")
        add.click()
        expect(page.locator(".rota-preview")).to_contain_text("Row 1: Please choose somebody.")
        page.get_by_role("group", name="Row 1").get_by_label("Who").select_option(label="许知")
        add.click()
        expect(_preview(page)).to_contain_text("08:00–20:00")
        second = page.get_by_role("group", name="Row 2")
        second.get_by_label("Day").select_option(label="Monday")
        expect(second).to_contain_text("This overlaps with another shift of the same person.")
        expect(page.locator(".rota-preview")).to_contain_text("Row 2: This overlaps with another shift")
        second.get_by_label("From").fill("20:00")
        second.get_by_label("Until").fill("08:00")
        expect(second.get_by_label("Until, next day")).to_be_visible()
        expect(second).not_to_contain_text("overlaps")
        zone = page.get_by_label("Time zone")
        zone.fill("Mars/Olympus")
        expect(zone).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".rota-preview")).to_contain_text("There is no such time zone.")
        expect(_preview(page)).to_have_count(0)
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".banner.bad")).to_contain_text("There is no such time zone.")
        assert planner.rotas() == []
        zone.fill("Asia/Shanghai")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".board .banner.good")).to_contain_text("“weekends” stands on the shift board.")
        [rota] = planner.rotas()
        assert [(one["weekday"], one["begins"], one["minutes"]) for one in rota["shifts"]] == [
            (0, "08:00", 720),
            (0, "20:00", 720),
        ]


def test_all_that_is_wrong_is_told_at_once_before_it_is_saved(
    browser: Browser, nightlamp: Live, planner: Planner
) -> None:
    with signed_in(browser, nightlamp, SUPERVISOR, **PHONE) as page:
        page.goto(planner.board)
        page.get_by_role("link", name="排第一份班").click()
        preview = page.locator(".rota-preview")
        expect(preview).to_contain_text("写好以后")
        page.get_by_label("时区").fill("火星")
        page.get_by_label("每", exact=True).fill("0")
        expect(preview).to_contain_text("没有这个时区")
        expect(preview).to_contain_text("请写 1 到 366 的整数")
        expect(preview).to_contain_text("一个人也没有")
        for field in ("时区", "每"):
            expect(page.get_by_label(field, exact=True)).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("加一个人")).not_to_have_attribute("aria-invalid", "true")
        page.get_by_role("button", name="存好").click()
        expect(page.locator(".banner.bad li")).to_have_count(4)
        assert planner.rotas() == []


def test_a_rota_is_changed_and_changed_back_then_ended(browser: Browser, nightlamp: Live, planner: Planner) -> None:
    with signed_in(browser, nightlamp, SUPERVISOR, **WIDE) as page:
        page.goto(planner.board)
        page.get_by_role("link", name="Make the first rota").click()
        page.get_by_label("What it is called").fill("turns")
        page.get_by_label("Add somebody").select_option(label="许知")
        page.get_by_role("button", name="Save").click()
        done = page.locator(".board .banner.good")
        expect(done).to_contain_text("“turns” stands")
        page.get_by_role("link", name="Rotas").click()
        page.get_by_role("link", name="turns").click()
        page.get_by_label("Every", exact=True).fill("2")
        page.get_by_role("button", name="Change it from now on").click()
        expect(done).to_contain_text("“turns” is changed")
        assert [rota["every"] for rota in planner.rotas()] == [2]
        with page.expect_response(lambda answer: "/rotas/" in answer.url and answer.request.method == "PUT"):
            done.get_by_role("button", name="Undo").click()
        page.get_by_role("link", name="Rotas").click()
        page.get_by_role("link", name="turns").click()
        expect(page.get_by_label("Every", exact=True)).to_have_value("1")
        page.get_by_role("button", name="End this rota").click()
        asked = page.get_by_role("dialog")
        # Somebody may be on by themselves for a while after another test.
        expect(asked).to_contain_text(re.compile("From .* on, nobody is on duty in 灵隐街道值班组."))
        page.screenshot(path=OUT / "ending.png")
        asked.get_by_role("button", name="End this rota").click()
        expect(done).to_contain_text("“turns” has ended.")
        assert planner.rotas() == []


@pytest.mark.parametrize("look", LOOKS)
def test_hours_that_overlap_or_last_a_whole_day_are_said_and_judged_with_the_other_rotas(
    browser: Browser, nightlamp: Live, planner: Planner, look: str
) -> None:
    planner.make_nights()
    english = look.startswith("en")
    with signed_in(browser, nightlamp, SUPERVISOR, **LOOKS[look]) as page:
        page.goto(f"{nightlamp.origin}/staff/duty/rotas/new?team={planner.team}")
        expect(page.locator(".say-big")).to_have_text("灵隐街道值班组")
        page.get_by_label("Add somebody" if english else "加一个人").select_option(label="许知")
        preview = page.locator(".rota-preview")
        for number in range(7):
            page.locator("#windows").click()
            page.locator(f"#windows-{number}-minutes").wait_for()
        expect(preview.locator("output")).to_contain_text("at every hour" if english else "每个小时都有人")
        expect(preview).to_contain_text("何青 (another rota)" if english else "何青（另一份）")
        second = page.locator(".week-rows > li").nth(1)
        second.locator("select").select_option(value="0")
        overlap = "This overlaps with other hours" if english else "和另一段时间重了"
        expect(second.locator(".wrong")).to_contain_text(overlap)
        second.locator("select").select_option(value="1")
        expect(second.locator(".wrong")).to_have_count(0)
        last = page.locator("#windows-6-minutes")
        last.fill("08:00")
        whole = "this is the whole day" if english else "这是一整天"
        expect(last).to_have_accessible_description(re.compile(whole))
        expect(preview.locator("output")).to_contain_text("at every hour" if english else "每个小时都有人")
        page.screenshot(path=OUT / f"rota-{look}.png", full_page=True)
        assert faults_of(page) == []


def test_what_is_not_saved_is_not_lost_by_leaving(browser: Browser, nightlamp: Live, planner: Planner) -> None:
    with signed_in(browser, nightlamp, SUPERVISOR, **PHONE) as page:
        page.goto(planner.board)
        page.get_by_role("link", name="排第一份班").click()
        page.get_by_label("叫什么").wait_for()
        page.go_back()
        page.get_by_role("link", name="排第一份班").click()
        name = page.get_by_label("叫什么")
        name.fill("夜班")
        asked = page.get_by_role("dialog")
        for leave in (page.go_back, page.get_by_role("link", name="收件").click):
            leave()
            expect(asked).to_contain_text("改的还没有存")
            asked.get_by_role("button", name="留下来存").click()
            expect(name).to_have_value("夜班")
        assert page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
        page.get_by_role("link", name="收件").click()
        asked.get_by_role("button", name="不存，离开").click()
        expect(name).to_have_count(0)
        assert page.url.endswith("/staff/")
        assert page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def test_somebody_who_plans_nothing_finds_no_editor(browser: Browser, nightlamp: Live, planner: Planner) -> None:
    with signed_in(browser, nightlamp, "worker@xihu.example", **PHONE) as page:
        page.goto(planner.board)
        expect(page.locator(".board-empty")).to_contain_text("督导可以排班，管账号的人也可以")
        expect(page.locator(".board-empty a")).to_have_count(0)
        page.goto(f"{nightlamp.origin}/staff/duty/rotas/new")
        expect(page.locator("#name")).to_have_count(0)
        page.locator(".say-big").wait_for()
