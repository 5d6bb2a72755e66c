"""The comparison of senders: it runs, and what both send is what a strict push service takes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bench.push_send import compared, our_send, their_send

from nightlamp.channels.webpush.payload import PLAIN_BYTES
from tests.support.push_phone import Phone
from tests.support.push_service import running


def test_it_counts_both_senders() -> None:
    table = compared(rounds=2, messages=3)
    assert "6 messages each" in table.title
    assert [figure.reach for figure in table.figures].count(">= 5") == 2
    assert all(figure.value > 0 for figure in table.figures)


@pytest.mark.parametrize("send_by", [our_send, their_send])
def test_a_strict_service_takes_a_message_of_the_same_size_from_each(
    send_by: Callable[[Path, Phone], Callable[[], None]], tmp_path: Path
) -> None:
    with running() as service:
        phone = service.phone()
        send_by(tmp_path, phone)()
        assert [len(phone.plain(post)) for post in phone.posts()] == [PLAIN_BYTES]
