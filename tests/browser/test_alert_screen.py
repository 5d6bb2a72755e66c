"""The screen of one alert: take it, hand it back, have more people called, note who has it, see who was told."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alert_steps import LOOKS, PHONE, a_filed_report, alert_of, email, faults_of, see
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live
from tests.support.push_service import PushService
from tests.support.push_trouble import Trouble

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "alert"
Window = AbstractContextManager[Page]


@pytest.fixture(scope="module")
def people(nightlamp: Live, service: PushService) -> dict[str, Staff]:
    """Everybody, with a phone for the worker and one for the colleague."""
    found = {key: Staff(nightlamp, email(key)) for key in ("worker", "colleague", "county", "supervisor")}
    found["worker"].call("POST", "/devices", service.phone().subscription() | {"label": "值班手机"})
    found["colleague"].call("POST", "/devices", service.phone().subscription() | {"label": "旧手机"})
    return found


def window(browser: Browser, nightlamp: Live, key: str, **options: Any) -> Window:
    return signed_in(browser, nightlamp, email(key), **({"viewport": PHONE} | options))


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name)


def test_what_was_taken_is_handed_back_with_a_reason(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    with window(browser, nightlamp, "worker") as page:
        see(page, nightlamp, alert_of(people["worker"], reference))
        assert button(page, "退回").count() == 0, "nothing to hand back before it is taken"
        button(page, "我来处理").click()
        page.wait_for_url(f"**/staff/reports/{reference}")
        page.get_by_role("link", name="退回，或多叫人").click()
        button(page, "退回").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("马上改叫别的人")
        dialog.get_by_role("button", name="退回").click()
        expect(dialog).to_contain_text("写一句为什么")
        dialog.get_by_role("textbox").fill("我在另一个镇上")
        dialog.get_by_role("button", name="退回").click()
        page.wait_for_url(f"{nightlamp.origin}/staff/")
        expect(page.locator(".toast")).to_contain_text("正在叫别的人")
    alert = alert_of(people["worker"], reference)
    assert (alert["state"], alert["acknowledged_by"]) == ("triggered", None)
    told = people["supervisor"].call("GET", f"/alerts/{alert['id']}/deliveries")
    assert [reason["reason"] for reason in told["reasons"]] == ["我在另一个镇上"]


def test_more_people_are_called_once_it_is_said_who(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    with window(browser, nightlamp, "county") as page:
        see(page, nightlamp, alert_of(people["county"], reference))
        button(page, "多叫人").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator(".next-call")).to_contain_text("接着叫")
        expect(dialog.locator(".next-call")).to_contain_text("何青")
        before = alert_of(people["county"], reference)["next_at"]
        dialog.get_by_role("button", name="多叫人").click()
        expect(page.locator(".toast")).to_contain_text("已经去叫了")
        assert page.get_by_role("dialog").count() == 0
    assert alert_of(people["county"], reference)["next_at"] > before


def test_an_answer_to_what_has_changed_shows_what_and_can_be_given_again(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["worker"], reference)
    with window(browser, nightlamp, "worker") as page:
        see(page, nightlamp, alert)
        page.route("**/api/v1/alerts?*", lambda route: route.abort())
        people["colleague"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
        people["colleague"].call("POST", f"/alerts/{alert['id']}/hand-back", {"reason": "不行"})
        page.unroute("**/api/v1/alerts?*")
        button(page, "我来处理").click()
        notice = page.locator("main .banner")
        expect(notice).to_contain_text("它变了")
        expect(notice).to_contain_text("又重新响了")
        assert faults_of(page) == []
        button(page, "我来处理").click()
        page.wait_for_url(f"**/staff/reports/{reference}")
    assert alert_of(people["worker"], reference)["acknowledged_by"]["name"] == "许知"


def test_a_hand_back_that_comes_too_late_shows_the_alert_as_it_is(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["worker"], reference)
    people["worker"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
    with window(browser, nightlamp, "worker") as page:
        see(page, nightlamp, alert)
        button(page, "退回").click()
        people["worker"].call("POST", f"/alerts/{alert['id']}/hand-back", {"reason": "从别的地方退回"})
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill("我在另一个镇上")
        dialog.get_by_role("button", name="退回").click()
        expect(page.locator("main .banner")).to_contain_text("它又在响了")
        expect(button(page, "我来处理")).to_be_visible()


def test_a_supervisor_notes_who_has_it(nightlamp: Live, browser: Browser, people: dict[str, Staff]) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    with window(browser, nightlamp, "worker") as page:
        see(page, nightlamp, alert_of(people["worker"], reference))
        assert button(page, "替人接手").count() == 0, "for supervisors alone"
        assert page.locator(".told-panel").count() == 0
    held = alert_of(people["worker"], reference)["id"]
    people["worker"].call("PUT", f"/alerts/{held}/acknowledgement")
    people["worker"].call("POST", f"/alerts/{held}/hand-back", {"reason": "我认识这家人"})
    with window(browser, nightlamp, "supervisor") as page:
        see(page, nightlamp, alert_of(people["supervisor"], reference))
        button(page, "替人接手").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("radio").first.wait_for()
        dialog.get_by_role("button", name="替人接手").click()
        expect(dialog).to_contain_text("选一个人")
        expect(dialog.locator(".choice", has_text="许知")).to_contain_text("退回过")
        dialog.get_by_text("许知").click()
        expect(dialog).to_contain_text("先打电话问过")
        expect(dialog).to_contain_text("我认识这家人")
        dialog.get_by_text("何青").click()
        dialog.get_by_role("button", name="替人接手").click()
        expect(page.locator("main")).to_contain_text("何青在")
        expect(page.locator("main")).to_contain_text("是您替 TA 接手的")
        alert = alert_of(people["supervisor"], reference)
        assert (alert["acknowledged_by"]["name"], alert["provisional"]) == ("何青", False)
        button(page, "撤销替人接手").click()
        expect(page.locator(".toast")).to_contain_text("又在叫人")
        expect(button(page, "我来处理")).to_be_visible()
    alert = alert_of(people["supervisor"], reference)
    assert (alert["state"], alert["acknowledged_by"]) == ("triggered", None)


def test_a_supervisor_sees_who_was_told_and_what_came_of_it(
    nightlamp: Live,
    browser: Browser,
    people: dict[str, Staff],
    service: PushService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Alerts of the tests before may still ring: only a message about a new one finds the device gone.
    others = {post.headers.get("topic") for post in service.posts}
    monkeypatch.setattr(
        service, "rule", lambda post: Trouble(410) if post.headers.get("topic") not in others else None
    )
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["supervisor"], reference)
    with window(browser, nightlamp, "supervisor") as page:
        see(page, nightlamp, alert)
        rows = page.locator(".told tbody tr")
        assert rows.count() == 0, "fetched when it is asked for"
        button(page, "看谁被叫过").click()
        expect(rows.first).to_contain_text("许知")
        for _ in range(60):
            if "没有送到" in rows.first.inner_text():
                break
            button(page, "再看一次").click()
            page.wait_for_timeout(500)
        expect(rows.first).to_contain_text("设备通知")
        expect(rows.first).to_contain_text("这台设备已经不收通知了")
        assert faults_of(page) == []
        page.emulate_media(media="print")
        expect(rows.first).to_be_visible()
        expect(page.locator("nav.nav")).to_be_hidden()
        expect(button(page, "再看一次")).to_be_hidden()


@pytest.mark.parametrize("look", LOOKS)
def test_pictures(nightlamp: Live, browser: Browser, people: dict[str, Staff], look: str) -> None:
    folder = OUT / look
    folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["supervisor"], reference)
    with window(browser, nightlamp, "supervisor", **LOOKS[look]) as page:

        def at(name: str) -> None:
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            wrong.extend(f"{name}: {fault}" for fault in faults_of(page))

        see(page, nightlamp, alert)
        at("ringing")
        acts = page.locator(".call-more button")
        acts.nth(0).click()
        expect(page.locator(".next-call")).not_to_contain_text("…")
        at("escalate")
        page.keyboard.press("Escape")
        acts.nth(1).click()
        page.get_by_role("radio").first.wait_for()
        at("behalf")
        page.keyboard.press("Escape")
        page.locator(".told-panel button").first.click()
        page.locator(".told tbody tr").first.wait_for()
        at("history")
        page.locator(".call-acts .btn.main").click()
        page.wait_for_url(f"**/staff/reports/{reference}")
        page.locator(".stages").first.wait_for()
        at("report")
        see(page, nightlamp, alert)
        acts.first.click()
        page.get_by_role("textbox").wait_for()
        at("hand-back")
    assert wrong == []
