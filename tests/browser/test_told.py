"""How I am told, in a browser: rules and quiet hours that cannot silence what must ring, with the way back."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alert_steps import LOOKS
from tests.browser.alert_steps import PHONE as NARROW
from tests.browser.picture_steps import shoot
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
WIDE: dict[str, Any] = {"locale": "en-GB"}
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


def _with_device(nightlamp: Live, email: str, origin: str) -> Staff:
    staff = Staff(nightlamp, email)
    staff.call("POST", "/devices", {"endpoint": f"{origin}/p/told", "keys": KEYS, "label": "Android"})
    return staff


def _open(page: Page, nightlamp: Live) -> None:
    page.goto(f"{nightlamp.origin}/staff/me")
    page.locator("a[href='/staff/told']").click()
    page.locator(".told").wait_for()


def _row(page: Page, urgency: str) -> Any:
    return page.locator(f".told .devices > li:has(.u[data-p='{urgency}'])").first


def test_somebody_without_a_device_is_sent_to_make_one_ring(nightlamp: Live, browser: Browser) -> None:
    with signed_in(browser, nightlamp, "county@xihu.example", **PHONE) as page:
        _open(page, nightlamp)
        expect(page.locator(".told")).to_contain_text("还没有一台设备会响")
        expect(page.locator(".told a[href='/staff/device']")).to_be_visible()
        expect(page.locator(".told")).to_contain_text("这里只开通了设备")
        expect(page.locator(".told")).to_contain_text("请对运维人员说")
        expect(page.locator(".told")).not_to_contain_text("Other channels")


def test_a_rule_is_changed_and_taken_back(nightlamp: Live, browser: Browser, service: Any) -> None:
    staff = _with_device(nightlamp, "worker@xihu.example", service.origin)
    with signed_in(browser, nightlamp, "worker@xihu.example", **WIDE) as page:
        _open(page, nightlamp)
        expect(_row(page, "2")).to_contain_text("Your devices at once")
        _row(page, "2").get_by_role("button").click()
        page.get_by_label("Your devices").select_option("600")
        page.get_by_role("button", name="Save").click()
        expect(_row(page, "2")).to_contain_text("Your devices after 10 min")
        assert staff.call("GET", "/hearing/rules")["rules"] == [
            {"urgency": "P2", "channel": "webpush", "after_seconds": 600}
        ]
        page.get_by_role("button", name="Undo").click()
        expect(_row(page, "2")).to_contain_text("Your devices at once")
        assert staff.call("GET", "/hearing/rules")["rules"] == []


def test_what_must_ring_cannot_be_silenced_and_says_so(nightlamp: Live, browser: Browser, service: Any) -> None:
    _with_device(nightlamp, "worker@xihu.example", service.origin)
    with signed_in(browser, nightlamp, "worker@xihu.example", **WIDE) as page:
        _open(page, nightlamp)
        for urgency in ("0", "1"):
            expect(_row(page, urgency)).to_contain_text("never silenced")
            expect(_row(page, urgency).get_by_role("button")).to_have_count(0)
        _row(page, "3").get_by_role("button").click()
        delays = page.get_by_label("Your devices").locator("option").all_inner_texts()
        assert [delay for delay in delays if "at once" in delay] == ["at once (as usual)"]
        assert page.get_by_label("Your devices").locator("option[value=never]").count() == 1


def test_quiet_hours_say_what_still_rings_and_what_is_wrong_with_them(nightlamp: Live, browser: Browser) -> None:
    staff = Staff(nightlamp, "supervisor@xihu.example")
    with signed_in(browser, nightlamp, "supervisor@xihu.example", **PHONE) as page:
        _open(page, nightlamp)
        page.get_by_role("button", name="设安静时段").click()
        dialog = page.get_by_role("dialog")
        for day in ("周一", "周二", "周三", "周四", "周五", "周六", "周日"):
            dialog.get_by_role("button", name=day).click()
        dialog.get_by_role("button", name="就这样").click()
        expect(dialog).to_contain_text("至少选一天")
        dialog.get_by_role("button", name="周六").click()
        dialog.get_by_label("到").fill("21:00")
        dialog.get_by_role("button", name="就这样").click()
        expect(dialog.locator("#quiet-until-wrong")).to_have_text("安静时段最长 16 小时。现在这样是 23 小时。")
        dialog.get_by_label("到").fill("22:00")
        dialog.get_by_role("button", name="就这样").click()
        expect(dialog.locator("#quiet-until-wrong")).to_have_text("开始和结束不能是同一个时间。")
        expect(dialog.locator("#quiet-until")).to_be_focused()
        assert staff.call("GET", "/hearing/rules")["quiet_hours"] is None
        dialog.get_by_label("到").fill("06:30")
        dialog.get_by_role("button", name="就这样").click()
        panel = page.locator(".panel", has_text="安静时段").first
        expect(panel).to_contain_text(re.compile("周六 22:00 到第二天 06:30（中国(标准)?时间）"))
        expect(panel).to_contain_text("“立即”和“今天内”的照样叫您")
        quiet = {"zone": "Asia/Shanghai", "weekdays": [5], "begins": "22:00", "minutes": 510}
        assert staff.call("GET", "/hearing/rules")["quiet_hours"] == quiet
        page.get_by_role("button", name="不要安静时段").click()
        expect(panel).to_contain_text("没有设")
        page.get_by_role("button", name="撤销").click()
        expect(panel).to_contain_text("第二天 06:30")
        assert staff.call("GET", "/hearing/rules")["quiet_hours"] == quiet


def test_a_dialog_fits_a_low_window_and_its_buttons_are_always_in_sight(nightlamp: Live, browser: Browser) -> None:
    low = {"viewport": {"width": 320, "height": 560}}
    with signed_in(browser, nightlamp, "supervisor@xihu.example", **low) as page:
        page.goto(f"{nightlamp.origin}/staff/told")
        page.locator(".panel", has_text="安静时段").first.get_by_role("button").first.click()
        dialog = page.get_by_role("dialog")
        box = dialog.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 560
        assert dialog.evaluate("it => it.scrollHeight > it.clientHeight"), "there is more than fits"
        for name in ("就这样", "算了"):
            button = dialog.get_by_role("button", name=name)
            expect(button).to_be_in_viewport(ratio=1)
        dialog.evaluate("it => it.scrollTo(0, it.scrollHeight)")
        last = dialog.locator("#quiet-until").bounding_box()
        save = dialog.get_by_role("button", name="就这样").bounding_box()
        assert last
        assert save
        assert last["y"] + last["height"] <= save["y"], "nothing stays behind the buttons"


@pytest.mark.parametrize("look", LOOKS)
def test_it_looks_right(nightlamp: Live, browser: Browser, service: Any, look: str) -> None:
    who = "colleague@xihu.example"
    _with_device(nightlamp, who, service.origin)
    with signed_in(browser, nightlamp, who, **LOOKS[look]) as page:
        if LOOKS[look]["viewport"] == NARROW:
            page.set_viewport_size({"width": 360, "height": 740})
        _open(page, nightlamp)
        shoot(page, f"told-{look}")
        page.locator(".told .devices .textbtn").first.click()
        page.get_by_role("dialog").wait_for()
        shoot(page, f"told-rule-{look}", whole=False)
        page.keyboard.press("Escape")
        page.locator(".told .panel .tools .tool").first.click()
        page.fill("#quiet-until", "22:00")
        page.locator("dialog .btn.main").click()
        page.locator("#quiet-until-wrong").wait_for()
        shoot(page, f"told-quiet-{look}", whole=False)
