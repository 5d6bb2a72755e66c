"""Addresses in other channels: added, proved by a code, rung. With a real mail server and a real HTTP server."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from nightlamp.audit.queries import acts_on
from nightlamp.channels.addresses import offered
from nightlamp.channels.models import ChannelAddress
from nightlamp.channels.queries import addresses_of
from nightlamp.channels.senders import EXTENSION, _apprise_senders
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.inboxes import Board, Mailbox, a_mail_server, an_http_server
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
MINE = "xu.zhi@county.example"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with a_mail_server() as box:
        yield box


@pytest.fixture
def board() -> Iterator[Board]:
    with an_http_server() as found:
        yield found


@pytest.fixture
def settings(settings: Settings, mailbox: Mailbox, board: Board) -> Settings:
    """An installation with e-mail and ntfy."""
    return replace(
        settings,
        apprise_email=f"mailto://127.0.0.1:{mailbox.port}?from=lamp@county.example&to={{address}}",
        apprise_ntfy="ntfy://{address}",
        ntfy_hosts=(board.origin,),
    )


@pytest.fixture
def town(town: Town, settings: Settings) -> Town:
    """Xihu, with real senders beside the recording one of Web Push."""
    town.app.extensions[EXTENSION] |= _apprise_senders(settings)
    return town


def post(town: Town, path: str, body: dict[str, Any] | None = None, *, key: str = "worker") -> Any:
    return town.browser(key).post(f"/api/v1{path}", json=body or {})


def added(town: Town, channel: str = "email", address: str = MINE, *, key: str = "worker") -> str:
    answer = post(town, "/addresses", {"channel": channel, "address": address}, key=key)
    assert answer.status_code == 201, answer.json
    uuid: str = answer.json["id"]
    return uuid


def listed(town: Town, key: str = "worker") -> list[dict[str, Any]]:
    answer = town.get(key, "/addresses")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json["items"]
    return found


def codes(mailbox: Mailbox) -> list[str]:
    return [re.findall(r"验证码 (\d{6})", text)[0] for text in mailbox.texts(MINE) if "验证码" in text]


def typed(town: Town, uuid: str, code: str, *, key: str = "worker") -> Any:
    return town.put(key, f"/addresses/{uuid}/verification", {"code": code})


def verified(town: Town, mailbox: Mailbox) -> str:
    uuid = added(town)
    assert town.rung() == []
    assert typed(town, uuid, codes(mailbox)[-1]).status_code == 200
    return uuid


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_an_address_rings_only_once_its_code_was_typed(town: Town, mailbox: Mailbox) -> None:
    uuid = added(town)
    (item,) = listed(town)
    assert (item["channel"], item["label"], item["verified"], item["working"]) == (
        "email",
        "x…@county.example",
        False,
        None,
    )
    town.file()
    assert town.rung() == ["worker"]
    (code,) = codes(mailbox)
    assert len(mailbox.mails) == 1
    assert typed(town, uuid, code).json["verified"] is True
    assert listed(town)[0]["working"] is True
    town.file(danger_now="yes")
    assert "worker" in town.rung()
    alert = mailbox.texts(MINE)[-1]
    assert "有一件需要您看（立即）" in alert
    reports = town.get("worker", "/reports").json["items"]
    assert not any(report["reference"] in str(mail) for report in reports for _, mail in mailbox.mails)


def test_a_list_says_which_channels_there_are(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assert town.get("worker", "/addresses").json["channels"] == ["email", "ntfy"]
    monkeypatch.setattr(offered, "_is_installed", lambda: False)
    assert town.get("worker", "/addresses").json["channels"] == []
    answer = post(town, "/addresses", {"channel": "email", "address": MINE})
    assert [e["code"] for e in answer.json["errors"]] == ["channel_not_offered"]


@pytest.mark.parametrize(
    ("channel", "address", "pointer", "code"),
    [
        ("email", "not one", "/address", "not_an_address"),
        ("pigeon", MINE, "/channel", "unknown_value"),
        ("sms", "13800000001", "/channel", "channel_not_offered"),
        ("ntfy", "https://ntfy.sh/a", "/address", "host_not_allowed"),
        ("ntfy", "http://169.254.169.254/a", "/address", "host_not_public"),
        ("ntfy", "http://127.0.0.1:1/a", "/address", "host_not_public"),
    ],
)
def test_what_cannot_be_an_address_is_refused_by_field(
    town: Town, channel: str, address: str, pointer: str, code: str
) -> None:
    answer = post(town, "/addresses", {"channel": channel, "address": address})
    assert answer.status_code == 422
    assert [(e["pointer"], e["code"]) for e in answer.json["errors"]] == [(pointer, code)]
    assert address not in answer.text
    assert listed(town) == []


def test_a_code_is_over_after_a_quarter_of_an_hour(town: Town, mailbox: Mailbox, clock: PretendClock) -> None:
    uuid = added(town)
    town.rung()
    clock.forward(minutes=15)
    answer = typed(town, uuid, codes(mailbox)[0])
    assert (answer.status_code, answer.json["code"]) == (409, "code_over")
    assert post(town, f"/addresses/{uuid}/code").status_code == 202
    town.rung()
    first, second = codes(mailbox)
    if first != second:
        assert typed(town, uuid, first).json["errors"][0]["code"] == "wrong_code"
    assert typed(town, uuid, second).status_code == 200


def test_five_wrong_codes_spend_it(town: Town, mailbox: Mailbox) -> None:
    uuid = added(town)
    town.rung()
    (code,) = codes(mailbox)
    for _ in range(5):
        assert typed(town, uuid, wrong(code)).status_code == 422
    answer = typed(town, uuid, code)
    assert (answer.status_code, answer.json["code"]) == (409, "code_spent")
    post(town, f"/addresses/{uuid}/code")
    town.rung()
    assert typed(town, uuid, codes(mailbox)[-1]).status_code == 200


def test_codes_are_sent_five_times_an_hour_at_most(town: Town, mailbox: Mailbox, clock: PretendClock) -> None:
    uuid = added(town)
    answers = [post(town, f"/addresses/{uuid}/code").status_code for _ in range(5)]
    assert answers == [202, 202, 202, 202, 429]
    assert int(post(town, f"/addresses/{uuid}/code").headers["Retry-After"]) <= 3601
    assert post(town, "/addresses", {"channel": "email", "address": MINE}).status_code == 429
    town.rung()
    assert len(set(codes(mailbox))) == 1, "an older code is never sent once there is a newer one"
    clock.forward(hours=1)
    assert post(town, f"/addresses/{uuid}/code").status_code == 202
    town.rung()


def test_a_code_that_is_over_before_it_could_be_sent_is_not_sent(
    town: Town, mailbox: Mailbox, clock: PretendClock
) -> None:
    added(town)
    clock.forward(minutes=20)
    assert town.rung() == []
    assert mailbox.mails == []


def test_nobody_adds_addresses_all_day(town: Town) -> None:
    for number in range(10):
        assert post(town, "/addresses", {"channel": "email", "address": f"a{number}@c.example"}).status_code == 201
    answer = post(town, "/addresses", {"channel": "email", "address": "one-more@c.example"})
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_addresses")
    assert town.browser("worker").delete(f"/api/v1/addresses/{listed(town)[0]['id']}").status_code == 204
    assert post(town, "/addresses", {"channel": "email", "address": "one-more@c.example"}).status_code == 429


def test_the_same_address_again_is_the_same(town: Town, mailbox: Mailbox) -> None:
    uuid = verified(town, mailbox)
    assert added(town, address=" XU.ZHI@county.example".replace("XU.ZHI", "xu.zhi")) == uuid
    assert town.rung() == []
    assert len(mailbox.mails) == 1


def test_a_test_goes_the_way_of_an_alert_and_not_every_second(
    town: Town, mailbox: Mailbox, clock: PretendClock
) -> None:
    uuid = added(town)
    assert post(town, f"/addresses/{uuid}/test").json["code"] == "not_verified"
    town.rung()
    typed(town, uuid, codes(mailbox)[0])
    assert post(town, f"/addresses/{uuid}/test").status_code == 429
    clock.forward(seconds=62)  # what was sent bears the moment after sending
    assert post(town, f"/addresses/{uuid}/test").status_code == 202
    assert town.rung() == []
    assert "这是一次测试" in mailbox.texts(MINE)[-1]
    assert listed(town)[0]["sent_at"] is not None


def test_a_removed_address_is_erased_and_silent(town: Town, mailbox: Mailbox, app: Flask) -> None:
    uuid = verified(town, mailbox)
    assert town.browser("worker").delete(f"/api/v1/addresses/{uuid}").status_code == 204
    assert listed(town) == []
    town.file()
    assert town.rung() == ["worker"]
    assert len(mailbox.mails) == 1
    db.session.rollback()
    row = db.session.execute(select(ChannelAddress).where(ChannelAddress.uuid == uuid)).scalar_one()
    assert (row.sealed, row.wrapped_key, row.address_hash) == (None, None, None)
    assert [act.action for act in acts_on(db.session(), f"address:{uuid}")] == [
        "address_added",
        "address_verified",
        "address_removed",
    ]


def test_nobody_touches_the_addresses_of_others(town: Town, mailbox: Mailbox) -> None:
    uuid = verified(town, mailbox)
    assert listed(town, "colleague") == []
    assert typed(town, uuid, "000000", key="colleague").status_code == 404
    for path in ("code", "test"):
        assert post(town, f"/addresses/{uuid}/{path}", key="colleague").status_code == 404
    assert town.browser("colleague").delete(f"/api/v1/addresses/{uuid}").status_code == 404


def test_a_failing_mail_server_is_shown_and_tried_again(town: Town, mailbox: Mailbox, clock: PretendClock) -> None:
    verified(town, mailbox)
    mailbox.refuse = "450 later"
    town.file(danger_now="yes")
    town.rung()
    assert listed(town)[0]["failing_since"] is not None
    mailbox.refuse = ""
    clock.forward(seconds=10)
    town.tick()
    assert listed(town)[0]["failing_since"] is None
    assert "有一件需要您看（立即）" in mailbox.texts(MINE)[-1]


def test_a_channel_that_is_gone_from_the_settings_reaches_nobody(
    town: Town, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified(town, mailbox)
    account = town.people["worker"].account.id
    assert [a.working for a in addresses_of(db.session(), [account])] == [None, True]
    monkeypatch.setattr(offered, "_is_installed", lambda: False)
    assert [a.working for a in addresses_of(db.session(), [account])] == [None, False]


def test_a_topic_of_ntfy_is_rung_as_well(town: Town, board: Board) -> None:
    uuid = added(town, "ntfy", f"{board.origin}/duty-7")
    town.rung()
    (code,) = re.findall(r"\d{6}", board.posts[0][1])
    assert typed(town, uuid, code).status_code == 200
    town.file(danger_now="yes")
    town.rung()
    assert "（立即）" in json.loads(board.posts[1][1])["message"]


def test_a_stolen_database_holds_no_address_and_no_code(town: Town, mailbox: Mailbox) -> None:
    added(town)
    town.rung()
    (code,) = codes(mailbox)
    with writing() as session:
        rows = session.execute(text("SELECT * FROM channel_address")).all()
        rows += session.execute(text("SELECT * FROM delivery")).all()
    for secret in ("xu.zhi", code):
        assert secret not in str(rows)
