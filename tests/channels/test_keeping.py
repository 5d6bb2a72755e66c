"""What a push service says never gets into the answer to the next message."""

import pytest

from nightlamp.channels.webpush.connections import Connections, Limits
from nightlamp.channels.webpush.reading import NotAnAnswer
from tests.support.scripted import CREATED, HANGS_UP, Scripted

LATER = b"HTTP/1.1 503 Later\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nwait"
IN_CHUNKS = b"HTTP/1.1 503 Later\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "first",
    [
        LATER,
        LATER.replace(b"Content-Length: 4", b"Transfer-Encoding: chunked").replace(
            b"wait", b"4\r\nwait\r\n0\r\n\r\n"
        ),
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + LATER,
    ],
)
def test_a_connection_whose_answer_was_read_to_its_end_is_used_again(scripted: Scripted, first: bytes) -> None:
    assert scripted.statuses(Connections(), first, CREATED, first) == [503, 201, 503]
    assert len(scripted.connections) == 1


@pytest.mark.parametrize(
    "first",
    [
        LATER + CREATED,
        LATER.replace(b"Length: 4", b"Length: 3"),
        LATER.replace(b"Content-Length: 4", b"X: y"),
        LATER.replace(b"Retry-After: 7", b"Connection: close"),
        LATER.replace(b"1.1", b"1.0"),
        LATER.replace(b"Length: 4", b"Length: 99999999") + b"x" * 70_000,
        IN_CHUNKS + b"wait\r\n",
        IN_CHUNKS + b"4\r\nwait\r\n" + HANGS_UP,
        LATER.replace(b"Length: 4", b"Length: 5") + HANGS_UP,
    ],
)
def test_one_that_may_hold_something_yet_is_not_used_again(scripted: Scripted, first: bytes) -> None:
    assert scripted.statuses(Connections(), first, CREATED) == [503, 201]
    assert len(scripted.connections) == 2


def test_a_body_that_never_comes_ends_with_the_time_limit_and_the_status_counts(scripted: Scripted) -> None:
    kept = Connections(limits=Limits(read=1.0))
    assert scripted.statuses(kept, LATER.replace(b"wait", b""), CREATED) == [503, 201]


def test_what_comes_unasked_on_an_idle_connection_is_not_taken_for_an_answer(scripted: Scripted) -> None:
    kept = Connections()
    assert scripted.statuses(kept, CREATED) == [201]
    scripted.connections[0].sendall(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
    assert scripted.statuses(kept, CREATED) == [201]
    assert len(scripted.connections) == 2


def test_a_close_within_the_head_is_no_answer_and_is_not_asked_again_at_once(scripted: Scripted) -> None:
    kept = Connections()
    assert scripted.statuses(kept, CREATED) == [201]
    with pytest.raises(NotAnAnswer):
        scripted.statuses(kept, b"HTTP/1.1 201 Crea" + HANGS_UP)
    assert len(scripted.connections) == 1


def test_garbage_is_no_answer_and_the_next_message_has_a_new_connection(scripted: Scripted) -> None:
    kept = Connections()
    with pytest.raises(NotAnAnswer):
        scripted.statuses(kept, b"\x16\x03\x01 what?\r\n\r\n")
    assert scripted.statuses(kept, CREATED) == [201]
    assert len(scripted.connections) == 2
