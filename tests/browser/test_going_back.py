"""Back with a dialog open, and the first touch of a visit: nothing is lost, and nothing moves from under a finger."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alert_steps import PHONE, a_filed_report, alert_of, email
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def worker(nightlamp: Live) -> Staff:
    """The worker on duty, at the API."""
    return Staff(nightlamp, email("worker"))


def held_report(nightlamp: Live, worker: Staff) -> tuple[str, str]:
    """File a report that the worker has in hand; return its reference and the id of its alert."""
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(worker, reference)
    worker.call("PUT", f"/alerts/{alert['id']}/acknowledgement")
    return reference, str(alert["id"])


# A driven browser takes each look for a touch. This one keeps the page silent until somebody has really touched it.
SILENT_AT_FIRST = """
  let touched = false;
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => (touched = true), true);
  window.AudioContext = class extends AudioContext {
    open = false;
    get state() { return this.open ? 'running' : 'suspended'; }
    async resume() {
      if (!touched || this.open) return;
      this.open = true;
      this.dispatchEvent(new Event('statechange'));
    }
  };
"""


def untouched(first: Page) -> Page:
    """Open another window of the same person, which nobody has touched yet."""
    page = first.context.new_page()
    page.add_init_script(SILENT_AT_FIRST)
    return page


def through_the_app(page: Page, nightlamp: Live, reference: str) -> None:
    """Go to a report by the inbox, as people do, so that Back leads somewhere."""
    page.goto(f"{nightlamp.origin}/staff/")
    page.locator(f"a[href$='/reports/{reference}']").first.click()
    page.locator(".rep-head").wait_for()


def test_back_closes_a_dialog_and_only_the_next_back_leaves(nightlamp: Live, browser: Browser, worker: Staff) -> None:
    reference, _ = held_report(nightlamp, worker)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        through_the_app(page, nightlamp, reference)
        page.get_by_role("button", name="我认识这家人").click()
        page.get_by_role("dialog").get_by_role("textbox").fill("邻居")
        page.go_back()
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.url.endswith(f"/reports/{reference}")
        page.go_forward()
        page.wait_for_timeout(300)
        assert page.url.endswith(f"/reports/{reference}")
        page.go_back()
        page.wait_for_url(f"{nightlamp.origin}/staff/")


def test_a_dialog_closed_otherwise_leaves_no_step_behind(nightlamp: Live, browser: Browser, worker: Staff) -> None:
    reference, _ = held_report(nightlamp, worker)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        through_the_app(page, nightlamp, reference)
        for leave in ("算了", "Escape"):
            page.get_by_role("button", name="我认识这家人").click()
            page.get_by_role("dialog").wait_for()
            if leave == "Escape":
                page.keyboard.press("Escape")
            else:
                page.get_by_role("dialog").get_by_role("button", name=leave).click()
            expect(page.get_by_role("dialog")).to_have_count(0)
            page.wait_for_function("() => history.state?.over !== true")
        page.go_back()
        page.wait_for_url(f"{nightlamp.origin}/staff/")


def test_what_a_dialog_leads_to_takes_its_place_in_the_history(
    nightlamp: Live, browser: Browser, worker: Staff
) -> None:
    reference, alert = held_report(nightlamp, worker)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        through_the_app(page, nightlamp, reference)
        page.locator(f"a[href$='/alerts/{alert}']").click()
        page.locator(".call-more button").first.click()
        page.get_by_role("dialog").get_by_role("textbox").fill("我在另一个镇上")
        page.get_by_role("dialog").locator("button[type=submit]").click()
        page.wait_for_url(f"{nightlamp.origin}/staff/")
        expect(page.locator(".toast")).to_be_visible()
        page.go_back()
        page.wait_for_url(f"**/reports/{reference}")


def test_the_first_click_of_a_visit_hits_what_it_was_aimed_at(
    nightlamp: Live, browser: Browser, worker: Staff
) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(worker, reference)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as first:
        page = untouched(first)
        page.goto(f"{nightlamp.origin}/staff/alerts/{alert['id']}")
        hush = page.locator(".hush")
        expect(hush).to_contain_text("浏览器还不让本页出声")
        page.locator(".call-more button").first.wait_for()
        before = page.locator(".call-acts .btn.main").bounding_box()
        assert before
        page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
        page.mouse.down()
        page.wait_for_timeout(400)
        assert page.locator(".call-acts .btn.main").bounding_box() == before
        expect(hush).to_have_class("hush heard-now")
        page.mouse.up()
        page.wait_for_url(f"**/staff/reports/{reference}")


def test_the_first_tab_of_a_visit_falls_on_something(nightlamp: Live, browser: Browser, worker: Staff) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    with signed_in(browser, nightlamp, email("worker")) as first:
        page = untouched(first)
        page.goto(f"{nightlamp.origin}/staff/alerts/{alert_of(worker, reference)['id']}")
        page.locator(".hush").wait_for()
        page.keyboard.press("Tab")
        page.wait_for_timeout(400)
        assert page.evaluate("document.activeElement.closest('.hush') !== null")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body")


def test_the_sign_in_page_loads_without_an_error(nightlamp: Live, browser: Browser) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{nightlamp.origin}/staff/")
    page.locator("input[type=password]").wait_for()
    page.wait_for_timeout(300)
    context.close()
    assert errors == []
