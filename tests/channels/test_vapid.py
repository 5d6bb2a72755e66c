"""Who we are, for push services."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import AnyHttpUrl

from nightlamp.channels.webpush.vapid import CachedVapid
from nightlamp.core.keys import public_point
from tests.conftest import PretendClock
from tests.support.push_phone import b64url

CONTACT = "mailto:operator@nightlamp.example"
LIFE = 12 * 3600
KEY = ec.generate_private_key(ec.SECP256R1())


def header(vapid: CachedVapid, origin: str = "https://fcm.googleapis.com") -> str:
    return vapid.get_authorization_header(AnyHttpUrl(origin), CONTACT, LIFE)


def claims(text: str) -> dict[str, Any]:
    token = text.removeprefix("vapid t=").split(",")[0]
    options: Any = {"verify_aud": False, "verify_exp": False}
    found: dict[str, Any] = jwt.decode(token, KEY.public_key(), algorithms=["ES256"], options=options)
    return found


@pytest.mark.parametrize(
    ("origin", "audience"),
    [
        ("https://fcm.googleapis.com", "https://fcm.googleapis.com"),
        ("https://push.example.org:8443", "https://push.example.org:8443"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("http://[::1]:9000", "http://[::1]:9000"),
        ("https://push.example.org:443", "https://push.example.org"),
    ],
)
def test_the_audience_is_the_origin_with_its_port(origin: str, audience: str) -> None:
    assert claims(header(CachedVapid(KEY), origin))["aud"] == audience


def test_the_signature_names_us_and_our_key_and_lasts_twelve_hours() -> None:
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    text = header(CachedVapid(KEY, clock=lambda: now))
    found = claims(text)
    assert found["sub"] == CONTACT
    assert found["exp"] == int((now + timedelta(hours=12)).timestamp())
    assert text.endswith(f", k={b64url(public_point(KEY))}")


def test_one_signature_serves_an_origin_for_half_of_its_life() -> None:
    clock = PretendClock()
    vapid = CachedVapid(KEY, clock=clock)
    first = header(vapid)
    clock.forward(hours=6)
    assert header(vapid) == first
    clock.forward(seconds=1)
    assert header(vapid) != first


def test_origins_do_not_share_a_signature() -> None:
    vapid = CachedVapid(KEY)
    assert claims(header(vapid, "https://web.push.apple.com"))["aud"] != claims(header(vapid))["aud"]


def test_many_threads_get_one_signature() -> None:
    vapid = CachedVapid(KEY)
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: header(vapid), range(200)))) == 1
