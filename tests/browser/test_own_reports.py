"""A teacher with an account follows what she filed without one, by its receipt; her principal finds nothing."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import Browser, expect

from nightlamp.accounts.permissions import Role
from tests.browser.alert_steps import LOOKS
from tests.browser.picture_steps import shoot
from tests.browser.staff_steps import Staff, signed_in, with_person
from tests.support.live import Live
from tests.support.town import a_report

pytestmark = pytest.mark.browser


def filed(nightlamp: Live) -> tuple[str, str]:
    """File a report about somebody's school; return receipt and reference."""
    body = a_report(about=["school_staff"])
    request = urllib.request.Request(
        f"{nightlamp.origin}/api/v1/reports", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return body["receipt"], json.load(answer)["reference"]


def test_she_follows_her_report_and_writes_and_nobody_else_finds_it(browser: Browser, nightlamp: Live) -> None:
    teacher = with_person(nightlamp, "teacher", "江月明", Role.PROFESSIONAL)
    head = with_person(nightlamp, "head", "秦怀远", Role.PROFESSIONAL)
    receipt, reference = filed(nightlamp)
    with signed_in(browser, nightlamp, teacher) as page:
        expect(page.locator("main")).to_contain_text("这里还没有报告")
        page.fill("#own-receipt", receipt[:-1])
        page.locator("form .btn.main").click()
        expect(page.locator(".wrong")).to_contain_text("16 位")
        page.fill("#own-receipt", receipt.lower())
        page.locator("form .btn.main").click()
        page.get_by_role("link", name=re.compile(reference)).click()
        expect(page.locator("main")).to_contain_text("前打开")
        page.fill("#own-text", "他今天没来上学。")
        page.locator("form .btn.main").click()
        expect(page.locator(".msg.mine")).to_contain_text("他今天没来上学。")
        assert receipt not in page.url
        desk = Staff(nightlamp, "desk@xihu.example")
        seen = desk.call("GET", f"/reports/{reference}")["messages"]
        assert [(message["text"], message["by"]) for message in seen] == [("他今天没来上学。", None)]
        desk.call("POST", f"/reports/{reference}/messages", {"text": "知道了，我们去看看。"})
        page.goto(f"{nightlamp.origin}/staff/")
        expect(page.locator(".unread")).to_contain_text("1 条新消息")
        page.goto(f"{nightlamp.origin}/staff/own/{reference}")
        expect(page.locator("main")).to_contain_text("知道了，我们去看看。")
    with signed_in(browser, nightlamp, head) as page:
        expect(page.locator("main")).to_contain_text("这里还没有报告")
        page.goto(f"{nightlamp.origin}/staff/own/{reference}")
        expect(page.locator("main .banner.bad")).to_be_visible()
        expect(page.locator("main")).not_to_contain_text("他今天没来上学")


@pytest.mark.parametrize("look", LOOKS)
def test_it_looks_right(browser: Browser, nightlamp: Live, look: str) -> None:
    who = with_person(nightlamp, f"teacher-{look}", "江月明", Role.PROFESSIONAL)
    receipt, reference = filed(nightlamp)
    with signed_in(browser, nightlamp, who, **LOOKS[look]) as page:
        page.locator("#own-receipt").wait_for()
        shoot(page, f"own-empty-{look}")
        page.fill("#own-receipt", receipt)
        page.locator("form .btn.main").click()
        page.get_by_role("link", name=re.compile(reference)).wait_for()
        shoot(page, f"own-{look}")
        page.get_by_role("link", name=re.compile(reference)).click()
        page.locator("#own-text").wait_for()
        page.fill("#own-text", "他今天没来上学。")
        page.locator("form .btn.main").click()
        page.locator(".msg.mine").wait_for()
        page.locator(".toast").wait_for(state="detached")
        shoot(page, f"own-one-{look}")
