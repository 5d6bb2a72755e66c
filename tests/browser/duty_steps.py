"""A township with a rota, beside a browser: what the tests of the shift board stand on."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page

from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live

ZONE = ZoneInfo("Asia/Shanghai")
OUT = Path(__file__).parents[1] / "out" / "duty"
OUT.mkdir(parents=True, exist_ok=True)
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
WIDE: dict[str, Any] = {"locale": "en-GB"}


@dataclass
class Week:
    """A township whose two workers take turns by the day, from midnight to midnight."""

    nightlamp: Live
    browser: Browser
    team: str
    supervisor: Staff

    def as_seen_by(self, who: str, **options: Any) -> AbstractContextManager[Page]:
        """Open a window of somebody of Xihu."""
        return signed_in(self.browser, self.nightlamp, f"{who}@xihu.example", **options)

    def open(self, page: Page) -> Locator:
        """Go to the board of the team, and return it."""
        page.goto(f"{self.nightlamp.origin}/staff/duty?team={self.team}")
        board = page.locator("section.board")
        board.locator(".week, .week-days").first.wait_for()
        return board

    def seen(self, kind: str) -> list[dict[str, Any]]:
        """Return what the API tells of the next month: shifts, overrides or swaps."""
        until = datetime.now(UTC) + timedelta(days=30)
        asked = f"/duty/shifts?team={self.team}&to={until:%Y-%m-%dT%H:%M:%SZ}"
        found: list[dict[str, Any]] = self.supervisor.call("GET", asked)[kind]
        return found


@contextmanager
def a_week(nightlamp: Live, browser: Browser) -> Iterator[Week]:
    """Give the township a rota of its own; afterwards nothing is left of it."""
    worker, colleague = (Staff(nightlamp, f"{who}@xihu.example") for who in ("worker", "colleague"))
    supervisor = Staff(nightlamp, "supervisor@xihu.example")
    worker.call("DELETE", "/duty/me")
    team = worker.call("GET", "/duty/teams")["items"][0]["id"]
    body = {"team": team, "name": "日班", "kind": "rotation", "zone": "Asia/Shanghai", "period": "day", "every": 1}
    begins = f"{datetime.now(ZONE):%Y-%m-%d}T00:00"
    people = [worker.me["id"], colleague.me["id"]]
    rota = supervisor.call("POST", "/rotas", body | {"begins": begins, "people": people})
    found = Week(nightlamp, browser, team, supervisor)
    yield found
    for request in found.seen("swaps"):
        supervisor.call("PUT", f"/duty/swaps/{request['id']}/answer", {"accept": False})
    for override in found.seen("overrides"):
        supervisor.call("DELETE", f"/duty/overrides/{override['id']}")
    supervisor.call("DELETE", f"/rotas/{rota['id']}", If_Match=f'"{rota["version"]}"')


def pieces(board: Locator, who: str) -> Locator:
    """The shifts of somebody, in the table or in the list of days."""
    return board.locator(f"tr:has(th:has-text('{who}')) button.piece, button.piece:has(.who:has-text('{who}'))")
