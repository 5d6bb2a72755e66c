"""Leave is explained once before the first question, and is at hand on every screen of the reporter's app."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reporter_steps import ORDINARY_PAGE, WORDS, Reporter, reporting
from tests.support.live import Live

pytestmark = pytest.mark.browser

PAGES = ("safety", "follow-up", "guidance-teacher", "must-report", "if-i-tell")


def _is_at_hand(page: Page, where: str) -> None:
    """Leave is in sight, large enough for a thumb, before the main part, and leads to an ordinary page."""
    leave = page.locator("a.exit")
    expect(leave, where).to_be_in_viewport()
    expect(leave, where).to_have_attribute("href", ORDINARY_PAGE)
    box = leave.bounding_box()
    assert box is not None, where
    assert box["height"] >= 48, (where, box)
    assert box["width"] >= 48, (where, box)


def _walk_the_form(reporter: Reporter) -> None:
    page = reporter.page
    reporter.open()
    _is_at_hand(page, "start")
    page.click("a[href='#start']")
    page.wait_for_selector("#understood")
    _is_at_hand(page, "before")
    reporter.understand()
    _is_at_hand(page, "danger")
    reporter.choose("danger", "no")
    reporter.proceed()
    _is_at_hand(page, "what")
    page.fill("#what", WORDS)
    reporter.proceed()
    _is_at_hand(page, "more")
    reporter.proceed()
    _is_at_hand(page, "place")
    page.fill("#detail", "菜场后面")
    reporter.proceed()
    _is_at_hand(page, "you")
    reporter.choose("role", "neighbour")
    reporter.proceed()
    _is_at_hand(page, "check")


def test_leave_is_at_hand_on_every_screen(browser: Browser, nightlamp: Live) -> None:
    size = {"width": 320, "height": 640}
    with reporting(browser, nightlamp.origin, viewport=size) as reporter:
        page = reporter.page
        _walk_the_form(reporter)
        reporter.send()
        _is_at_hand(page, "sent")
        page.mouse.wheel(0, 4000)
        _is_at_hand(page, "sent, at its end")
        receipt = reporter.receipt()
        page.locator("main .two-up .btn").first.click()
        page.fill("input#receipt", receipt)
        page.locator("main .btn.main").first.click()
        expect(page.locator("main")).to_contain_text("编号")
        _is_at_hand(page, "progress")
        for fragment in PAGES:
            page.goto("about:blank")
            page.goto(f"{nightlamp.origin}/#{fragment}")
            expect(page.locator("main h1")).not_to_contain_text("担心一个孩子")
            _is_at_hand(page, fragment)
        page.goto(f"{nightlamp.origin}/e/K7Q2-9MXD")
        _is_at_hand(page, "entrance")


def test_leave_is_at_hand_without_a_network(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.context.set_offline(True)
        reporter.fill_in()
        reporter.send()
        _is_at_hand(reporter.page, "waiting")
        reporter.page.click("a.exit")
        expect(reporter.page.locator("h1")).to_contain_text("没有送出")
        _is_at_hand(reporter.page, "leaving")


def test_leave_is_explained_once_and_says_what_it_cannot_clear(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        page.click("a[href='#start']")
        expect(page.locator("h1")).to_contain_text("离开")
        for trace in ("历史记录", "上网记录", "通话记录", "收条图片", "再看"):
            expect(page.locator("main")).to_contain_text(trace)
        assert reporter.left_on_phone()["local"] == {}
        reporter.understand()
        page.locator(".back").click()
        page.wait_for_selector("a[href='#start']")
        page.click("a[href='#start']")
        page.wait_for_selector("input[name=danger]")
        expect(page.locator("#understood")).to_have_count(0)


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_a_child_is_told_in_its_own_words(browser: Browser, nightlamp: Live, locale: str) -> None:
    with reporting(browser, nightlamp.origin, locale=locale) as reporter:
        reporter.open()
        reporter.page.click("a[href='#child']")
        reporter.page.wait_for_selector("#understood")
        told = reporter.page.locator("main").inner_text()
        assert "您" not in told
        # What a child can do something about; the whole list stands on the page on safety.
        assert reporter.page.locator("main .dos li").count() == 1


def test_who_leaves_from_the_explanation_leaves_nothing(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.page.goto(f"{nightlamp.origin}/api/v1/places")
        reporter.open()
        reporter.page.click("a[href='#start']")
        reporter.page.wait_for_selector("#understood")
        reporter.page.click("a.exit")
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.page.go_back()
        assert reporter.page.url.endswith("/places")
        kept = reporter.left_on_phone()
        assert kept["databases"] == kept["caches"] == kept["local"] == kept["session"] == {}
