"""Leave: the page is gone at once, nothing of it can be gone back to, and nothing waiting is lost without a word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reporter_steps import ORDINARY_PAGE, WORDS, Reporter, followed_up, reporting
from tests.support.live import Live

pytestmark = pytest.mark.browser


def _by_button(reporter: Reporter) -> None:
    reporter.page.click("a.exit")


def _by_shift(reporter: Reporter) -> None:
    for _ in range(3):
        reporter.page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [_by_button, _by_shift], ids=["button", "shift three times"])
def test_leave_replaces_the_page_and_takes_everything_along(
    browser: Browser, nightlamp: Live, leave: Callable[[Reporter], None]
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.page.goto(f"{nightlamp.origin}/api/v1/places")
        reporter.open()
        reporter.page.get_by_role("link", name="English").click()
        reporter.page.get_by_role("link", name="中文").click()
        reporter.fill_in()
        length = reporter.page.evaluate("history.length")
        leave(reporter)
        reporter.page.wait_for_url(ORDINARY_PAGE)
        assert reporter.page.evaluate("history.length") == length
        reporter.page.go_back()
        assert reporter.page.url.endswith("/places")
        reporter.page.goto(f"{nightlamp.origin}/healthz")
        kept = reporter.left_on_phone()
        assert kept["databases"] == kept["caches"] == kept["local"] == kept["session"] == {}
        assert reporter.page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_leave_touches_nothing_of_a_duty_workers(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.page.evaluate(
            """async () => {
                 await caches.open('duty-things');
                 await new Promise(done => {
                   indexedDB.open('duty').onsuccess = event => { event.target.result.close(); done(); };
                 });
                 localStorage.setItem('duty', 'kept');
                 document.cookie = 'duty=kept';
                 const registration = await navigator.serviceWorker.register('/staff/sw.js', {scope: '/staff/'});
                 await new Promise(done => {
                   const worker = registration.installing ?? registration.active;
                   if (worker.state === 'activated') return done();
                   worker.addEventListener('statechange', () => worker.state === 'activated' && done());
                 });
               }"""
        )
        reporter.page.click("a.exit")
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.page.goto(f"{nightlamp.origin}/healthz")
        kept = reporter.left_on_phone()
        assert "duty-things" in kept["caches"]
        assert "duty" in kept["databases"]
        assert "lamp" not in kept["databases"]
        assert kept["local"] == {"duty": "kept"}
        assert reporter.page.evaluate("document.cookie") == "duty=kept"
        scopes = reporter.page.evaluate(
            "navigator.serviceWorker.getRegistrations().then(all => all.map(one => new URL(one.scope).pathname))"
        )
        assert scopes == ["/staff/"]


def _waiting(reporter: Reporter) -> None:
    reporter.open()
    reporter.context.set_offline(True)
    reporter.fill_in()
    reporter.send()
    expect(reporter.page.locator("h1")).to_contain_text("还没有送出")


def test_leave_asks_before_a_waiting_report_would_go(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        _waiting(reporter)
        reporter.page.click("a.exit")
        expect(reporter.page.locator("h1")).to_contain_text("没有送出")
        reporter.page.get_by_role("button", name="不离开").click()
        expect(reporter.page.locator("#receipt")).to_be_visible()
        reporter.page.click("a.exit")
        reporter.page.get_by_role("button", name="留下它，离开").click()
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.context.set_offline(False)
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(3000)
        assert len(set(reporter.reports_sent())) == 1
        assert reporter.left_on_phone()["databases"]["lamp"]["outbox"] == []


def test_a_waiting_report_is_deleted_only_when_asked(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        _waiting(reporter)
        reporter.page.click("a.exit")
        reporter.page.get_by_role("button", name="删掉它，离开").click()
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.context.set_offline(False)
        reporter.page.goto(f"{nightlamp.origin}/healthz")
        assert reporter.left_on_phone()["databases"] == {}


def test_shift_three_times_keeps_a_waiting_report(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        _waiting(reporter)
        receipt = reporter.receipt()
        _by_shift(reporter)
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.context.set_offline(False)
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(3000)
        assert followed_up(nightlamp.origin, receipt)["stage"] == "received"


def test_capital_letters_do_not_leave(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.choose("danger", "no")
        reporter.proceed()
        reporter.page.locator("#what").press_sequentially("ABC DEF GHI")
        for letter in "JKL":
            reporter.page.keyboard.press(f"Shift+{letter}")
        reporter.page.wait_for_timeout(700)
        expect(reporter.page.locator("#what")).to_be_visible()


def test_the_safety_page_says_what_cannot_be_cleared(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.page.click("a[href='#safety']")
        expect(reporter.page.locator("main")).to_contain_text("历史记录")
        reporter.page.get_by_role("button", name="现在离开").click()
        reporter.page.wait_for_url(ORDINARY_PAGE)
        assert WORDS not in reporter.page.content()
