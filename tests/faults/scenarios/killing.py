"""Processes are ended with SIGKILL while they work, again and again, and started anew."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.faults.stand.stand import Stand


@contextmanager
def meanwhile(hurt: Callable[[random.Random], None], *, every: tuple[float, float]) -> Iterator[None]:
    """Do something again and again, at random moments, while the block runs; once at least."""
    stop, dice = threading.Event(), random.Random(7)
    failed: list[Exception] = []

    def go() -> None:
        try:
            while True:
                stop.wait(dice.uniform(*every))
                hurt(dice)
                if stop.is_set():
                    return
        except Exception as error:  # noqa: BLE001  (raised below, in the scenario's own thread)
            failed.append(error)

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if failed:
        raise failed[0]


def killed(stand: Stand, count: int) -> None:
    """Web and dispatcher are killed with SIGKILL at random, and started again."""
    _killing(stand, count, ["web", "dispatcher", "dispatcher"])


def two_dispatchers(stand: Stand, count: int) -> None:
    """Two dispatchers at once; one of them is killed and started again."""
    _killing(stand, count, ["dispatcher-1", "dispatcher-2"])


def four_dispatchers(stand: Stand, count: int) -> None:
    """Four dispatchers at once; one of them is killed and started again."""
    _killing(stand, count, [f"dispatcher-{number}" for number in range(1, 5)])


def _killing(stand: Stand, count: int, names: list[str]) -> None:
    stand.open(*(name for name in set(names) if name != "web"))

    def hurt(dice: random.Random) -> None:
        name = dice.choice(names)
        with stand.harm():
            stand.kill(name)
        stand.start(name)
        # Usually it is let begin to work before the next blow falls, so that there is something to break off.
        if dice.random() < 0.2:
            return
        if name == "web":
            stand.wait_for(stand.answers_requests, "web answers")
        else:
            stand.wait_for_messages(dice.randint(1, 8), seconds=5.0)

    with meanwhile(hurt, every=(0.0, 0.8)):
        stand.file(count, lasts=6.0)
