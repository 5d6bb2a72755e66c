"""A phone without a network: the app opens, the report waits sealed, and goes out once."""

import json
import threading
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.reporter_steps import WORDS, reporting
from tests.support.live import Live

pytestmark = pytest.mark.browser


def test_a_report_made_offline_waits_unreadable_and_is_sent_once(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.context.set_offline(True)
        reporter.page.reload()  # the app itself must open without a network
        reporter.fill_in()
        reporter.send()
        receipt = reporter.receipt()
        expect(reporter.page.locator("h1")).to_contain_text("还没有送出")
        kept = reporter.left_on_phone()
        (waiting,) = kept["databases"]["lamp"]["outbox"]
        assert set(waiting) == {"id", "idempotency_key", "jwe", "url"}
        assert len(waiting["jwe"].split(".")) == 5
        text = json.dumps(kept, ensure_ascii=False)
        assert WORDS not in text
        assert receipt not in text
        reporter.sent.clear()
        reporter.context.set_offline(False)
        reporter.reference()
        assert reporter.receipt() == receipt
        assert [json.loads(body)["sealed"] for body in reporter.reports_sent()] == [waiting["jwe"]]
        assert reporter.left_on_phone()["databases"]["lamp"]["outbox"] == []


def test_a_lost_answer_does_not_file_the_report_twice(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        references: list[str] = []

        def lose_the_first_answer(route: Route) -> None:
            answer = route.fetch()
            references.append(answer.json()["reference"])
            if len(references) == 1:
                route.abort()
            else:
                route.fulfill(response=answer)

        reporter.context.route("**/api/v1/reports", lose_the_first_answer)
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(1000)
        reporter.fill_in()
        reporter.send()
        reference = reporter.reference()
        first, second = reporter.reports_sent()
        assert first == second
        assert references == [reference, reference]
        keys = {request.headers["idempotency-key"] for request in reporter.sent}
        assert len(keys) == 1


def test_danger_now_without_a_network_says_not_sent_and_phone(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.context.set_offline(True)
        reporter.start()
        reporter.choose("danger", "yes")
        reporter.page.get_by_role("button", name="马上叫值班的人").click()
        alarm = reporter.page.locator(".unsent[role=alert]")
        expect(alarm).to_contain_text("没有送出")
        expect(alarm.locator("a[href='tel:110']")).to_be_in_viewport()
        box = alarm.bounding_box()
        assert box is not None
        assert box["height"] > 400
        reporter.page.get_by_role("button", name="再试一次").click()
        expect(reporter.page.locator("main [role=status]", has_text="还没送出去")).to_be_visible()
        reporter.context.set_offline(False)
        expect(reporter.page.locator("h1")).to_contain_text("提醒已经送到", timeout=20_000)


def test_a_server_that_is_down_keeps_the_report_waiting(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.context.route("**/api/v1/reports", lambda route: route.fulfill(status=503, body=""))
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(1000)
        reporter.fill_in()
        reporter.send()
        expect(reporter.page.locator("h1")).to_contain_text("还没有送出")
        again = reporter.page.get_by_role("button", name="再试一次")
        again.click()
        expect(reporter.page.locator("main [role=status]", has_text="还没送出去")).to_be_visible()
        reporter.context.unroute("**/api/v1/reports")
        again.click()
        reporter.reference()


def test_a_key_that_the_server_lost_is_said_and_the_copy_stays(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        kept = {"status": 202, "content_type": "application/json", "body": '{"code": "sealed_key_unknown"}'}
        reporter.context.route("**/api/v1/reports", lambda route: route.fulfill(**kept))
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(1000)
        reporter.fill_in()
        reporter.send()
        expect(reporter.page.locator(".banner.bad")).to_contain_text("110")
        assert len(reporter.left_on_phone()["databases"]["lamp"]["outbox"]) == 1


def test_two_tabs_do_not_send_the_same_report_at_once(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        other = reporter.context.new_page()
        other.goto(f"{nightlamp.origin}/")
        other.wait_for_timeout(1000)
        reporter.context.set_offline(True)
        reporter.fill_in()
        reporter.send()
        reporter.sent.clear()
        under_way: list[int] = []
        most = 0
        lock = threading.Lock()

        def slowly(route: Route) -> None:
            nonlocal most
            with lock:
                under_way.append(1)
                most = max(most, len(under_way))
            answer = route.fetch()
            with lock:
                under_way.pop()
            route.fulfill(response=answer)

        reporter.context.route("**/api/v1/reports", slowly)
        reporter.context.set_offline(False)
        reporter.page.evaluate("dispatchEvent(new Event('online'))")
        other.evaluate("dispatchEvent(new Event('online'))")
        reporter.reference()
        other.wait_for_timeout(1000)
        assert len(reporter.reports_sent()) == 1
        assert most <= 1


def test_the_service_worker_sends_what_waits_when_no_page_is_open(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.context.set_offline(True)
        reporter.fill_in()
        reporter.send()
        reporter.page.goto("about:blank")
        reporter.context.set_offline(False)
        worker = reporter.context.service_workers[0]
        worker.evaluate(
            """() => new Promise((done, failed) => {
                 const event = new ExtendableEvent('sync');
                 Object.defineProperty(event, 'tag', {value: 'outbox'});
                 event.waitUntil = work => work.then(done, failed);
                 self.dispatchEvent(event);
               })"""
        )
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(500)
        assert reporter.left_on_phone()["databases"]["lamp"]["outbox"] == []


def test_a_reporters_phone_holds_no_file_of_the_staff_and_leaves_their_addresses_alone(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        kept: dict[str, list[str]] = reporter.left_on_phone()["caches"]
        assert list(kept) == [name for name in kept if name.startswith("lamp-")]
        files = [path for paths in kept.values() for path in paths]
        assert "/" in files
        assert not [path for path in files if "staff" in path or path.startswith("/api/")]
        answered: list[Any] = []
        reporter.page.on("response", lambda response: answered.append((response.url, response.from_service_worker)))
        reporter.page.evaluate("Promise.all(['/api/v1/config', '/staff/'].map(path => fetch(path)))")
        assert answered
        assert not any(by_worker for _, by_worker in answered)
