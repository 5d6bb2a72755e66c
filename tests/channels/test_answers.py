"""What a push service's answer means."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.channels.webpush.answers import outcome_of, retry_after_seconds

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, "sent"), (201, "sent"), (202, "sent"), (301, "failed"), (307, "failed"), (400, "failed"),
        (401, "refused"), (403, "refused"), (404, "gone"), (406, "later"), (408, "later"), (410, "gone"),
        (413, "failed"), (429, "later"), (500, "later"), (503, "later"),
    ],
)  # fmt: skip
def test_each_status_has_one_meaning(status: int, kind: str) -> None:
    outcome = outcome_of(status, {}, now=NOW)
    assert (outcome.kind, outcome.code) == (kind, f"http_{status}")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Mon, 02 Mar 2026 01:02:00 GMT", 120.0),
        ("Mon, 02 Mar 2026 00:00:00 GMT", 0.0),
        ("999999999", 3600.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, now=NOW) == seconds


def test_a_service_that_is_told_out_but_names_no_time_gets_half_a_minute() -> None:
    assert outcome_of(429, {}, now=NOW).retry_after_seconds == 30.0
    assert outcome_of(406, {}, now=NOW).retry_after_seconds == 30.0
    assert outcome_of(503, {}, now=NOW).retry_after_seconds is None
    assert outcome_of(503, {"retry-after": "7"}, now=NOW).retry_after_seconds == 7.0
    assert outcome_of(201, {"retry-after": "7"}, now=NOW).retry_after_seconds is None


@given(st.text(max_size=40))
def test_no_header_breaks_the_reading(value: str) -> None:
    seconds = retry_after_seconds(value, now=NOW)
    assert seconds is None or 0 <= seconds <= 3600
