"""A county with something on every screen, and a `Look` at them that collects what is wrong."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.browser.alert_steps import a_filed_report, faults_of
from tests.browser.file_steps import send_file
from tests.browser.staff_steps import Staff
from tests.support import files
from tests.support.live import Live
from tests.support.town import TOWNSHIP, a_report

OUT = Path(__file__).parents[1] / "out" / "screens"


@dataclass
class County:
    """A running county with something on each screen.

    References of reports in different states, the receipt of one with messages, an entrance's code, and a rota.
    """

    live: Live
    ringing: str
    decided: str
    receipt: str
    entrance: str
    rota: str


def found_county(nightlamp: Live) -> County:
    """File, open and decide a few reports as people would."""
    spoken = a_report(danger_now="unknown", concerns=["physical"], answers={"afraid_to_go_home": "yes"})
    ringing = a_filed_report(nightlamp, **spoken)
    for name, content in {"a.jpg": files.photo(), "a.webm": files.webm(), "letter.pdf": files.pdf()}.items():
        send_file(nightlamp.origin, spoken["receipt"], content, name)
    a_filed_report(nightlamp, danger_now="yes", what="隔壁打得很凶，孩子在哭。")
    a_filed_report(nightlamp, concerns=["risk_only"], what="奶奶病重，家里只剩两个孩子。")
    decided = a_filed_report(nightlamp, what="A fracture that does not fit the story.", reporter={"role": "doctor"})
    worker = Staff(nightlamp, "worker@xihu.example")
    worker.call("GET", f"/reports/{decided}")
    decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "要到医院看一看"}
    worker.call("PUT", f"/reports/{decided}/screening", decision)
    worker.call("PUT", f"/reports/{decided}/milestones/agency-told", {"note": "派出所已接"})
    worker.call("POST", f"/reports/{ringing}/messages", {"text": "我们下午就去。她现在安全吗？"})
    place = {"name": "灵隐小学", "role": "teacher", "place": TOWNSHIP}
    entrance = Staff(nightlamp, "supervisor@xihu.example").call("POST", "/entrances", place)["code"]
    return County(nightlamp, ringing, decided, spoken["receipt"], entrance.replace("-", ""), _rota(nightlamp))


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
        self._wrong += [f"{name}: {fault}" for fault in self.faults()]

    def faults(self) -> list[str]:
        """Return what is wrong with what the window shows."""
        return faults_of(self.page)

    def settle(self) -> None:
        """Fail with all that was wrong."""
        assert not self._wrong, "\n".join(self._wrong)


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
