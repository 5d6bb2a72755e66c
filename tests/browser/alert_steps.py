"""Reports and alerts beside a browser, and what is wrong on a page."""

import json
import urllib.request
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.staff_steps import Staff
from tests.support.live import Live
from tests.support.town import a_report

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, WIDE = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
LOOKS: dict[str, dict[str, Any]] = {
    "zh-dark-phone": {"locale": "zh-CN", "color_scheme": "dark", "viewport": PHONE},
    "en-light-wide": {"locale": "en-GB", "color_scheme": "light", "viewport": WIDE},
}


def email(key: str) -> str:
    """Return the address of somebody of Xihu."""
    return f"{key}@xihu.example"


def alert_of(staff: Staff, reference: str) -> dict[str, Any]:
    """Return the alert of a report as somebody sees it."""
    items = staff.call("GET", "/alerts?state=triggered,acknowledged")["items"]
    (found,) = [dict(item) for item in items if item["subject"] == reference]
    return found


def a_filed_report(nightlamp: Live, **changes: Any) -> str:
    """File a report as another program would, and return its reference."""
    body = json.dumps(a_report(**changes)).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{nightlamp.origin}/api/v1/reports", data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(json.load(answer)["reference"])


def see(page: Page, nightlamp: Live, alert: dict[str, Any]) -> None:
    """Open an alert's own page."""
    page.goto(f"{nightlamp.origin}/staff/alerts/{alert['id']}")
    page.locator(".call-more button").first.wait_for()


def faults_of(page: Page) -> list[str]:
    """Return what axe finds on a page, and whether it scrolls sideways."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    sideways = [f"scrolls {beyond} px sideways"] if beyond > 0 else []
    return [f"{each['id']} at {each['nodes'][0]['target']}" for each in found] + sideways
