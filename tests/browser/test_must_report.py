"""Must I report this? The law's answer for a role and what fits, and what becomes of it in the form and after."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reporter_steps import Reporter, reporting
from tests.browser.staff_steps import Staff
from tests.support.live import Live

pytestmark = pytest.mark.browser

TELLS_POLICE = "您也必须向公安机关报告（110）"


def _to_check(reporter: Reporter) -> None:
    reporter.page.click("a[href='#guidance']")
    reporter.page.get_by_role("button", name="查一查").click()
    reporter.page.wait_for_selector("#who")


def _told(nightlamp: Live, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = Staff(nightlamp, "supervisor@xihu.example").call("GET", f"/reports/{reference}")
    return found


def test_a_teacher_finds_that_she_must_report_and_the_form_and_the_receipt_remember_it(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        _to_check(reporter)
        page = reporter.page
        expect(page.locator("#who")).to_have_value("teacher")
        expect(page.locator("main [role=status]")).to_contain_text("也请告诉我们")
        reporter.choose("circumstances", "many_injuries")
        answer = page.locator("main [role=status]")
        expect(answer).to_contain_text("您必须报告，也要向公安机关报告（110）")
        expect(answer).to_contain_text("《关于建立侵害未成年人案件强制报告制度的意见（试行）》第二条至第四条")
        expect(answer).to_contain_text("《未成年人保护法》第十一条")
        expect(answer).to_contain_text("不能代替")
        expect(page.locator("main .call")).to_have_attribute("href", "tel:110")
        page.get_by_role("button", name="在这里报告").click()
        reporter.answer_until_you()
        expect(page.locator("input[name=role]:checked")).to_have_value("teacher")
        expect(page.locator("input[name=circumstances]:checked")).to_have_value("many_injuries")
        reporter.proceed()
        expect(page.locator("dl.sum")).to_contain_text("多处损伤")
        reporter.send()
        expect(page.locator("main .banner", has_text=TELLS_POLICE)).to_be_visible()
        expect(page.locator("main a.call")).to_have_attribute("href", "tel:110")
        expect(page.get_by_role("button", name="打印报告证明")).to_be_visible()
        assert _told(nightlamp, reporter.reference())["circumstances"] == ["many_injuries"]


def test_below_the_threshold_nobody_is_told_that_they_must(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        _to_check(reporter)
        page = reporter.page
        page.select_option("#who", "neighbour")
        answer = page.locator("main [role=status]")
        expect(answer).to_contain_text("您可以，也应该告诉我们")
        expect(page.locator("main .call")).to_have_count(0)
        reporter.choose("circumstances", "abandoned_or_unattended")
        expect(answer).to_contain_text("法律没有强制您报告")
        page.select_option("#who", "parent")
        expect(answer).to_contain_text("《未成年人保护法》第二十条")
        page.select_option("#who", "neighbour")
        page.get_by_role("button", name="在这里报告").click()
        reporter.answer_until_you()
        reporter.proceed()
        reporter.send()
        expect(page.locator("main")).not_to_contain_text("必须")
        assert _told(nightlamp, reporter.reference())["circumstances"] == ["abandoned_or_unattended"]


def test_in_the_form_the_circumstances_are_folded_away_and_only_for_those_with_the_duty(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.answer_until_you()
        page = reporter.page
        reporter.choose("role", "neighbour")
        expect(page.locator("details.fold")).to_have_count(0)
        reporter.choose("role", "doctor")
        expect(page.locator("details.fold")).to_contain_text("可以跳过")
        expect(page.locator("input[name=circumstances]").first).not_to_be_visible()
        page.locator("details.fold summary").click()
        reporter.choose("circumstances", "private_injury")
        expect(page.locator("details.fold summary")).to_contain_text("勾了 1 项")
        reporter.proceed()
        reporter.send()
        expect(page.locator("main .banner", has_text=TELLS_POLICE)).to_be_visible()
        assert _told(nightlamp, reporter.reference())["circumstances"] == ["private_injury"]


def test_a_teacher_who_skips_them_sends_none(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.answer_until_you()
        reporter.choose("role", "teacher")
        reporter.proceed()
        expect(reporter.page.locator("dl.sum")).not_to_contain_text("情形")
        reporter.send()
        assert _told(nightlamp, reporter.reference())["circumstances"] == []
        expect(reporter.page.locator("main")).to_contain_text("不能代替您依法向公安机关报告")
        expect(reporter.page.locator("main .call")).to_have_count(0)


def test_nobody_in_danger_is_asked_for_circumstances(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.choose("danger", "yes")
        reporter.page.get_by_role("button", name="马上叫值班的人").click()
        expect(reporter.page.locator("h1")).to_contain_text("提醒已经送到")
        reporter.proceed()
        reporter.page.fill("#detail", "菜场后面")
        reporter.proceed()
        reporter.page.fill("#what", "孩子在哭。")
        reporter.proceed()
        reporter.proceed()
        reporter.choose("role", "teacher")
        expect(reporter.page.locator(".banner.quiet", has_text="依法")).to_contain_text("不能代替报案")
        expect(reporter.page.locator("details.fold")).to_have_count(0)
