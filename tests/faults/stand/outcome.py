"""What became of everything, counted from what reporters were told, what is stored, and what phones got."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from flask import Flask
from sqlalchemy import select

from nightlamp.alerts.engine.deliver import LEASE
from nightlamp.alerts.models import Alert, Delivery
from nightlamp.core.db import db
from nightlamp.reports.models import Report
from tests.support.push_phone import Phone, Post

# A lease begins when a message is claimed, a little before it is posted: more than a little on a busy machine.
SHORTEST = LEASE.total_seconds() - 15.0


@dataclass(frozen=True)
class Outcome:
    """What became of the reports of one scenario: all but `reports`, `hurt`, `duplicates` and `tries` must be nought.

    hurt: how often harm was done · lost: answered with 201 and not stored · twice: stored more often than sent ·
    silent: stored without an alert · undelivered: alerts of which no phone has heard, or that still wait to be sent ·
    duplicates: messages that a phone got again · unexplained: those of them that no lost answer and no lease explains
    """

    reports: int
    hurt: int
    lost: int
    twice: int
    silent: int
    undelivered: int
    duplicates: int
    unexplained: int
    tries: int

    @property
    def is_whole(self) -> bool:
        """Tell whether harm was done, and nothing came of it that must not be."""
        return self.hurt > 0 and not (self.lost or self.twice or self.silent or self.undelivered or self.unexplained)


@dataclass(frozen=True)
class Harm:
    """A time in which a dispatcher may have been kept from writing down what it had sent."""

    begins: float
    ends: float


@dataclass
class Clocks:
    """How far the clocks of the processes were ahead of the machine's, and since when."""

    steps: list[tuple[float, float]] = field(default_factory=lambda: [(0.0, 0.0)])

    def shown(self, at: float) -> float:
        """Return what the clocks of the processes showed at a moment of the machine's."""
        return at + [ahead for since, ahead in self.steps if since <= at][-1]


@dataclass
class Heard:
    """What one phone got; each message is opened once."""

    phone: Phone
    _opened: dict[int, dict[str, Any]] = field(default_factory=dict)

    def messages(self) -> list[tuple[Post, dict[str, Any]]]:
        """Return what was taken for this phone and what it says, oldest first."""
        posts = self.phone.posts()
        for post in posts:
            if id(post) not in self._opened:
                self._opened[id(post)] = self.phone.opened(post)
        return [(post, self._opened[id(post)]) for post in posts]


@dataclass(frozen=True)
class Stored:
    """What is in the database: the references of reports, the subject of each alert, the alerts that still wait, and
    the process ids of the dispatchers that hold a message under a lease, dead ones too."""

    reports: Sequence[str]
    alerts: dict[str, str]
    waiting: set[str]
    holders: set[int]


def stored(app: Flask) -> Stored:
    """Read it anew."""
    with app.app_context():
        try:
            waiting = (
                select(Alert.uuid)
                .join(Delivery, Delivery.alert_id == Alert.id)
                .where(Delivery.state.in_(("pending", "sending")))
            )
            holders = select(Delivery.worker).where(Delivery.state == "sending").distinct()
            return Stored(
                list(db.session.execute(select(Report.reference)).scalars()),
                {uuid: subject for uuid, subject in db.session.execute(select(Alert.uuid, Alert.subject))},
                set(db.session.execute(waiting).scalars()),
                {int(name.split(":")[-2]) for name in db.session.execute(holders).scalars() if name},
            )
        finally:
            let_go()


def let_go() -> None:
    """Keep no connection: the database is about to be hurt."""
    db.session.remove()
    db.engine.dispose()


def duplicates(heard: Iterable[Heard], harms: Collection[Harm], clocks: Clocks, *, since: float) -> tuple[int, int]:
    """Return how many messages phones got again since a moment, and how many of these nothing explains.

    The same message may come again at once when its first answer was lost on the way. It may come again when its
    lease is over if its dispatcher was hurt in the meantime. Otherwise it must not.
    """
    again, unexplained = 0, 0
    for phone in heard:
        by_token: dict[str, list[Post]] = {}
        for post, message in phone.messages():
            by_token.setdefault(message["token"], []).append(post)
        for posts in by_token.values():
            for first, second in pairwise(posts):
                if second.at < since:
                    continue
                again += 1
                unexplained += not (first.is_answer_lost or _is_lease_over(first, second, harms, clocks))
    return again, unexplained


def _is_lease_over(first: Post, second: Post, harms: Iterable[Harm], clocks: Clocks) -> bool:
    """Tell whether harm was done while the first message's lease ran, and the second came after it."""
    hurt = any(
        harm.begins <= first.at + LEASE.total_seconds() and harm.ends >= first.at - 1.0 and harm.begins <= second.at
        for harm in harms
    )
    return hurt and clocks.shown(second.at) - clocks.shown(first.at) >= SHORTEST
