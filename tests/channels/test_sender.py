"""One message to one browser, against a push service that checks everything."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from nightlamp.channels.message import Message
from nightlamp.channels.senders import EXTENSION, Outcome, senders
from nightlamp.channels.webpush.connections import Connections, Limits
from nightlamp.channels.webpush.payload import PLAIN_BYTES
from nightlamp.channels.webpush.sender import WebPushSender, topic_of
from nightlamp.channels.webpush.target import WebPushTarget, read_target
from nightlamp.core.clock import utc_now
from nightlamp.core.keys import KeyRing, add_key
from tests.channels.conftest import vapid_point
from tests.channels.test_connections import Ticks
from tests.channels.test_payload import MESSAGE
from tests.support.push_phone import Phone, b64url
from tests.support.push_service import PushService
from tests.support.scripted import CREATED, HANGS_UP, Scripted


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def sender(app: Flask, service: PushService, ticks: Ticks) -> WebPushSender:
    return sender_of(app, service, ticks=ticks)


def sender_of(app: Flask, service: PushService | Scripted, **more: Any) -> WebPushSender:
    return WebPushSender(
        app.extensions["nightlamp.keys"],
        contact="mailto:operator@nightlamp.example",
        public_origin="https://nightlamp.example",
        listed={service.origin},
        **more,
    )


def target_of(app: Flask, phone: Phone) -> WebPushTarget:
    ring: KeyRing = app.extensions["nightlamp.keys"]
    told: dict[str, Any] = phone.subscription()
    return read_target(
        told["endpoint"], **told["keys"], vapid_key_id=ring.current_pair("vapid")[0], listed={phone.origin}
    )


@pytest.fixture
def target(app: Flask, phone: Phone) -> WebPushTarget:
    return target_of(app, phone)


def test_a_message_arrives_and_opens(sender: WebPushSender, target: WebPushTarget, phone: Phone) -> None:
    assert sender.send(target, MESSAGE) == Outcome("sent", "http_201")
    (message,) = phone.messages()
    assert message["alert"] == MESSAGE.alert
    assert message["token"] == MESSAGE.token


def test_the_headers_are_those_that_every_service_wants(
    sender: WebPushSender, target: WebPushTarget, phone: Phone
) -> None:
    sender.send(target, MESSAGE)
    headers = phone.posts()[0].headers
    assert headers["ttl"] == "900"
    assert headers["urgency"] == "high"
    assert headers["topic"] == topic_of(MESSAGE.alert, target.endpoint)
    assert len(headers["topic"]) == 32
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["host"] == phone.origin.removeprefix("http://")
    assert MESSAGE.alert not in str(headers)


def test_a_message_to_windows_says_that_it_may_be_kept(sender: WebPushSender, target: WebPushTarget) -> None:
    posted: list[dict[str, str]] = []
    sender._posted = lambda _endpoint, _body, headers: posted.append(headers) or Outcome("sent", "")  # type: ignore
    sender.send(replace(target, endpoint="https://wns2-x.notify.windows.com/w/?token=a%2fb"), MESSAGE)
    sender.send(target, MESSAGE)
    assert [headers.get("X-WNS-Cache-Policy") for headers in posted] == ["cache", None]


@pytest.mark.parametrize(
    ("urgency", "header"), [("P0", "high"), ("P1", "high"), ("P2", "high"), ("P3", "normal"), ("P4", "low")]
)
def test_urgency_wakes_a_dozing_phone_only_when_it_must(
    sender: WebPushSender, target: WebPushTarget, phone: Phone, urgency: str, header: str
) -> None:
    sender.send(target, replace(MESSAGE, urgency=urgency))
    assert phone.posts()[0].headers["urgency"] == header


def test_one_ttl_never_leaks_into_another_message(sender: WebPushSender, target: WebPushTarget, phone: Phone) -> None:
    wanted = [900, 0, 60, 900, -5, 10**9]
    for ttl in wanted:
        sender.send(target, replace(MESSAGE, ttl_seconds=ttl))
    assert [post.headers["ttl"] for post in phone.posts()] == ["900", "1", "60", "900", "1", "2419200"]


def test_every_body_has_one_size_that_every_service_carries(
    sender: WebPushSender, target: WebPushTarget, phone: Phone
) -> None:
    for message in (MESSAGE, replace(MESSAGE, kind="test", language="en", urgency="P4")):
        sender.send(target, message)
    assert {len(post.body) for post in phone.posts()} == {PLAIN_BYTES + 103}
    assert PLAIN_BYTES + 103 < 2700


def test_many_threads_send_many_messages_with_one_signature(
    app: Flask, sender: WebPushSender, service: PushService
) -> None:
    phones = [service.phone(key=vapid_point(app)) for _ in range(8)]
    targets = [target_of(app, phone) for phone in phones]
    jobs = [(targets[n % 8], replace(MESSAGE, ttl_seconds=60 + n % 3, token=f"t{n}")) for n in range(160)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda job: sender.send(*job), jobs))
    assert {outcome.kind for outcome in outcomes} == {"sent"}
    assert sorted(m["token"] for phone in phones for m in phone.messages()) == sorted(m.token for _, m in jobs)
    assert len({post.headers["authorization"] for post in service.posts}) == 1
    ttls = {message.token: str(message.ttl_seconds) for _, message in jobs}
    got = {m["token"]: p.headers["ttl"] for phone in phones for m, p in zip(phone.messages(), phone.posts())}  # noqa: B905
    assert got == ttls


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, "gone"), (410, "gone"), (401, "refused"), (403, "refused"), (400, "failed"), (413, "failed"),
     (500, "later"), (503, "later"), (302, "failed")],
)  # fmt: skip
def test_each_answer_becomes_its_outcome(
    sender: WebPushSender, target: WebPushTarget, service: PushService, status: int, kind: str
) -> None:
    service.fail_next(status)
    assert sender.send(target, MESSAGE) == Outcome(kind, f"http_{status}")  # type: ignore[arg-type]
    assert sender.send(target, MESSAGE).kind == "sent"


@pytest.mark.parametrize("status", [429, 406])
def test_a_service_that_is_told_out_is_left_alone_for_as_long_as_it_asks(
    sender: WebPushSender, target: WebPushTarget, service: PushService, ticks: Ticks, status: int
) -> None:
    service.fail_next(status, retry_after="120")
    assert sender.send(target, MESSAGE) == Outcome("later", f"http_{status}", 120.0)
    ticks.seconds += 100
    assert sender.send(target, MESSAGE) == Outcome("held", "told_to_wait", 20.0)
    assert len(service.posts) == 1
    ticks.seconds += 20
    assert sender.send(target, MESSAGE).kind == "sent"


def test_retry_after_may_be_a_date(sender: WebPushSender, target: WebPushTarget, service: PushService) -> None:
    service.fail_next(429, retry_after=format_datetime(utc_now() + timedelta(seconds=90), usegmt=True))
    seconds = sender.send(target, MESSAGE).retry_after_seconds
    assert seconds is not None
    assert 80 < seconds <= 90


def test_a_failing_server_is_asked_again_and_says_when(
    sender: WebPushSender, target: WebPushTarget, service: PushService
) -> None:
    service.fail_next(503, retry_after="5")
    assert sender.send(target, MESSAGE) == Outcome("later", "http_503", 5.0)
    assert sender.send(target, MESSAGE).kind == "sent"


def test_silence_and_closed_doors_are_worth_another_try(
    app: Flask, sender: WebPushSender, target: WebPushTarget, service: PushService
) -> None:
    service.hang_next(2.0)
    impatient = sender_of(app, service, connections=Connections(limits=Limits(read=0.3)))
    assert impatient.send(target, MESSAGE) == Outcome("later", "timeout")
    service.close_next()
    assert sender.send(target, MESSAGE) == Outcome("later", "unreachable")


def test_what_is_no_answer_is_worth_another_try(app: Flask, target: WebPushTarget, scripted: Scripted) -> None:
    sender = sender_of(app, scripted)
    lost = replace(target, endpoint=f"{scripted.origin}/m")
    scripted.replies += [b"SMTP?\r\n\r\n" + HANGS_UP, CREATED]
    assert [sender.send(lost, MESSAGE) for _ in range(2)] == [
        Outcome("later", "unreachable"),
        Outcome("sent", "http_201"),
    ]


def test_a_host_that_is_no_longer_allowed_gets_nothing(sender: WebPushSender, target: WebPushTarget) -> None:
    foreign = replace(target, endpoint="https://example.org/push")
    assert sender.send(foreign, MESSAGE) == Outcome("failed", "foreign_host")


def test_a_known_name_that_leads_inside_gets_nothing(
    sender: WebPushSender, target: WebPushTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = [(2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_kwargs: inside)
    known = replace(target, endpoint="https://fcm.googleapis.com/fcm/send/x")
    assert sender.send(known, MESSAGE) == Outcome("failed", "address_not_public")


def test_keys_that_cannot_be_used_fail_that_device_alone(sender: WebPushSender, target: WebPushTarget) -> None:
    assert sender.send(replace(target, p256dh="AAAA"), MESSAGE) == Outcome("failed", "unusable_keys")


def test_a_message_that_is_too_long_is_not_sent(
    sender: WebPushSender, target: WebPushTarget, service: PushService
) -> None:
    assert sender.send(target, replace(MESSAGE, token="t" * 3000)) == Outcome("failed", "too_long")
    assert service.posts == []


def test_another_key_than_the_browser_knows_is_our_fault_and_said_aloud(
    app: Flask, sender: WebPushSender, service: PushService, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = service.phone(key=os.urandom(65))
    assert sender.send(target_of(app, stranger), MESSAGE) == Outcome("refused", "http_403")
    assert "refuses our signature" in caplog.text


def test_a_browser_that_knows_an_older_key_of_ours_is_still_reached(
    app: Flask, sender: WebPushSender, target: WebPushTarget, phone: Phone
) -> None:
    ring: KeyRing = app.extensions["nightlamp.keys"]
    add_key(ring.directory, "vapid")
    renewed = WebPushSender(
        KeyRing(ring.directory), contact="mailto:a@b.example", public_origin="http://x", listed={phone.origin}
    )
    assert renewed.send(target, MESSAGE).kind == "sent"


def test_a_key_that_was_lost_is_said_aloud(
    sender: WebPushSender, target: WebPushTarget, caplog: pytest.LogCaptureFixture
) -> None:
    assert sender.send(replace(target, vapid_key_id="gone"), MESSAGE) == Outcome("refused", "key_missing")
    assert "VAPID key gone" in caplog.text


def test_no_log_line_and_no_print_holds_an_address(
    sender: WebPushSender, target: WebPushTarget, service: PushService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = target.endpoint.rsplit("/", 1)[1]
    for status in (201, 400, 403, 404, 410, 413, 429):
        service.fail_next(status, retry_after="0")
        sender.send(target, MESSAGE)
    service.close_next()
    sender.send(target, MESSAGE)
    for text in (caplog.text, repr(target), str(target)):
        assert secret not in text
        assert target.auth not in text
        assert MESSAGE.token not in text


def test_topics_of_one_alert_differ_between_devices_and_stay_for_one(target: WebPushTarget) -> None:
    assert topic_of("a", "x") == topic_of("a", "x")
    assert len({topic_of("a", "x"), topic_of("a", "y"), topic_of("b", "x")}) == 3


def test_the_application_makes_its_senders_once_and_a_test_may_bring_its_own(app: Flask) -> None:
    assert senders(app) is senders(app)
    assert isinstance(senders(app)["webpush"], WebPushSender)

    class Recording:
        """Keeps what it was asked to send."""

        def __init__(self) -> None:
            self.sent: list[Message] = []

        def send(self, target: WebPushTarget, message: Message) -> Outcome:
            self.sent.append(message)
            return Outcome("sent", "recorded")

    recording = Recording()
    app.extensions[EXTENSION] = {"webpush": recording}
    assert senders(app)["webpush"] is recording


def test_a_target_keeps_its_keys_without_padding(app: Flask) -> None:
    point = vapid_point(app)
    target = read_target(
        "https://fcm.googleapis.com/x", b64url(point) + "=", b64url(b"a" * 16) + "==", vapid_key_id="k", listed=()
    )
    assert (target.p256dh, target.auth) == (b64url(point), b64url(b"a" * 16))
    assert ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
