"""A child reports for themself: few questions, own words, and whoever helps sees first what nobody may do."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.reporter_steps import Reporter, reporting
from tests.browser.staff_steps import signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

LOOKS = {
    "zh-CN": ("dark", {"width": 360, "height": 780}, "我们可以找谁说？", "不想回家。"),
    "en-GB": ("light", {"width": 1280, "height": 800}, "Who may we talk to?", "I am afraid of home."),
}


def _is_clean(page: Page, name: str, request: pytest.FixtureRequest) -> None:
    """No axe violation and no sideways scroll; leaves a picture beside those of the other screens."""
    folder = request.path.parents[1] / "out" / "screens" / f"child-{request.node.callspec.id}"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    found = [v["id"] for v in Axe().run(page).response["violations"]]
    assert found == [], (name, found)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def _tell(reporter: Reporter, words: str, request: pytest.FixtureRequest) -> None:
    page = reporter.page
    reporter.open()
    page.click("a[href='#child']")
    reporter.understand()
    reporter.choose("danger", "no")
    reporter.proceed()
    expect(page.locator("input[name=concern]")).to_have_count(7)
    _is_clean(page, "what", request)
    page.fill("#what", words)
    reporter.proceed()
    assert page.locator(".asked fieldset").count() <= 3
    reporter.proceed()
    expect(page.locator("main .tools .tool")).to_have_count(3)
    page.fill("#detail", "灵隐路 1 号")
    reporter.proceed()


@pytest.mark.parametrize("locale", LOOKS)
def test_a_child_tells_whom_we_may_talk_to_and_no_name_is_asked(
    browser: Browser, nightlamp: Live, locale: str, request: pytest.FixtureRequest
) -> None:
    scheme, size, title, words = LOOKS[locale]
    options = {"locale": locale, "color_scheme": scheme, "viewport": size}
    with reporting(browser, nightlamp.origin, **options) as reporter:
        page = reporter.page
        _tell(reporter, words, request)
        assert re.sub(r"\s*\n\s*", " " if locale != "zh-CN" else "", page.locator("main h1").inner_text()) == title
        expect(page.locator("input[name=mode], #own-phone, #name")).to_have_count(0)
        _is_clean(page, "you", request)
        page.fill("#may-talk-to", "林老师")
        page.fill("#must-not-know", "爸爸")
        reporter.proceed()
        assert "您" not in page.locator("main").inner_text()
        _is_clean(page, "check", request)
        reporter.send()
        reference = reporter.reference()
    with signed_in(browser, nightlamp, "desk@xihu.example", **options) as desk:
        desk.goto(f"{nightlamp.origin}/staff/reports/{reference}")
        mark = desk.locator(".banner.bad").first
        expect(mark).to_contain_text("林老师")
        expect(mark).to_contain_text("爸爸")
        _is_clean(desk, "staff-report", request)
        desk.goto(f"{nightlamp.origin}/staff/reports/{reference}/screening")
        desk.locator("input[name=track][value=harm]").check(force=True)
        expect(desk.locator("#family_contact")).to_have_count(0)
        desk.locator("input[name=disposition][value=investigation]").check(force=True)
        desk.locator("button[type=submit]").click()
        expect(desk.locator("#family_contact-wrong")).to_be_visible()
        _is_clean(desk, "staff-screening", request)
        desk.locator("#family_contact").check(force=True)
        desk.fill("#reason", "母亲可靠，老师陪同。")
        desk.locator("button[type=submit]").click()
        desk.wait_for_url(f"**/reports/{reference}")


@pytest.mark.parametrize("locale", LOOKS)
def test_who_does_not_know_where_is_told_that_nobody_can_be_sent_yet(
    browser: Browser, nightlamp: Live, locale: str, request: pytest.FixtureRequest
) -> None:
    scheme, size, _, words = LOOKS[locale]
    with reporting(browser, nightlamp.origin, locale=locale, color_scheme=scheme, viewport=size) as reporter:
        page = reporter.page
        reporter.open("#child")
        reporter.understand()
        reporter.answer_until_place(words)
        page.locator("main .tools .tool").last.click()
        reporter.proceed()
        reporter.proceed()
        reporter.send()
        told = page.locator("main .banner[role=status]").first
        expect(told).to_contain_text({"zh-CN": "还不知道去哪里找", "en-GB": "do not know yet where to look"}[locale])
        _is_clean(page, "nowhere", request)
        page.get_by_role(
            "button", name={"zh-CN": "看进展，或再补充", "en-GB": "Follow up or add more"}[locale]
        ).click()
        page.wait_for_selector("#receipt")
