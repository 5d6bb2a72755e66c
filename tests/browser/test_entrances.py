"""A school's own way in, from the poster to the worker's page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reporter_steps import reporting
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live
from tests.support.town import TOWNSHIP

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "screens"


def test_a_supervisor_makes_an_entrance_and_its_poster(browser: Browser, nightlamp: Live) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with signed_in(browser, nightlamp, "supervisor@xihu.example") as page:
        page.goto(f"{nightlamp.origin}/staff/entrances")
        page.get_by_text("先给一所学校做一个").wait_for()
        page.locator("form .btn.main").click()
        expect(page.locator(".wrong").first).to_be_visible()
        page.fill("#entrance-name", "灵隐小学")
        page.select_option("#entrance-role", "teacher")
        page.fill("#entrance-place", "灵隐")
        page.locator(".ready .tool").first.click()
        page.locator("form .btn.main").click()
        page.locator(".sheet img").wait_for()
        expect(page.locator(".sheet")).to_contain_text("灵隐小学")
        page.screenshot(path=OUT / "entrance-poster-zh-light-wide.png", full_page=True)
        page.get_by_role("button", name="回到单位入口").click()
        page.get_by_role("button", name="停用").wait_for()
        page.screenshot(path=OUT / "entrances-zh-light-wide.png", full_page=True)


def test_whoever_comes_by_it_need_not_say_where_they_are_from(browser: Browser, nightlamp: Live) -> None:
    supervisor = Staff(nightlamp, "supervisor@xihu.example")
    made = supervisor.call("POST", "/entrances", {"name": "西湖小学", "role": "teacher", "place": TOWNSHIP})
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        page.goto(f"{nightlamp.origin}/e/{made['code'].replace('-', '')}")
        expect(page.locator(".banner")).to_contain_text("西湖小学")
        assert page.url == f"{nightlamp.origin}/"
        page.screenshot(path=OUT / "entrance-start-zh-light-phone.png", full_page=True)
        reporter.settle()
        reporter.start()
        reporter.answer_until_place("今天又看到她胳膊上有淤青。")
        expect(page.locator("main")).to_contain_text("灵隐街道")
        reporter.proceed()
        expect(page.locator("input[name=role][value=teacher]")).to_be_checked()
        reporter.proceed()
        reporter.send()
        reference = reporter.reference()
    shown = Staff(nightlamp, "worker@xihu.example").call("GET", f"/reports/{reference}")
    assert shown["entrance"] == {"name": "西湖小学", "role": "teacher"}
    assert shown["channel"] == "entrance"
