"""A picture of a screen, taken once nothing is wrong with it. The pictures are in tests/out/screens/ after a run."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.alert_steps import faults_of

OUT = Path(__file__).parents[1] / "out" / "screens"


def shoot(page: Page, name: str, *, whole: bool = True) -> None:
    """Take a picture of the whole page, or of what the window shows; no axe violation, no sideways scroll."""
    assert faults_of(page) == [], name
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=OUT / f"{name}.png", full_page=whole)
