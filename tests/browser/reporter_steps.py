"""A person at the reporter's app: the steps that several tests take, in the app's own words."""

import json
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.support.chromium import PATIENCE

ORDINARY_PAGE = "https://www.weather.com.cn/"
RECEIPT = re.compile(r"^[0-9BCDFGHJKMNPQRSTVWXYZ]{16}$")
WORDS = "这个月第三次看到她胳膊上有淤青。"


class Reporter:
    """One window of the reporter's app. `sent` holds every request that filed or added something."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.page: Page = context.new_page()
        self.sent: list[Request] = []
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.method == "POST":
            self.sent.append(request)

    def open(self, fragment: str = "") -> None:
        """Open the first screen and wait until everything else is on the phone too."""
        self.page.goto(f"{self.origin}/{fragment}")
        self.settle()

    def settle(self) -> None:
        """Wait until the app can do without a network: worker active, configuration kept."""
        for _ in range(150):
            if self.page.evaluate(_IS_SETTLED):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("The app never became able to do without a network.")

    def choose(self, name: str, value: str) -> None:
        """Choose an answer."""
        self.page.locator(f"input[name={name}][value={value}]").check(force=True)

    def proceed(self) -> None:
        """Press the one button."""
        before = self.page.locator("main h1").inner_text()
        self.page.locator("main .btn.main").first.click()
        self.page.wait_for_function("before => document.querySelector('main h1')?.innerText !== before", arg=before)

    def start(self) -> None:
        """Leave the first screen."""
        self.page.click("a[href='#start']")
        self.understand()

    def understand(self) -> None:
        """Read what Leave does, and go on to the first question."""
        self.page.click("#understood")
        self.page.wait_for_selector("input[name=danger]")

    def fill_in(self, words: str = WORDS, role: str = "neighbour") -> None:
        """Answer the four questions, as far as the last look before sending."""
        self.start()
        self.answer_until_place(words)
        self.page.fill("#detail", "菜场后面")
        self.proceed()
        self.choose("role", role)
        self.proceed()

    def answer_until_place(self, words: str = WORDS) -> None:
        """From the first question, answer as far as where the child is."""
        self.choose("danger", "no")
        self.proceed()
        self.page.fill("#what", words)
        self.proceed()
        self.proceed()

    def answer_until_you(self, words: str = WORDS) -> None:
        """From the first question, answer as far as the one who reports; the place is one of the list."""
        self.answer_until_place(words)
        self.page.locator("#q").press_sequentially("翠苑")
        self.page.locator("[role=option]").first.click()
        self.page.wait_for_selector(".chosen")
        self.proceed()

    def send(self) -> None:
        """Send from the last look; sent or not, a receipt is shown."""
        self.page.locator("main .btn.main").first.click()
        self.page.wait_for_selector("#receipt")

    def receipt(self) -> str:
        """Return the receipt on the screen, without blanks."""
        return re.sub(r"\s", "", self.page.locator("#receipt").inner_text())

    def reference(self) -> str:
        """Wait for the reference on the screen and return it."""
        return self.page.locator("#reference").inner_text()

    def reports_sent(self) -> list[str]:
        """Return the bodies of every POST that filed a report."""
        return [request.post_data or "" for request in self.sent if request.url.endswith("/api/v1/reports")]

    def left_on_phone(self) -> dict[str, Any]:
        """Return everything that the browser keeps for this origin, as text."""
        found: dict[str, Any] = self.page.evaluate(_EVERYTHING)
        return found


@contextmanager
def reporting(browser: Browser, origin: str, **options: Any) -> Iterator[Reporter]:
    """Open a phone with the reporter's app; the ordinary page behind Leave is a stand-in."""
    context = browser.new_context(**{"locale": "zh-CN", "viewport": {"width": 390, "height": 844}, **options})
    context.set_default_timeout(PATIENCE)
    context.route(f"{ORDINARY_PAGE}**", lambda route: route.fulfill(body="<h1>sunny</h1>", content_type="text/html"))
    yield Reporter(context, origin)
    context.close()


def followed_up(origin: str, receipt: str) -> dict[str, Any]:
    """Return what the server tells the holder of a receipt."""
    written = "-".join(re.findall(".{4}", receipt))
    request = urllib.request.Request(
        f"{origin}/api/v1/follow-up",
        data=json.dumps({"receipt": written}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


_IS_SETTLED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration('/');
  if (registration?.active?.state !== 'activated') return false;
  if (!document.querySelector('link[rel=stylesheet][href*=later]')) return false;
  if (!(await indexedDB.databases()).some(one => one.name === 'lamp')) return false;
  const db = await new Promise(done => { indexedDB.open('lamp').onsuccess = event => done(event.target.result); });
  const config = await new Promise(done => {
    const asking = db.transaction('settings').objectStore('settings').get('config');
    asking.onsuccess = () => done(asking.result);
  });
  db.close();
  return Boolean(config);
}"""

_EVERYTHING = """async () => {
  const kept = {local: {...localStorage}, session: {...sessionStorage}, databases: {}, caches: {}};
  for (const {name} of await indexedDB.databases()) {
    const db = await new Promise(done => { indexedDB.open(name).onsuccess = event => done(event.target.result); });
    kept.databases[name] = {};
    for (const store of db.objectStoreNames) {
      kept.databases[name][store] = await new Promise(yes => {
        const asking = db.transaction(store).objectStore(store).getAll();
        asking.onsuccess = () => yes(asking.result);
      });
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    kept.caches[name] = (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname);
  }
  return kept;
}"""
