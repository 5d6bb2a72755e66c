"""Threads that carry messages out side by side. A host that hangs keeps its own share of them, never all.

Knows no database. One thread sends and collects; the couriers only carry, and lay down what came of it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Generic, TypeVar

from nightlamp.channels.message import Outcome

Item = TypeVar("Item")

# How many messages are under way at once, at most. A thread that waits for an answer costs next to nothing.
SLOTS = 64


class Rooms:
    """How many more messages may set out now, and where to.

    To each host as many may be under way as there are slots free. One host alone gets half of all slots; when it
    hangs, a second gets a third, and so on: with n hosts that hang, one of n + 1 parts is free for all others.
    """

    def __init__(self, slots: int, under_way: Mapping[str, int]) -> None:
        self._under_way = Counter(under_way)
        self._free = slots - self._under_way.total()

    @property
    def is_none_left(self) -> bool:
        """Tell whether no message at all may set out."""
        return self._free <= 0

    def take(self, host: str) -> bool:
        """Take a slot for a message to this host, if it may have one; tell whether it may."""
        if self.is_full(host):
            return False
        self._under_way[host] += 1
        self._free -= 1
        return True

    def is_full(self, host: str) -> bool:
        """Tell whether no more messages may set out to a host."""
        return self._under_way[host] >= self._free

    def full(self) -> set[str]:
        """Return the hosts that have messages under way and may get no more."""
        return {host for host in self._under_way if self.is_full(host)}


class Couriers(Generic[Item]):
    """Carry items through `pool`. `on_return` is called, in the courier's thread, when one is back."""

    def __init__(self, pool: Executor, *, slots: int = SLOTS, on_return: Callable[[], None] | None = None) -> None:
        self._pool, self._slots, self._on_return = pool, slots, on_return
        self._under_way: Counter[str] = Counter()
        self._back: SimpleQueue[tuple[str, Item, Outcome]] = SimpleQueue()

    @property
    def under_way(self) -> int:
        """How many have set out and were not collected yet."""
        return self._under_way.total()

    def rooms(self) -> Rooms:
        """Return how many more may set out."""
        return Rooms(self._slots, self._under_way)

    def send(self, host: str, item: Item, carry: Callable[[Item], Outcome]) -> None:
        """Let a courier carry an item to a host. `carry` must not raise."""
        self._pool.submit(self._go, host, item, carry)
        self._under_way[host] += 1

    def returned(self, *, within: float | None, down_to: int = 0) -> list[tuple[Item, Outcome]]:
        """Return what is back. Wait for it up to `within` seconds (None: as long as it takes), or until no more than
        `down_to` are under way."""
        until = None if within is None else monotonic() + within
        found: list[tuple[Item, Outcome]] = []
        while self.under_way:
            waits = self.under_way > down_to
            try:
                left = None if until is None else max(until - monotonic(), 0.0)
                host, item, outcome = self._back.get(block=waits, timeout=left)
            except Empty:
                break
            self._under_way[host] -= 1
            found.append((item, outcome))
        self._under_way = +self._under_way
        return found

    def _go(self, host: str, item: Item, carry: Callable[[Item], Outcome]) -> None:
        self._back.put((host, item, carry(item)))
        if self._on_return is not None:
            self._on_return()
