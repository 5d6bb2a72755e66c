"""What a sealed file tells of itself, and how many a report may hold."""

import json

import pytest

from nightlamp.core.ids import in_groups, new_receipt
from nightlamp.reports.attachments.rules import MOST_BYTES_TOGETHER, MOST_FILES, is_full, name_of, unfolded


def test_the_first_line_tells_and_the_rest_is_the_file() -> None:
    receipt = new_receipt()
    head = {"receipt": in_groups(receipt), "name": "a.pdf", "claimed_at": "2026-03-02T01:00:00Z", "seconds": 4.26}
    found = unfolded(json.dumps(head).encode() + b"    \n\x00\nfile\n")
    assert (found.receipt, found.content, found.name) == (receipt, b"\x00\nfile\n", "a.pdf")
    assert (found.claimed_at, found.seconds) == ("2026-03-02T01:00:00Z", 4.3)


@pytest.mark.parametrize(
    "plain",
    [b"", b"\xff\xd8\xff no line", b"not json\nfile", b"[1]\nfile", b"\xff\xfe\nfile", b"{" * 50_000 + b"\nx"],
)
def test_without_such_a_line_everything_is_the_file(plain: bytes) -> None:
    found = unfolded(plain)
    assert (found.receipt, found.content) == (None, plain)


@pytest.mark.parametrize(
    "said",
    [{"receipt": 7}, {"receipt": "7K3M"}, {"name": 7}, {"name": "\x00/"}, {"claimed_at": "yesterday"},
     {"claimed_at": "2026-03-02T01:00:00"}, {"claimed_at": 5}, {"seconds": "9"}, {"seconds": -1}, {"seconds": True},
     {"seconds": 1e300}, {}],
)  # fmt: skip
def test_what_makes_no_sense_counts_as_not_said(said: dict[str, object]) -> None:
    found = unfolded(json.dumps(said).encode() + b"\nfile")
    assert (found.receipt, found.name, found.claimed_at, found.seconds) == (None, None, None, None)
    assert found.content == b"file"


@pytest.mark.parametrize(
    ("told", "kept"),
    [("a.pdf", "a.pdf"), ("/etc/passwd", "passwd"), ("C:\\docs\\a.pdf", "a.pdf"),
     ("x\r\nSet-Cookie: a", "xSet-Cookie: a"), ("\x00\u202e", None), ("长" * 500, "长" * 120),
     ("", None), (None, None)],
)  # fmt: skip
def test_a_name_keeps_neither_folders_nor_controls(told: object, kept: str | None) -> None:
    assert name_of(told) == kept


def test_a_report_is_full_by_number_or_by_size() -> None:
    assert not is_full({}, 1)
    assert not is_full(dict.fromkeys(range(MOST_FILES - 1), 1), 1)
    assert is_full(dict.fromkeys(range(MOST_FILES), 1), 1)
    assert not is_full({1: MOST_BYTES_TOGETHER - 5}, 5)
    assert is_full({1: MOST_BYTES_TOGETHER - 5}, 6)
