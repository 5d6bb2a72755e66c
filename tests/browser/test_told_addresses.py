"""Other addresses in a browser, with a real mail server: added, proven, tried, removed, and failing."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.staff_steps import Staff, signed_in
from tests.support import live
from tests.support.inboxes import Mailbox, a_mail_server
from tests.support.live import Live

pytestmark = pytest.mark.browser

MINE = "xu.zhi@county.example"
SHOWN = "x…@county.example"
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}
WIDE: dict[str, Any] = {"locale": "en-GB"}


@dataclass
class Post:
    """An installation that sends e-mail, and the mailbox that takes it."""

    nightlamp: Live
    box: Mailbox

    def code(self, number: int) -> str:
        """Wait for the code of the mail with this number (1 is the first), and return it."""
        until = time.monotonic() + 20
        while len(found := [text for text in self.box.texts(MINE) if re.search(r"\b\d{6}\b", text)]) < number:
            assert time.monotonic() < until, "No code came."
            time.sleep(0.05)
        return re.findall(r"\b\d{6}\b", found[number - 1])[0]

    def forget_last(self) -> None:
        """Let the minute pass that lies between two messages to one address."""
        with closing(sqlite3.connect(self.nightlamp.settings.home / "nightlamp.db", timeout=20)) as base:
            base.execute("UPDATE channel_address SET sent_at = NULL")
            base.commit()


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """Xihu with e-mail."""
    with a_mail_server() as box:
        url = f"mailto://127.0.0.1:{box.port}?from=lamp@county.example&to={{address}}"
        with live.running(tmp_path_factory.mktemp("post"), settings={"NIGHTLAMP_APPRISE_EMAIL": url}) as nightlamp:
            yield Post(nightlamp, box)


@pytest.fixture
def own(post: Post) -> Iterator[Staff]:
    """The worker, with no address at the end."""
    staff = Staff(post.nightlamp, "worker@xihu.example")
    yield staff
    post.box.refuse = ""
    for item in staff.call("GET", "/addresses")["items"]:
        staff.call("DELETE", f"/addresses/{item['id']}")
    post.box.mails.clear()


def _open(page: Page, post: Post) -> Any:
    page.goto(f"{post.nightlamp.origin}/staff/told")
    page.locator(".told").wait_for()
    return page.locator(".addresses > li")


def _proven(post: Post, own: Staff) -> None:
    found = own.call("POST", "/addresses", {"channel": "email", "address": MINE})
    own.call("PUT", f"/addresses/{found['id']}/verification", {"code": post.code(1)})


def test_an_address_is_added_and_proven_by_the_second_code(post: Post, own: Staff, browser: Browser) -> None:
    with signed_in(browser, post.nightlamp, "worker@xihu.example", **PHONE) as page:
        row = _open(page, post)
        expect(page.locator(".told")).to_contain_text("这里开通的有：邮件")
        page.get_by_role("button", name="添一个地址").click()
        page.get_by_label("邮箱").fill("not one")
        page.get_by_role("button", name="添上，发验证码").click()
        expect(page.locator("#address-text-wrong")).to_have_text("这不像这里的地址，请再看看。")
        page.get_by_label("邮箱").fill(MINE)
        page.get_by_role("button", name="添上，发验证码").click()
        expect(row).to_contain_text(SHOWN)
        expect(row).to_contain_text("还没证实")
        expect(row.locator(".address-head small")).to_have_count(0)
        first = post.code(1)
        page.get_by_role("button", name="再发一个").click()
        second = post.code(2)
        if first != second:
            page.get_by_label("发到那里的 6 位数字").fill(first)
            page.get_by_role("button", name="证实").click()
            expect(row).to_contain_text("验证码不对")
        page.get_by_label("发到那里的 6 位数字").fill(second)
        page.get_by_role("button", name="证实").click()
        expect(row.locator(".state.ok")).to_have_text("叫得到")
        expect(row.locator(".address-head small")).to_contain_text("上次发出")
        # Without a device this is all that is left, so what must ring comes this way at once.
        expect(page.locator(".told .devices > li").first).to_contain_text("邮件立刻")
        assert own.call("GET", "/addresses")["items"][0]["verified"]


def test_a_try_says_what_came_of_it(post: Post, own: Staff, browser: Browser) -> None:
    _proven(post, own)
    with signed_in(browser, post.nightlamp, "worker@xihu.example", **WIDE) as page:
        row = _open(page, post)
        tried = row.locator(".tried")
        row.get_by_role("button", name="Try it").click()
        expect(tried).to_contain_text("Try again in a while")
        post.forget_last()
        row.get_by_role("button", name="Try it").click()
        expect(tried).to_contain_text("Look whether it has come", timeout=20_000)
        assert len(post.box.texts(MINE)) == 2
        post.forget_last()
        post.box.refuse = "550 no such person"
        row.get_by_role("button", name="Try it").click()
        expect(tried).to_contain_text("It could not be sent", timeout=40_000)
        expect(row.locator(".address-head .state.no")).to_contain_text("failing since")


def test_an_address_of_a_channel_that_is_gone_can_only_be_removed(post: Post, own: Staff, browser: Browser) -> None:
    _proven(post, own)
    with signed_in(browser, post.nightlamp, "worker@xihu.example", **WIDE) as page:

        def gone(route: Any) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, json=answer.json() | {"channels": []})

        page.route("**/api/v1/addresses", gone)
        row = _open(page, post)
        expect(row).to_contain_text("no longer set up here")
        assert row.get_by_role("button", name="Try it").count() == 0


def test_an_address_is_removed_after_a_second_thought(post: Post, own: Staff, browser: Browser) -> None:
    _proven(post, own)
    with signed_in(browser, post.nightlamp, "worker@xihu.example", **WIDE) as page:
        row = _open(page, post)
        row.get_by_role("button", name="Remove").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text(f"Remove {SHOWN}?")
        dialog.get_by_role("button", name="Remove").click()
        expect(page.locator(".banner.good")).to_contain_text("is removed")
        expect(row).to_have_count(0)
        assert own.call("GET", "/addresses")["items"] == []
