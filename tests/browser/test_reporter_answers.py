"""Answers as people give them: nothing optional blocks, a mended fault goes, nothing covers what is typed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.reporter_steps import WORDS, Reporter, reporting
from tests.browser.staff_steps import Staff
from tests.support.live import Live

pytestmark = pytest.mark.browser


def _choose_place(reporter: Reporter) -> None:
    reporter.page.locator("#q").press_sequentially("翠苑")
    reporter.page.locator("[role=option]").first.click()
    expect(reporter.page.locator(".chosen")).to_be_visible()


def _told(nightlamp: Live, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = Staff(nightlamp, "supervisor@xihu.example").call("GET", f"/reports/{reference}")
    return found


@pytest.mark.parametrize(
    ("typed", "child"),
    [
        ("八岁", {"age": 8}),
        ("19", {"age": 19}),
        ("６-7", {"age": 6, "note": "６-7"}),
        ("上幼儿园", {"note": "上幼儿园"}),
    ],
)
def test_no_way_of_writing_an_age_stops_a_report(
    browser: Browser, nightlamp: Live, typed: str, child: dict[str, Any]
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.answer_until_place()
        _choose_place(reporter)
        reporter.page.fill("#age", typed)
        reporter.proceed()
        reporter.choose("role", "neighbour")
        reporter.proceed()
        reporter.send()
        assert _told(nightlamp, reporter.reference())["children"] == [child]


def test_in_danger_the_place_is_sent_whatever_the_age_says(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.start()
        reporter.choose("danger", "yes")
        reporter.page.get_by_role("button", name="马上叫值班的人").click()
        expect(reporter.page.locator("h1")).to_contain_text("提醒已经送到")
        reporter.proceed()
        _choose_place(reporter)
        reporter.page.fill("#age", "大概六七岁吧，说不准")
        with reporter.page.expect_response("**/follow-up/additions") as answer:
            reporter.proceed()
        assert answer.value.status == 201
        (addition,) = _told(nightlamp, answer.value.json()["reference"])["additions"]
        assert addition["fields"]["place"]["code"]
        assert addition["fields"]["children"] == [{"note": "大概六七岁吧，说不准"}]


def test_a_fault_goes_as_soon_as_it_is_mended(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        reporter.choose("danger", "no")
        reporter.proceed()
        reporter.page.locator("main .btn.main").click()
        expect(reporter.page.locator(".banner.bad")).to_be_focused()
        what = reporter.page.locator("#what")
        expect(what).to_have_attribute("aria-invalid", "true")
        what.press_sequentially("哭")
        expect(reporter.page.locator(".banner.bad, .wrong, [aria-invalid]")).to_have_count(0)
        expect(reporter.page).to_have_title("小夜灯")
        what.fill("")
        expect(what).to_be_focused()
        expect(reporter.page.locator(".banner.bad")).to_have_count(0)


def test_every_page_is_counted_once(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.start()
        counted = []
        steps: list[Callable[[], None]] = [
            lambda: reporter.choose("danger", "no"),
            lambda: reporter.page.fill("#what", WORDS),
            lambda: None,
            lambda: reporter.page.fill("#detail", "x"),
            lambda: reporter.choose("role", "neighbour"),
        ]
        for prepare in steps:
            counted.append(reporter.page.locator(".step").inner_text())
            prepare()
            reporter.proceed()
        counted.append(reporter.page.locator(".step").inner_text())
        assert counted == [f"第 {n} 步，共 6 步" for n in range(1, 7)]


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_lies_over_what_is_read_or_typed(browser: Browser, nightlamp: Live, locale: str, width: int) -> None:
    with reporting(browser, nightlamp.origin, locale=locale, viewport={"width": width, "height": 600}) as reporter:
        reporter.open()
        reporter.start()
        reporter.choose("danger", "no")
        reporter.proceed()
        for top in (0, 150, 260):
            reporter.page.evaluate(f"scrollTo(0, {top})")
            assert reporter.page.evaluate(_NOT_SOLID) == []
            assert reporter.page.evaluate(_OVERLAPS) == []


def test_a_label_of_two_phrases_reads_as_one_sentence(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, locale="en-GB") as reporter:
        reporter.open()
        reporter.start()
        expect(reporter.page.locator("legend").first).to_have_text("Is the child in danger now?")
        reporter.choose("danger", "no")
        reporter.proceed()
        expect(reporter.page.get_by_label("What did you see or hear?")).to_be_visible()


LATE = {
    "reference": "TWHJ-V6BD-9C",
    "stage": "received",
    "history": [{"stage": "received", "at": "2026-11-24T03:41:00.000Z"}],
    "expected": {"opened_by": "2026-11-24T03:46:00.000Z", "decided_by": "2026-11-24T03:56:00.000Z"},
    "overdue": ["opened", "decided"],
    "messages": [],
}


def test_a_report_that_nobody_opened_in_time_says_so_and_offers_the_phone(browser: Browser, nightlamp: Live) -> None:
    answers = [LATE | {"overdue": []}, LATE]

    def answer(route: Route) -> None:
        route.fulfill(json=answers.pop(0) if len(answers) > 1 else answers[0])

    with reporting(browser, nightlamp.origin, timezone_id="Asia/Shanghai") as reporter:
        reporter.context.route("**/api/v1/follow-up", answer)
        reporter.page.clock.install(time="2026-11-24T03:45:00Z")
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.click("a[href='#follow-up']")
        reporter.page.fill("#receipt", "7K3M-9QXT-2HPC-W8RB")
        reporter.proceed()
        main = reporter.page.locator("main")
        expect(main.locator("h1")).to_have_text("已经收到")
        expect(main.locator(".call.now")).to_have_count(0)
        reporter.page.clock.run_for(61_000)  # the page asks again by itself
        expect(main.locator("h1")).to_have_text("还没有人打开")
        expect(main.locator("[role=alert]")).to_contain_text("11:46")
        expect(main.locator(".call.now")).to_have_attribute("href", "tel:110")
        expect(main.locator(".stages .over")).to_have_text(["已看11:46 前已超时", "决定11:56 前已超时"])


# The bar with 110 and Leave covers whole lines, from edge to edge, or nothing.
_NOT_SOLID = """() => {
  const bar = document.querySelector('.top').getBoundingClientRect();
  const across = [0, innerWidth / 2, document.documentElement.clientWidth - 1];
  const lid = across.map(x => document.elementFromPoint(x, bar.bottom - 2));
  const free = lid.filter(element => !element?.closest('.top'));
  const solid = getComputedStyle(document.querySelector('.top')).backgroundColor;
  return [...(free.length ? ['not across'] : []), ...(/, 0\\)|transparent/.test(solid) ? [solid] : [])];
}"""

_OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.top > *, .callbar a > *')].map(element => {
    const shown = element.matches('.brand') ? element.querySelector('svg') : element;
    return {name: element.textContent, ...shown.getBoundingClientRect().toJSON()};
  });
  const wide = document.documentElement.clientWidth;
  const wrong = boxes.filter(box => box.right > wide - 8 || box.left < 8).map(box => box.name);
  const meets = (a, b, from, to) => a[from] < b[to] - 1 && b[from] < a[to] - 1;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
    if (meets(a, b, 'left', 'right') && meets(a, b, 'top', 'bottom')) wrong.push([a.name, b.name]);
  }));
  return wrong;
}"""


def test_a_place_that_was_typed_stays_when_one_goes_back_or_keeps_it_for_later(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        page = reporter.page
        reporter.open()
        reporter.start()
        reporter.answer_until_place()
        page.fill("#q", "老磨坊")
        page.fill("#detail", "左边")
        page.locator(".top .back").click()
        page.wait_for_selector("#q", state="detached")
        reporter.proceed()
        expect(page.locator("#detail")).to_have_value("老磨坊 左边")
        expect(page.locator("#q")).to_have_value("")
        page.fill("#q", "桥头")
        page.click(".flow .textbtn:has-text('先存着')")
        page.fill("#code", "240917")
        page.locator("main .btn.main").click()
        expect(page.locator("h1")).to_contain_text("存好了")
        page.goto("about:blank")
        page.goto(f"{nightlamp.origin}/#start")
        page.click("button:has-text('接着写')")
        page.fill("#code", "240917")
        page.locator("main .btn.main").click()
        page.locator("main .btn.main").click()
        reporter.choose("danger", "no")
        for _ in range(3):
            reporter.proceed()
        expect(page.locator("#detail")).to_have_value("桥头 老磨坊 左边")
