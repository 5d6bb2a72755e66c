"""The short word about what was done covers neither the bar of actions nor the last words of a page."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.alert_steps import LOOKS, a_filed_report, email, faults_of
from tests.browser.staff_steps import signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "toasts"
SHAPES: dict[str, dict[str, Any]] = {
    **LOOKS,
    "zh-phone": {"locale": "zh-CN", "viewport": {"width": 360, "height": 780}},
    "en-narrow": {"locale": "en-GB", "viewport": {"width": 320, "height": 640}},
}


def box(of: Locator) -> dict[str, float]:
    found = of.bounding_box()
    assert found is not None
    return {
        "top": found["y"],
        "bottom": found["y"] + found["height"],
        "left": found["x"],
        "right": found["x"] + found["width"],
    }


def meet(one: dict[str, float], other: dict[str, float]) -> bool:
    """Tell whether two boxes cover a common place."""
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    return not (beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"])


@pytest.mark.parametrize("shape", SHAPES)
def test_it_covers_no_action_and_no_last_word_of_a_report(nightlamp: Live, browser: Browser, shape: str) -> None:
    reference = a_filed_report(nightlamp, danger_now="unknown")
    OUT.mkdir(parents=True, exist_ok=True)
    with signed_in(browser, nightlamp, email("worker"), permissions=["clipboard-write"], **SHAPES[shape]) as page:
        page.goto(f"{nightlamp.origin}/staff/reports/{reference}")
        page.locator(".acts").wait_for()
        page.get_by_role("button", name="复制编号" if "zh" in shape else "Copy reference").click()
        toast = page.locator(".toast")
        expect(toast).to_be_visible()
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.screenshot(path=OUT / f"{shape}.png")
        covered = [".acts", ".demo", ".tools .tool >> nth=-1"]
        assert [each for each in covered if meet(box(toast), box(page.locator(each)))] == []
        assert toast.evaluate("of => getComputedStyle(of).pointerEvents") == "none", "what lies under it is pressed"
        assert faults_of(page) == []
