"""How alerts climb, in a browser: the ladder in words, a change with its preview, and the way back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.alert_steps import faults_of
from tests.browser.duty_steps import OUT
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live
from tests.support.push_service import PushService

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
WIDE: dict[str, Any] = {"locale": "en-GB"}
ZONE = ZoneInfo("Asia/Shanghai")
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


class Climbing:
    """The township's policies as its supervisor sees them."""

    def __init__(self, nightlamp: Live) -> None:
        self.nightlamp = nightlamp
        self.supervisor = Staff(nightlamp, "supervisor@xihu.example")
        worker = Staff(nightlamp, "worker@xihu.example")
        self.team = worker.call("GET", "/escalation-policies")["team"]["id"]

    def policy(self, urgency: str) -> dict[str, Any]:
        """Return one policy as it stands."""
        items = self.supervisor.call("GET", f"/escalation-policies?team={self.team}")["items"]
        return next(item for item in items if item["urgency"] == urgency)

    def give_phone(self, who: str, origin: str) -> None:
        """Let somebody have a phone that has not rung yet."""
        body = {"endpoint": f"{origin}/p/climb", "keys": KEYS, "label": "Android"}
        Staff(self.nightlamp, f"{who}@xihu.example").call("POST", "/devices", body)

    def open(self, page: Page, urgency: str) -> Locator:
        """Go to one policy, and return its form."""
        page.goto(f"{self.nightlamp.origin}/staff/climb?team={self.team}&urgency={urgency}")
        form = page.locator(".climb form")
        form.wait_for()
        return form


@pytest.fixture
def climbing(nightlamp: Live) -> Iterator[Climbing]:
    """All policies by the default, before and after."""
    found = Climbing(nightlamp)
    yield found
    for urgency in ("P0", "P1", "P2", "P3", "P4"):
        if not found.policy(urgency)["is_default"]:
            found.supervisor.call("DELETE", f"/escalation-policies/{found.team}/{urgency}")


def test_a_worker_reads_the_ladders_and_changes_none(climbing: Climbing, browser: Browser) -> None:
    with signed_in(browser, climbing.nightlamp, "worker@xihu.example", **PHONE) as page:
        page.goto(f"{climbing.nightlamp.origin}/staff/duty")
        page.locator("a[href^='/staff/climb']").click()
        panels = page.locator(".climb-all > .panel")
        expect(panels).to_have_count(5)
        expect(panels.nth(1)).to_contain_text("立刻当班的人5 分钟后全组的人15 分钟后本组和上一级的督导")
        expect(panels.nth(1)).to_contain_text("接手后管 60 分钟")
        expect(panels.nth(4)).to_contain_text("1 个工作日后")
        assert page.locator(".climb-all a").count() == 0
        page.goto(f"{climbing.nightlamp.origin}/staff/climb?urgency=P1")
        expect(panels).to_have_count(5)


def test_a_supervisor_changes_one_sees_whom_it_calls_and_takes_it_back(
    climbing: Climbing, browser: Browser, service: PushService
) -> None:
    with signed_in(browser, climbing.nightlamp, "supervisor@xihu.example", **WIDE) as page:
        form = climbing.open(page, "P1")
        preview = page.locator(".climb-preview")
        rungs = preview.locator(".ladder > li")
        # Nobody is on duty then, so everybody is called at once; that somebody may hear stops it for a while.
        expect(rungs.nth(0)).to_contain_text("nobody")
        expect(rungs.nth(1)).to_contain_text("02:00")
        expect(rungs.nth(1)).to_contain_text("许知 cannot hear")
        expect(preview).to_contain_text("Nobody can be reached now")
        assert preview.locator(".banner.bad").count() == 0, "no steps would help, so none is to blame"
        climbing.give_phone("worker", service.origin)
        page.get_by_label("If one arrived at").fill(f"{datetime.now(ZONE) + timedelta(days=30):%Y-%m-%d}T03:00")
        expect(rungs.nth(1)).to_contain_text("许知 not proven")
        expect(rungs.nth(2)).to_contain_text("03:15")
        expect(preview).not_to_contain_text("Nobody can be reached now")
        assert preview.locator(".banner").count() == 0
        form.get_by_label("How long after the report").first.fill("10")
        form.get_by_label("How", exact=True).nth(1).select_option("turns")
        expect(preview).to_contain_text("in turn")
        page.get_by_role("button", name="Save these steps").click()
        page.screenshot(path=OUT / "climb-wide.png", full_page=True)
        done = page.locator(".banner.good")
        expect(done).to_contain_text("From now on “Today” climbs so")
        found = climbing.policy("P1")
        assert not found["is_default"]
        assert (found["steps"][1]["after_seconds"], found["steps"][1]["round_robin"]) == (600, True)
        done.get_by_role("button", name="Undo").click()
        expect(done).to_contain_text("as it was before")
        assert climbing.policy("P1")["is_default"]
        expect(form.get_by_label("How long after the report").first).to_have_value("5")


def test_a_step_that_reaches_nobody_or_comes_too_early_is_told_at_its_field(
    climbing: Climbing, browser: Browser
) -> None:
    with signed_in(browser, climbing.nightlamp, "desk@xihu.example", **WIDE) as page:
        page.goto(f"{climbing.nightlamp.origin}/staff/climb?urgency=P1")
        form = page.locator(".climb form")
        first = form.locator(".steps > li").first
        first.get_by_role("button", name="who is on duty").click()
        first.get_by_role("button", name="the team of the district or county").click()
        expect(first.locator(".wrong")).to_contain_text("reaches nobody")
        first.get_by_role("button", name="the team of the district or county").click()
        first.get_by_role("button", name="who is on duty").click()
        form.get_by_label("How long after the report").nth(1).fill("5")
        expect(form.locator(".steps > li").nth(2).locator(".wrong")).to_contain_text("later than the step before")
        page.get_by_role("button", name="Save these steps").click()
        expect(form.locator(".steps > li").nth(2).locator(".wrong")).to_contain_text("later than the step before")
        assert page.locator(".banner.good").count() == 0


def test_back_to_the_default_can_be_undone(climbing: Climbing, browser: Browser) -> None:
    steps = [{"after_seconds": 0, "who": ["everyone"]}]
    climbing.supervisor.call("PUT", f"/escalation-policies/{climbing.team}/P2", {"steps": steps, "confirmed": True})
    with signed_in(browser, climbing.nightlamp, "supervisor@xihu.example", **PHONE) as page:
        climbing.open(page, "P2")
        expect(page.locator(".one-head")).to_contain_text("自定")
        page.get_by_role("button", name="改回默认").click()
        expect(page.locator(".one-head")).to_contain_text("默认")
        assert climbing.policy("P2")["is_default"]
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".one-head")).to_contain_text("自定")
        assert [step["who"] for step in climbing.policy("P2")["steps"]] == [["everyone"]]


def test_a_change_by_somebody_else_is_not_overwritten(climbing: Climbing, browser: Browser) -> None:
    with signed_in(browser, climbing.nightlamp, "supervisor@xihu.example", **WIDE) as page:
        climbing.open(page, "P2")
        steps = [{"after_seconds": 0, "who": ["everyone"]}]
        climbing.supervisor.call(
            "PUT", f"/escalation-policies/{climbing.team}/P2", {"steps": steps, "confirmed": True}
        )
        page.get_by_role("button", name="Save these steps").click()
        expect(page.locator(".rota-go")).to_contain_text("Somebody else has just changed this")
        assert len(climbing.policy("P2")["steps"]) == 1


def test_steps_that_leave_out_who_is_on_duty_are_asked_about(
    climbing: Climbing, browser: Browser, service: PushService
) -> None:
    climbing.give_phone("worker", service.origin)
    with signed_in(browser, climbing.nightlamp, "supervisor@xihu.example", **PHONE) as page:
        form = climbing.open(page, "P2")
        steps = form.locator(".steps > li")
        while steps.count() > 1:
            steps.last.get_by_role("button", name="去掉这一步").click()
        steps.first.get_by_role("button", name="本组和上一级的督导").click()
        steps.first.get_by_role("button", name="当班的人").click()
        expect(page.locator(".climb-preview .banner.bad")).to_contain_text("这几步谁也叫不到")
        edges = [page.locator(part).bounding_box() for part in ("#policy", ".climb-preview", ".rota-go")]
        tops = [edge["y"] for edge in edges if edge]
        assert tops == sorted(tops), "on a phone what comes of it stands above the button that saves"
        page.screenshot(path=OUT / "climb-phone.png", full_page=True)
        assert faults_of(page) == []
        page.get_by_role("button", name="就这样叫").click()
        asked = page.get_by_role("dialog")
        expect(asked).to_contain_text("第 1 步不叫当班的人")
        expect(asked).to_contain_text("第 1 步要叫的人，现在一个也叫不到")
        asked.get_by_role("button", name="再改改").click()
        assert climbing.policy("P2")["is_default"]
        page.get_by_role("button", name="就这样叫").click()
        asked.get_by_role("button", name="还是这样叫").click()
        expect(page.locator(".banner.good")).to_be_visible()
        assert [step["who"] for step in climbing.policy("P2")["steps"]] == [["supervisors"]]
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".one-head")).to_contain_text("默认")
