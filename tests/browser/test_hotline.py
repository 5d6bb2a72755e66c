"""A call, taken with the keyboard alone: danger, words, place, receipt, next call; with and without a network."""

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from nightlamp.accounts.permissions import Role
from tests.browser.alert_steps import LOOKS
from tests.browser.picture_steps import shoot
from tests.browser.reporter_steps import RECEIPT, followed_up
from tests.browser.staff_steps import Staff, sign_in, signed_in, with_person
from tests.support.live import Live

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def operator(nightlamp: Live) -> str:
    """Somebody who answers the hotline."""
    return with_person(nightlamp, "operator", "叶知秋", Role.HOTLINE_OPERATOR)


def focused(page: Page) -> str:
    """Return the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def expect_focus(page: Page, element: str) -> None:
    page.wait_for_function("id => document.activeElement.id === id", arg=element)


def press_until(page: Page, element: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(40):
        if focused(page) == element:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {element}")


def receipt_of(page: Page) -> str:
    """Return the receipt on the screen, without blanks."""
    return "".join(page.locator("#receipt span").all_inner_texts())


def test_a_call_is_taken_without_a_mouse(browser: Browser, nightlamp: Live, operator: str) -> None:
    with signed_in(browser, nightlamp, operator) as page:
        expect_focus(page, "call-danger")
        page.keyboard.press("2")
        expect(page.locator("input[value=no]").first).to_be_checked()
        page.keyboard.press("Control+Enter")
        expect(page.locator(".banner.bad")).to_contain_text("写一句来电人说的话")
        press_until(page, "call-what")
        page.keyboard.type("“他家孩子又在哭，我听见打的声音。”")
        press_until(page, "q")
        page.keyboard.type("灵隐")
        page.locator("[role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect_focus(page, "call-detail")
        expect(page.locator(".picked")).to_contain_text("灵隐街道")
        page.keyboard.type("菜场后面")
        press_until(page, "call-mode")
        page.keyboard.press("2")
        press_until(page, "call-name")
        page.keyboard.type("赵阿姨")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".call-state")).to_contain_text("收到了，编号")
        expect_focus(page, "call-receipt")
        receipt = receipt_of(page)
        assert RECEIPT.match(receipt)
        assert (
            page.evaluate("[localStorage, sessionStorage].map(each => JSON.stringify(each)).join()").find(receipt) < 0
        )
        page.keyboard.press("Alt+n")
        expect_focus(page, "call-danger")
        expect(page.locator("#receipt")).to_have_count(0)
        assert page.locator("#call-what").input_value() == ""
    reference = followed_up(nightlamp.origin, receipt)["reference"]
    shown = Staff(nightlamp, "worker@xihu.example").call("GET", f"/reports/{reference}")
    assert (shown["channel"], shown["call"]["taken_by"]["name"]) == ("hotline", "叶知秋")
    assert (shown["reporter"]["mode"], shown["reporter"]["has_identity"]) == ("confidential", True)
    assert shown["place_detail"]["detail"] == "菜场后面"


def test_danger_is_filed_first_and_the_rest_follows(browser: Browser, nightlamp: Live, operator: str) -> None:
    with signed_in(browser, nightlamp, operator) as page:
        expect_focus(page, "call-danger")
        page.keyboard.press("1")
        expect(page.locator(".banner.bad")).to_contain_text("110")
        expect(page.locator("#call-what")).to_have_count(0)
        page.keyboard.press("Control+Enter")
        expect_focus(page, "call-what")
        expect(page.locator(".call-state")).to_contain_text("收到了，编号")
        receipt = receipt_of(page)
        page.keyboard.type("三楼，孩子在喊。")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".call-pass")).to_contain_text("补充收到了（1）")
        assert focused(page) == "call-what"
        assert page.locator("#call-what").input_value() == ""
    reference = followed_up(nightlamp.origin, receipt)["reference"]
    shown = Staff(nightlamp, "desk@xihu.example").call("GET", f"/reports/{reference}")
    assert (shown["priority"], shown["what"], len(shown["additions"])) == ("P0", "三楼，孩子在喊。", 1)


def test_a_lost_network_loses_nothing_and_files_once(browser: Browser, nightlamp: Live, operator: str) -> None:
    with signed_in(browser, nightlamp, operator) as page:
        expect_focus(page, "call-danger")
        # The report arrives and its answer is lost, so what goes again must be the very same.
        page.route("**/api/v1/hotline/reports", lambda route: (route.fetch(), route.abort())[1], times=1)
        keys: list[str] = []
        page.on(
            "request",
            lambda sent: keys.append(sent.headers["idempotency-key"]) if "/hotline/reports" in sent.url else None,
        )
        page.keyboard.press("2")
        page.fill("#call-what", "“孩子一个人在家三天了。”")
        page.fill("#call-detail", "车站对面")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".call-pass .banner.bad")).to_contain_text("还没有送出")
        receipt = receipt_of(page)
        page.keyboard.press("Alt+n")
        expect_focus(page, "call-danger")
        expect(page.locator(".hotline > .banner")).to_contain_text("1 个电话还没有送出")
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator(".hotline > .banner")).to_have_count(0)
        assert len(keys) == 2
        assert len(set(keys)) == 1
    assert followed_up(nightlamp.origin, receipt)["stage"] == "received"
    rows = Staff(nightlamp, "desk@xihu.example").call("GET", "/reports?limit=200")["items"]
    assert [row["excerpt"] for row in rows].count("“孩子一个人在家三天了") == 1


def test_a_call_that_waits_is_filed_by_the_next_operator_who_sees_nothing_of_it(
    browser: Browser, nightlamp: Live, operator: str
) -> None:
    next_operator = with_person(nightlamp, "next-operator", "温小满", Role.HOTLINE_OPERATOR)
    with signed_in(browser, nightlamp, operator) as page:
        expect_focus(page, "call-danger")
        page.context.clear_cookies()
        page.keyboard.press("2")
        page.fill("#call-what", "“他们家的门一直锁着。”")
        page.fill("#call-detail", "水塔下面")
        page.keyboard.press("Control+Enter")
        expect(page.locator("main .banner", has_text="有 1 个电话还没有送出")).to_be_visible()
        assert "水塔" not in page.content()
        sign_in(page, "desk@xihu.example")  # reads reports, and answers no hotline
        page.locator("nav a[href='/staff/me']").click()
        page.get_by_role("button", name="退出").click()
        expect(page.locator("dialog")).to_contain_text("有 1 个电话还没有送出")
        page.get_by_role("button", name="仍然退出").click()
        expect(page.locator("main [role=status]")).to_contain_text("请不要关这一页")
        sign_in(page, next_operator)
        expect_focus(page, "call-danger")
        expect(page.locator(".hotline > .banner")).to_have_count(0)
        assert page.locator("#call-what").input_value() == ""
        assert "水塔" not in page.content()
    rows = Staff(nightlamp, "desk@xihu.example").call("GET", "/reports?limit=200")["items"]
    assert [row["excerpt"] for row in rows].count("“他们家的门一直锁着") == 1


def test_who_leaves_with_something_written_is_asked_first(browser: Browser, nightlamp: Live, operator: str) -> None:
    with signed_in(browser, nightlamp, operator) as page:
        expect_focus(page, "call-danger")
        page.keyboard.press("3")
        page.fill("#call-what", "“我不敢说名字。”")
        page.keyboard.press("Alt+n")
        expect(page.locator("dialog")).to_contain_text("接下一个电话？")
        page.keyboard.press("Escape")
        page.locator("nav a[href='/staff/me']").click()
        expect(page.locator("dialog")).to_contain_text("离开这一页？")
        page.get_by_role("button", name="留在这里").click()
        assert page.locator("#call-what").input_value() == "“我不敢说名字。”"
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", answer)
        page.reload(wait_until="commit")
        assert asked == ["beforeunload"]
        expect_focus(page, "call-danger")
        assert page.locator("#call-what").input_value() == ""
        page.locator("nav a[href='/staff/me']").click()
        page.locator("nav a[aria-current=page][href='/staff/me']").wait_for()
        page.keyboard.press("Alt+n")
        expect_focus(page, "call-danger")
        assert page.url.endswith("/staff/hotline")


def test_a_call_cannot_begin_tomorrow(browser: Browser, nightlamp: Live, operator: str) -> None:
    with signed_in(browser, nightlamp, operator) as page:
        expect_focus(page, "call-danger")
        page.keyboard.press("2")
        page.fill("#call-what", "“昨天的事。”")
        page.fill("#call-detail", "车站对面")
        began = page.locator("#call-began").input_value()
        page.fill("#call-began", f"{int(began[:4]) + 1}{began[4:].replace('-02-29', '-02-28')}")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".banner.bad")).to_contain_text("还没有到")
        expect(page.locator("#call-began")).to_have_attribute("aria-invalid", "true")
        page.fill("#call-began", began)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".call-state")).to_contain_text("收到了")


def test_who_is_no_operator_finds_no_such_page(browser: Browser, nightlamp: Live) -> None:
    with signed_in(browser, nightlamp, "worker@xihu.example") as page:
        expect(page.locator("nav a[href='/staff/hotline']")).to_have_count(0)
        page.goto(f"{nightlamp.origin}/staff/hotline")
        expect(page.locator("main")).to_contain_text("没有这一页")


@pytest.mark.parametrize("look", LOOKS)
def test_it_looks_right(browser: Browser, nightlamp: Live, operator: str, look: str) -> None:
    with signed_in(browser, nightlamp, operator, **LOOKS[look]) as page:
        expect_focus(page, "call-danger")
        shoot(page, f"hotline-{look}")
        page.keyboard.press("Control+Enter")
        page.locator(".banner.bad").wait_for()
        shoot(page, f"hotline-faults-{look}")
        page.locator("#call-danger").focus()
        page.keyboard.press("1")
        shoot(page, f"hotline-danger-{look}")
        page.keyboard.press("Control+Enter")
        page.locator(".call-state .i").wait_for()
        shoot(page, f"hotline-filed-{look}")
