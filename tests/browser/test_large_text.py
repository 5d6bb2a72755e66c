"""Text at twice its size on a phone, and a very wide screen: nothing sticks out, and there is one right edge."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alert_steps import PHONE, a_filed_report, alert_of, email, faults_of
from tests.browser.staff_steps import Staff, signed_in
from tests.support.chromium import ARGUMENTS, BINARY, PATIENCE
from tests.support.live import Live

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "large"
LOOKS = {"zh": {"locale": "zh-CN", "color_scheme": "dark"}, "en": {"locale": "en-GB", "color_scheme": "light"}}
# What is wider than the screen, or sticks out of it; what scrolls by itself may.
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const flows = (e) => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || flows(e.parentElement));
  const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
  const rightOf = (e) => Math.round(e.getBoundingClientRect().right);
  return [...document.querySelectorAll('body *')]
    .filter((e) => seen(e) && !e.closest('.vh, .skip') && !flows(e.parentElement) && !(e instanceof SVGElement))
    .filter((e) => rightOf(e) > wide + 1)
    .map((e) => `${e.tagName}.${e.className} ${rightOf(e)}: ${e.textContent.slice(0, 20)}`);
}"""


# As a phone does it whose owner chose text of twice the size, 32 px.
LARGE = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"


def pages(nightlamp: Live) -> dict[str, str]:
    """Return every page of the on-duty side while something rings, by name."""
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(Staff(nightlamp, email("supervisor")), reference)
    here = f"{nightlamp.origin}/staff"
    named = {name: f"{here}/{name}" for name in ("duty", "hearing", "told", "device", "me", "climb")}
    return {
        "inbox": f"{here}/",
        "alert": f"{here}/alerts/{alert['id']}",
        "report": f"{here}/reports/{reference}",
    } | named


def settle(page: Page) -> None:
    """Wait until a page has what it asked for."""
    page.locator("main .waiting").first.wait_for(state="hidden")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("language", LOOKS)
def test_at_twice_the_text_no_page_is_wider_than_the_phone(nightlamp: Live, browser: Browser, language: str) -> None:
    wrong: list[str] = []
    (OUT / language).mkdir(parents=True, exist_ok=True)
    with signed_in(browser, nightlamp, email("supervisor"), viewport=PHONE, **LOOKS[language]) as page:
        for name, address in pages(nightlamp).items():
            page.goto(address)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            settle(page)
            page.screenshot(path=OUT / language / f"{name}.png", full_page=True)
            wrong += [f"{name}: {each}" for each in page.evaluate(STICKS_OUT)[:4]]
            wrong += [f"{name}: {fault}" for fault in faults_of(page) if "sideways" in fault]
    assert wrong == []


@pytest.mark.parametrize("language", LOOKS)
def test_at_twice_the_text_both_calls_are_on_the_screen_of_danger(
    nightlamp: Live, browser: Browser, language: str
) -> None:
    large = browser.browser_type.launch(executable_path=BINARY, args=[*ARGUMENTS, LARGE])
    page = large.new_page(viewport={"width": 360, "height": 740}, service_workers="block", **LOOKS[language])
    page.set_default_timeout(PATIENCE)
    page.goto(nightlamp.origin)
    assert page.evaluate(STICKS_OUT) == []
    page.click("a[href='#start']")
    page.click("#understood")
    page.locator("input[name=danger][value=yes]").check(force=True)
    page.locator("main .calls").wait_for()
    page.screenshot(path=OUT / language / "danger.png", full_page=True)
    assert page.evaluate(STICKS_OUT) == []
    # What stays at the top would cover half of what was asked.
    assert page.locator(".top").evaluate("(top) => getComputedStyle(top).position") == "static"
    # Leave alone is at hand wherever one has scrolled to.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".exit")).to_be_in_viewport()
    large.close()


def test_on_a_very_wide_screen_banners_end_where_the_content_ends(nightlamp: Live, browser: Browser) -> None:
    with signed_in(browser, nightlamp, email("supervisor"), viewport={"width": 1600, "height": 900}) as page:
        page.goto(pages(nightlamp)["duty"])
        settle(page)
        page.screenshot(path=OUT / "wide.png")
        edges = page.evaluate(
            """() => ['.ringing', '.wrap', '.bar .ring'].map(
                 (name) => Math.round(document.querySelector(name).getBoundingClientRect().right))"""
        )
        assert len(set(edges)) == 1, edges
