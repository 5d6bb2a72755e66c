"""Guidance where it is needed: for whom it is, on paper, without a network, and for a child."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reporter_steps import ORDINARY_PAGE, Reporter, reporting
from tests.support.live import Live

pytestmark = pytest.mark.browser


def _to_guidance(reporter: Reporter) -> None:
    reporter.page.click("a[href='#guidance']")
    reporter.page.wait_for_selector(".sheet .signs")


def _guide_files(reporter: Reporter) -> set[str]:
    """Return which files of the guidance the phone keeps, without their hashes."""
    kept: dict[str, list[str]] = reporter.left_on_phone()["caches"]
    files = [path for paths in kept.values() for path in paths if "/guide" in path]
    return {re.sub(r"-[\w-]{8}\.", ".", Path(path).name) for path in files}


def _wait_until_kept(reporter: Reporter) -> None:
    for _ in range(100):
        if len(_guide_files(reporter)) == 4:
            return
        reporter.page.wait_for_timeout(100)
    raise AssertionError(f"Never kept: {_guide_files(reporter)}")


@pytest.mark.parametrize(
    ("asked", "chosen", "heading"),
    [
        ("guidance", "teacher", "您在学校看到、听到时"),
        ("guidance-doctor", "doctor", "伤和说法对不上时"),
        ("guidance-neighbour", "neighbour", "隔着墙听到时"),
        ("guidance-police", "police", "出警时看到孩子"),
        ("guidance-astronaut", "teacher", "您在学校看到、听到时"),
    ],
)
def test_an_address_leads_to_an_audience_and_leaves_no_trace(
    browser: Browser, nightlamp: Live, asked: str, chosen: str, heading: str
) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.page.goto(f"{nightlamp.origin}/#{asked}")
        expect(reporter.page.locator("main h1")).to_have_text(heading)
        expect(reporter.page.locator("input[name=who]:checked")).to_have_value(chosen)
        assert reporter.page.evaluate("location.hash") == ""
        assert reporter.page.title() == "小夜灯"


def test_every_audience_reads_what_to_say_to_do_signs_and_law_and_may_report(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        page = reporter.page
        page.goto(f"{nightlamp.origin}/#guidance")
        for who in ("teacher", "doctor", "neighbour", "police"):
            page.wait_for_selector(".sheet")
            reporter.choose("who", who)
            for title in (
                "可以这样说",
                "孩子对您说起时",
                "请这样做",
                "请不要",
                "平时可以留意",
                "我必须报告吗？",
                "报告之后",
                "法律怎么说",
            ):
                expect(page.get_by_role("heading", name=title)).to_be_visible()
            expect(page.locator(".signs li")).to_have_count(8)
            expect(page.locator(".sheet")).to_contain_text("足以告诉我们")
            assert page.locator(".laws small").count() == 3
        page.get_by_role("button", name="现在报告").click()
        reporter.answer_until_you()
        expect(page.locator("input[name=work]:checked")).to_have_value("police")


def test_the_guidance_is_fetched_when_asked_for_then_kept_in_both_languages_and_read_without_a_network(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        assert _guide_files(reporter) == set()
        _to_guidance(reporter)
        _wait_until_kept(reporter)
        assert _guide_files(reporter) == {"guide.js", "guide.zh.js", "guide.en.js", "guide.css"}
        reporter.context.set_offline(True)
        reporter.page.goto("about:blank")
        reporter.page.goto(f"{nightlamp.origin}/#guidance-doctor")
        expect(reporter.page.locator("main h1")).to_have_text("伤和说法对不上时")
        expect(reporter.page.locator("main .banner.quiet")).to_contain_text("现在没有网络")
        expect(reporter.page.locator("main .banner.quiet")).to_contain_text("2026-12")
        reporter.page.get_by_role("link", name="English").click()
        expect(reporter.page.locator("main h1")).to_have_text("When the story does not fit")
        reporter.context.set_offline(False)
        expect(reporter.page.locator("main .banner.quiet")).to_have_count(0)


def test_guidance_that_was_never_read_says_without_a_network_that_it_does_not_open(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.context.set_offline(True)
        reporter.page.click("a[href='#guidance']")
        expect(reporter.page.locator("[role=alert]")).to_contain_text("110")
        reporter.context.set_offline(False)
        _to_guidance(reporter)


def test_leave_takes_the_guidance_along(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        _to_guidance(reporter)
        _wait_until_kept(reporter)
        reporter.page.click("a.exit")
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.page.goto(f"{nightlamp.origin}/healthz")
        assert reporter.left_on_phone()["caches"] == {}


def test_an_older_edition_says_that_there_is_a_newer_one(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:

        def newer(route: Any) -> None:
            route.fulfill(json=route.fetch().json() | {"practice_version": "2099-01"})

        reporter.context.route("**/api/v1/config", newer)
        reporter.page.goto(f"{nightlamp.origin}/#guidance")
        told = reporter.page.locator("main .banner.quiet")
        expect(told).to_contain_text("较早的第 2026-12 版")
        expect(told).to_contain_text("2099-01")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("who", ["teacher", "doctor", "neighbour", "police"])
def test_each_audience_is_one_sheet_of_paper(browser: Browser, nightlamp: Live, who: str, locale: str) -> None:
    look = {"locale": locale, "color_scheme": "dark", "service_workers": "block"}
    with reporting(browser, nightlamp.origin, **look) as reporter:
        page = reporter.page
        page.goto(f"{nightlamp.origin}/#guidance-{who}")
        page.wait_for_selector(".sheet .signs")
        assert _pages(page) == 1
        page.emulate_media(media="print")
        expect(page.locator(".sheet h1")).to_be_visible()
        expect(page.locator(".sheet .paper").first).to_contain_text("110")
        for hidden in (".top", ".callbar", "fieldset.tabs", ".sheet button"):
            expect(page.locator(hidden).first).not_to_be_visible()
        ink = page.evaluate("getComputedStyle(document.querySelector('.sheet h1')).color")
        assert ink == "rgb(0, 0, 0)"


def _pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_a_child_reads_what_happens_first_and_goes_on_where_it_was(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        page = reporter.page
        page.click("a[href='#child']")
        reporter.understand()
        reporter.choose("danger", "no")
        page.get_by_role("button", name="如果我说了，会怎样？").click()
        expect(page.locator(".told dt")).to_have_count(8)
        expect(page.locator("main .call").first).to_have_attribute("href", "tel:110")
        assert "您" not in page.locator("main").inner_text()
        page.get_by_role("button", name="我想说").click()
        expect(page.locator("input[name=danger]:checked")).to_have_value("no")
        expect(page.locator("main h1")).to_have_text("你现在有危险吗？")


def test_a_grown_up_is_not_offered_the_childs_page_in_the_form(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.page.goto(f"{nightlamp.origin}/#if-i-tell")
        reporter.page.get_by_role("button", name="我想说").click()
        reporter.understand()
        expect(reporter.page.locator("main h1")).to_have_text("你现在有危险吗？")
        reporter.page.goto("about:blank")
        reporter.page.goto(f"{nightlamp.origin}/#start")
        reporter.understand()
        expect(reporter.page.get_by_role("button", name="如果我说了，会怎样？")).to_have_count(0)
