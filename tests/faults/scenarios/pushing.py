"""The push service misbehaves while reports come in. Each scenario proves by its count that it did."""

import random
import time
from collections.abc import Callable

from nightlamp.alerts.engine.sending.couriers import SLOTS
from tests.faults.stand.stand import Stand
from tests.faults.stand.standing import give_phone
from tests.support.push_phone import Post
from tests.support.push_trouble import ANSWER, Trouble

Rule = Callable[[Post], Trouble | None]

# A sender waits ten seconds for an answer, and one host has at most half of all slots meanwhile.
_PATIENCE = 10.0
HANGING = 12.0
# So much of an answer tells nothing: the line with its status is not whole.
_TOLD_NOTHING = ANSWER.index(b"201")


def slow(stand: Stand, count: int) -> None:
    """Every answer takes its time, up to two seconds."""
    dice = random.Random(1)
    _under(stand, count, lambda _: Trouble(hang_seconds=dice.uniform(0.2, 2.0)))


def hanging(stand: Stand, count: int) -> None:
    """One message in fifteen gets no answer within any time that a sender waits, and is taken all the same."""
    _under(stand, count, _some(1 / 15, lambda _: Trouble(hang_seconds=HANGING)))


def busy(stand: Stand, count: int) -> None:
    """429 with Retry-After: the service wants to be left alone for two seconds."""
    _under(stand, count, _some(1 / 15, lambda _: Trouble(status=429, retry_after="2")))


def busy_as_windows_says(stand: Stand, count: int) -> None:
    """406 with Retry-After, which is how Windows says 429."""
    _under(stand, count, _some(1 / 15, lambda _: Trouble(status=406, retry_after="2")))


def broken(stand: Stand, count: int) -> None:
    """One message in three is answered with 500, 502, 503 or 504."""
    _under(stand, count, _some(1 / 3, lambda dice: Trouble(status=dice.choice((500, 502, 503, 504)))))


def disbelieving(stand: Stand, count: int) -> None:
    """401: our signature is not believed at the phone of whoever is on duty. The alert climbs at once."""
    on_duty = stand.phones["worker"].phone.channel
    _under(stand, count, lambda post: Trouble(status=401) if post.channel == on_duty else None)


def closing_early(stand: Stand, count: int) -> None:
    """The connection closes before an answer, for one message in five."""
    _under(stand, count, _some(1 / 5, lambda _: Trouble(closes=True)))


def closing_in_the_middle(stand: Stand, count: int) -> None:
    """The connection closes within an answer, for one message in five: it was taken, and nobody can know."""
    _under(stand, count, _some(1 / 5, lambda dice: Trouble(cut_after=dice.randint(0, _TOLD_NOTHING + 2))))


def all_of_it(stand: Stand, count: int) -> None:
    """Each of these, in any order."""
    troubles: list[Callable[[], Trouble]] = [
        lambda: Trouble(status=dice.choice((401, 403, 500, 502, 503))),
        lambda: Trouble(status=dice.choice((429, 406)), retry_after="2"),
        lambda: Trouble(hang_seconds=HANGING),
        lambda: Trouble(hang_seconds=1.0),
        lambda: Trouble(closes=True),
        lambda: Trouble(cut_after=4),
    ]
    dice = random.Random(2)
    _under(stand, count, _some(1 / 5, lambda _: dice.choice(troubles)()))


def gone(stand: Stand, count: int) -> None:
    """410: the phone of whoever is on duty is gone in the middle of it all. The alert climbs at once."""
    stand.open()
    stand.file(count // 2)
    del stand.service.channels[stand.phones["worker"].phone.channel]
    before = len(stand.service.posts)
    stand.file(count - count // 2)
    stand.settle()
    stand.hurt += sum(post.status == 410 for post in stand.service.posts[before:])


def one_of_two_hangs(stand: Stand, count: int) -> None:
    """One push service hangs for every message, another is well: phones there hear while the first one hangs."""
    stand.phones["county, elsewhere"] = give_phone(stand, "county", stand.other)
    stand.open()
    before, hangs, began = len(stand.service.posts), Trouble(hang_seconds=HANGING), time.monotonic()
    stand.service.rule = lambda _: hangs
    told = {reference.replace("-", "") for reference in stand.file(count, danger_now="yes")}
    stand.wait_for(lambda: stand.heard()["county, elsewhere"] >= told, "the other phone hears of every alert")
    hung = [post for post in stand.service.posts[before:] if post.trouble]
    stand.service.rule = _well
    waits = 1 + (time.monotonic() - began) // _PATIENCE
    assert len(hung) <= SLOTS // 2 * waits, "the one service has answered as fast as the other: it did not hang"
    stand.hurt += len(hung)


def _under(stand: Stand, count: int, rule: Rule) -> None:
    stand.open()
    before = len(stand.service.posts)
    stand.service.rule = rule
    stand.file(count)
    stand.settle()
    stand.service.rule = _well
    stand.hurt += sum(bool(post.trouble) for post in stand.service.posts[before:])


def _some(share: float, trouble: Callable[[random.Random], Trouble]) -> Rule:
    """Make trouble for a share of all messages; for the third one in any case."""
    dice, count = random.Random(3), 0

    def rule(_: Post) -> Trouble | None:
        nonlocal count
        count += 1
        return trouble(dice) if count == 3 or dice.random() < share else None

    return rule


def _well(_: Post) -> None:
    return None
