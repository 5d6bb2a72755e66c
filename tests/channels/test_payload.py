"""What a push message says, and what it never says."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from nightlamp.channels.message import Message
from nightlamp.channels.webpush.payload import PLAIN_BYTES, TooLong, plain_payload, words_for

MESSAGE = Message(
    alert="0199a1b2-7000-7abc-8def-0123456789ab",
    kind="alert",
    urgency="P0",
    at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
    token="t" * 43,
    language="zh-CN",
    ttl_seconds=900,
)
ORIGIN = "https://nightlamp.example"


def content(message: Message = MESSAGE, origin: str = ORIGIN) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(plain_payload(message, public_origin=origin))
    return found


def test_a_message_holds_ids_an_urgency_a_time_and_a_token() -> None:
    found = content()
    assert {key: found[key] for key in ("alert", "kind", "urgency", "at", "token")} == {
        "alert": MESSAGE.alert,
        "kind": "alert",
        "urgency": "P0",
        "at": "2026-03-02T01:00:00.000Z",
        "token": MESSAGE.token,
    }


def test_a_message_is_fit_for_declarative_push() -> None:
    found = content()
    assert found["web_push"] == 8030
    shown = found["notification"]
    assert shown["title"] == "小夜灯"
    assert shown["body"] == "有一条新消息，请打开"
    assert shown["navigate"] == f"{ORIGIN}/staff/alerts/{MESSAGE.alert}"
    assert shown["tag"] == MESSAGE.alert
    assert shown["lang"] == "zh-CN"
    assert shown["requireInteraction"] is True


def test_a_test_leads_to_the_page_of_the_device() -> None:
    shown = content(replace(MESSAGE, kind="test", alert="test-7"))["notification"]
    assert shown["navigate"] == f"{ORIGIN}/staff/device"
    assert shown["tag"] == "test-7"
    assert shown["requireInteraction"] is False


def test_every_message_has_the_same_length() -> None:
    kinds: list[Any] = ["alert", "test", "notice"]
    lengths = {
        len(plain_payload(replace(MESSAGE, kind=k, language=lang, urgency=u, alert=a), public_origin=o))
        for k, lang, u, a, o in product(
            kinds, ("zh-CN", "en", "bo"), ("P0", "P4"), (MESSAGE.alert, "test-1"), (ORIGIN, "http://localhost:8000")
        )
    }
    assert lengths == {PLAIN_BYTES}


def test_the_longest_possible_origin_still_fits() -> None:
    origin = "https://" + "x" * 253 + ":65535"
    message = replace(MESSAGE, alert="a" * 40, token="t" * 86)
    assert len(plain_payload(message, public_origin=origin)) == PLAIN_BYTES
    assert PLAIN_BYTES + 103 < 2700


def test_what_does_not_fit_is_refused_and_not_cut() -> None:
    with pytest.raises(TooLong):
        plain_payload(replace(MESSAGE, token="t" * 2000), public_origin=ORIGIN)


def test_the_words_are_as_general_for_the_worst_as_for_the_least() -> None:
    words = {content(replace(MESSAGE, urgency=f"P{n}"))["notification"]["body"] for n in range(5)}
    assert len(words) == 1


def test_a_token_stays_out_of_what_is_printed() -> None:
    assert MESSAGE.token not in repr(MESSAGE)


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "zh-CN"), ("zh", "zh-CN"), ("zh-TW", "zh-CN"), ("en-GB", "en"), ("bo", "en")]
)
def test_an_unknown_language_gets_the_nearest(language: str, words: str) -> None:
    assert words_for(language) == words
