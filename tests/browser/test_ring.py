"""The whole way: a report wakes a real Firefox through real Web Push, and a tap on the notification takes it."""

import json
import time
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.reporter_steps import WORDS, reporting
from tests.support.firefox import Firefox
from tests.support.live import Live
from tests.support.push_service import PushService
from tests.support.town import PASSWORD, a_report

pytestmark = pytest.mark.browser

_SIGN_IN = """(async () => {
  const fill = (name, text) => { const input = document.querySelector(name);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
    input.dispatchEvent(new Event('input', {bubbles: true})); };
  fill('input[type=email]', EMAIL); fill('input[type=password]', PASSWORD);
  await new Promise(done => setTimeout(done, 100));
  document.querySelector('button[type=submit]').click(); return true; })()"""


_NOTES = "navigator.serviceWorker.getRegistration('/staff/').then(found => found.getNotifications())"


def file_report(nightlamp: Live, **changes: Any) -> str:
    """File a report as another program would, and return its reference."""
    body = json.dumps(a_report(**changes)).encode()
    request = urllib.request.Request(
        f"{nightlamp.origin}/api/v1/reports", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(json.load(answer)["reference"])


def sign_in(firefox: Firefox, nightlamp: Live, email: str) -> str:
    """Open the staff app, sign in as a person does, and return the tab."""
    tab = firefox.open(f"{nightlamp.origin}/staff/")
    firefox.run_until(tab, "!!document.querySelector('input[type=password]')")
    firefox.run(tab, _SIGN_IN.replace("EMAIL", json.dumps(email)).replace("PASSWORD)", f"{json.dumps(PASSWORD)})"))
    firefox.run_until(tab, "!!document.querySelector('nav a')")
    return tab


def let_ring(firefox: Firefox, nightlamp: Live, tab: str) -> None:
    """Let this browser ring, as the page asks for, and see the test alert come through."""
    firefox.open(f"{nightlamp.origin}/staff/device", context=tab)
    firefox.run_until(tab, "!!document.querySelector('ol.setup button.btn.main')")
    # The browser may not have reached its push service yet; the page then says so, and one asks again.
    _press_until(
        firefox, tab, "ol.setup li:first-child button", "document.querySelectorAll('ol.setup li.ok').length >= 1"
    )
    firefox.run_until(tab, "!!document.querySelector('ol.setup li:last-child button')")
    _press_until(
        firefox, tab, "ol.setup li:last-child button", "document.querySelectorAll('ol.setup li.ok').length >= 2"
    )
    firefox.run(tab, f"{_NOTES}.then(notes => notes.forEach(note => note.close()))")
    firefox.run_until(tab, f"{_NOTES}.then(notes => !notes.length)")
    while firefox.notifications():
        time.sleep(0.1)


def _press_until(firefox: Firefox, tab: str, button: str, done: str) -> None:
    """Press a button, again every ten seconds while it is there, until something has happened."""
    for attempt in range(6):
        firefox.run(tab, f"document.querySelector({json.dumps(button)})?.click()")
        try:
            firefox.run_until(tab, done, seconds=10)
        except TimeoutError:
            assert attempt < 5, "The browser never rang."
        else:
            return


def alerts(firefox: Firefox, tab: str) -> dict[str, Any]:
    """Return the worker's alerts by reference, asked from the worker's own page."""
    answer = firefox.run(tab, "fetch('/api/v1/alerts?state=triggered,acknowledged').then(r => r.json())")
    return {item["subject"]: item for item in answer["items"]}


def test_report_rings_the_worker_and_a_tap_takes_it(nightlamp: Live, service: PushService) -> None:
    with Firefox(push_service=service.origin) as firefox:
        firefox.allow_notifications(nightlamp.origin)
        tab = sign_in(firefox, nightlamp, "worker@xihu.example")
        let_ring(firefox, nightlamp, tab)

        reference = file_report(nightlamp, danger_now="unknown")
        firefox.click_notification(action="ack", seconds=60)
        firefox.run_until(
            tab,
            f"fetch('/api/v1/alerts?state=acknowledged').then(r => r.json())"
            f".then(a => a.items.some(i => i.subject === {json.dumps(reference)}))",
            seconds=60,
        )
        taken = alerts(firefox, tab)[reference]
        assert taken["provisional"] is True
        assert taken["acknowledged_by"]["name"] == "许知"

        report = firefox.run(tab, f"fetch('/api/v1/reports/{reference}').then(r => r.json())")
        assert report["alert"]["provisional"] is False
        kinds = [event["kind"] for event in report["events"]]
        assert "delivery_shown" in kinds
        assert "alert_acknowledged" in kinds


def test_tap_on_the_notification_opens_the_report(nightlamp: Live, service: PushService) -> None:
    with Firefox(push_service=service.origin) as firefox:
        firefox.allow_notifications(nightlamp.origin)
        tab = sign_in(firefox, nightlamp, "worker@xihu.example")
        let_ring(firefox, nightlamp, tab)

        reference = file_report(nightlamp, danger_now="unknown", what="楼上的孩子一直在哭，没有大人。")
        firefox.click_notification(seconds=60)
        firefox.run_until(tab, "location.pathname.startsWith('/staff/alerts/')", seconds=60)
        firefox.run_until(tab, "!!document.querySelector('button.btn.main')")
        firefox.run(tab, "document.querySelector('button.btn.main').click()")
        firefox.run_until(tab, f"location.pathname === '/staff/reports/{reference}'", seconds=60)
        firefox.run_until(tab, "document.body.innerText.includes('楼上的孩子一直在哭')")
        taken = alerts(firefox, tab)[reference]
        assert taken["state"] == "acknowledged"
        assert taken["provisional"] is False


def test_report_from_the_phone_page_rings_a_firefox(nightlamp: Live, service: PushService, browser: Browser) -> None:
    with Firefox(push_service=service.origin) as firefox:
        firefox.allow_notifications(nightlamp.origin)
        # The form below names no division, so the root desk is the one that is on duty for it.
        tab = sign_in(firefox, nightlamp, "desk@xihu.example")
        let_ring(firefox, nightlamp, tab)
        with reporting(browser, nightlamp.origin, viewport={"width": 360, "height": 780}) as reporter:
            reporter.open()
            reporter.fill_in()
            reporter.send()
            reference = reporter.reference()
        firefox.click_notification(seconds=60)
        firefox.run_until(tab, "location.pathname.startsWith('/staff/alerts/')", seconds=60)
        firefox.run_until(tab, "!!document.querySelector('button.btn.main')")
        firefox.run(tab, "document.querySelector('button.btn.main').click()")
        firefox.run_until(tab, f"location.pathname === '/staff/reports/{reference}'", seconds=60)
        firefox.run_until(tab, f"document.body.innerText.includes({json.dumps(WORDS[:10])})")


def test_no_word_of_a_case_travels_by_push(nightlamp: Live, service: PushService) -> None:
    sizes = {len(post.body) for post in service.posts}
    assert len(sizes) == 1
    assert all(post.status == 201 for post in service.posts)
