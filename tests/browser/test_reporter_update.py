"""A new version of the app: it never takes over in the middle of a form, and the one before stays usable."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

DIST = Path(__file__).parents[2] / "frontend" / "dist"

pytestmark = pytest.mark.browser


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Let nothing be kept by the browser's own cache."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


@dataclass
class Deployment:
    """A copy of the build on a server of its own, which can be replaced by a newer one."""

    origin: str
    folder: Path

    def release(self, version: str) -> None:
        """Put a newer build in place: other names, nothing of the old one left. `version` is 12 hex digits."""
        page = (self.folder / "index.html").read_text(encoding="utf-8")
        old = re.findall(r"assets/(index-[\w-]+\.js)", page)[0]
        (self.folder / "assets" / old).rename(self.folder / "assets" / f"index-{version}.js")
        for file in [*self.folder.glob("*.html"), *self.folder.rglob("*.js")]:
            text = file.read_text(encoding="utf-8").replace(old, f"index-{version}.js")
            if file.name == "sw.js":
                text = re.sub(r"(?<![\w-])[0-9a-f]{12}(?![\w-])", version, text)
            file.write_text(text, encoding="utf-8")


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    """The build as it is, served from a copy."""
    folder = tmp_path / "dist"
    shutil.copytree(DIST, folder, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Deployment(f"http://localhost:{server.server_port}", folder)
        server.shutdown()


def test_a_new_version_waits_until_no_form_is_open(browser: Browser, deployment: Deployment) -> None:
    context = browser.new_context(locale="zh-CN")
    writing, reading = context.new_page(), context.new_page()
    _visit(writing, deployment)
    before = _kept(writing)
    writing.click("a[href='#start']")
    writing.click("#understood")
    writing.wait_for_selector("input[name=danger]")
    deployment.release("111111111111")
    _visit(reading, deployment)
    _until(reading, "registration => Boolean(registration.waiting)")
    reading.wait_for_timeout(500)
    assert _registration(reading, "registration => Boolean(registration.waiting)")
    writing.close()
    for _ in range(4):  # a busy machine counts a closed page among the open ones for some time
        _visit(reading, deployment)
        if _registration(reading, "registration => !registration.waiting && !registration.installing"):
            break
    _until(reading, "registration => !registration.waiting && !registration.installing")
    _visit(reading, deployment)
    assert "index-111111111111" in str(reading.evaluate("[...document.scripts].map(script => script.src).join()"))
    assert set(before) < set(_kept(reading))  # the one before is still there for pages that it opened
    deployment.release("222222222222")
    _visit(reading, deployment)
    # The oldest goes while the new one becomes active, which takes its time on a busy machine.
    kept = ["lamp-111111111111", "lamp-222222222222"]
    for _ in range(100):
        if _kept(reading) == kept:
            break
        reading.wait_for_timeout(100)
    assert _kept(reading) == kept
    context.close()


def test_who_has_read_the_guidance_has_it_with_the_next_version_and_nobody_else(
    browser: Browser, deployment: Deployment
) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    _visit(page, deployment)
    (before,) = _kept(page)
    deployment.release("111111111111")
    _visit(page, deployment)
    _until(page, "() => caches.has('lamp-111111111111')")
    _until(page, "registration => !registration.waiting && !registration.installing")
    assert _guide_files(page, before) == _guide_files(page, "lamp-111111111111") == 0
    page.click("a[href='#guidance']")
    page.wait_for_selector(".sheet")
    _until(page, _GUIDE_FILES.format(cache="lamp-111111111111"))
    deployment.release("222222222222")
    _visit(page, deployment)
    _until(page, _GUIDE_FILES.format(cache="lamp-222222222222"))
    assert _guide_files(page, "lamp-222222222222") == 4
    context.close()


_GUIDE_FILES = """async () => {{
  if (!(await caches.has('{cache}'))) return 0;
  const kept = await (await caches.open('{cache}')).keys();
  return kept.filter(request => request.url.includes('/assets/guide')).length;
}}"""


def _guide_files(page: Page, cache: str) -> int:
    return int(page.evaluate(_GUIDE_FILES.format(cache=cache)))


def _visit(page: Page, deployment: Deployment) -> None:
    page.goto(f"{deployment.origin}/")
    page.wait_for_selector("a[href='#start']")
    _until(page, "registration => registration?.active?.state === 'activated'")
    page.wait_for_timeout(1200)  # a new version is looked for and fetched


def _kept(page: Page) -> list[str]:
    names: list[str] = page.evaluate("caches.keys()")
    return names


def _registration(page: Page, question: str) -> Any:
    return page.evaluate(f"navigator.serviceWorker.getRegistration('/').then({question})")


def _until(page: Page, question: str) -> None:
    for _ in range(100):
        if _registration(page, question):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"Never: {question}")
