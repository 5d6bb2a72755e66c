"""Every screen in both languages and schemes, on a phone and wide: no axe violation, no sideways scroll, a picture.

The pictures are in tests/out/screens/ after a run. Look at them.
"""

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.file_steps import CHOOSE, choose_files, send_file
from tests.browser.staff_steps import Staff
from tests.support import files
from tests.support.chromium import PATIENCE
from tests.support.live import Live
from tests.support.town import PASSWORD, a_report

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "screens"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": (360, 780), "wide": (1280, 800)}
LOOKS = [
    (language, scheme, size) for language in ("zh-CN", "en-GB") for scheme in ("light", "dark") for size in SIZES
]


@dataclass
class County:
    """A running county with something on each screen: references of reports in different states, and a rota."""

    live: Live
    ringing: str
    decided: str
    rota: str


@pytest.fixture(scope="module")
def county(nightlamp: Live) -> County:
    """File, open and decide a few reports as people would."""
    spoken = a_report(danger_now="unknown", concerns=["physical"], answers={"afraid_to_go_home": "yes"})
    ringing = _file(nightlamp, **spoken)
    for name, content in {"a.jpg": files.photo(), "a.webm": files.webm(), "letter.pdf": files.pdf()}.items():
        send_file(nightlamp.origin, spoken["receipt"], content, name)
    _file(nightlamp, danger_now="yes", what="隔壁打得很凶，孩子在哭。")
    _file(nightlamp, concerns=["risk_only"], what="奶奶病重，家里只剩两个孩子。")
    decided = _file(nightlamp, what="A fracture that does not fit the story.", reporter={"role": "doctor"})
    worker = Staff(nightlamp, "worker@xihu.example")
    worker.call("GET", f"/reports/{decided}")
    decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "要到医院看一看"}
    worker.call("PUT", f"/reports/{decided}/screening", decision)
    worker.call("PUT", f"/reports/{decided}/milestones/agency-told", {"note": "派出所已接"})
    return County(nightlamp, ringing, decided, _rota(nightlamp))


@pytest.fixture(params=LOOKS, ids="-".join)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser window with one language, scheme and size."""
    language, scheme, size = request.param
    width, height = SIZES[size]
    opened = browser.new_context(
        locale=language,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        service_workers="block",
        timezone_id="Asia/Shanghai",
    )
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


def test_reporter_screens(county: County, context: BrowserContext, request: pytest.FixtureRequest) -> None:
    look = Look(context, county, request.node.callspec.id)
    page = look.page
    page.goto(county.live.origin + "/")
    look.at("start", "main h1")
    _next(page)
    look.at("before", "#understood")
    _next(page)
    look.at("danger", "input[type=radio]")
    page.locator("main input[type=radio]").nth(1).check(force=True)
    _next(page)
    look.at("question", "textarea")
    _next(page)
    look.at("question-error", "[role=alert]")
    page.fill("main textarea", "孩子这几天总说饿。")
    page.locator(CHOOSE).wait_for(state="attached")
    choose_files(page, ("a.jpg", files.photo(), "image/jpeg"), ("letter.pdf", files.pdf(), "application/pdf"))
    choose_files(page, ("a.zip", files.zip_bomb(), "application/zip"))
    look.at("question-files", ".added img")
    page.locator("main input[type=checkbox]").first.check(force=True)
    _next(page)
    _until_place(look)
    look.at("place", "input[role=combobox]")
    page.fill("main input[role=combobox]", "灵隐")
    page.locator("[role=option]").first.wait_for()
    look.at("place-choices", "[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    _next(page)
    look.at("you", "input[type=radio]")
    page.locator("main input[type=radio]").first.check(force=True)
    _answer_all(page)
    _next(page)
    look.at("check", "dl")
    _next(page)
    look.at("sent", ".pass")
    look.settle()


def test_reporter_pages(county: County, context: BrowserContext, request: pytest.FixtureRequest) -> None:
    look = Look(context, county, request.node.callspec.id)
    page = look.page
    page.goto(county.live.origin + "/")
    page.locator("main a, main button").first.wait_for()
    links = page.locator("main nav a, main ul a, main .list a, main .links a")
    for number in range(min(links.count(), 4)):
        page.goto(county.live.origin + "/")
        target = links.nth(number)
        target.wait_for()
        if (target.get_attribute("href") or "").startswith("tel:"):
            continue
        target.click()
        page.wait_for_timeout(400)
        look.at(f"page-{number + 1}", "main h1")
    look.settle()


def test_guidance_screens(county: County, context: BrowserContext, request: pytest.FixtureRequest) -> None:
    look = Look(context, county, request.node.callspec.id)
    page = look.page
    for who in ("teacher", "doctor", "neighbour", "police"):
        page.goto("about:blank")
        page.goto(f"{county.live.origin}/#guidance-{who}")
        look.at(f"guidance-{who}", ".sheet .signs")
    page.get_by_role("button", name=re.compile("查一查|Check it")).click()
    look.at("must-report-police", ".banner")
    page.select_option("#who", "teacher")
    look.at("must-report-nothing-fits", ".banner.quiet")
    page.locator("input[name=circumstances]").nth(3).check(force=True)
    look.at("must-report", "main .call")
    page.goto("about:blank")
    page.goto(f"{county.live.origin}/#if-i-tell")
    look.at("if-i-tell", ".told")
    look.settle()


def test_the_duty_to_tell_the_police_is_on_the_form(
    county: County, context: BrowserContext, request: pytest.FixtureRequest
) -> None:
    look = Look(context, county, request.node.callspec.id)
    page = look.page
    page.goto(f"{county.live.origin}/#must-report-doctor")
    page.locator("input[name=circumstances]").nth(3).check(force=True)
    _next(page)
    page.locator("main input[type=radio]").nth(1).check(force=True)
    _next(page)
    page.fill("main textarea", "孩子身上有多处伤。")
    _next(page)
    _next(page)
    page.fill("#detail", "人民医院")
    _next(page)
    look.at("you-circumstances", ".fold[open]")
    _next(page)
    look.at("check-circumstances", "dl")
    _next(page)
    look.at("sent-police", "main .call")
    look.settle()


def test_danger_screens(county: County, context: BrowserContext, request: pytest.FixtureRequest) -> None:
    look = Look(context, county, request.node.callspec.id)
    page = look.page
    page.goto(county.live.origin + "/")
    _next(page)
    page.click("#understood")
    page.locator("main input[type=radio]").first.check(force=True)
    page.wait_for_timeout(300)
    look.at("danger-yes", "main")
    look.settle()


STAFF: list[tuple[str, Callable[[County], str], str]] = [
    ("inbox", lambda county: "", "main a[href*='/staff/reports/']"),
    ("report", lambda county: f"reports/{county.ringing}", ".stages"),
    ("report-decided", lambda county: f"reports/{county.decided}", ".stages"),
    ("screening", lambda county: f"reports/{county.ringing}/screening", "input[type=radio]"),
    ("duty", lambda county: "duty", ".week, .week-days"),
    ("rotas", lambda county: "duty/rotas", ".rota-list a"),
    ("rota-new", lambda county: "duty/rotas/new", "#name"),
    ("rota", lambda county: f"duty/rotas/{county.rota}", ".rota-preview .week-days"),
    ("hearing", lambda county: "hearing", ".heard"),
    ("device", lambda county: "device", "main h1, ol.setup"),
    ("times", lambda county: "times", "main table"),
    ("me", lambda county: "me", "main h1, main h2"),
    ("told", lambda county: "told", ".told"),
    ("climb", lambda county: "climb", ".climb-all"),
    ("climb-change", lambda county: "climb?urgency=P1", ".climb-preview .ladder"),
    ("missing", lambda county: "nowhere", "main"),
]


def test_staff_screens(county: County, context: BrowserContext, request: pytest.FixtureRequest) -> None:
    look = Look(context, county, request.node.callspec.id)
    page = look.page
    page.goto(f"{county.live.origin}/staff/")
    look.at("sign-in", "input[type=password]")
    page.fill("input[type=email]", "supervisor@xihu.example")
    page.fill("input[type=password]", PASSWORD)
    page.click("button[type=submit]")
    page.locator("nav a:visible").first.wait_for()
    for name, path, sign in STAFF:
        page.goto(f"{county.live.origin}/staff/{path(county)}")
        look.at(name, sign)
    page.goto(f"{county.live.origin}/staff/reports/{county.ringing}")
    page.locator(".opened-file .tool").first.click()
    look.at("report-photo", ".opened-file img")
    look.settle()


class Look:
    """One window that is looked at screen after screen; what is wrong is collected and told together."""

    def __init__(self, context: BrowserContext, county: County, name: str) -> None:
        self.page: Page = context.new_page()
        self.county = county
        self._folder = OUT / name
        self._folder.mkdir(parents=True, exist_ok=True)
        self._wrong: list[str] = []
        self.page.on("pageerror", lambda error: self._wrong.append(f"script: {error}"))

    def at(self, name: str, sign: str) -> None:
        """Wait for a screen's sign, take its picture, and check it."""
        self.page.locator(sign).first.wait_for()
        self.page.wait_for_timeout(250)
        self.page.screenshot(path=self._folder / f"{name}.png", full_page=True)
        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        self._wrong += [f"{name}: {v['id']} at {v['nodes'][0]['target']}" for v in found]
        beyond = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            self._wrong.append(f"{name}: scrolls {beyond} px sideways")

    def settle(self) -> None:
        """Fail with all that was wrong."""
        assert not self._wrong, "\n".join(self._wrong)


def _next(page: Page) -> None:
    page.locator("main .btn.main").first.click()
    page.wait_for_timeout(300)


def _answer_all(page: Page) -> None:
    """Choose something in every group that is still open."""
    names = page.eval_on_selector_all("main input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        group = page.locator(f"main input[type=radio][name='{name}']")
        if not page.locator(f"main input[type=radio][name='{name}']:checked").count():
            group.last.check(force=True)


def _until_place(look: Look) -> None:
    """Pass the screen with further questions, when there is one."""
    if not look.page.locator("main input[role=combobox]").count():
        look.at("more-questions", "main input[type=radio]")
        _next(look.page)


def _rota(nightlamp: Live) -> str:
    """Let two people of the county take turns by day, in hours that leave a gap, and return the rota's id."""
    county, supervisor = (Staff(nightlamp, f"{who}@xihu.example") for who in ("county", "supervisor"))
    team = supervisor.call("GET", "/duty/teams")["items"][0]["id"]
    windows = [{"weekday": weekday, "begins": "08:00", "minutes": 1200} for weekday in range(7)]
    turns = {
        "period": "day",
        "every": 1,
        "begins": "2026-01-05T08:00",
        "people": [county.me["id"], supervisor.me["id"]],
    }
    body = {"team": team, "name": "白天黑夜", "kind": "rotation", "zone": "Asia/Shanghai", "windows": windows} | turns
    return str(supervisor.call("POST", "/rotas", body)["id"])


def _file(nightlamp: Live, **changes: Any) -> str:
    body = json.dumps(a_report(**changes)).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{nightlamp.origin}/api/v1/reports", data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(json.load(answer)["reference"])
