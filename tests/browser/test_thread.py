"""Reporter and duty worker write to each other: it rings, it is read, and neither learns who the other is."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reporter_steps import Reporter, followed_up, reporting
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "screens"


def alerts_of(staff: Staff) -> list[str]:
    return [item["subject"] for item in staff.call("GET", "/alerts?state=triggered")["items"]]


def take(staff: Staff, reference: str) -> None:
    for item in staff.call("GET", "/alerts")["items"]:
        if item["subject"] == reference:
            staff.call("PUT", f"/alerts/{item['id']}/acknowledgement")


def follow(reporter: Reporter, receipt: str) -> Page:
    reporter.page.goto(f"{reporter.origin}/r")
    reporter.page.fill("#receipt", receipt)
    reporter.page.click("main .btn.main")
    reporter.page.wait_for_selector(".stages")
    return reporter.page


def filed(reporter: Reporter) -> tuple[str, str]:
    reporter.open()
    reporter.fill_in()
    reporter.send()
    return reporter.receipt(), reporter.reference()


def picture(page: Page, name: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=OUT / f"{name}.png", full_page=True)


def test_the_thread_goes_both_ways_and_rings(browser: Browser, nightlamp: Live) -> None:
    # Nobody knew the place by its code, so it is the root desk's.
    desk = Staff(nightlamp, "desk@xihu.example")
    with reporting(browser, nightlamp.origin) as reporter:
        receipt, reference = filed(reporter)
        take(desk, reference)
        page = follow(reporter, receipt)
        assert page.url == f"{reporter.origin}/"
        page.fill("#message", "她外婆五点把她接走了")
        page.click("main form .btn.main")
        expect(page.locator(".msg.mine")).to_contain_text("外婆")
        plain = reference.replace("-", "")
        assert alerts_of(desk) == [f"message:{plain}"]
        with signed_in(browser, nightlamp, "desk@xihu.example") as staff:
            staff.locator("a.ringing, .rows a").first.wait_for()
            staff.goto(f"{nightlamp.origin}/staff/reports/{reference}")
            panel = staff.locator(".panel", has=staff.locator(".thread"))
            expect(panel).to_contain_text("外婆")
            panel.locator(".msg").last.scroll_into_view_if_needed()
            expect(panel.locator(".unread")).to_have_count(0, timeout=20_000)
            assert alerts_of(desk) == []
            panel.locator("summary").click()
            panel.locator(".ready .tool").first.click()
            expect(staff.locator("#to-reporter")).not_to_have_value("")
            panel.locator("button[type=submit]").click()
            expect(panel.locator(".msg.mine")).to_have_count(1)
            picture(staff, "thread-staff-zh-light-wide")
        follow(reporter, receipt)
        expect(page.locator(".msg:not(.mine)")).to_contain_text("看过")
        assert "desk" not in page.content()
        picture(page, "thread-reporter-zh-light-phone")


def test_the_result_is_told_and_the_clock_ends(browser: Browser, nightlamp: Live) -> None:
    desk = Staff(nightlamp, "desk@xihu.example")
    with reporting(browser, nightlamp.origin, locale="en-GB", color_scheme="dark") as reporter:
        receipt, reference = filed(reporter)
        desk.call("GET", f"/reports/{reference}")
        decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "x y"}
        desk.call("PUT", f"/reports/{reference}/screening", decision)
        with signed_in(browser, nightlamp, "desk@xihu.example", locale="en-GB") as staff:
            staff.goto(f"{nightlamp.origin}/staff/reports/{reference}")
            panel = staff.locator(".panel", has=staff.locator("#to-reporter"))
            expect(panel).to_contain_text("Tell the reporter the result by")
            panel.locator(".tick").click()
            panel.locator("summary").click()
            panel.locator(".ready .tool").first.click()
            panel.locator("button[type=submit]").click()
            expect(panel).to_contain_text("You told the reporter the result")
            picture(staff, "thread-result-en-light-wide")
        page = follow(reporter, receipt)
        expect(page.locator(".msg.result")).to_be_visible()
        expect(page.locator("h1")).to_have_text("We can tell you what became of it")
        picture(page, "thread-result-en-dark-phone")


def test_what_is_written_without_a_network_waits_sealed_and_goes_once(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        receipt, _ = filed(reporter)
        page = follow(reporter, receipt)
        reporter.context.set_offline(True)
        page.fill("#message", "没有网的时候写的一句")
        page.click("main form .btn.main")
        page.get_by_text("还没有送出").wait_for()
        kept: dict[str, Any] = reporter.left_on_phone()
        assert "没有网的时候" not in str(kept)
        assert len(kept["databases"]["lamp"]["outbox"]) == 1
        reporter.context.set_offline(False)
        expect(page.locator(".msg.mine")).to_contain_text("没有网", timeout=30_000)
        assert [m["text"] for m in followed_up(nightlamp.origin, receipt)["messages"]] == ["没有网的时候写的一句"]


def test_danger_since_then_calls_everybody(browser: Browser, nightlamp: Live) -> None:
    desk = Staff(nightlamp, "desk@xihu.example")
    with reporting(browser, nightlamp.origin) as reporter:
        receipt, reference = filed(reporter)
        page = follow(reporter, receipt)
        page.get_by_role("button", name="孩子现在有危险").click()
        expect(page.locator("main a[href='tel:110']")).to_be_visible()
        picture(page, "thread-danger-zh-light-phone")
        page.get_by_role("button", name="同时叫所有值班的人").click()
        page.get_by_text("正在叫所有值班的人").wait_for()
    assert desk.call("GET", f"/reports/{reference}")["priority"] == "P0"


def test_words_for_the_family_are_checked(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        _, reference = filed(reporter)
        with signed_in(browser, nightlamp, "desk@xihu.example", viewport={"width": 360, "height": 780}) as staff:
            staff.goto(f"{nightlamp.origin}/staff/reports/{reference}")
            staff.get_by_role("button", name="查一查要说的话").click()
            staff.fill("dialog #words", "邻居听见了，有人反映给我们")
            staff.locator("dialog button[type=submit]").click()
            expect(staff.locator("dialog [role=alert]")).to_contain_text("有人反映")
            picture(staff, "thread-words-zh-light-phone")
            staff.get_by_role("dialog").get_by_role("button", name="关上").click()
            expect(staff.get_by_role("dialog")).to_have_count(0)
            staff.get_by_role("button", name="查一查要说的话").click()
            staff.fill("dialog #words", "我们想来看看孩子")
            staff.locator("dialog button[type=submit]").click()
            expect(staff.locator("dialog [role=status]")).to_be_visible()
