"""Another app shares words and a photo with the installed app: they stand in the form, and nowhere else."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.reporter_steps import Reporter, followed_up, reporting
from tests.browser.staff_steps import Staff
from tests.support import files
from tests.support.live import Live

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "screens"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WORDS = "今天又看到她胳膊上有淤青。"
# What a phone does when somebody chooses the app in another one's list: a form that is posted, as a navigation.
SHARE = """([words, photo]) => {
  const form = document.createElement('form');
  Object.assign(form, {method: 'post', action: '/share', enctype: 'multipart/form-data'});
  for (const [name, value] of [['title', words], ['text', words]]) {
    const field = document.createElement('input');
    Object.assign(field, {name, value});
    form.append(field);
  }
  if (photo) {
    const field = document.createElement('input');
    Object.assign(field, {type: 'file', name: 'files'});
    const held = new DataTransfer();
    held.items.add(new File([new Uint8Array(photo)], 'photo.jpg', {type: 'image/jpeg'}));
    field.files = held.files;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


def share(page: Page, words: str, photo: bytes | None = None) -> None:
    """Post to the share target and wait for the first question."""
    page.evaluate(SHARE, [words, list(photo) if photo else None])
    page.wait_for_selector("input[name=danger]")


def ready(reporter: Reporter) -> None:
    """Open the app and wait until its service worker holds the page."""
    reporter.open()
    reporter.page.reload()
    reporter.page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def test_what_is_shared_stands_in_the_form_and_nowhere_else(browser: Browser, nightlamp: Live) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        ready(reporter)
        share(page, WORDS, files.photo())
        assert page.url == f"{nightlamp.origin}/"
        expect(page.locator("main .banner")).to_contain_text("您分享来的")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [each["id"] for each in found] == []
        page.screenshot(path=OUT / "share-danger-zh-light-phone.png", full_page=True)
        kept = str(reporter.left_on_phone())
        assert WORDS not in kept
        reporter.choose("danger", "no")
        reporter.proceed()
        assert page.locator("#what").input_value() == WORDS
        expect(page.locator("main img")).to_have_count(1)
        page.screenshot(path=OUT / "share-what-zh-light-phone.png", full_page=True)
        reporter.proceed()
        reporter.proceed()
        page.fill("#detail", "菜场后面")
        reporter.proceed()
        reporter.choose("role", "teacher")
        reporter.proceed()
        reporter.send()
        reference, receipt = reporter.reference(), reporter.receipt()
    assert followed_up(nightlamp.origin, receipt)["reference"] == reference
    shown = Staff(nightlamp, "desk@xihu.example").call("GET", f"/reports/{reference}")
    assert shown["what"] == WORDS
    assert WORDS not in (nightlamp.settings.home / "processes.log").read_text(encoding="utf-8", errors="replace")


def test_it_is_taken_out_again_by_one_press_and_asked_for_once(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, locale="en-GB", color_scheme="dark") as reporter:
        page = reporter.page
        ready(reporter)
        share(page, "She has a bruise again.", files.photo())
        page.screenshot(path=OUT / "share-danger-en-dark-phone.png", full_page=True)
        page.get_by_role("button", name="Take it out").click()
        expect(page.locator("main .banner")).to_have_count(0)
        reporter.choose("danger", "no")
        reporter.proceed()
        assert page.locator("#what").input_value() == ""
        expect(page.locator("main img")).to_have_count(0)
        page.goto(f"{nightlamp.origin}/#shared")
        page.reload()
        page.wait_for_selector("a[href='#start']")
        expect(page.locator("input[name=danger]")).to_have_count(0)


def test_it_is_taken_in_without_a_network(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        ready(reporter)
        reporter.context.set_offline(True)
        share(reporter.page, WORDS)
        reporter.choose("danger", "no")
        reporter.proceed()
        assert reporter.page.locator("#what").input_value() == WORDS


def test_without_its_worker_the_server_reads_nothing_and_shows_the_app(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.evaluate(SHARE, [WORDS, None])
        reporter.page.wait_for_function("() => performance.getEntriesByType('navigation')[0].redirectCount === 1")
        reporter.page.wait_for_selector("a[href='#start']")
        assert reporter.page.url == f"{nightlamp.origin}/"
    assert WORDS not in (nightlamp.settings.home / "processes.log").read_text(encoding="utf-8", errors="replace")
