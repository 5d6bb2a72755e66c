"""Couriers: how many messages may be under way to one host, and that what is back is told."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from nightlamp.alerts.engine.sending.couriers import SLOTS, Couriers, Rooms
from nightlamp.channels.message import Outcome

SENT = Outcome("sent", "http_201")


def filled(hosts: int) -> "Counter[str]":
    """Return what is under way when so many hosts hang, and each has got as much as it may."""
    under_way: Counter[str] = Counter()
    for number in range(hosts):
        rooms = Rooms(SLOTS, under_way)
        while rooms.take(f"host {number}"):
            under_way[f"host {number}"] += 1
    return under_way


@pytest.mark.parametrize(("hosts", "last"), [(1, 32), (2, 16), (3, 8), (4, 4), (5, 2), (6, 1)])
def test_each_host_that_hangs_leaves_half_of_what_the_last_one_left(hosts: int, last: int) -> None:
    assert filled(hosts)[f"host {hosts - 1}"] == last


def test_six_hosts_that_hang_leave_room_for_one_that_is_well() -> None:
    rooms = Rooms(SLOTS, filled(6))
    assert rooms.take("well")
    assert rooms.is_none_left
    assert not rooms.take("another")


def test_a_host_that_has_its_share_is_full_and_others_are_not() -> None:
    rooms = Rooms(SLOTS, filled(1))
    assert rooms.full() == {"host 0"}
    assert rooms.is_full("host 0")
    assert not rooms.is_full("well")


def test_what_one_that_hangs_holds_does_not_delay_what_is_back() -> None:
    let_go, told = threading.Event(), threading.Event()

    def carry(item: str) -> Outcome:
        if item == "hangs":
            let_go.wait()
        return SENT

    with ThreadPoolExecutor(2) as pool:
        couriers: Couriers[str] = Couriers(pool, on_return=told.set)
        couriers.send("a", "hangs", carry)
        couriers.send("b", "quick", carry)
        assert told.wait(60)
        assert couriers.returned(within=60, down_to=1) == [("quick", SENT)]
        assert (couriers.under_way, couriers.returned(within=0)) == (1, [])
        let_go.set()
        assert couriers.returned(within=None) == [("hangs", SENT)]
    assert couriers.under_way == 0
    assert not couriers.rooms().full()
