"""A draft stays on the phone only for somebody who asks, behind six digits; it opens without a network, or goes."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alert_steps import LOOKS
from tests.browser.picture_steps import shoot
from tests.browser.reporter_steps import WORDS, Reporter, followed_up, reporting
from tests.support.live import Live

pytestmark = pytest.mark.browser

CODE, DAYS = "240917", 86_400_000
LATER, GO_ON = ".flow .textbtn:has-text('先存着')", "button:has-text('接着写')"

ARE_KEPT = """async names => {
  const kept = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()));
  return names.every(name => kept.flat().some(({url}) => url.endsWith(`/${name}`)));
}"""


def opening(nightlamp: Live) -> list[str]:
    """Return the names of the files that open a draft."""
    return [path.name for path in Path(nightlamp.settings.frontend, "assets").glob("draft*.js")]


def kept(page: Page) -> dict[str, Any] | None:
    """Return what the phone's storage holds of a draft, as anybody with the phone could read it."""
    found: dict[str, Any] | None = json.loads(page.evaluate("localStorage.getItem('draft')") or "null")
    return found


def write(reporter: Reporter) -> None:
    """Answer the first two questions."""
    reporter.start()
    reporter.choose("danger", "no")
    reporter.proceed()
    reporter.page.fill("#what", WORDS)


def enter(page: Page, code: str) -> None:
    page.fill("#code", code)
    page.locator("main .btn.main").click()


def keep(reporter: Reporter, code: str = CODE) -> None:
    """Write, and ask the phone to keep it."""
    write(reporter)
    reporter.page.click(LATER)
    enter(reporter.page, code)
    expect(reporter.page.locator("h1")).to_contain_text("存好了")


def come_back(page: Page, origin: str) -> None:
    """Begin with a fresh page, as after the phone was put away."""
    page.goto("about:blank")
    page.goto(origin)
    page.click("a[href='#start']")


def go_on(page: Page, origin: str) -> None:
    """Come back, and go on with what was kept."""
    come_back(page, origin)
    page.click(GO_ON)


def test_nothing_is_kept_unless_asked_and_then_no_word_can_be_read(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        reporter.start()
        assert page.locator(LATER).count() == 0, "there is nothing to keep yet"
        reporter.choose("danger", "no")
        reporter.proceed()
        page.fill("#what", WORDS)
        assert kept(page) is None
        page.click(LATER)
        enter(page, "2409")
        expect(page.locator(".wrong")).to_contain_text("6 位数字")
        assert kept(page) is None
        for easy in ("000000", "123456", "876543"):
            enter(page, easy)
            expect(page.locator(".wrong")).to_contain_text("谁都会先试")
            assert kept(page) is None
        enter(page, CODE)
        expect(page.locator("h1")).to_contain_text("存好了")
        everything = json.dumps(reporter.left_on_phone(), ensure_ascii=False)
        assert WORDS[:6] not in everything
        assert CODE not in everything
        assert kept(page) is not None
        page.click("main .btn.main")
        assert page.locator("#what").count() == 0
        page.click("a[href='#start']")
        expect(page.locator(GO_ON)).to_be_visible()


def test_it_opens_without_a_network_asks_for_danger_anew_and_goes_once_it_is_sent(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        keep(reporter)
        page.wait_for_function(ARE_KEPT, arg=opening(nightlamp))
        reporter.context.set_offline(True)
        go_on(page, reporter.origin)
        enter(page, CODE)
        expect(page.locator("main")).to_contain_text("您写的都在")
        page.click("main .btn.main")
        page.wait_for_selector("input[name=danger]")
        assert page.locator("input[name=danger]:checked").count() == 0
        reporter.choose("danger", "no")
        reporter.proceed()
        expect(page.locator("#what")).to_have_value(WORDS)
        reporter.proceed()
        reporter.proceed()
        page.fill("#detail", "菜场后面")
        reporter.proceed()
        reporter.choose("role", "neighbour")
        reporter.proceed()
        assert kept(page) is not None, "it is not sent yet"
        reporter.context.set_offline(False)
        reporter.send()
        receipt = reporter.receipt()
        reporter.reference()
        assert kept(page) is None
        assert followed_up(nightlamp.origin, receipt)["stage"] == "received"


def test_five_wrong_codes_delete_it_and_each_says_how_many_are_left(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        keep(reporter)
        go_on(page, reporter.origin)
        for left in (4, 3, 2, 1):
            enter(page, "111111")
            expect(page.locator(".wrong")).to_contain_text(f"再错 {left} 次")
            if left == 3:
                go_on(page, reporter.origin)
        enter(page, "111111")
        expect(page.locator("main")).to_contain_text("已经删掉")
        assert kept(page) is None
        page.click("main .btn.main")
        page.wait_for_selector("input[name=danger]")


def test_it_can_be_deleted_and_ends_by_itself_after_three_days(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        keep(reporter)
        go_on(page, reporter.origin)
        page.click("text=删掉存着的")
        assert kept(page) is not None, "one tap by mistake deletes nothing"
        page.click("text=真的删掉")
        expect(page.locator("main")).to_contain_text("删掉了")
        assert kept(page) is None
        old = {"at": page.evaluate("Date.now()") - 3 * DAYS - 1, "tries": 0, "salt": "00", "sealed": "00"}
        page.evaluate("old => localStorage.setItem('draft', JSON.stringify(old))", old)
        come_back(page, reporter.origin)
        page.wait_for_selector("#understood")
        assert page.locator(GO_ON).count() == 0
        assert kept(page) is None


def test_keeping_another_one_says_that_the_first_goes(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        keep(reporter)
        come_back(page, reporter.origin)
        expect(page.locator("main .btn.main")).to_have_text("接着写上次存着的")
        reporter.understand()
        reporter.choose("danger", "no")
        reporter.proceed()
        page.fill("#what", "另一件事")
        page.click(LATER)
        expect(page.locator(".banner.bad")).to_contain_text("那一份就删掉")
        page.reload()
        page.click("a[href='#start']")
        page.click(GO_ON)
        enter(page, CODE)
        page.click("main .btn.main")
        reporter.choose("danger", "no")
        reporter.proceed()
        expect(page.locator("#what")).to_have_value(WORDS)
        page.click(LATER)
        page.wait_for_selector("#code")
        assert page.locator(".banner.bad").count() == 0, "this one came out of the one that is kept"
        for _ in range(6):
            if page.locator("a[href='#start']").count():
                break
            page.locator(".top .back").click()
            page.wait_for_timeout(300)
        page.click("a[href='#start']")
        page.click("#understood")
        reporter.choose("danger", "no")
        reporter.proceed()
        expect(page.locator("#what")).to_have_value("")
        page.fill("#what", "第三件事")
        page.click(LATER)
        expect(page.locator(".banner.bad")).to_contain_text("那一份就删掉")


def test_a_phone_that_keeps_nothing_says_so_and_the_words_stay(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        write(reporter)
        page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
        page.click(LATER)
        enter(page, CODE)
        expect(page.locator(".banner.bad")).to_contain_text("存不了")
        page.get_by_role("button", name="返回").or_(page.get_by_role("link", name="返回")).first.click()
        expect(page.locator("#what")).to_have_value(WORDS)


@pytest.mark.parametrize("look", LOOKS)
def test_its_pages_are_fit_to_look_at(look: str, browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, **LOOKS[look]) as reporter:
        page = reporter.page
        reporter.open()
        write(reporter)
        shoot(page, f"draft-ask-{look}")
        page.locator(".flow .textbtn").last.click()
        page.wait_for_selector("#code")
        shoot(page, f"draft-keep-{look}")
        enter(page, CODE)
        page.wait_for_selector("#code", state="detached")
        shoot(page, f"draft-kept-{look}")
        page.click("main .btn.main")
        page.click("a[href='#start']")
        page.wait_for_selector("#understood")
        shoot(page, f"draft-go-on-{look}")
        page.click("main .btn.main")
        enter(page, "000000")
        page.wait_for_selector(".wrong")
        shoot(page, f"draft-open-{look}")
