"""Counting by source without keeping one."""

from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import EnvironBuilder

from nightlamp.core import lanes as module
from nightlamp.core.lanes import Lanes, source_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_each_source_and_kind_has_a_count_of_its_own_that_ends_with_its_window() -> None:
    lanes = Lanes(seconds=600)
    assert [lanes.count("file", "192.0.2.1", now=NOON) for _ in range(3)] == [1, 2, 3]
    assert lanes.count("file", "192.0.2.2", now=NOON) == 1
    assert lanes.count("wrong receipt", "192.0.2.1", now=NOON) == 1
    assert lanes.left(now=NOON + timedelta(seconds=599)) == 1
    assert lanes.count("file", "192.0.2.1", now=NOON + timedelta(minutes=10)) == 1


def test_no_address_is_kept_and_the_key_is_gone_the_next_day() -> None:
    lanes = Lanes(seconds=600)
    lanes.count("file", "192.0.2.1", now=NOON)
    before = vars(lanes).copy()
    assert "192.0.2" not in repr(before)
    lanes.count("file", "192.0.2.1", now=NOON + timedelta(days=1))
    assert vars(lanes)["_key"] != before["_key"]


def test_too_many_sources_are_forgotten_and_nobody_is_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_SOURCES", 3)
    lanes = Lanes(seconds=600)
    for number in range(3):
        lanes.count("file", f"192.0.2.{number}", now=NOON)
    assert lanes.count("file", "192.0.2.0", now=NOON) == 2
    assert lanes.count("file", "192.0.2.9", now=NOON) == 1
    assert lanes.count("file", "192.0.2.0", now=NOON) == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "source"),
    [
        (0, "203.0.113.7", "127.0.0.1"),
        (1, "203.0.113.7, 198.51.100.4", "198.51.100.4"),
        (2, "203.0.113.7, 198.51.100.4", "203.0.113.7"),
        (1, "", "127.0.0.1"),
        (3, "203.0.113.7", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, forwarded: str, source: str) -> None:
    environ = EnvironBuilder(headers={"X-Forwarded-For": forwarded}).get_environ() | {"REMOTE_ADDR": "127.0.0.1"}
    assert source_of(environ, proxies=proxies) == source
