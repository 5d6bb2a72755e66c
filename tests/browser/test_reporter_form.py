"""The reporter's form in a real browser: from the first screen to the receipt, and what it must never do."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reporter_steps import RECEIPT, WORDS, followed_up, reporting
from tests.support.live import Live

pytestmark = pytest.mark.browser

_PLACES = """found => found.map((one) => {
  const {x, y, width, height} = one.getBoundingClientRect();
  return [one.localName, x, y, width, height];
})"""


def test_a_neighbour_reports_and_later_reads_how_it_goes(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reference, receipt = reporter.reference(), reporter.receipt()
        assert RECEIPT.match(receipt)
        assert followed_up(nightlamp.origin, receipt)["reference"] == reference
        reporter.page.get_by_role("button", name="看进展，或再补充").click()
        reporter.proceed()
        expect(reporter.page.locator(".stages li.live")).to_contain_text("收到")
        reporter.page.fill("#message", "外婆五点接走了。")
        reporter.page.get_by_role("button", name="送出").click()
        expect(reporter.page.locator(".banner.good")).to_be_visible()


def test_what_is_sent_is_sealed_on_the_phone(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reporter.reference()
        (body,) = reporter.reports_sent()
        assert list(json.loads(body)) == ["sealed"]
        assert WORDS not in body
        assert "cookie" not in {name.lower() for name in reporter.sent[0].headers}


def test_the_form_leaves_one_entry_in_the_history(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.page.goto(f"{nightlamp.origin}/api/v1/config")
        reporter.open()
        before = reporter.page.evaluate("history.length")
        reporter.fill_in()
        assert reporter.page.evaluate("history.length") == before
        assert reporter.page.evaluate("[location.pathname, location.hash, history.state]") == ["/", "", None]
        reporter.page.go_back()
        assert reporter.page.url.endswith("/config")
        reporter.page.go_forward()
        reporter.page.wait_for_selector("a[href='#start']")
        assert WORDS not in reporter.page.content()


def test_no_draft_stays_on_the_phone(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        kept = reporter.left_on_phone()
        assert kept["local"] == kept["session"] == {}
        assert kept["databases"]["lamp"]["outbox"] == []
        assert WORDS not in json.dumps(kept, ensure_ascii=False)
        reporter.page.reload()
        reporter.start()
        assert not reporter.page.locator("input:checked").count()


def test_the_titles_and_addresses_say_nothing(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        assert reporter.page.title() == "小夜灯"
        reporter.fill_in()
        assert reporter.page.title() == "小夜灯"
        reporter.send()
        reporter.reference()
        assert reporter.page.title() == "小夜灯"


def test_back_inside_the_page_keeps_the_answers_and_change_returns_to_the_last_look(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.page.get_by_role("button", name="修改 看到或听到的").click()
        expect(reporter.page.locator("#what")).to_have_value(WORDS)
        reporter.page.fill("#what", "听到哭声。")
        reporter.proceed()
        expect(reporter.page.locator("dl.sum")).to_contain_text("听到哭声。")
        reporter.page.get_by_role("button", name="返回").click()
        expect(reporter.page.locator("input[name=role]:checked")).to_have_value("neighbour")


def test_nothing_can_be_gone_back_to_after_sending(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reporter.reference()
        expect(reporter.page.get_by_role("button", name="返回")).to_have_count(0)


def test_an_empty_answer_is_named_and_takes_the_focus(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.page.locator("main .btn.main").click()
        summary = reporter.page.locator(".banner.bad[role=alert]")
        expect(summary).to_be_focused()
        assert reporter.page.title().startswith("错误")
        summary.get_by_role("link").click()
        expect(reporter.page.locator("input[name=danger]").first).to_be_focused()
        assert "#" not in reporter.page.url


def test_the_keyboard_alone_is_enough(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        page = reporter.page
        page.locator("a[href='#start']").focus()
        page.keyboard.press("Enter")
        page.locator("#understood").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("input[name=danger]")
        expect(page.locator("h1")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_selector("#what")
        page.keyboard.press("Tab")
        page.keyboard.type("hears blows")
        page.locator("main .btn.main").press("Enter")
        page.wait_for_selector("input[name=about]")
        page.locator("main .btn.main").press("Enter")
        page.locator("#q").press_sequentially("翠苑")
        page.wait_for_selector("[role=option]")
        page.keyboard.press("ArrowDown")
        chosen = page.locator("[role=option][aria-selected=true]")
        assert page.locator("#q").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        page.keyboard.press("Enter")
        expect(page.locator(".chosen")).to_contain_text("翠苑街道")


def test_a_place_can_be_found_level_by_level(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.choose("danger", "unknown")
        reporter.proceed()
        reporter.page.fill("#what", WORDS)
        reporter.proceed()
        reporter.proceed()
        reporter.page.get_by_role("button", name="一级一级选").click()
        for depth, code in enumerate(("33", "3301", "330106", "330106005")):
            reporter.page.locator(f"#level-{depth} option[value='{code}']").wait_for(state="attached")
            reporter.page.select_option(f"#level-{depth}", code)
        reporter.proceed()
        reporter.choose("role", "not_stated")
        reporter.proceed()
        expect(reporter.page.locator("dl.sum")).to_contain_text("翠苑街道")


def test_calls_and_the_way_out_work_before_any_script(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, java_script_enabled=False) as reporter:
        reporter.page.goto(f"{nightlamp.origin}/")
        call = reporter.page.locator("a[href='tel:110']").first
        box = call.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 844
        assert box["height"] >= 48
        expect(reporter.page.get_by_role("link", name="开始", exact=True)).to_be_visible()
        assert (reporter.page.locator("a.exit").get_attribute("href") or "").startswith("https://")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_nothing_of_the_first_screen_moves_once_script_and_style_have_come(
    browser: Browser, nightlamp: Live, locale: str
) -> None:
    phone = {"locale": locale, "viewport": {"width": 360, "height": 780}}
    with reporting(browser, nightlamp.origin, java_script_enabled=False, **phone) as early:
        early.page.goto(f"{nightlamp.origin}/")
        drawn = early.page.locator("main :is(h1, p, a)").evaluate_all(_PLACES)
    with reporting(browser, nightlamp.origin, **phone) as late:
        late.open()
        expect(late.page.locator(".reassure")).to_contain_text(re.compile("不留姓名|your name"))
        assert late.page.locator("main :is(h1, p, a)").evaluate_all(_PLACES) == drawn
    assert len(drawn) > 10


def test_the_call_to_the_police_is_in_the_first_screenful_of_every_step(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, viewport={"width": 320, "height": 560}) as reporter:
        reporter.open()
        seen = [_calls_in_view(reporter.page)]
        reporter.start()
        steps: list[Callable[[], None]] = [
            lambda: reporter.choose("danger", "no"),
            lambda: reporter.page.fill("#what", WORDS),
            lambda: None,
            lambda: reporter.page.fill("#detail", "x"),
            lambda: reporter.choose("role", "child"),
        ]
        for prepare in steps:
            seen.append(_calls_in_view(reporter.page))
            prepare()
            reporter.proceed()
        reporter.send()
        seen.append(_calls_in_view(reporter.page))
        assert all(seen), seen


def test_what_was_tapped_before_the_script_came_is_not_lost(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.page.goto(f"{nightlamp.origin}/#start")
        reporter.understand()
        assert reporter.page.evaluate("location.hash") == ""


def test_a_danger_now_alerts_at_once_and_the_rest_follows_page_by_page(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.choose("danger", "yes")
        expect(reporter.page.locator("main .call.now")).to_have_attribute("href", "tel:110")
        expect(reporter.page.locator("main a[href^='sms:']")).to_have_text("12110")
        reporter.page.get_by_role("button", name="马上叫值班的人").click()
        expect(reporter.page.locator("h1")).to_contain_text("提醒已经送到")
        receipt = reporter.receipt()
        assert followed_up(nightlamp.origin, receipt)["stage"] == "received"
        reporter.proceed()
        reporter.page.fill("#detail", "菜场后面")
        reporter.proceed()
        expect(reporter.page.locator("form .banner.good")).to_contain_text("刚才写的已经送出")
        reporter.page.fill("#what", WORDS)
        reporter.proceed()
        reporter.proceed()
        reporter.choose("role", "teacher")
        reporter.proceed()
        expect(reporter.page.locator(".banner.good")).to_be_visible()
        assert reporter.receipt() == receipt
        reporter.reference()
        additions = [request for request in reporter.sent if request.url.endswith("/additions")]
        assert len(reporter.reports_sent()) == 1
        assert len(additions) == 4


def test_a_teacher_is_told_of_the_police_and_gets_a_sheet_without_content(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in(role="teacher")
        reporter.page.get_by_role("button", name="修改 您").click()
        expect(reporter.page.locator(".banner.quiet")).to_contain_text("不能代替报案")
        reporter.proceed()
        reporter.send()
        reference = reporter.reference()
        reporter.page.emulate_media(media="print")
        sheet = reporter.page.locator(".proof")
        expect(sheet).to_be_visible()
        expect(sheet).to_contain_text(reference)
        expect(reporter.page.locator("#receipt")).not_to_be_visible()
        assert WORDS not in sheet.inner_text()


def test_another_language_keeps_what_was_said(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.page.get_by_role("link", name="English").click()
        expect(reporter.page.locator("h1")).to_contain_text("Look it over")
        expect(reporter.page.locator("dl.sum")).to_contain_text(WORDS)
        assert reporter.page.evaluate("document.documentElement.lang") == "en"


def _calls_in_view(page: Page) -> bool:
    page.evaluate("scrollTo(0, 0)")
    return bool(
        page.evaluate(
            """[...document.querySelectorAll("a[href='tel:110']")].some(link => {
                 const box = link.getBoundingClientRect();
                 return box.height >= 44 && box.top >= 0 && box.bottom <= innerHeight;
               })"""
        )
    )
