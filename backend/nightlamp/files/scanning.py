"""Ask a ClamAV daemon whether it knows a file (its INSTREAM command). Optional; without one nothing is asked."""

import socket
import struct

from nightlamp.files.rules import BLOCKED, READY, UNSCANNED

_PIECE = 64 * 1024
# A file of ten megabytes takes well under a second; a phone waits meanwhile.
PATIENCE_SECONDS = 15.0


class ScannerAway(Exception):
    """The daemon does not answer, or says something that is no verdict. It is asked again later."""


def state_after_scan(address: str, content: bytes) -> str:
    """Return the state in which a file is kept: ready (nothing found, or nobody to ask), blocked or unscanned."""
    if not address:
        return READY
    try:
        return BLOCKED if is_known_bad(address, content) else READY
    except ScannerAway:
        return UNSCANNED


def is_known_bad(address: str, content: bytes) -> bool:
    """Tell whether the daemon at `address` (host:port, or the path of a socket) knows something bad in a file.

    Raises ScannerAway.
    """
    try:
        with _connected(address) as connection:
            connection.sendall(b"zINSTREAM\x00")
            for at in range(0, len(content), _PIECE):
                piece = content[at : at + _PIECE]
                connection.sendall(struct.pack(">I", len(piece)) + piece)
            connection.sendall(struct.pack(">I", 0))
            answer = _answer(connection)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from None
    if answer.endswith(b" FOUND"):
        return True
    if answer == b"stream: OK":
        return False
    raise ScannerAway("no_verdict")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(PATIENCE_SECONDS)
        connection.connect(address)
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE_SECONDS)


def _answer(connection: socket.socket) -> bytes:
    found = b""
    while b"\x00" not in found and len(found) < 1024:
        piece = connection.recv(1024)
        if not piece:
            break
        found += piece
    return found.split(b"\x00", 1)[0].strip()
