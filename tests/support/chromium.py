"""Chromium through Playwright: Debian's own, headless, on a machine without a sandbox, a GPU or the internet.

    with running() as browser, pushing(browser, origin) as phone: …

Chromium cannot subscribe without Google, so `Phone.push` hands a message straight to the service worker.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect, sync_playwright

BINARY = "/usr/bin/chromium"

# How long a step may take, in ms. A busy machine is slow, not wrong: a test must fail for what it saw, not for haste.
PATIENCE = 30_000
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A microphone that beeps, and nobody who would have to allow it.
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@contextmanager
def running(*more: str) -> Iterator[Browser]:
    """Run a headless Chromium, with more arguments, until the block ends."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BINARY, headless=True, args=[*ARGUMENTS, *more])
        yield browser
        browser.close()


@dataclass
class Phone:
    """A page that may notify, and a way to hand its service worker a push message."""

    origin: str
    context: BrowserContext
    page: Page
    _session: CDPSession
    _registrations: dict[str, str]

    def push(self, message: dict[str, Any], *, scope: str = "/") -> None:
        """Give the service worker of a scope a push message, already opened. Raises KeyError if there is none."""
        self._session.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self.origin,
                "registrationId": self._registrations[self.origin + scope],
                "data": json.dumps(message),
            },
        )

    def notifications(self) -> list[dict[str, Any]]:
        """Return title, body, tag and whether it stays of the notifications that are shown."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
                 n => ({title: n.title, body: n.body, tag: n.tag, stays: n.requireInteraction}))"""
        )
        return found

    def click_notification(self, *, action: str = "") -> None:
        """Let the service worker have a click on its first notification, or on one of its buttons."""
        self.context.service_workers[0].evaluate(
            """async action => {
                 const [notification] = await registration.getNotifications();
                 self.dispatchEvent(new NotificationEvent('notificationclick', {notification, action}));
               }""",
            action,
        )


@contextmanager
def pushing(browser: Browser, origin: str, **options: Any) -> Iterator[Phone]:
    """Open a context that may notify, with a page; `origin` is without a slash, `options` are Playwright's."""
    context = browser.new_context(permissions=["notifications"], **options)
    page = context.new_page()
    session = context.new_cdp_session(page)
    registrations: dict[str, str] = {}

    def note(event: dict[str, Any]) -> None:
        for registration in event["registrations"]:
            registrations[registration["scopeURL"]] = registration["registrationId"]

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    session.send("ServiceWorker.enable")
    yield Phone(origin, context, page, session, registrations)
    context.close()
