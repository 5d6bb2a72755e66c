"""The reporter's phone: without a network, with an answer that got lost, in danger, and in the wrong hands."""

import json
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.support.live import ROOT, Live
from tests.support.town import TOWNSHIP

pytestmark = pytest.mark.browser

WORDS = "孩子手臂上有新的伤，他说不敢回家。"
SCHOOL = "第九小学三班"
# Everything that the app keeps: rows of its database, its caches' addresses, small stores, and the history.
_KEPT = """async () => {
  const rows = await new Promise((done) => { const open = indexedDB.open('lamp'); open.onsuccess = () => {
    const db = open.result, names = [...db.objectStoreNames];
    if (!names.length) { db.close(); return done([]); }
    const read = db.transaction(names), all = [];
    for (const name of names) read.objectStore(name).getAll().onsuccess = (e) => all.push(...e.target.result);
    read.oncomplete = () => { db.close(); done(all); }; }; });
  const cached = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) cached.push(request.url);
  return JSON.stringify({ rows, cached, local: { ...localStorage }, session: { ...sessionStorage },
    state: history.state, length: history.length, address: location.href });
}"""
_WAITING = """() => new Promise((done) => { const open = indexedDB.open('lamp'); open.onsuccess = () => {
  const db = open.result;
  if (![...db.objectStoreNames].includes('outbox')) { db.close(); return done(0); }
  const count = db.transaction('outbox').objectStore('outbox').count();
  count.onsuccess = () => { db.close(); done(count.result); }; }; })"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone-size Chromium in Chinese."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 780}, timezone_id="Asia/Shanghai")
    context.set_default_timeout(15_000)
    yield context
    context.close()


def visited(phone: BrowserContext, nightlamp: Live) -> Page:
    """Open the app for the first time, and wait until it can do without a network."""
    page = phone.new_page()
    page.goto(f"{nightlamp.origin}/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = "caches.keys().then((names) => names.some((name) => name.startsWith('lamp-')))"
    _until(lambda: page.evaluate(kept))
    page.wait_for_timeout(500)
    return page


def until_waiting(page: Page, count: int) -> None:
    """Wait until so many sealed reports wait on this phone."""
    _until(lambda: page.evaluate(_WAITING) == count)


def _until(happened: Callable[[], bool], *, seconds: float = 45) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def go_on(page: Page) -> None:
    """Press the one button of the screen."""
    page.locator("main .btn.main").first.click()
    page.wait_for_timeout(250)


def fill_to_check(page: Page) -> None:
    """Fill the whole form with a school as the way to the child, up to the screen before sending."""
    go_on(page)
    page.locator("main input[name=danger]").nth(1).check(force=True)
    go_on(page)
    page.fill("main textarea", WORDS)
    page.locator("main input[type=checkbox]").first.check(force=True)
    go_on(page)
    if not page.get_by_text("学校和班级", exact=True).count():
        go_on(page)
    page.get_by_text("学校和班级", exact=True).click()
    page.get_by_label("哪个学校，哪个班").fill(SCHOOL)
    go_on(page)
    page.locator("main input[type=radio]").first.check(force=True)
    names = page.eval_on_selector_all("main input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        if not page.locator(f"main input[name='{name}']:checked").count():
            page.locator(f"main input[name='{name}']").last.check(force=True)
    go_on(page)
    page.locator("main dl").wait_for()


def stored(nightlamp: Live) -> list[str]:
    """Return the references of all reports, oldest first, read past the app."""
    with sqlite3.connect(nightlamp.settings.home / "nightlamp.db", timeout=10) as database:
        return [row[0] for row in database.execute("SELECT reference FROM report ORDER BY id")]


def reference_on(page: Page) -> str:
    """Return the reference that the receipt shows."""
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b", page.inner_text("main"))
    assert found, page.inner_text("main")
    return found.group().replace("-", "")


def test_whole_form_without_a_network_is_sent_once_when_there_is_one(phone: BrowserContext, nightlamp: Live) -> None:
    before = stored(nightlamp)
    page = visited(phone, nightlamp)
    phone.set_offline(True)
    page.reload()
    fill_to_check(page)
    go_on(page)
    expect(page.locator("main")).to_contain_text("还没有送出")
    assert re.search(r"[0-9A-Z]{4}\s*[0-9A-Z]{4}", page.inner_text("main")), "the receipt is shown at once"
    kept = page.evaluate(_KEPT)
    for secret in (WORDS, WORDS[:6], SCHOOL, "physical", "danger_now"):
        assert secret not in kept
        assert secret not in json.dumps(json.loads(kept), ensure_ascii=False)
    assert page.evaluate(_WAITING) == 1
    phone.set_offline(False)
    until_waiting(page, 0)
    assert len(stored(nightlamp)) == len(before) + 1


def test_phone_that_was_closed_sends_at_the_next_start(phone: BrowserContext, nightlamp: Live) -> None:
    before = stored(nightlamp)
    page = visited(phone, nightlamp)
    phone.set_offline(True)
    fill_to_check(page)
    go_on(page)
    expect(page.locator("main")).to_contain_text("还没有送出")
    page.close()
    phone.set_offline(False)
    page = phone.new_page()
    page.goto(f"{nightlamp.origin}/")
    until_waiting(page, 0)
    assert len(stored(nightlamp)) == len(before) + 1


def test_lost_answer_and_a_retry_are_one_report(phone: BrowserContext, nightlamp: Live) -> None:
    before = stored(nightlamp)
    page = visited(phone, nightlamp)
    bodies: list[str] = []

    def lose_the_first(route: Route) -> None:
        bodies.append(route.request.post_data or "")
        if len(bodies) == 1:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.route("**/api/v1/reports", lose_the_first)
    fill_to_check(page)
    go_on(page)
    _until(lambda: bool(bodies))
    page.wait_for_timeout(500)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    _until(lambda: page.evaluate("true") and len(bodies) >= 2)
    until_waiting(page, 0)
    assert len(set(bodies)) == 1, "identical bytes on each try"
    assert len(stored(nightlamp)) == len(before) + 1


def test_key_withdrawn_while_the_phone_was_offline_still_opens(phone: BrowserContext, nightlamp: Live) -> None:
    before = stored(nightlamp)
    page = visited(phone, nightlamp)
    kid = page.evaluate("fetch('/api/v1/config').then(r => r.json()).then(c => c.intake_key.kid)")
    phone.set_offline(True)
    fill_to_check(page)
    go_on(page)
    expect(page.locator("main")).to_contain_text("还没有送出")
    for command in (["add-key", "intake"], ["withdraw-key", kid]):
        environment = {"NIGHTLAMP_HOME": str(nightlamp.settings.home), "PYTHONPATH": str(ROOT / "backend")}
        subprocess.run(
            [sys.executable, "-m", "nightlamp", *command], env=environment, check=True, capture_output=True
        )
    phone.set_offline(False)
    until_waiting(page, 0)
    assert len(stored(nightlamp)) == len(before) + 1


def test_danger_wakes_the_duty_worker_with_almost_nothing(phone: BrowserContext, nightlamp: Live) -> None:
    before = stored(nightlamp)
    page = visited(phone, nightlamp)
    go_on(page)
    page.locator("main input[name=danger]").first.check(force=True)
    assert page.locator("main a[href='tel:110']").first.is_visible()
    go_on(page)
    until_waiting(page, 0)
    fresh = stored(nightlamp)[len(before) :]
    assert len(fresh) == 1
    with sqlite3.connect(nightlamp.settings.home / "nightlamp.db", timeout=10) as database:
        row = database.execute("SELECT priority FROM report WHERE reference = ?", fresh).fetchone()
        alert = database.execute("SELECT urgency, state FROM alert WHERE subject = ?", fresh).fetchone()
    assert row == ("P0",)
    assert alert == ("P0", "triggered")


def test_danger_without_a_network_says_not_sent_and_to_call(phone: BrowserContext, nightlamp: Live) -> None:
    page = visited(phone, nightlamp)
    phone.set_offline(True)
    go_on(page)
    page.locator("main input[name=danger]").first.check(force=True)
    go_on(page)
    expect(page.locator("main h1")).to_contain_text("没有送出")
    assert page.locator("main a[href='tel:110']").first.is_visible()


def test_leaving_takes_everything_along_and_back_does_not_return(phone: BrowserContext, nightlamp: Live) -> None:
    phone.route("https://www.weather.com.cn/**", lambda route: route.fulfill(body="<title>weather</title>"))
    page = phone.new_page()
    page.goto(f"{nightlamp.origin}/staff/")
    start = page.url
    page.goto(f"{nightlamp.origin}/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(500)
    go_on(page)
    page.locator("main input[name=danger]").nth(1).check(force=True)
    go_on(page)
    page.fill("main textarea", WORDS)
    page.locator("header .exit").first.click()
    page.wait_for_url("https://www.weather.com.cn/**")
    page.go_back()
    page.wait_for_timeout(500)
    assert page.url == start
    left = page.evaluate(
        "async () => ({ dbs: (await indexedDB.databases()).map(d => d.name), caches: (await caches.keys()), "
        "local: Object.keys(localStorage) })"
    )
    assert "lamp" not in left["dbs"]
    assert not [name for name in left["caches"] if name.startswith("lamp-")]


def test_leaving_asks_before_a_waiting_report_is_deleted(phone: BrowserContext, nightlamp: Live) -> None:
    page = visited(phone, nightlamp)
    phone.set_offline(True)
    fill_to_check(page)
    go_on(page)
    expect(page.locator("main")).to_contain_text("还没有送出")
    page.locator("header .exit").first.click()
    page.wait_for_timeout(500)
    assert page.url.startswith(nightlamp.origin)
    assert page.evaluate(_WAITING) == 1


def test_nothing_that_was_typed_is_in_the_history(phone: BrowserContext, nightlamp: Live) -> None:
    page = visited(phone, nightlamp)
    length = page.evaluate("history.length")
    fill_to_check(page)
    kept: dict[str, Any] = json.loads(page.evaluate(_KEPT))
    assert kept["length"] == length
    assert kept["address"] == f"{nightlamp.origin}/"
    assert WORDS not in json.dumps(kept, ensure_ascii=False)
    assert not [url for url in kept["cached"] if "/staff" in url or "/api/" in url]


def test_new_version_in_the_middle_of_a_form_loses_nothing(phone: BrowserContext, nightlamp: Live) -> None:
    page = visited(phone, nightlamp)
    go_on(page)
    page.locator("main input[name=danger]").nth(1).check(force=True)
    go_on(page)
    page.fill("main textarea", WORDS)
    script = Path(nightlamp.settings.frontend, "sw.js").read_text(encoding="utf-8")
    newer = script + "\n// newer\n"
    phone.route("**/sw.js", lambda route: route.fulfill(body=newer, content_type="text/javascript"))
    page.evaluate("navigator.serviceWorker.getRegistration('/').then(found => found.update()).catch(() => null)")
    page.wait_for_timeout(1500)
    assert page.input_value("main textarea") == WORDS


def test_report_from_the_page_can_be_followed_by_its_receipt(phone: BrowserContext, nightlamp: Live) -> None:
    page = visited(phone, nightlamp)
    fill_to_check(page)
    go_on(page)
    page.locator("main .pass").wait_for()
    reference = reference_on(page)
    assert reference in stored(nightlamp)
    receipt = "".join(re.findall(r"\b[0-9BCDFGHJKMNPQRSTVWXYZ]{4}\b", page.inner_text("main .pass")))[:16]
    answer = page.evaluate(
        "receipt => fetch('/api/v1/follow-up', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({receipt})}).then(r => r.json())",
        receipt,
    )
    assert answer["reference"].replace("-", "") == reference
    assert TOWNSHIP not in page.content()
