"""A real browser subscribes, our sender posts, the browser opens the message and shows it."""

import http.server
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from nightlamp.channels.message import Outcome
from nightlamp.channels.queries import device_for_sending
from nightlamp.channels.senders import senders
from nightlamp.channels.webpush.payload import plain_payload
from nightlamp.core.db import db
from tests.channels.conftest import Person, vapid_point
from tests.channels.test_payload import MESSAGE
from tests.support import chromium, firefox
from tests.support.push_phone import b64url
from tests.support.push_service import PushService

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><meta charset=utf-8><title>page</title><script src=/page.js></script>"
SCRIPT = """
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
async function subscribe(key) {
  await navigator.serviceWorker.register('/worker.js');
  const registration = await navigator.serviceWorker.ready;
  const options = {userVisibleOnly: true, applicationServerKey: bytes(key)};
  return (await registration.pushManager.subscribe(options)).toJSON();
}
"""
WORKER = """
const tell = (what, body) => fetch('/told/' + what, {method: 'POST', body: JSON.stringify(body)});
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(clients.claim()));
self.addEventListener('push', event => event.waitUntil((async () => {
  const message = event.data.json();
  const {title, ...options} = message.notification;
  const actions = [{action: 'acknowledge', title: 'OK'}];
  await registration.showNotification(title, {...options, actions, data: message.token});
  const shown = (await registration.getNotifications()).map(n => ({title: n.title, body: n.body, tag: n.tag}));
  await tell('shown', {message, shown});
})()));
self.addEventListener('notificationclick', event => event.waitUntil(
  tell('clicked', {action: event.action, token: event.notification.data})));
"""
FILES = {"/": ("text/html", PAGE), "/page.js": ("text/javascript", SCRIPT), "/worker.js": ("text/javascript", WORKER)}


@pytest.fixture(autouse=True)
def browsers() -> None:
    """Both browsers; a developer's machine may lack them, the CI may not."""
    missing = [path for path in (firefox.BINARY, chromium.BINARY) if not Path(path).exists()]
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"not installed: {', '.join(missing)}")


@dataclass
class Site:
    """A site of three files, and what its service worker told it."""

    origin: str = ""
    told: list[tuple[str, Any]] = field(default_factory=list)

    def of(self, what: str) -> list[Any]:
        return [body for name, body in self.told if name == what]


@pytest.fixture
def site() -> Iterator[Site]:
    """The site, on localhost: a secure context without a certificate."""
    site = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, text = FILES.get(self.path, ("text/plain", ""))
            self._answer(200 if self.path in FILES else 404, kind, text)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            site.told.append((self.path.removeprefix("/told/"), body))
            self._answer(200, "text/plain", "")

        def _answer(self, status: int, kind: str, text: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    site.origin = f"http://localhost:{server.server_address[1]}"
    yield site
    server.shutdown()
    server.server_close()


def test_firefox_shows_what_we_send_and_forgets_what_we_must(
    app: Flask, ada: Person, service: PushService, site: Site
) -> None:
    with firefox.Firefox(push_service=service.origin) as fox:
        fox.allow_notifications(site.origin)
        tab = fox.open(site.origin)
        subscription = fox.run(tab, f"subscribe('{b64url(vapid_point(app))}')")
        uuid = ada.register(subscription).get_json()["id"]
        target = device_for_sending(db.session(), uuid)
        assert target is not None

        assert senders(app)["webpush"].send(target, MESSAGE) == Outcome("sent", "http_201")
        service.wait_for(lambda: bool(site.of("shown")), seconds=20)
        (seen,) = site.of("shown")
        assert seen["message"] == json.loads(plain_payload(MESSAGE, public_origin="http://localhost:8000"))
        assert seen["shown"] == [{"title": "小夜灯", "body": "有一条新消息，请打开", "tag": MESSAGE.alert}]

        fox.click_notification(action="acknowledge")
        service.wait_for(lambda: bool(site.of("clicked")))
        assert site.of("clicked") == [{"action": "acknowledge", "token": MESSAGE.token}]

        senders(app)["webpush"].send(target, MESSAGE)
        service.wait_for(lambda: len(site.of("shown")) == 2)
        fox.click_notification()
        service.wait_for(lambda: len(site.of("clicked")) == 2)
        assert site.of("clicked")[1] == {"action": "", "token": MESSAGE.token}

        assert fox.run(tab, "navigator.serviceWorker.ready.then(r => r.pushManager.getSubscription())"
                                ".then(s => s.unsubscribe())")  # fmt: skip
        service.wait_for(lambda: not service.channels)
        assert senders(app)["webpush"].send(target, MESSAGE) == Outcome("gone", "http_410")


def test_firefox_that_was_offline_shows_only_the_newest_message_of_an_alert(
    app: Flask, ada: Person, service: PushService, site: Site
) -> None:
    with firefox.Firefox(push_service=service.origin) as fox:
        fox.allow_notifications(site.origin)
        tab = fox.open(site.origin)
        subscription = fox.run(tab, f"subscribe('{b64url(vapid_point(app))}')")
        uuid = ada.register(subscription).get_json()["id"]
        target = device_for_sending(db.session(), uuid)
        assert target is not None

        service.kick(stay_out=True)
        for _ in range(3):
            assert senders(app)["webpush"].send(target, MESSAGE).kind == "sent"
        assert site.told == []
        service.let_in()
        service.wait_for(lambda: bool(site.of("shown")), seconds=20)
        service.wait_for(lambda: any(frame.get("messageType") == "ack" for frame in service.frames))
        assert len(site.of("shown")) == 1


def test_chromium_shows_the_same_message(site: Site, service: PushService) -> None:
    message = json.loads(plain_payload(MESSAGE, public_origin=site.origin))
    with chromium.running() as browser, chromium.pushing(browser, site.origin) as phone:
        phone.page.goto(site.origin)
        phone.page.evaluate(
            "navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready)"
        )
        phone.push(message)
        service.wait_for(lambda: bool(site.of("shown")))
        (notification,) = phone.notifications()
        assert notification == {
            "title": "小夜灯", "body": "有一条新消息，请打开", "tag": MESSAGE.alert, "stays": True
        }  # fmt: skip
        phone.click_notification(action="acknowledge")
        service.wait_for(lambda: bool(site.of("clicked")))
        assert site.of("clicked")[0]["token"] == MESSAGE.token
