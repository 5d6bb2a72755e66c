"""Photos and files: made small and bare on the phone, sealed before they wait, and seen by whoever is on duty."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.file_steps import CHOOSE, arrived, choose_files, finish, shown_photo, to_the_question
from tests.browser.reporter_steps import ORDINARY_PAGE, WORDS, reporting
from tests.browser.staff_steps import Staff, signed_in
from tests.support import files
from tests.support.live import Live

pytestmark = pytest.mark.browser

PHOTO = ("林家.jpg", files.photo(2400, 1800), "image/jpeg")
PAPER = ("letter.pdf", files.pdf(), "application/pdf")
ATTACHMENTS = "**/api/v1/follow-up/attachments"


def test_a_photo_of_a_report_made_offline_waits_unreadable_and_is_seen_upright(
    browser: Browser, nightlamp: Live
) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.context.set_offline(True)
        reporter.page.reload()
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        choose_files(reporter.page, PHOTO, PAPER)
        expect(reporter.page.locator(".added img")).to_be_visible()
        size = reporter.page.locator(".added img").evaluate("image => [image.naturalWidth, image.naturalHeight]")
        assert size == [1200, 1600]
        finish(reporter)
        expect(reporter.page.locator("dl.sum")).to_contain_text("1 张照片，1 个文件")
        reporter.send()
        waiting = reporter.page.locator(".added li", has_text="等着送出")
        expect(waiting).to_have_count(2)
        kept = reporter.left_on_phone()["databases"]["lamp"]["outbox"]
        assert [set(item) for item in kept] == [{"id", "idempotency_key", "jwe", "url"}] * 3
        assert all(len(item["jwe"].split(".")) == 5 for item in kept)
        text = json.dumps(reporter.left_on_phone(), ensure_ascii=False)
        for secret in (WORDS, "林家", "letter", files.SERIAL, reporter.receipt()):
            assert secret not in text
        reporter.context.set_offline(False)
        reference = reporter.reference()
        arrived(reporter, 2)
        assert reporter.left_on_phone()["databases"]["lamp"]["outbox"] == []
    staff = Staff(nightlamp, "desk@xihu.example")
    item = staff.call("GET", f"/reports/{reference}")["attachments"][0]
    picture = files.opened(staff.read(f"/reports/{reference}/attachments/{item['id']}"))
    assert (picture.size, dict(picture.getexif())) == ((1200, 1600), {})
    with signed_in(browser, nightlamp, "desk@xihu.example") as page:
        page.goto(f"{nightlamp.origin}/staff/reports/{reference}")
        seen = shown_photo(page)
        assert (seen["width"], seen["height"]) == (1200, 1600)
        assert seen["top"][0] > 200
        assert seen["bottom"][2] > 200
        expect(page.locator(".added li", has_text="letter.pdf")).to_contain_text("文件原样保存")
        with page.expect_download() as saved:
            page.get_by_role("button", name="存到这台设备 文件 1").click()
        assert saved.value.suggested_filename == f"{reference}_1.pdf"
        assert saved.value.path().read_bytes() == files.pdf()
        page.get_by_role("button", name="收起").click()
        expect(page.locator(".opened-file img")).to_have_count(0)


BAD = [
    (("empty.jpg", b"", "image/jpeg"), "空的"),
    (("packed.jpg", files.zip_bomb(), "image/jpeg"), "压缩包"),
    (("film.mp4", files.mp4(handler=b"vide", brand=b"isom"), "video/mp4"), "视频"),
    (("IMG_0001.HEIC", files.HEIC.read_bytes(), "image/heic"), "HEIC"),
    (("cut.pdf", files.pdf()[:-30], "application/pdf"), "不完整"),
    (("page.html", b"<script>alert(1)</script>", "text/html"), "打不开"),
    (("bomb.png", files.png_bomb(), "image/png"), "打不开"),
    (("large.pdf", files.pdf(inside=b"%" * 11_000_000), "application/pdf"), "10 MB"),
]


def test_what_cannot_be_sent_is_said_clearly_and_nothing_typed_is_lost(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        choose_files(reporter.page, PAPER)
        expect(reporter.page.locator(".added li")).to_have_count(1)
        said = reporter.page.locator(".banner[role=alert]")
        for file, word in [*BAD, (PAPER, "已经加过")]:
            choose_files(reporter.page, file)
            expect(said).to_contain_text(word)
            expect(said).to_contain_text("写好的都还在")
        expect(reporter.page.locator(".added li")).to_have_count(1)
        assert reporter.page.input_value("#what") == WORDS
        reporter.page.get_by_role("button", name="去掉 文件 1").click()
        expect(reporter.page.locator(".added li")).to_have_count(0)
        expect(reporter.page.locator(CHOOSE)).to_be_focused()


def test_a_file_that_is_deleted_once_it_was_chosen_arrives_all_the_same(
    browser: Browser, nightlamp: Live, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(files.pdf())
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        reporter.page.locator(CHOOSE).set_input_files([paper])
        expect(reporter.page.locator(".added li")).to_have_count(1)
        choose_files(reporter.page, PHOTO)
        expect(reporter.page.locator(".added li")).to_have_count(2)
        paper.unlink()
        finish(reporter)
        reporter.send()
        reporter.reference()
        arrived(reporter, 2)


def test_a_broken_connection_sends_the_same_bytes_again_and_stores_one(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        sent: list[str] = []

        def lose_the_first_answer(route: Route) -> None:
            sent.append(route.request.post_data or "")
            answer = route.fetch()
            if len(sent) == 1:
                route.abort()
            else:
                route.fulfill(response=answer)

        reporter.context.route(ATTACHMENTS, lose_the_first_answer)
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(1000)
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        choose_files(reporter.page, PAPER)
        expect(reporter.page.locator(".added li")).to_have_count(1)
        finish(reporter)
        reporter.send()
        reference = reporter.reference()
        arrived(reporter)
        sealed = ["".join(line for line in body.splitlines() if line.startswith("ey")) for body in sent]
        assert len(sealed) == 2
        assert sealed[0] == sealed[1]
        report = Staff(nightlamp, "desk@xihu.example").call("GET", f"/reports/{reference}")
        assert [item["kind"] for item in report["attachments"]] == ["document"]


def test_a_file_that_is_not_taken_is_told_with_the_reason_and_can_be_removed(
    browser: Browser, nightlamp: Live
) -> None:
    full: dict[str, Any] = {"status": 422, "json": {"code": "too_many_files", "title": "x", "status": 422}}
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.context.route(ATTACHMENTS, lambda route: route.fulfill(**full))
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(1000)
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        choose_files(reporter.page, PAPER)
        expect(reporter.page.locator(".added li")).to_have_count(1)
        finish(reporter)
        reporter.send()
        refused = reporter.page.locator(".added li.bad")
        expect(refused).to_contain_text("最多放 20 个")
        expect(reporter.page.locator("h1")).to_contain_text("收到了")
        refused.get_by_role("button", name="去掉").click()
        expect(refused).to_have_count(0)
        assert reporter.left_on_phone()["databases"]["lamp"]["outbox"] == []


def test_a_phone_without_room_keeps_the_file_on_the_page_and_says_so(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin, service_workers="block") as reporter:
        reporter.page.add_init_script(
            """const put = IDBObjectStore.prototype.put;
               IDBObjectStore.prototype.put = function (value, ...rest) {
                 if (value?.url?.includes('attachments')) throw new DOMException('full', 'QuotaExceededError');
                 return put.call(this, value, ...rest);
               };"""
        )
        reporter.context.route(ATTACHMENTS, lambda route: route.abort())
        reporter.page.goto(f"{nightlamp.origin}/")
        reporter.page.wait_for_timeout(1000)
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        choose_files(reporter.page, PAPER)
        expect(reporter.page.locator(".added li")).to_have_count(1)
        finish(reporter)
        reporter.send()
        expect(reporter.page.locator(".added li")).to_contain_text("请不要关掉这一页")
        reporter.context.unroute(ATTACHMENTS)
        arrived(reporter)


def test_what_waits_after_a_reload_is_sent_from_there(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.context.set_offline(True)
        to_the_question(reporter)
        reporter.page.fill("#what", WORDS)
        choose_files(reporter.page, PHOTO)
        expect(reporter.page.locator(".added img")).to_be_visible()
        finish(reporter)
        reporter.send()
        expect(reporter.page.locator(".added li")).to_contain_text("等着送出")
        reporter.page.reload()
        expect(reporter.page.locator("main")).to_contain_text("2 份密封的内容")
        reporter.context.set_offline(False)
        reporter.page.evaluate("dispatchEvent(new Event('online'))")
        for _ in range(300):
            if reporter.left_on_phone()["databases"]["lamp"]["outbox"] == []:
                break
            reporter.page.wait_for_timeout(100)
        assert reporter.left_on_phone()["databases"]["lamp"]["outbox"] == []


def test_leaving_takes_files_along_that_were_not_sent(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        to_the_question(reporter)
        choose_files(reporter.page, PHOTO)
        expect(reporter.page.locator(".added img")).to_be_visible()
        reporter.page.click("a.exit")
        reporter.page.wait_for_url(ORDINARY_PAGE)
        reporter.page.goto(f"{nightlamp.origin}/healthz")
        assert reporter.left_on_phone()["databases"] == {}
        reporter.page.goto(f"{nightlamp.origin}/")
        to_the_question(reporter)
        expect(reporter.page.locator(".added li")).to_have_count(0)


def test_a_photo_can_be_added_by_the_receipt(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        reporter.fill_in()
        reporter.send()
        reference = reporter.reference()
        reporter.page.get_by_role("button", name="看进展").click()
        reporter.page.get_by_role("button", name="查看").click()
        choose_files(reporter.page, PHOTO)
        expect(reporter.page.locator(".added img")).to_be_visible()
        reporter.page.get_by_role("button", name="送出照片和录音").click()
        arrived(reporter)
        choose_files(reporter.page, PAPER)
        reporter.page.get_by_role("button", name="送出照片和录音").click()
        arrived(reporter, 2)
        report = Staff(nightlamp, "desk@xihu.example").call("GET", f"/reports/{reference}")
        assert [item["kind"] for item in report["attachments"]] == ["photo", "document"]


def test_a_microphone_that_the_browser_refuses_is_told_so(browser: Browser, nightlamp: Live) -> None:
    with reporting(browser, nightlamp.origin) as reporter:
        reporter.open()
        to_the_question(reporter)
        reporter.page.get_by_role("button", name="录一段话").click()
        expect(reporter.page.locator(".banner[role=alert]")).to_contain_text("麦克风")
