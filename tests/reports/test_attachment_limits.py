"""Sizes are looked at before anything is read, on the wire as it is."""

import http.client
import socket
from pathlib import Path

import pytest

from nightlamp.core.config import Settings
from nightlamp.files.rules import MOST_BYTES
from nightlamp.reports.attachments.api import BODY_LIMIT
from tests.support import files
from tests.support.attaching import attach, attach_sealed
from tests.support.rows import counts, grown
from tests.support.serving import serving
from tests.support.town import Town, a_report


def test_ten_megabytes_are_taken_and_one_byte_more_is_not(town: Town) -> None:
    body = a_report()
    town.file(**body)
    town.rung()
    nearly = 10_000_000
    whole = files.pdf(inside=b"%" * (nearly + MOST_BYTES - len(files.pdf(inside=b"%" * nearly))))
    assert len(whole) == MOST_BYTES
    assert attach_sealed(town, body["receipt"], whole).status_code == 201
    before = counts()
    for answer in (attach(town, body["receipt"], whole + b" "), attach(town, body["receipt"], bytes(BODY_LIMIT + 1))):
        assert answer.status_code in (413, 422)
        assert "10 MB" in answer.json["detail"]
    assert grown(before) == {}


@pytest.mark.lengthy
@pytest.mark.parametrize("told", [True, False], ids=["with its length", "piece by piece"])
def test_a_hundred_megabytes_are_refused_early(settings: Settings, tmp_path: Path, told: bool) -> None:
    most = 100 * 1024 * 1024
    head = (
        "POST /api/v1/follow-up/attachments HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    )
    head += f"Content-Length: {most}\r\n\r\n" if told else "Transfer-Encoding: chunked\r\n\r\n"
    beginning = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    with serving(settings, tmp_path) as server, socket.create_connection(("127.0.0.1", server.port), 30) as wire:
        wire.sendall(head.encode())
        piece, sent = bytes(1024 * 1024), 0
        try:
            wire.sendall(beginning if told else b"%x\r\n%s\r\n" % (len(beginning), beginning))
            while sent < most:
                wire.sendall(piece if told else b"%x\r\n%s\r\n" % (len(piece), piece))
                sent += len(piece)
        except OSError:
            pass  # The server has answered and hung up.
        answer = http.client.HTTPResponse(wire)
        try:
            answer.begin()
            assert answer.status == 413
        except (OSError, http.client.HTTPException):
            pass  # It hung up before we could read; what it let in is told by what was sent.
        assert sent < most / 2
        assert server.send("GET", "/readyz").status == 200
