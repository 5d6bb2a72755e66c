"""A third language is files alone: a build with a pseudo-language, made from English, speaks it on every screen.

Its words are longer by a third and every letter is marked, so what does not fit and what stands in no dictionary
shows: at 320 px, which is also a wide screen at 400 % (WCAG 2.2, 1.4.10).
"""

import json
import os
import subprocess
from calendar import day_name, month_name
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.browser.screen_steps import County, Look, found_county
from tests.browser.screen_walks import WALKS, walk_staff
from tests.support import live
from tests.support.chromium import PATIENCE
from tests.support.live import ROOT
from tests.support.push_service import PushService

pytestmark = pytest.mark.browser

PSEUDO = "qps-ploc"
FRONTEND = ROOT / "frontend"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKED = str.maketrans(PLAIN, "áƀçđéƒĝĥíĵķĺɱñóþɋřšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓÞɊŘŠŢÚṼŴẊÝŽ")
# What is written alike in every language; the browser's own words for days, in a language that it does not know.
ALIKE = (
    "letter.pdf",
    "中文",
    "english",
    "pseudo",
    *(name.lower() for names in (month_name, day_name) for name in names),
)
# It is no language, so no list of languages has it.
NO_LANGUAGE = ("html-lang-valid", "valid-lang")

FOREIGN = (Path(__file__).parent / "foreign.js").read_text(encoding="utf-8")


# Begins in the pseudo-language, and tells what is typed.
BEGIN = f"""
if (location.protocol.startsWith('http')) localStorage.setItem('lang', '{PSEUDO}');
addEventListener('input', ({{ target }}) => typed(target.value), true);
"""


class Listening(Look):
    """A look that knows what the server said and what was typed: only that may stand in another language."""

    def __init__(self, context: BrowserContext, county: County, name: str) -> None:
        super().__init__(context, county, name)
        self._known = " ".join(ALIKE)
        context.expose_function("typed", self._hear)
        context.add_init_script(BEGIN)
        context.route("**/api/v1/**", self._pass_on)

    def faults(self) -> list[str]:
        usual = [fault for fault in super().faults() if not fault.startswith(NO_LANGUAGE)]
        return [*usual, *self.page.evaluate(FOREIGN, self._known)]

    def _hear(self, text: str) -> None:
        self._known += f" {text.lower()}"

    def _pass_on(self, route: Route) -> None:
        """Give the labels that a server gives in a third language once its data files have it."""
        answer = route.fetch()
        if not answer.headers.get("content-type", "").startswith("application/json"):
            route.fulfill(response=answer)
            return
        said = answer.json()
        if "/practice" not in route.request.url:
            self._hear(json.dumps(said, ensure_ascii=False))
        route.fulfill(response=answer, json=_labelled(said))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory, service: PushService) -> Iterator[County]:
    """A county whose front end was built with one language more."""
    build = ["node", "node_modules/vite/bin/vite.js", "build", "--mode", "pseudo", "--logLevel", "warn"]
    path = f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"
    subprocess.run(build, cwd=FRONTEND, env={**os.environ, "PATH": path}, check=True)
    settings = {"NIGHTLAMP_FRONTEND": str(FRONTEND / "dist-pseudo")}
    home = tmp_path_factory.mktemp("live")
    with live.running(home, push_origin=service.origin, settings=settings) as running:
        yield found_county(running)


@pytest.fixture
def look(browser: Browser, county: County) -> Iterator[Listening]:
    """A phone of 320 px whose owner reads the third language."""
    opened = browser.new_context(
        locale="en-GB",
        viewport={"width": 320, "height": 640},
        reduced_motion="reduce",
        service_workers="block",
        timezone_id="Asia/Shanghai",
    )
    opened.set_default_timeout(PATIENCE)
    yield Listening(opened, county, PSEUDO)
    # What was still being asked for then is of no interest.
    opened.unroute_all(behavior="ignoreErrors")
    opened.close()


@pytest.mark.parametrize(
    "walk", [walk for walk in WALKS if walk is not walk_staff], ids=lambda walk: walk.__name__.removeprefix("walk_")
)
def test_every_screen_of_the_reporter_speaks_a_third_language(walk: Callable[[Look], None], look: Listening) -> None:
    walk(look)
    assert look.page.evaluate("document.documentElement.lang") == PSEUDO
    look.settle()


def test_the_staff_app_speaks_it_too(look: Listening) -> None:
    walk_staff(look)
    look.settle()


def test_the_first_screen_is_drawn_in_it_before_any_script(browser: Browser, county: County) -> None:
    context = browser.new_context(
        extra_http_headers={"Accept-Language": f"{PSEUDO},zh;q=0.5"}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(county.live.origin)
    assert page.locator("html").get_attribute("lang") == PSEUDO
    assert "[Ŵ" in page.locator("h1").inner_text()
    context.close()


def _labelled(value: Any) -> Any:
    if isinstance(value, list):
        return [_labelled(each) for each in value]
    if not isinstance(value, dict):
        return value
    more = {key: _labelled(each) for key, each in value.items()}
    return more | {PSEUDO: value["en"].translate(MARKED)} if isinstance(value.get("en"), str) else more
