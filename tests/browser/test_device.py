"""This device: where the browser cannot reach its push service, the page says so kindly and leads on."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.alert_steps import LOOKS, email, faults_of
from tests.browser.staff_steps import signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "device"
SAID = {"zh-dark-phone": ("不是您做错了什么", "叫我的办法"), "en-light-wide": ("nothing you did", "How I am told")}


@pytest.mark.parametrize("look", LOOKS)
def test_a_push_service_out_of_reach_is_no_dead_end(nightlamp: Live, browser: Browser, look: str) -> None:
    kindly, way = SAID[look]
    (OUT / look).mkdir(parents=True, exist_ok=True)
    with signed_in(browser, nightlamp, email("worker"), permissions=["notifications"], **LOOKS[look]) as page:
        page.goto(f"{nightlamp.origin}/staff/device")
        page.locator("ol.setup button.btn.main").click()
        expect(page.locator(".setup .banner.bad")).to_contain_text(kindly)
        ways = page.locator(".other-ways")
        assert ways.locator("li").count() == 3
        assert page.locator("ol.setup .btn.main").count() == 1, "one obvious next step: another way"
        expect(page.locator("ol.setup button.btn.line")).to_be_visible()
        assert faults_of(page) == []
        page.screenshot(path=OUT / look / "unreachable.png", full_page=True)
        ways.get_by_role("link", name=way).click()
        page.wait_for_url("**/staff/told")
