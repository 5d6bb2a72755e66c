"""A reporter's phone while time passes: closed before it could send, a key withdrawn, a new version."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.reporter_steps import WORDS, Reporter, followed_up, reporting
from tests.support.live import ROOT, Live

pytestmark = pytest.mark.browser


def fill_in_without_network(reporter: Reporter) -> str:
    """Fill the form in offline, press send, and return the receipt that is shown at once."""
    reporter.open()
    reporter.context.set_offline(True)
    reporter.fill_in()
    reporter.send()
    return reporter.receipt()


def test_a_phone_that_was_closed_sends_at_the_next_start(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(1500)
        reporter.context.set_offline(True)
        reporter.fill_in()
        reporter.send()
        receipt = reporter.receipt()
        reporter.page.close()
        reporter.context.set_offline(False)
        reporter.page = reporter.context.new_page()
        with reporter.page.expect_response("**/api/v1/reports", timeout=30_000) as answer:
            reporter.page.goto(f"{nightlamp.origin}/")
        assert answer.value.status == 201
        assert followed_up(nightlamp.origin, receipt)["stage"] == "received"


def test_a_key_withdrawn_while_the_phone_was_offline_still_opens(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        receipt = fill_in_without_network(reporter)
        keys = nightlamp.settings.keys_dir / "intake"
        (kid,) = [path.stem for path in keys.glob("*.pem") if ".withdrawn" not in path.name]
        for words in (["add-key", "intake"], ["withdraw-key", kid]):
            environment = {"NIGHTLAMP_HOME": str(nightlamp.settings.home), "PYTHONPATH": str(ROOT / "backend")}
            command = [sys.executable, "-m", "nightlamp", *words]
            subprocess.run(command, env=environment, check=True, capture_output=True)
        reporter.context.set_offline(False)
        reporter.reference()
        assert followed_up(nightlamp.origin, receipt)["stage"] == "received"


def test_a_new_version_in_the_middle_of_a_form_loses_nothing(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.choose("danger", "no")
        reporter.proceed()
        reporter.page.fill("#what", WORDS)
        script = Path(nightlamp.settings.frontend, "sw.js").read_text(encoding="utf-8")
        newer = f"{script}\n// newer\n"
        reporter.context.route("**/sw.js", lambda route: route.fulfill(body=newer, content_type="text/javascript"))
        reporter.page.evaluate(
            "navigator.serviceWorker.getRegistration('/').then(one => one.update()).catch(() => 0)"
        )
        reporter.page.wait_for_timeout(1500)
        assert reporter.page.input_value("#what") == WORDS
        reporter.proceed()
        reporter.page.wait_for_selector("main h1")
