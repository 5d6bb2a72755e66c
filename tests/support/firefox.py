"""Firefox over WebDriver BiDi, with nothing in between: the one browser that takes push from a service of our own.

    with Firefox(push_service=service.origin) as firefox: …

Debian's `firefox-esr`, headless, with a profile of its own that is thrown away. The preferences that make push
work in it are explained beside them; each was found by its absence.
"""

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

BINARY = "/usr/bin/firefox-esr"

_QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "services.settings.server": "data:,#none",
    "startup.homepage_welcome_url": "about:blank",
    "toolkit.telemetry.enabled": False,
}
_DRIVEN = {
    "remote.active-protocols": 1,
    # Firefox's own set for automation turns push off, and a preference that equals the default cannot win over it.
    "remote.prefs.recommended": False,
    # One process is enough for one page, and starts sooner.
    "fission.webContentIsolationStrategy": 0,
    # Without these a machine with only a loopback address counts as offline.
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.manage-offline-status": False,
}
_NOTIFICATIONS = {
    # There is no desktop to ask; Firefox draws notifications itself, and they can be clicked from its own scope.
    "alerts.useSystemBackend": False,
    "dom.webnotifications.actions.enabled": True,
    "dom.webnotifications.requireinteraction.enabled": True,
    # By default the fourth that stays on the screen waits for the others for ever.
    "dom.webnotifications.requireinteraction.count": 100_000,
}


def push_preferences(origin: str) -> dict[str, Any]:
    """Return the preferences that make Firefox take push from the service at `origin` (http on loopback)."""
    return {
        "dom.push.serverURL": origin.replace("http://", "ws://") + "/",
        "dom.push.testing.allowInsecureServerURL": True,
        "dom.push.retryBaseInterval": 200,
    }


class BrowserFailed(Exception):
    """The browser refused a command, threw in a script, or went away; the text says what."""


class Firefox:
    """One running Firefox. Commands block until they are answered; close it, or use it as a context manager."""

    def __init__(
        self, *, push_service: str | None = None, preferences: dict[str, Any] | None = None, binary: str = BINARY
    ) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="nightlamp-firefox-"))
        self._open = ExitStack()
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[threading.Event, dict[str, Any]]] = {}
        push = push_preferences(push_service) if push_service else {}
        self._write_preferences({**_QUIET, **_DRIVEN, **_NOTIFICATIONS, **push, **(preferences or {})})
        self._process = self._start(binary)
        try:
            session = connect(self._address() + "/session", max_size=None, open_timeout=30, proxy=None)
            self._socket = self._open.enter_context(session)
            threading.Thread(target=self._read, name="firefox", daemon=True).start()
            self.command("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        except BaseException:
            self._end(grace_seconds=0)
            raise

    def __enter__(self) -> "Firefox":
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None
    ) -> None:
        self.close()

    def command(self, method: str, *, seconds: float = 60, **parameters: Any) -> dict[str, Any]:
        """Send one BiDi command and return its result. Raises BrowserFailed."""
        number, answer = next(self._numbers), {}  # type: tuple[int, dict[str, Any]]
        done = threading.Event()
        self._waiting[number] = (done, answer)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        if not done.wait(seconds):
            raise BrowserFailed(f"{method}: no answer within {seconds} s")
        if answer.get("type") != "success":
            raise BrowserFailed(f"{method}: {answer.get('error')}: {answer.get('message')}")
        result: dict[str, Any] = answer["result"]
        return result

    def page(self) -> str:
        """Return the first tab's context."""
        found: str = self.command("browsingContext.getTree")["contexts"][0]["context"]
        return found

    def open(self, url: str, *, context: str | None = None) -> str:
        """Go to an address, wait until it has loaded, and return the tab's context."""
        tab = context or self.page()
        self.command("browsingContext.navigate", context=tab, url=url, wait="complete")
        return tab

    def allow_notifications(self, origin: str, state: str = "granted") -> None:
        """Answer the question whether a site may notify, before it is asked: granted, denied or prompt."""
        self.command("permissions.setPermission", descriptor={"name": "notifications"}, state=state, origin=origin)

    def run(self, context: str, expression: str) -> Any:
        """Return the JSON value of a JavaScript expression, awaited, as if the user had just tapped."""
        wrapped = f"(async()=>JSON.stringify(await ({expression})))()"
        result = self.command(
            "script.evaluate",
            expression=wrapped,
            target={"context": context},
            awaitPromise=True,
            userActivation=True,
        )
        if result["type"] == "exception":
            raise BrowserFailed(result["exceptionDetails"]["text"])
        value = result["result"].get("value")
        return None if value is None else json.loads(value)

    def run_until(self, context: str, expression: str, *, seconds: float = 10) -> Any:
        """Return the first true value of an expression that is asked again and again. Raises TimeoutError."""
        return _until(lambda: self.run(context, expression), seconds, expression)

    def notifications(self) -> list[str]:
        """Return the windows of the notifications that are on the screen; their contexts can be clicked."""
        scope: dict[str, Any] = {"moz:scope": "chrome"}
        tree = self.command("browsingContext.getTree", **scope)["contexts"]
        return [window["context"] for window in tree if window["url"].endswith("/content/alerts/alert.xhtml")]

    def click_notification(self, *, action: str | None = None, seconds: float = 10) -> None:
        """Click the newest notification: its body, or the button named `action`. Raises TimeoutError."""
        window = _until(self.notifications, seconds, "a notification")[-1]
        click = "onAlertClick()" if action is None else _PRESS.replace("ACTION", json.dumps(action))
        self.command("script.evaluate", expression=click, target={"context": window}, awaitPromise=False)

    def close(self) -> None:
        """End the browser and throw its profile away."""
        with suppress(BrowserFailed, ConnectionClosed):  # It is ended in any case.
            self.command("browser.close", seconds=10)
        self._end(grace_seconds=10)

    def _write_preferences(self, preferences: dict[str, Any]) -> None:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        (self._profile / "user.js").write_text("".join(lines), encoding="utf-8")

    def _start(self, binary: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "HOME": str(self._profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
        environment.pop("DISPLAY", None)
        words = ["--headless", "--no-remote", "--new-instance", "--profile", str(self._profile)]
        words += ["--remote-debugging-port", "0", "--remote-allow-system-access", "about:blank"]
        with (self._profile / "browser.log").open("wb") as output:
            return subprocess.Popen(
                [binary, *words], env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def _address(self) -> str:
        log = self._profile / "browser.log"

        def said() -> str | None:
            if self._process.poll() is not None:
                raise BrowserFailed("Firefox ended: " + log.read_text(errors="replace")[-2000:])
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(errors="replace"))
            return found.group(1) if found else None

        address: str = _until(said, 60, "Firefox's address")
        return address

    def _read(self) -> None:
        try:
            for raw in self._socket:
                frame = json.loads(raw)
                waiting = self._waiting.pop(frame.get("id"), None)
                if waiting is not None:
                    waiting[1].update(frame)
                    waiting[0].set()
        except ConnectionClosed:
            pass  # The browser has ended; whoever waits runs into their time limit.

    def _end(self, *, grace_seconds: float) -> None:
        try:
            self._process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._open.close()
        shutil.rmtree(self._profile, ignore_errors=True)


# What Firefox's own alert service sends when a button of a notification is pressed.
_PRESS = """gAlertListener.observe({QueryInterface: ChromeUtils.generateQI(["nsIAlertAction"]), action: ACTION,
  title: "", iconURL: null, windowsSystemActivationType: false, opaqueRelaunchData: ""},
  "alertclickcallback", gAlertCookie)"""


def _until(ask: Callable[[], Any], seconds: float, what: str) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise TimeoutError(f"waited {seconds} s in vain for {what}")
