"""What was handed back looks as urgent as what is new, and says by whom and why; what was given says whose it is."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.alert_steps import LOOKS, PHONE, a_filed_report, alert_of, email, faults_of, see
from tests.browser.staff_steps import Staff, signed_in
from tests.support.live import Live

pytestmark = pytest.mark.browser

OUT = Path(__file__).parents[1] / "out" / "handed_back"
WHY = "我认识这家人"


@pytest.fixture(scope="module")
def people(nightlamp: Live) -> dict[str, Staff]:
    """Everybody who answers, at the API."""
    return {key: Staff(nightlamp, email(key)) for key in ("worker", "colleague", "supervisor")}


def handed_back(nightlamp: Live, people: dict[str, Staff]) -> tuple[str, dict[str, Any]]:
    """File a report that the colleague takes and hands back; return its reference and its alert."""
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["colleague"], reference)
    people["colleague"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
    people["colleague"].call("GET", f"/reports/{reference}")
    people["colleague"].call("POST", f"/alerts/{alert['id']}/hand-back", {"reason": WHY})
    return reference, alert_of(people["worker"], reference)


def row_of(page: Page, nightlamp: Live, reference: str) -> Locator:
    page.goto(f"{nightlamp.origin}/staff/")
    row = page.locator(f".row[href$='{reference}']")
    row.wait_for()
    return row


def test_the_row_says_that_it_was_handed_back_and_is_not_calm(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    fresh = a_filed_report(nightlamp, danger_now="unknown")
    reference, alert = handed_back(nightlamp, people)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        row = row_of(page, nightlamp, reference)
        expect(row.locator(".unread.anew")).to_contain_text("何青")
        expect(row.locator(".unread.anew")).to_contain_text("退回了")
        assert row.locator(".chip.soon, .chip.over").count() == 1, "the clock is lit, however much is left of it"
        group = page.locator("section", has=page.locator(f".row[href$='{reference}']"))
        expect(group.locator("h2")).to_contain_text("正在响")
        other = page.locator(f".row[href$='{fresh}']")
        assert other.locator(".unread.anew").count() == 0, "a new one was handed back by nobody"
        assert faults_of(page) == []
        people["worker"].call("PUT", f"/alerts/{alert['id']}/acknowledgement")
        assert row_of(page, nightlamp, reference).locator(".unread.anew").count() == 0


def test_the_alert_says_at_its_head_who_handed_it_back_when_and_why(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    _, alert = handed_back(nightlamp, people)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        see(page, nightlamp, alert)
        note = page.locator(".gave-back")
        expect(note).to_contain_text("何青")
        expect(note).to_contain_text(f"理由：{WHY}")
        take = page.get_by_role("button", name="我来处理").bounding_box()
        box = note.bounding_box()
        assert box is not None
        assert take is not None
        assert box["y"] + box["height"] <= take["y"], "before the button, so that nobody takes it without knowing"
        assert take["y"] + take["height"] <= PHONE["height"], "which is still in sight"
        assert faults_of(page) == []


def test_the_reason_that_comes_late_moves_no_button(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    _, alert = handed_back(nightlamp, people)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        held: list[Any] = []
        page.route("**/hand-back", lambda route: held.insert(0, route))
        see(page, nightlamp, alert)
        page.locator(".gave-back p").wait_for(state="attached")
        before = page.get_by_role("button", name="我来处理").bounding_box()
        while not held:
            page.wait_for_timeout(50)
        held[0].continue_()
        expect(page.locator(".gave-back")).to_contain_text(WHY)
        assert page.get_by_role("button", name="我来处理").bounding_box() == before


def given(nightlamp: Live, people: dict[str, Staff]) -> tuple[str, dict[str, Any]]:
    """File a report that the supervisor puts into the worker's hands; return its reference and its alert."""
    reference = a_filed_report(nightlamp, danger_now="unknown")
    alert = alert_of(people["supervisor"], reference)
    people["supervisor"].call("PUT", f"/alerts/{alert['id']}/acknowledgement", {"for": people["worker"].me["id"]})
    return reference, alert


def test_what_a_supervisor_put_into_my_hands_says_so_until_i_open_it(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference, alert = given(nightlamp, people)
    with signed_in(browser, nightlamp, email("colleague"), viewport=PHONE) as page:
        assert row_of(page, nightlamp, reference).locator(".unread").count() == 0, "it is not theirs"
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        row = row_of(page, nightlamp, reference)
        expect(row.locator(".unread")).to_contain_text("周以宁")
        expect(row.locator(".unread")).to_contain_text("替您接手了，现在归您")
        see(page, nightlamp, alert)
        expect(page.locator("main")).to_contain_text("替您接手了，现在归您")
        page.get_by_role("link", name="打开报告").click()
        page.locator(".held").wait_for()
        assert row_of(page, nightlamp, reference).locator(".unread").count() == 0


def test_handing_back_is_within_reach_and_says_who_is_called_next_and_offers_reasons(
    nightlamp: Live, browser: Browser, people: dict[str, Staff]
) -> None:
    reference, alert = given(nightlamp, people)
    with signed_in(browser, nightlamp, email("worker"), viewport=PHONE) as page:
        page.goto(f"{nightlamp.origin}/staff/reports/{reference}")
        way = page.locator(".held").get_by_role("link", name="我接不了")
        way.wait_for()
        box, acts = way.bounding_box(), page.locator(".acts").bounding_box()
        assert box is not None
        assert acts is not None
        assert box["y"] + box["height"] <= acts["y"], "seen without scrolling"
        way.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator(".next-call")).to_contain_text("现在叫不到别的人")
        expect(dialog.locator(".next-call")).to_contain_text("打 110")
        text = dialog.get_by_role("textbox")
        dialog.get_by_role("button", name="我离得远").click()
        expect(text).to_have_value("我离得远，赶不到")
        dialog.get_by_role("button", name="我身体不舒服").click()
        expect(text).to_have_value("我身体不舒服")
        text.fill("孩子在医院")
        dialog.get_by_role("button", name="我离得远").click()
        expect(text).to_have_value("孩子在医院，我离得远，赶不到")
        assert faults_of(page) == []
        dialog.locator("button[type=submit]").click()
        page.wait_for_url(f"{nightlamp.origin}/staff/")
    assert alert_of(people["worker"], reference)["state"] == "triggered"
    with signed_in(browser, nightlamp, email("colleague"), viewport=PHONE) as page:
        see(page, nightlamp, alert)
        expect(page.locator(".gave-back")).to_contain_text("孩子在医院，我离得远，赶不到")


@pytest.mark.parametrize("look", LOOKS)
def test_pictures(nightlamp: Live, browser: Browser, people: dict[str, Staff], look: str) -> None:
    folder = OUT / look
    folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    reference, alert = handed_back(nightlamp, people)
    with signed_in(browser, nightlamp, email("worker"), **LOOKS[look]) as page:

        def at(name: str) -> None:
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            wrong.extend(f"{name}: {fault}" for fault in faults_of(page))

        row_of(page, nightlamp, reference)
        at("inbox")
        see(page, nightlamp, alert)
        expect(page.locator(".gave-back")).to_contain_text(WHY)
        at("alert")
        mine, alert = given(nightlamp, people)
        row_of(page, nightlamp, mine)
        at("given-inbox")
        see(page, nightlamp, alert)
        at("given")
        page.goto(page.url + "?back")
        page.locator(".next-call p").first.wait_for()
        expect(page.locator(".next-call")).not_to_contain_text("…")
        at("hand-back")
        page.goto(f"{nightlamp.origin}/staff/reports/{mine}")
        page.locator(".held").wait_for()
        at("report")
    assert wrong == []
