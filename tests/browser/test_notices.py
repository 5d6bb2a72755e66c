"""Notices as a phone of staff shows them: in the words of the server, and where a tap leads."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from nightlamp.channels.message import Message
from nightlamp.channels.webpush.payload import plain_payload
from nightlamp.channels.words import TITLES, said
from tests.browser.alert_steps import PHONE, email
from tests.support import chromium
from tests.support.chromium import Phone
from tests.support.live import Live
from tests.support.town import PASSWORD

pytestmark = pytest.mark.browser

ABOUT_DUTY = ("next_shift_unreachable", "shift_begins", "coverage_gap")
ABOUT_DEVICE = ("device_gone", "device_failing", "unreachable_soon")
LANGUAGES = ("zh-CN", "en")
MESSAGE = Message(
    alert="0199a1b2-7000-7abc-8def-0123456789ab",
    kind="notice",
    urgency="P2",
    at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
    token="",
    language="zh-CN",
    ttl_seconds=900,
)


def payload(nightlamp: Live, notice: str | None, language: str = "zh-CN", **changes: Any) -> dict[str, Any]:
    message = replace(MESSAGE, notice=notice, language=language, **changes)
    return dict(json.loads(plain_payload(message, public_origin=nightlamp.origin)))


def signed_in(phone: Phone) -> None:
    """Sign in and wait for the service worker that takes the messages."""
    page = phone.page
    page.goto(f"{phone.origin}/staff/")
    page.fill("input[type=email]", email("worker"))
    page.fill("input[type=password]", PASSWORD)
    page.click("button[type=submit]")
    page.locator("nav a:visible").first.wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def push(phone: Phone, message: dict[str, Any]) -> None:
    """Hand the service worker a message, as soon as the browser has told of the worker."""
    for _ in range(100):
        try:
            return phone.push(message, scope="/staff/")
        except KeyError:
            phone.page.wait_for_timeout(100)
    raise AssertionError("The staff's service worker did not register.")


def shown(phone: Phone, count: int, *, stay: bool = False) -> list[dict[str, Any]]:
    """Wait for so many notifications; `stay`: of those that stay until somebody touches them."""
    for _ in range(100):
        found = [each for each in phone.notifications() if each["stays"] or not stay]
        if len(found) == count:
            return found
        phone.page.wait_for_timeout(100)
    raise AssertionError(f"{count} notifications expected: {phone.notifications()}")


def pushed_and_shown(phone: Phone, message: dict[str, Any], count: int = 1) -> list[dict[str, Any]]:
    """Push, wait for so many notifications and return them. To ask Chromium what is shown while it is about to show
    something makes it forget that, about once in 30 on a busy machine: its worker was woken and has answered, nothing
    is there. Only a test asks. So once more then, which a worker that shows nothing does not survive."""
    push(phone, message)
    try:
        return shown(phone, count)
    except AssertionError:
        push(phone, message)
        return shown(phone, count)


def close_all(phone: Phone) -> None:
    phone.page.evaluate(
        "navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.forEach(n => n.close()))"
    )
    shown(phone, 0)


def test_each_notice_is_shown_in_words_and_a_tap_opens_its_page(nightlamp: Live, browser: Browser) -> None:
    with chromium.pushing(browser, nightlamp.origin, locale="zh-CN", viewport=PHONE) as phone:
        signed_in(phone)
        for language in LANGUAGES:
            for notice in ABOUT_DUTY + ABOUT_DEVICE:
                (found,) = pushed_and_shown(phone, payload(nightlamp, notice, language))
                words = said(replace(MESSAGE, notice=notice, language=language))
                assert (found["title"], found["body"]) == (TITLES[language], words)
                assert notice not in found["body"], "a code is no word"
                close_all(phone)
        for notice in ABOUT_DUTY + ABOUT_DEVICE:
            phone.page.evaluate(
                "history.pushState({}, '', '/staff/me'); dispatchEvent(new PopStateEvent('popstate'))"
            )
            pushed_and_shown(phone, payload(nightlamp, notice))
            phone.click_notification()
            leads_to = "device" if notice in ABOUT_DEVICE else "duty"
            phone.page.wait_for_url(f"{nightlamp.origin}/staff/{leads_to}")
            expect(phone.page.locator("main")).to_be_visible()
            # No finger has touched it, so Chromium brings no window to the front, and the worker says so once more.
            shown(phone, 1, stay=True)
            close_all(phone)


def test_different_notices_stand_side_by_side_and_one_that_comes_again_stands_once(
    nightlamp: Live, browser: Browser
) -> None:
    with chromium.pushing(browser, nightlamp.origin, locale="zh-CN", viewport=PHONE) as phone:
        signed_in(phone)
        pushed_and_shown(phone, payload(nightlamp, "coverage_gap"))
        pushed_and_shown(phone, payload(nightlamp, "coverage_gap", alert="0199a1b2-7000-7abc-8def-0123456789ac"))
        found = pushed_and_shown(phone, payload(nightlamp, "shift_begins"), 2)
        assert {each["tag"] for each in found} == {"notice-coverage_gap", "notice-shift_begins"}
        assert not any(each["stays"] for each in found)


def test_a_notice_without_words_is_told_in_our_own_and_a_test_opens_the_device(
    nightlamp: Live, browser: Browser
) -> None:
    with chromium.pushing(browser, nightlamp.origin, locale="en-GB", viewport=PHONE) as phone:
        signed_in(phone)
        (found,) = pushed_and_shown(phone, {"kind": "notice", "alert": MESSAGE.alert, "notification": None})
        assert found["body"] == "There is a message. Please open it."
        close_all(phone)
        pushed_and_shown(phone, payload(nightlamp, None, kind="test"))
        phone.click_notification()
        phone.page.wait_for_url(f"{nightlamp.origin}/staff/device")
