"""The scanner: asked where there is one, believed when it says so, and never taken as silent consent."""

import socket
from pathlib import Path

import pytest

from nightlamp.files.rules import BLOCKED, READY, UNSCANNED
from nightlamp.files.scanning import state_after_scan
from tests.support import clamd


def test_without_a_scanner_nobody_is_asked() -> None:
    assert state_after_scan("", clamd.BAD) == READY


@pytest.mark.parametrize("way", ["port", "socket"])
def test_a_scanner_gets_the_whole_file_and_is_believed(way: str, tmp_path: Path) -> None:
    with clamd.running(str(tmp_path / "clamd") if way == "socket" else "") as daemon:
        large = bytes(200_000) + b"end"
        assert state_after_scan(daemon.address, large) == READY
        assert state_after_scan(daemon.address, b"x" + clamd.BAD) == BLOCKED
        assert daemon.seen == [large, b"x" + clamd.BAD]


def test_a_scanner_that_is_away_leaves_the_file_unscanned(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
    assert state_after_scan(address, b"file") == UNSCANNED
    assert state_after_scan(str(tmp_path / "nowhere"), b"file") == UNSCANNED


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OKAY\0", b"x" * 5000])
def test_an_answer_that_is_no_verdict_leaves_the_file_unscanned(answer: bytes) -> None:
    with clamd.running() as daemon:
        daemon.answer = answer
        assert state_after_scan(daemon.address, b"file") == UNSCANNED
