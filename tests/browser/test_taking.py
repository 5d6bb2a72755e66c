"""Pressing "I'll take it" where it cannot arrive, or comes too late: nobody believes that it is theirs when not."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.alert_steps import LOOKS, PHONE, a_filed_report, alert_of, email, faults_of, see
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "taking"


@pytest.fixture(scope="module")
def people(nightlamp: Live) -> dict[str, Staff]:
    """Everybody who answers, at the API."""
    return {key: Staff(nightlamp, email(key)) for key in ("worker", "colleague", "supervisor")}


def test_a_press_without_a_network_is_sent_when_it_is_back_and_then_it_is_said_whose_it_is(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["worker"], reference)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        see(page, nightlamp, alert)
        page.context.set_offline(True)
        page.get_by_role("button", name="我来处理").click()
        notice = page.locator(".not-yours")
        expect(notice).to_contain_text("还不算您的")
        expect(notice).to_contain_text("每几秒再送一次")
        assert faults_of(page) == []
        assert alert_of(people["worker"], reference)["state"] == "triggered"
        page.context.set_offline(False)
        page.wait_for_url(f"**/staff/reports/{reference}")
        expect(page.locator(".toast")).to_contain_text("这一件归您")
    assert alert_of(people["worker"], reference)["acknowledged_by"]["name"] == "许知"


def test_who_was_faster_meanwhile_is_told_and_nothing_opens(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["worker"], reference)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        see(page, nightlamp, alert)
        page.context.set_offline(True)
        page.get_by_role("button", name="我来处理").click()
        expect(page.locator(".not-yours")).to_be_visible()
        people["colleague"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
        page.context.set_offline(False)
        expect(page.locator("main")).to_contain_text("何青在")
        expect(page.locator("main")).to_contain_text("接手")
        assert page.url.endswith(f"/alerts/{alert['id']}")


def test_a_press_that_was_given_up_is_not_sent_later(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        see(page, nightlamp, alert_of(people["worker"], reference))
        page.context.set_offline(True)
        page.get_by_role("button", name="我来处理").click()
        page.get_by_role("button", name="不再送了").click()
        expect(page.locator(".not-yours")).to_have_count(0)
        page.context.set_offline(False)
        with page.expect_response("**/api/v1/alerts?*"):
            page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(500)
    assert alert_of(people["worker"], reference)["state"] == "triggered"


def test_an_act_with_a_reason_says_plainly_that_it_was_not_sent(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["worker"], reference)
    people["worker"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        see(page, nightlamp, alert)
        page.locator(".call-more button").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill("我在另一个镇上")
        page.context.set_offline(True)
        dialog.locator("button[type=submit]").click()
        expect(dialog).to_contain_text("没有送出。请再按一次")
        assert dialog.get_by_role("textbox").input_value() == "我在另一个镇上"
        page.context.set_offline(False)
    assert alert_of(people["worker"], reference)["state"] == "acknowledged"


def test_a_stale_page_says_who_has_it_since_when_and_so_does_the_report(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["worker"], reference)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        see(page, nightlamp, alert)
        page.route("**/api/v1/alerts?*", lambda route: route.abort())
        people["colleague"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
        page.get_by_role("button", name="我来处理").click()
        expect(page.locator("main .banner")).to_contain_text("何青在")
        expect(page.locator("main .banner")).to_contain_text("已经先接手了")
        page.unroute("**/api/v1/alerts?*")
        page.goto(f"{nightlamp.origin}/staff/reports/{reference}")
        expect(page.locator(".held")).to_contain_text("何青在处理")
        assert faults_of(page) == []


def test_the_words_under_the_button_belong_to_it_and_everybody_next_is_said_so(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["supervisor"], reference)
    for _ in range(5):
        people["supervisor"].call("POST", f"/alerts/{alert['id']}/escalation")
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        see(page, nightlamp, alert)
        expect(page.locator(".call-card")).to_contain_text("后把所有人再叫一遍")
        order = page.locator(".call-acts > *").all_inner_texts()
        assert [("我来处理" in text, "不再叫别人" in text, "110" in text) for text in order] == [
            (True, False, False), (False, True, False), (False, False, True),
        ]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_pictures(nightlamp: Live, browser: Browser, people: dict[str, Staff], look: str) -> None:
    folder = OUT / look
    folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["supervisor"], reference)
    with signed_in(browser, nightlamp, email("worker"), **LOOKS[look]) as page:

        def at(name: str) -> None:
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            wrong.extend(f"{name}: {fault}" for fault in faults_of(page))

        see(page, nightlamp, alert)
        at("alert")
        page.context.set_offline(True)
        page.locator(".call-acts .btn.main").click()
        page.locator(".not-yours").wait_for()
        at("offline")
        page.locator(".not-yours button").click()
        page.context.set_offline(False)
        page.route("**/api/v1/alerts?*", lambda route: route.abort())
        people["colleague"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
        page.locator(".call-acts .btn.main").click()
        page.locator("main .banner").wait_for()
        page.unroute("**/api/v1/alerts?*")
        page.goto(f"{nightlamp.origin}/staff/reports/{reference}")
        page.locator(".held").wait_for()
        at("report")
    assert wrong == []
