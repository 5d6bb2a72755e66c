"""Somebody who works here: with a browser window, or without one straight at the API."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from nightlamp.accounts.actions import open_account
from nightlamp.accounts.permissions import Role
from nightlamp.accounts.queries import account_by_email
from nightlamp.agencies.actions import grant_role
from nightlamp.agencies.queries import find_team
from nightlamp.app import create_app
from nightlamp.core.clock import utc_now
from nightlamp.core.db import db, writing
from tests.support.chromium import PATIENCE
from tests.support.live import Live
from tests.support.town import PASSWORD


class Staff:
    """A signed-in person without a browser."""

    def __init__(self, nightlamp: Live, email: str) -> None:
        self._api = f"{nightlamp.origin}/api/v1"
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.me = self.call("POST", "/session", {"email": email, "password": PASSWORD})

    def call(self, method: str, path: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
        """Call the API and return its JSON, None when there is none. `headers` with _ for each dash."""
        data = json.dumps(body).encode() if body is not None else None
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            self._api + path, data=data, headers={"Content-Type": "application/json"} | named, method=method
        )
        with self._opener.open(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def read(self, path: str) -> bytes:
        """Return what the API answers, as it is."""
        with self._opener.open(self._api + path, timeout=20) as answer:
            found: bytes = answer.read()
            return found


def sign_in(page: Page, email: str) -> None:
    """Sign in where the page asks for it."""
    page.fill("input[type=email]", email)
    page.fill("input[type=password]", PASSWORD)
    page.click("button[type=submit]")
    page.locator("nav a:visible").first.wait_for()


@contextmanager
def signed_in(browser: Browser, nightlamp: Live, email: str, **options: Any) -> Iterator[Page]:
    """Open a window in which somebody has signed in. `options` are Playwright's; wide, Chinese, light by default."""
    shape: dict[str, Any] = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}}
    context = browser.new_context(
        **(shape | options), reduced_motion="reduce", service_workers="block", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{nightlamp.origin}/staff/")
    sign_in(page, email)
    yield page
    context.close()


def with_person(nightlamp: Live, key: str, name: str, role: Role) -> str:
    """Give a role in the root team of a running installation to somebody; return their address. Once each."""
    email = f"{key}@xihu.example"
    app = create_app(nightlamp.settings)
    with app.app_context():
        if account_by_email(email) is None:
            now = utc_now()
            with writing() as session:
                root = find_team(session, place_code=None)
                assert root is not None
                account = open_account(
                    session, email=email, name=name, password=PASSWORD, language="zh-CN", now=now, by="test"
                )
                grant_role(session, account=account, team=root, role=role, by="test", now=now)
        db.session.remove()
        db.engine.dispose()
    return email
