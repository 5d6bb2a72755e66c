"""What a push message says: an opaque id, an urgency, a time, a token, and words so general that any eye may see.

The same JSON serves a service worker and declarative push (Safari and iOS since 18.4), which needs `web_push`
and `notification` and shows it even when the worker fails. Pure.
"""

from typing import Any

import orjson

from nightlamp.channels.message import Message
from nightlamp.channels.words import TITLES, page_of, said, words_for
from nightlamp.core.clock import as_text

# Every message has this length before encryption, so that its length says nothing. With the 103 bytes that
# encryption adds it stays far below 2,744, the least that a push service carries (Firefox for Android).
PLAIN_BYTES = 1280

# A lock screen is seen by more eyes than a mailbox: not even the urgency stands there.
_BODIES = {
    "zh-CN": {"alert": "有一条新消息，请打开", "test": "这是一次测试：这台设备能收到"},
    "en": {"alert": "Something new is waiting. Please open.", "test": "This is a test: this device can be reached."},
}
_RINGS_ON = frozenset({"P0", "P1", "P2"})
_END = b'"}'


class TooLong(Exception):
    """The message does not fit: the deployment's own origin, or an id, is absurdly long."""


def plain_payload(message: Message, *, public_origin: str) -> bytes:
    """Return the JSON of a message, PLAIN_BYTES long. Raises TooLong."""
    content: dict[str, Any] = {
        "alert": message.alert,
        "kind": message.kind,
        "notice": message.notice,
        "urgency": message.urgency,
        "at": as_text(message.at),
        "token": message.token,
        "web_push": 8030,
        "mutable": True,
        "notification": _notification(message, public_origin),
        "padding": "",  # The last: it is filled where it ends.
    }
    bare = orjson.dumps(content)
    room = PLAIN_BYTES - len(bare)
    if room < 0:
        raise TooLong(f"A push message is {-room} bytes too long; is NIGHTLAMP_ORIGIN right?")
    return bare.removesuffix(_END) + b"." * room + _END


def _notification(message: Message, public_origin: str) -> dict[str, Any]:
    language = words_for(message.language)
    page = f"/staff/alerts/{message.alert}" if message.kind == "alert" else page_of(message)
    return {
        "title": TITLES[language],
        "body": _BODIES[language].get(message.kind) or said(message),
        "navigate": public_origin + page,
        "tag": message.alert,
        "lang": language,
        "dir": "ltr",
        "silent": False,
        "renotify": True,
        "requireInteraction": message.kind == "alert" and message.urgency in _RINGS_ON,
    }
