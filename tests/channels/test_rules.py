"""Does a device work, and what is it called."""

from datetime import UTC, datetime, timedelta

import pytest

from nightlamp.channels.rules import Record, is_failing, is_working, label_of

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def ago(**lengths: float) -> datetime:
    return NOW - timedelta(**lengths)


def working(
    *,
    shown: datetime | None = None,
    failed: datetime | None = None,
    since: datetime | None = None,
    kind: str | None = None,
) -> bool | None:
    return is_working(Record(shown, failed, since, kind), now=NOW)


def test_a_new_device_is_not_proven() -> None:
    assert working() is None


def test_a_device_that_showed_a_notification_this_week_works() -> None:
    assert working(shown=ago(days=7)) is True


def test_proof_is_forgotten_after_a_week() -> None:
    assert working(shown=ago(days=7, seconds=1)) is None


def test_a_failure_makes_a_device_fail_even_when_it_rang_an_hour_before() -> None:
    assert working(shown=ago(hours=1), failed=NOW, since=NOW, kind="failed") is False


def test_a_message_taken_after_a_failure_is_not_proof_that_it_rings() -> None:
    assert working(shown=ago(hours=2), failed=ago(hours=1), kind="failed") is None


def test_a_notification_shown_after_a_failure_is_proof() -> None:
    assert working(shown=ago(minutes=1), failed=ago(hours=1), kind="failed") is True


def test_a_busy_push_service_says_nothing_about_the_phone_at_first() -> None:
    record = Record(ago(hours=1), NOW, ago(minutes=9), "later")
    assert not is_failing(record)
    assert is_working(record, now=NOW) is None


def test_a_push_service_that_stays_busy_for_ten_minutes_cannot_ring_the_phone() -> None:
    assert working(shown=ago(hours=1), failed=NOW, since=ago(minutes=10), kind="later") is False


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0", "Firefox · Android"),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile "
            "Safari/537.36",
            "Chrome · Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 "
            "Safari/537.36 Edg/150.0.0.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/114.0 HuaweiBrowser/16.0 Mobile Safari/537.36",
            "Huawei Browser · HarmonyOS",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0", "Firefox · Mac"),
        ("", "Browser"),
        ("something quite new", "Browser"),
    ],
)
def test_a_device_is_named_in_plain_words(agent: str, label: str) -> None:
    assert label_of(agent) == label
