"""What goes wrong on a phone is said in a clear word, and nothing that was typed is lost by it."""

import pytest
from playwright.sync_api import Browser, Route, expect

from nightlamp.core.ids import new_receipt
from nightlamp.reports.intake.additions import FREE_WRONG_RECEIPTS
from tests.browser.reporter_steps import WORDS, Reporter, followed_up, reporting
from tests.browser.staff_steps import Staff
from tests.support.live import Live

pytestmark = pytest.mark.browser

_YEAR_MS = 365 * 24 * 3600 * 1000
_OTHER_CLOCK = """(() => {
  const Real = Date;
  const now = () => Real.now() + SHIFT;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(now()); }
    static now() { return now(); }
  };
})()"""
_NO_ROOM = """IDBObjectStore.prototype.add = () => { throw new DOMException('Full.', 'QuotaExceededError'); };"""


def _to_the_place(reporter: Reporter) -> None:
    reporter.open()
    reporter.start()
    reporter.answer_until_place()
    reporter.page.fill("#detail", "菜场后面")


@pytest.mark.parametrize(("tapped", "shown"), [("#start", "#understood"), ("#en", "h1:has-text('worried')")])
def test_a_tap_while_the_words_are_still_on_their_way_is_not_lost(
    tapped: str, shown: str, browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        page, held = reporter.page, list[Route]()

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/assets/zh-*.js", hold)
        page.goto(reporter.origin, wait_until="commit")
        page.wait_for_selector(f"a[href='{tapped}']")
        while not held:
            page.wait_for_timeout(50)
        page.wait_for_timeout(300)
        page.click(f"a[href='{tapped}']")
        for route in held:
            route.continue_()
        page.wait_for_selector(shown)
        assert page.url == f"{reporter.origin}/"


def test_when_the_words_do_not_come_the_next_tap_begins_anew(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        page = reporter.page
        page.route("**/assets/zh-*.js", lambda route: route.abort())
        page.goto(reporter.origin)
        page.wait_for_timeout(1500)
        page.unroute("**/assets/zh-*.js")
        page.click("a[href='#start']")
        page.wait_for_selector("#understood")


def test_an_address_that_says_nothing_we_know_opens_the_first_screen(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open("#%E5%")
        reporter.start()


def test_a_place_that_the_list_does_not_know_goes_along_in_the_persons_own_words(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        reporter.start()
        reporter.answer_until_place()
        page.fill("#q", "三区五栋奶奶家")
        page.fill("#detail", "蓝色的门")
        reporter.proceed()
        reporter.choose("role", "neighbour")
        reporter.proceed()
        expect(page.locator("main dl")).to_contain_text("三区五栋奶奶家 蓝色的门")


def test_a_position_that_is_refused_is_told_so_and_the_words_go_on(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, permissions=[]) as reporter:
        _to_the_place(reporter)
        reporter.page.get_by_role("button", name="我现在的位置").click()
        expect(reporter.page.locator("main")).to_contain_text("拿不到位置。写下来也可以。")
        expect(reporter.page.locator("#detail")).to_have_value("菜场后面")
        reporter.proceed()
        reporter.choose("role", "neighbour")
        reporter.proceed()
        expect(reporter.page.locator("main")).to_contain_text(WORDS)
        reporter.send()
        assert reporter.reference()


@pytest.mark.parametrize(("shift", "flagged"), [(_YEAR_MS, True), (-_YEAR_MS, False)], ids=["ahead", "behind"])
def test_a_clock_that_is_a_year_off_holds_no_report_up(
    browser: Browser, nightlamp: Live, shift: int, *, flagged: bool
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.context.add_init_script(_OTHER_CLOCK.replace("SHIFT", str(shift)))
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reference = reporter.reference()
        assert followed_up(nightlamp.origin, reporter.receipt())["stage"] == "received"
    shown = Staff(nightlamp, "desk@xihu.example").call("GET", f"/reports/{reference}")
    assert ("claimed_time_in_future" in shown["flags"]) is flagged
    assert shown["due"]["began_at"] == shown["received_at"]


def test_a_phone_without_room_holds_the_report_on_the_page_and_sends_it_once(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.context.add_init_script(_NO_ROOM)
        reporter.open()
        reporter.context.set_offline(True)
        reporter.fill_in()
        reporter.send()
        expect(reporter.page.locator("main")).to_contain_text("不要关")
        reporter.page.click("a.exit")
        expect(reporter.page.locator("main")).to_contain_text("没有送出")
        reporter.page.get_by_role("button", name="不离开").click()
        receipt = reporter.receipt()
        reporter.context.set_offline(False)
        reporter.page.evaluate("dispatchEvent(new Event('online'))")
        reporter.reference()
        assert followed_up(nightlamp.origin, receipt)["stage"] == "received"
        assert len(set(reporter.reports_sent())) == 1


def test_many_wrong_receipts_are_asked_to_wait_and_the_right_one_opens(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reporter.reference()
        right = reporter.receipt()
        reporter.page.goto("about:blank")
        reporter.page.goto(f"{nightlamp.origin}/#follow-up")
        # Either of two processes may answer, and each counts for itself, anew every ten minutes.
        most = 2 * 2 * FREE_WRONG_RECEIPTS + 1
        assert any(_typed(reporter, new_receipt()) == 429 for _ in range(most))
        expect(reporter.page.locator("main")).to_contain_text("请等一会儿")
        assert _typed(reporter, right) == 200
        expect(reporter.page.locator("main")).to_contain_text("编号")


def _typed(reporter: Reporter, receipt: str) -> int:
    """Type a receipt, and return what the server said to it."""
    reporter.page.fill("#receipt", receipt)
    with reporter.page.expect_response("**/api/v1/follow-up") as answered:
        reporter.page.locator("main .btn.main").click()
    return answered.value.status
