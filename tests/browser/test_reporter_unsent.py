"""What was typed is never lost without a question, and leaving is never asked about."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.file_steps import CHOOSE, choose_files
from tests.browser.reporter_steps import ORDINARY_PAGE, WORDS, Reporter, reporting
from tests.support import files
from tests.support.live import Live

pytestmark = pytest.mark.browser


def _asked(page: Page, *, stay: bool = True) -> list[str]:
    """Answer every question of the browser, and return the list that collects their kinds."""
    kinds: list[str] = []

    def answer(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        if stay:
            dialog.dismiss()
        else:
            dialog.accept()

    page.on("dialog", answer)
    return kinds


def _try(page: Page, action: str) -> None:
    """Begin to leave by a script of the page's own; whether it goes is the browser's and the person's decision."""
    page.evaluate(f"setTimeout(() => {action})")
    page.wait_for_timeout(1000)


def _at_what(reporter: Reporter) -> None:
    reporter.open()
    reporter.start()
    reporter.choose("danger", "no")
    reporter.proceed()


@pytest.mark.parametrize("away", ["location.reload()", "history.back()", "location.assign('/healthz')"])
def test_what_is_being_typed_is_asked_about_before_it_goes(browser: Browser, nightlamp: Live, away: str) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.page.goto(f"{nightlamp.origin}/api/v1/config")
        _at_what(reporter)
        reporter.page.locator("#what").press_sequentially(WORDS)
        kinds = _asked(reporter.page)
        _try(reporter.page, away)
        assert kinds == ["beforeunload"]
        expect(reporter.page.locator("#what")).to_have_value(WORDS)


def test_a_reload_that_is_wanted_all_the_same_begins_afresh(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        _at_what(reporter)
        reporter.page.locator("#what").press_sequentially("x")
        kinds = _asked(reporter.page, stay=False)
        reporter.page.reload()
        assert kinds == ["beforeunload"]
        expect(reporter.page.locator("a[href='#start']")).to_be_visible()


def test_closing_the_tab_asks(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        _at_what(reporter)
        reporter.page.locator("#what").press_sequentially("x")
        kinds = _asked(reporter.page)
        reporter.page.close(run_before_unload=True)
        reporter.page.wait_for_timeout(1000)
        assert kinds == ["beforeunload"]
        expect(reporter.page.locator("#what")).to_have_value("x")


def _choose_danger(page: Page) -> None:
    page.locator("input[name=danger][value=unknown]").click(force=True)


def _choose_concern(page: Page) -> None:
    page.locator("input[name=concern]").first.click(force=True)


def _answer(page: Page) -> None:
    page.locator("input[name=pattern]").first.click(force=True)


def _name_child(page: Page) -> None:
    page.locator("#child-name").press_sequentially("小")


def _choose_role(page: Page) -> None:
    page.locator("input[name=role]").first.click(force=True)


@pytest.mark.parametrize(
    ("steps", "give"), [(0, _choose_danger), (1, _choose_concern), (2, _answer), (3, _name_child), (4, _choose_role)]
)
def test_every_page_asks_once_something_was_given_there(
    browser: Browser, nightlamp: Live, steps: int, give: Callable[[Page], None]
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        prepare: list[Callable[[], None]] = [
            lambda: reporter.choose("danger", "no"),
            lambda: reporter.page.fill("#what", WORDS),
            lambda: None,
            lambda: reporter.page.fill("#detail", "x"),
        ]
        for step in prepare[:steps]:
            step()
            reporter.proceed()
        give(reporter.page)
        kinds = _asked(reporter.page)
        _try(reporter.page, "location.reload()")
        assert kinds == ["beforeunload"]


def test_nothing_is_asked_before_anything_was_given(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        kinds = _asked(reporter.page)
        reporter.page.click("a[href='#child']")
        reporter.understand()
        reporter.page.reload()
        assert kinds == []


@pytest.mark.parametrize("by", ["button", "keys"])
def test_leaving_never_asks(browser: Browser, nightlamp: Live, by: str) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        _at_what(reporter)
        reporter.page.locator("#what").press_sequentially(WORDS)
        kinds = _asked(reporter.page)
        if by == "button":
            reporter.page.click("a.exit")
        else:
            for _ in range(3):
                reporter.page.keyboard.press("Shift")
        reporter.page.wait_for_url(ORDINARY_PAGE)
        assert kinds == []


@pytest.mark.parametrize("call", [".sos", "main .call.now", ".callbar a[href='tel:120']"])
def test_no_question_stands_before_a_call(browser: Browser, nightlamp: Live, call: str) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.page.locator("input[name=danger][value=yes]").click(force=True)
        kinds = _asked(reporter.page)
        reporter.page.locator(call).click()
        reporter.page.wait_for_timeout(2500)
        assert kinds == []
        _try(reporter.page, "location.reload()")
        assert kinds == ["beforeunload"]


def test_what_is_sent_is_asked_about_no_more(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reporter.reference()
        kinds = _asked(reporter.page)
        reporter.page.reload()
        assert kinds == []


def test_after_an_alert_only_the_page_being_written_is_asked_about(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.start()
        reporter.choose("danger", "yes")
        reporter.page.get_by_role("button", name="马上叫值班的人").click()
        expect(reporter.page.locator("h1")).to_contain_text("提醒已经送到")
        reporter.proceed()
        reporter.page.locator("#detail").press_sequentially("菜场后面")
        kinds = _asked(reporter.page)
        _try(reporter.page, "location.reload()")
        assert kinds == ["beforeunload"]
        with reporter.page.expect_response("**/follow-up/additions"):
            reporter.proceed()
        reporter.page.wait_for_timeout(500)
        reporter.page.reload()
        assert kinds == ["beforeunload"]


def test_an_addition_is_asked_about_until_it_is_sent(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reporter.reference()
        reporter.page.get_by_role("button", name="看进展，或再补充").click()
        reporter.proceed()
        reporter.page.locator("#message").press_sequentially("外婆接走了。")
        kinds = _asked(reporter.page)
        _try(reporter.page, "location.reload()")
        assert kinds == ["beforeunload"]
        reporter.page.get_by_role("button", name="送出").click()
        expect(reporter.page.locator(".banner.good")).to_be_visible()
        reporter.page.reload()
        assert kinds == ["beforeunload"]


def test_a_message_that_was_begun_stands_there_again_after_going_back(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        reporter.fill_in()
        reporter.send()
        receipt = reporter.receipt()
        page.goto(f"{nightlamp.origin}/r")

        def follow() -> None:
            page.fill("#receipt", receipt)
            page.locator("main .btn.main").click()
            page.wait_for_selector("#message")

        follow()
        page.locator("#message").press_sequentially("她外婆")
        page.locator(CHOOSE).wait_for(state="attached")
        choose_files(page, ("a.jpg", files.photo(), "image/jpeg"))
        page.locator(".added img").wait_for()
        page.locator(".top .back").click()
        page.wait_for_selector("#message", state="detached")
        kinds = _asked(page)
        _try(page, "location.reload()")
        assert kinds == ["beforeunload"]
        page.click("a[href='#follow-up']")
        follow()
        expect(page.locator("#message")).to_have_value("她外婆")
        expect(page.locator(".added img")).to_be_visible()
        # One "Send" sends all that stands on the page.
        page.locator("main form .btn.main").click()
        expect(page.locator(".msg.mine")).to_contain_text("她外婆")
        expect(page.locator("#message")).to_have_value("")
        expect(page.locator("main")).to_contain_text("送到了")
        page.reload()
        assert kinds == ["beforeunload"]
