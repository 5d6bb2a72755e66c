"""The board of who can hear us now: one true sentence, refreshed by itself, and the next step where there is one."""

import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.alert_steps import LOOKS, PHONE, email, faults_of
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live
from tests.support.push_phone import Phone
from tests.support.push_service import PushService

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "hearing"
LOOK_AGAIN = "dispatchEvent(new Event('online'))"


@pytest.fixture(scope="module")
def worker(nightlamp: Live) -> Staff:
    return Staff(nightlamp, email("worker"))


def board(page: Page, nightlamp: Live) -> None:
    page.goto(f"{nightlamp.origin}/staff/hearing")
    page.locator(".heard").wait_for()


def rung(nightlamp: Live, page: Page, worker: Staff, phone: Phone, device: str) -> None:
    """Ring a test on a phone, and let it say that it has shown it."""
    worker.call("POST", f"/devices/{device}/test")
    for _ in range(100):
        if phone.messages():
            break
        page.wait_for_timeout(100)
    token = phone.messages()[-1]["token"]
    request = urllib.request.Request(f"{nightlamp.origin}/api/v1/deliveries/{token}/shown", method="PUT")
    urllib.request.urlopen(request, timeout=20).close()


def test_the_sentence_follows_what_is_known_and_the_board_refreshes_itself(
    nightlamp: Live, browser: Browser, worker: Staff, service: PushService
) -> None:
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        page.goto(f"{nightlamp.origin}/staff/duty")
        page.locator("main").get_by_role("link", name="叫得到谁").click()
        said = page.locator(".heard")
        expect(said).to_contain_text("您在值班，可是现在叫不到。")
        expect(said).to_contain_text("往上一级叫")
        assert said.get_by_role("link").get_attribute("href") == "/staff/device"
        expect(page.locator(".listeners li").first).to_contain_text("没有登记任何设备")
        here = page.locator("nav a[href='/staff/hearing']")
        expect(here).to_be_visible()
        assert here.get_attribute("aria-current") == "page"
        assert faults_of(page) == []

        phone = service.phone()
        device = worker.call("POST", "/devices", phone.subscription() | {"label": "值班手机"})["id"]
        page.evaluate(LOOK_AGAIN)
        expect(said).to_contain_text("没有证实")
        assert faults_of(page) == []

        rung(nightlamp, page, worker, phone, device)
        page.evaluate(LOOK_AGAIN)
        expect(said).to_contain_text("您在值班，叫得到。")
        assert said.get_by_role("link").count() == 0, "nothing is left to do"
        expect(page.locator(".heard-by").first).to_contain_text("上次响")
        assert faults_of(page) == []


def test_a_supervisor_chooses_among_teams(nightlamp: Live, browser: Browser) -> None:
    with signed_in(browser, nightlamp, email("supervisor")) as page:
        board(page, nightlamp)
        expect(page.locator("nav a[href='/staff/hearing']")).to_be_visible()
        expect(page.locator(".listeners").first).to_contain_text("沈舟")
        page.get_by_label("值班组").select_option(label="灵隐街道值班组")
        expect(page.locator(".listeners").first).to_contain_text("许知")
        assert "team=" in page.url
        page.go_back()
        expect(page.locator(".listeners").first).to_contain_text("沈舟")


def test_teams_below_lead_on_to_their_board(nightlamp: Live, browser: Browser) -> None:
    with signed_in(browser, nightlamp, email("supervisor")) as page:
        board(page, nightlamp)
        row = page.locator(".below li", has_text="灵隐街道值班组")
        expect(row).to_contain_text("许知")
        row.get_by_role("link").click()
        expect(page.locator(".listeners").first).to_contain_text("许知")
        assert "team=" in page.url
    with signed_in(browser, nightlamp, email("worker")) as page:
        board(page, nightlamp)
        assert page.locator(".below").count() == 0, "who supervises nobody is not asked to look"


def test_nobody_on_duty_is_said_plainly_with_the_way_to_take_the_shift(
    nightlamp: Live, browser: Browser, worker: Staff
) -> None:
    worker.call("DELETE", "/duty/me")
    with signed_in(browser, nightlamp, email("colleague"), **LOOKS["zh-dark-phone"]) as page:
        board(page, nightlamp)
        said = page.locator(".heard")
        expect(said).to_contain_text("现在没有人值班。")
        assert said.locator(".btn.main").get_attribute("href") == "/staff/duty"
        assert faults_of(page) == []
        page.screenshot(path=_folder("zh-dark-phone") / "nobody.png", full_page=True)
    worker.call("PUT", "/duty/me")


def test_an_old_board_says_how_old_it_is(nightlamp: Live, browser: Browser) -> None:
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        board(page, nightlamp)
        page.route("**/api/v1/hearing/board*", lambda route: route.abort())
        page.evaluate(LOOK_AGAIN)
        expect(page.locator("main output .banner")).to_contain_text("现在连不上")
        expect(page.locator(".heard")).to_be_visible()


def way(channel: str, working: bool | None, **more: str) -> dict[str, Any]:
    return {
        "channel": channel,
        "label": None,
        "working": working,
        "shown_at": None,
        "sent_at": None,
        "failed_at": None,
    } | more


def full(seen: dict[str, Any]) -> dict[str, Any]:
    """Return a board with people in every state, several ways, and a next shift that nobody can reach."""
    at, (first, *_) = seen["at"], seen["members"]
    ways = [
        way("webpush", True, label="值班手机", shown_at=at, sent_at=at),
        way("email", None, sent_at=at),
        way("sms", False, sent_at=at, failed_at=at),
    ]
    here = first | {"on_duty": True, "since": at, "reachable": True, "ways": ways}
    other = here | {"id": "other", "name": "欧阳明月", "role": "supervisor", "reachable": None, "ways": ways[1:2]}
    coming = here | {"id": "coming", "name": "何青", "on_duty": False, "reachable": False, "ways": ways[2:]}
    shift = {"begins_at": at, "people": [coming], "reachable": False}
    people = {"on_duty": [here, other], "members": [here, other, coming]}
    return seen | people | {"reachable": True, "next_shift": shift}


@pytest.mark.parametrize("look", LOOKS)
def test_a_full_board_says_which_ways_fail_and_that_the_next_shift_is_deaf(
    nightlamp: Live, browser: Browser, look: str
) -> None:
    with signed_in(browser, nightlamp, email("worker"), **LOOKS[look]) as page:
        page.route("**/api/v1/hearing/board*", lambda route: route.fulfill(json=full(route.fetch().json())))
        board(page, nightlamp)
        assert page.locator(".heard .btn").count() == 0
        expect(page.locator(".next-shift")).to_contain_text("何青")
        assert page.locator(".next-shift .state.no").count() == 1
        first, _second, rest = (page.locator(".listeners > li").nth(number) for number in range(3))
        assert first.locator(".heard-by .state.no").count() == 1
        assert rest.locator(".state.no").count() == 0, "no alarm about who is not on duty"
        page.screenshot(path=_folder(look) / "full.png", full_page=True)
        assert faults_of(page) == []


def deaf(seen: dict[str, Any], *, phone: bool) -> dict[str, Any]:
    """Return a board of which nobody hears us, and nobody is on duty; numbers only as a supervisor sees them."""
    away = {"on_duty": False, "since": None, "until": None, "reachable": False, "ways": []}
    team = [each | away for each in seen["members"]]
    off = team[0]
    worker = off | {"id": "w", "name": "欧阳明月", "role": "worker", "phone": "13900000001" if phone else None}
    lead = off | {"id": "s", "name": "何青", "role": "supervisor", "phone": "13900000002" if phone else None}
    return seen | {"on_duty": [], "members": [*team, worker, lead], "reachable": False, "next_shift": None}


def answering(*, phone: bool) -> Callable[[Route], None]:
    """Return what answers with a deaf board in place of the one that is."""

    def answer(route: Route) -> None:
        route.fulfill(json=deaf(route.fetch().json(), phone=phone))

    return answer


@pytest.mark.parametrize("look", LOOKS)
def test_a_team_of_which_nobody_hears_offers_numbers_a_test_and_one_next_step(
    nightlamp: Live, browser: Browser, look: str
) -> None:
    for key, phone in (("supervisor", True), ("colleague", False)):
        with signed_in(browser, nightlamp, email(key), **LOOKS[look]) as page:
            page.route("**/api/v1/hearing/board*", answering(phone=phone))
            board(page, nightlamp)
            said = page.locator(".heard")
            numbers = [link.get_attribute("href") for link in said.locator("a[href^='tel:']").all()]
            assert numbers == (["tel:13900000002", "tel:13900000001"] if phone else []), "the supervisor first"
            assert said.locator(".btn.main").count() == 1, "one next step"
            assert said.locator("a[href='/staff/device']").count() == 1, "and a test of one's own device"
            assert all((each.bounding_box() or {"height": 0})["height"] >= 52 for each in said.locator(".btn").all())
            page.screenshot(path=_folder(look) / f"deaf-{key}.png", full_page=True)
            assert faults_of(page) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pictures(nightlamp: Live, browser: Browser, look: str) -> None:
    options: dict[str, Any] = LOOKS[look]
    wrong: list[str] = []
    for key in ("worker", "supervisor"):
        with signed_in(browser, nightlamp, email(key), **options) as page:
            board(page, nightlamp)
            page.screenshot(path=_folder(look) / f"{key}.png", full_page=True)
            wrong += [f"{key}: {fault}" for fault in faults_of(page)]
            if key == "worker":
                page.goto(f"{nightlamp.origin}/staff/duty")
                page.locator("main .say-big").first.wait_for()
                page.screenshot(path=_folder(look) / "duty.png", full_page=True)
                wrong += [f"duty: {fault}" for fault in faults_of(page)]
    assert wrong == []


def _folder(look: str) -> Path:
    (OUT / look).mkdir(parents=True, exist_ok=True)
    return OUT / look
