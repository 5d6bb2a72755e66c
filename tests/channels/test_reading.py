"""One answer of HTTP/1.1: its status and headers, and whether the connection is clean behind it."""

import socket
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.channels.webpush.reading import MOST_BYTES, Answer, NotAnAnswer, read_answer

CREATED = b"HTTP/1.1 201 Created\r\nLocation: /m/1\r\nContent-Length: 0\r\n\r\n"
CHUNKED = (
    b"HTTP/1.1 429 Too Many Requests\r\nretry-after:\t120 \r\nTransfer-Encoding: chunked\r\n\r\n"
    b'5\r\n{"a":\r\nC;note=x\r\n1,\r\n\r\n"b":2}\r\n0\r\nX-Trailer: y\r\n\r\n'
)
EARLY = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"


class Pieces(socket.socket):
    """A connection on which these pieces come one by one; then it is closed. Each takes so many seconds."""

    def __init__(self, pieces: Iterable[bytes], seconds: float = 0.0) -> None:
        super().__init__()
        self.close()
        self._pieces, self._seconds = list(pieces), seconds
        self.taken, self.now = b"", 1000.0
        self.waits: list[float | None] = []

    def settimeout(self, value: float | None) -> None:
        self.waits.append(value)

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        self.now += self._seconds
        first = self._pieces.pop(0) if self._pieces else b""
        if len(first) > bufsize:
            self._pieces.insert(0, first[bufsize:])
        self.taken += first[:bufsize]
        return first[:bufsize]


def read(*pieces: bytes) -> tuple[Answer, bool]:
    return read_answer(Pieces(pieces), seconds=10)


def test_status_and_headers_are_told_in_lower_case_names() -> None:
    assert read(CREATED) == (Answer(201, {"location": "/m/1", "content-length": "0"}), True)


@pytest.mark.parametrize(
    ("text", "status"),
    [(CREATED, 201), (CHUNKED, 429), (EARLY + CREATED, 201), (EARLY + CHUNKED, 429),
     (b"HTTP/1.1 204 No Content\r\n\r\n", 204), (b"HTTP/1.1 410\r\nContent-Length: 4\r\n\r\ngone", 410)],
)  # fmt: skip
def test_an_answer_reads_the_same_in_one_piece_in_two_and_byte_by_byte(text: bytes, status: int) -> None:
    whole = read(text)
    assert (whole[0].status, whole[1]) == (status, True)
    assert all(read(text[:cut], text[cut:]) == whole for cut in range(1, len(text)))
    assert read(*(text[i : i + 1] for i in range(len(text)))) == whole


def test_a_chunked_body_and_its_trailers_are_read_to_the_end_and_dropped() -> None:
    assert read(CHUNKED) == (Answer(429, {"retry-after": "120", "transfer-encoding": "chunked"}), True)


def test_early_hints_leave_no_header_behind() -> None:
    assert "link" not in read(EARLY + CREATED)[0].headers


def test_a_header_that_comes_twice_is_joined() -> None:
    answer, _ = read(b"HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 0\r\n\r\n")
    assert answer.headers["x-a"] == "1, 2"


@pytest.mark.parametrize(
    "text",
    [
        CREATED.replace(b"1.1", b"1.0"),
        CREATED.replace(b"Location: /m/1", b"Connection: Keep-Alive, Close"),
        CREATED + b"H",  # Behind the end stands something that would be read as the next answer.
        CREATED + CREATED,
        CREATED.replace(b"Length: 0", b"Length: 0, 0"),
        CREATED.replace(b"Length: 0", b"Length: -1"),
        CREATED.replace(b"Length: 0", b"Length: 9999999999"),
        CREATED.replace(b"Length: 0", b"Length: 5") + b"abc",
        CREATED.replace(b"Content-Length: 0", b"X: y") + b"until it closes",
        CREATED.replace(b"Length: 0", b"Length: 0\r\nTransfer-Encoding: chunked") + b"0\r\n\r\n",
        CREATED.replace(b"Content-Length: 0", b"Transfer-Encoding: gzip, chunked") + b"0\r\n\r\n",
        CHUNKED + b"0\r\n\r\n",
        CHUNKED[:-2],
        CHUNKED.replace(b"\r\n5\r\n", b"\r\n4\r\n"),
        CHUNKED.replace(b"\r\n5\r\n", b"\r\nxyz\r\n"),
        CHUNKED.replace(b"\r\n5\r\n", b"\r\n-5\r\n"),
        CHUNKED.replace(b"\r\n5\r\n", b"\r\nffffffff\r\n"),
        CREATED.replace(b"Length: 0", b"Length: %d" % MOST_BYTES) + b"x" * MOST_BYTES,
    ],
)
def test_whatever_is_wrong_with_a_body_costs_the_connection_and_never_the_answer(text: bytes) -> None:
    answer, is_reusable = read(text)
    assert answer.status in (201, 429)
    assert not is_reusable


def test_nothing_behind_a_status_without_a_body_is_kept_for_the_next() -> None:
    assert read(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n")[1]
    assert not read(b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nHTTP/")[1]


@pytest.mark.parametrize(
    "text",
    [
        b"SSH-2.0-server\r\n\r\n",
        b"HTTP/2 201\r\n\r\n",
        b"HTTP/1.1 2010 Created\r\n\r\n",
        b"HTTP/1.1 099 Odd\r\n\r\n",
        b"HTTP/1.1 600 Odd\r\n\r\n",
        b"HTTP/1.1  201 Created\r\n\r\n",
        b"\r\nHTTP/1.1 201 Created\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nno colon\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nName : value\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nName: one\r\n folded\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nName: a\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nName: a\0b\r\n\r\n",
        b"HTTP/1.1 201 Created\n\n",
        b"HTTP/1.1 201 Cre",
        b"HTTP/1.1 201 Created\r\nContent-Le",
        EARLY + b"HTTP/1.1 20",
        b"HTTP/1.1 201 Created\r\nX: " + b"x" * MOST_BYTES + b"\r\n\r\n",
        b"x" * (MOST_BYTES + 1),
        EARLY * 1200,
    ],
)
def test_what_is_no_answer_or_is_cut_within_its_head_is_refused(text: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        read(text)


def test_a_close_before_the_first_byte_is_told_apart() -> None:
    with pytest.raises(ConnectionResetError):
        read()


def test_an_answer_that_drips_ends_when_its_time_is_over() -> None:
    slow = Pieces((CREATED[i : i + 1] for i in range(len(CREATED))), seconds=3.0)
    with pytest.raises(TimeoutError):
        read_answer(slow, seconds=10, ticks=lambda: slow.now)
    assert slow.waits == [10.0, 7.0, 4.0, 1.0]


def test_a_body_that_drips_costs_the_connection_alone() -> None:
    slow = Pieces([CREATED.replace(b"Length: 0", b"Length: 9"), *[b"x"] * 9], seconds=3.0)
    answer, is_reusable = read_answer(slow, seconds=10, ticks=lambda: slow.now)
    assert (answer.status, is_reusable) == (201, False)


PARTS = st.binary(min_size=1, max_size=200) | st.sampled_from([CREATED, CHUNKED, EARLY, b"\r\n", b"HTTP/1.1 201 "])


@given(st.lists(PARTS))
def test_whatever_comes_a_connection_is_used_again_only_when_the_answer_ends_where_reading_stopped(
    parts: list[bytes],
) -> None:
    connection = Pieces(parts)
    try:
        answer, is_reusable = read_answer(connection, seconds=10)
    except (NotAnAnswer, ConnectionResetError):
        return
    assert 200 <= answer.status < 600
    if is_reusable:
        assert read(connection.taken) == (answer, True)
        assert not ends_cleanly(connection.taken[:-1])
        assert not ends_cleanly(connection.taken + b"H")


def ends_cleanly(text: bytes) -> bool:
    try:
        return read(text)[1]
    except NotAnAnswer:
        return False
