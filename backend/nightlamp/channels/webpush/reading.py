"""Read one answer of HTTP/1.1 from a connection: strictly, in a given time, and no more than 64 KB.

The standard library's reader takes a head apart as if it were an e-mail, which costs as much as sealing the message
does. A push service's answer is a status and a few headers (RFC 9112); whatever else comes is refused or costs the
connection.
"""

import re
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MOST_BYTES = 64 * 1024
# A TLS record holds no more than this (RFC 8446 section 5.1).
_PIECE = 16 * 1024

_STATUS = re.compile(r"HTTP/1\.([01]) ([1-5][0-9][0-9])(?: [^\r\n\0]*)?")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\r\n\0]*)")
_LENGTH = re.compile(r"[0-9]{1,9}")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n\0]*)?")
_BODILESS = (204, 304)
_SWITCHING = 101


class NotAnAnswer(Exception):
    """What came is no answer of HTTP/1.1, or was cut off within its head."""


@dataclass(frozen=True)
class Answer:
    """What a push service answered: status and headers. Its body is read and dropped, for it may name the address.

    Names of headers are in lower case; those that came more than once are joined by commas.
    """

    status: int
    headers: Mapping[str, str]


def read_answer(
    connection: socket.socket, *, seconds: float, ticks: Callable[[], float] = time.monotonic
) -> tuple[Answer, bool]:
    """Return the answer to a POST, and whether the connection may be used again: nothing is left in it.

    The head decides. A body that is cut, endless or garbled costs the connection, never the answer: the message was
    taken, or was not. Raises NotAnAnswer, TimeoutError, ConnectionResetError when closed before a byte came, OSError.
    """
    incoming = _Incoming(connection, ticks() + seconds, ticks)
    version, answer = _head(incoming)
    while answer.status < 200:
        if answer.status == _SWITCHING:
            raise NotAnAnswer("The push service changes to a protocol that nobody asked for.")
        version, answer = _head(incoming)
    try:
        is_at_end = _skip_body(incoming, answer) and not incoming.data
    except (OSError, NotAnAnswer):
        is_at_end = False
    return answer, is_at_end and version == "1" and not _closes(answer.headers)


class _Incoming:
    """What came and is not used yet."""

    def __init__(self, connection: socket.socket, deadline: float, ticks: Callable[[], float]) -> None:
        self.data = b""
        self._connection, self._deadline, self._ticks = connection, deadline, ticks
        self._left = MOST_BYTES

    def more(self) -> bool:
        """Wait for another piece; False when the other end has closed."""
        seconds = self._deadline - self._ticks()
        if seconds <= 0:
            raise TimeoutError("The push service's answer takes too long.")
        self._connection.settimeout(seconds)
        piece = self._connection.recv(_PIECE)
        self._left -= len(piece)
        if self._left < 0:
            raise NotAnAnswer("The push service's answer is too long.")
        self.data += piece
        return piece != b""

    def until(self, mark: bytes) -> bytes:
        """Take all before a mark, and drop the mark. Raises NotAnAnswer when it never comes."""
        began = 0
        while (end := self.data.find(mark, began)) < 0:
            began = max(0, len(self.data) - len(mark) + 1)
            if not self.more():
                raise NotAnAnswer("The push service closed within its answer.")
        taken, self.data = self.data[:end], self.data[end + len(mark) :]
        return taken

    def skip(self, size: int) -> bool:
        """Drop so many bytes; False when the other end closes before."""
        while len(self.data) < size:
            if not self.more():
                return False
        self.data = self.data[size:]
        return True


def _head(incoming: _Incoming) -> tuple[str, Answer]:
    if not incoming.data and not incoming.more():
        raise ConnectionResetError("The push service closed without an answer.")
    first, *lines = incoming.until(b"\r\n\r\n").decode("latin-1").split("\r\n")
    status = _STATUS.fullmatch(first)
    if status is None:
        raise NotAnAnswer("The push service does not speak HTTP/1.1.")
    headers: dict[str, str] = {}
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field is None:
            raise NotAnAnswer("The push service sends a header that is none.")
        name, value = field[1].lower(), field[2].strip(" \t")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return status[1], Answer(int(status[2]), headers)


def _skip_body(incoming: _Incoming, answer: Answer) -> bool:
    """Tell whether the body's end was found (RFC 9112 section 6.3); one that ends with the connection has none."""
    if answer.status in _BODILESS:
        return True
    length, coding = answer.headers.get("content-length"), answer.headers.get("transfer-encoding")
    if coding is not None:
        return length is None and coding.lower() == "chunked" and _skip_chunks(incoming)
    return length is not None and bool(_LENGTH.fullmatch(length)) and incoming.skip(int(length))


def _skip_chunks(incoming: _Incoming) -> bool:
    while size := _chunk_size(incoming.until(b"\r\n")):
        if not incoming.skip(size) or incoming.until(b"\r\n"):
            return False
    while incoming.until(b"\r\n"):
        pass  # Trailers: nothing in them is ours.
    return True


def _chunk_size(line: bytes) -> int:
    size = _CHUNK_SIZE.fullmatch(line)
    if size is None:
        raise NotAnAnswer("The push service sends a chunk without a size.")
    return int(size[1], 16)


def _closes(headers: Mapping[str, str]) -> bool:
    return "close" in (word.strip().lower() for word in headers.get("connection", "").split(","))
