"""Voice notes: recorded on a tap, heard before they go, and a report may be nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.file_steps import arrived, finish, to_the_question
from tests.browser.reporter_steps import ORDINARY_PAGE, WORDS, reporting
from tests.browser.staff_steps import signed_in
from tests.support import chromium
from tests.support.live import Live

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with a microphone that beeps."""
    with chromium.running(*chromium.MICROPHONE) as started:
        yield started


def test_a_report_may_be_spoken_only_and_is_heard_by_staff(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, permissions=["microphone"]) as reporter:
        reporter.open()
        to_the_question(reporter)
        page = reporter.page
        page.get_by_role("button", name="录一段话").click()
        expect(page.locator(".voice")).to_contain_text("正在录音")
        expect(page.locator(".voice .num")).to_have_text("0:02", timeout=10_000)
        page.get_by_role("button", name="停一下").click()
        expect(page.locator(".voice")).to_contain_text("停在这里")
        page.get_by_role("button", name="接着录").click()
        expect(page.locator(".voice .num")).to_have_text("0:03", timeout=10_000)
        page.get_by_role("button", name="录好了").click()
        note = page.locator(".added li", has_text="录音 1")
        expect(note).to_contain_text("0:03")
        heard = note.locator("audio").evaluate(_PLAYED)
        assert heard > 0
        finish(reporter)
        expect(page.locator("dl.sum")).to_contain_text("录了音，没有写")
        reporter.send()
        reference = reporter.reference()
        arrived(reporter)
    with signed_in(browser, nightlamp, "desk@xihu.example") as page:
        expect(page.locator("main a.row", has_text="录音").first).to_be_visible()
        page.goto(f"{nightlamp.origin}/staff/reports/{reference}")
        expect(page.locator("main")).to_contain_text("录音在下面")
        page.get_by_role("button", name="听录音").click()
        assert page.locator(".opened-file audio").evaluate(_PLAYED) > 0


def test_going_on_while_recording_keeps_what_was_said_and_frees_the_microphone(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin, permissions=["microphone"]) as reporter:
        reporter.open()
        to_the_question(reporter)
        reporter.page.evaluate(_WATCH_TRACKS)
        reporter.page.get_by_role("button", name="录一段话").click()
        expect(reporter.page.locator(".voice .num")).to_have_text("0:01", timeout=10_000)
        finish(reporter)
        expect(reporter.page.locator("dl.sum")).to_contain_text("1 段录音")
        assert reporter.page.evaluate("tracks.every(track => track.readyState === 'ended')")


def test_leaving_while_recording_frees_the_microphone(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, permissions=["microphone"]) as reporter:
        reporter.open()
        to_the_question(reporter)
        reporter.page.get_by_role("button", name="录一段话").click()
        expect(reporter.page.locator(".voice .num")).to_have_text("0:01", timeout=10_000)
        reporter.page.click("a.exit")
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.page.goto(f"{nightlamp.origin}/healthz")
        assert reporter.left_on_phone()["databases"] == {}


@pytest.mark.parametrize(
    ("error", "words"),
    [("NotAllowedError", "没有放行麦克风"), ("NotFoundError", "没有找到麦克风"), ("NotReadableError", "现在用不了")],
)
def test_without_a_microphone_it_is_said_what_to_do_and_nothing_is_lost(
    browser: Browser, nightlamp: Live, error: str, words: str
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.page.add_init_script(
            f"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', '{error}'))"
        )
        reporter.open()
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        reporter.page.get_by_role("button", name="录一段话").click()
        said = reporter.page.locator(".banner[role=alert]")
        expect(said).to_contain_text(words)
        expect(said).to_contain_text("写好的都还在")
        assert reporter.page.input_value("#what") == WORDS
        finish(reporter)
        reporter.send()
        reporter.reference()


_PLAYED = """async audio => {
  audio.muted = true;
  await audio.play();
  await new Promise(done => audio.addEventListener('timeupdate', () => audio.currentTime > 0 && done()));
  return audio.currentTime;
}"""

_WATCH_TRACKS = """() => {
  window.tracks = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async wanted => {
    const stream = await ask(wanted);
    tracks.push(...stream.getTracks());
    return stream;
  };
}"""
