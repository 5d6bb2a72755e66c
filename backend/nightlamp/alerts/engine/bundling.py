"""Make one message of many that can wait: P3, P4 and unverified P2 to one address within ten minutes.

Nothing is hidden by it.

The first rings at once. What comes to the same address within WINDOW waits until it has passed; then one message
speaks for all that wait. Each alert stays in the list, and goes on climbing by itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from nightlamp.alerts.models import IS_WAITING, TRIGGERED, Alert, Delivery

WINDOW = timedelta(minutes=10)
# P0 and P1 always ring by themselves, and P2 but for one of many from one source.
BUNDLED = ("P3", "P4")
_BUNDLED_IF_UNVERIFIED = "P2"
_MAY_BUNDLE = or_(Alert.urgency.in_(BUNDLED), and_(Alert.urgency == _BUNDLED_IF_UNVERIFIED, Alert.unverified))
_Way = tuple[str, str]


def may_bundle(alert: Alert) -> bool:
    """Tell whether messages of an alert may be bundled: the rule `_MAY_BUNDLE` of one alert."""
    return alert.urgency in BUNDLED or (alert.unverified and alert.urgency == _BUNDLED_IF_UNVERIFIED)


def is_wanted(row: Delivery, alert: Alert | None) -> bool:
    """Tell whether a message is still to be sent: a test, or of an alert that rings, in the round that it rings in.

    Whoever is still to hear is called again in each round; what waited since an earlier one would come on top.
    """
    return alert is None or (alert.state == TRIGGERED and row.round == alert.round)


def bundle(
    session: Session, due: Sequence[Delivery], alerts: Mapping[int, Alert], *, now: datetime
) -> list[Delivery]:
    """Return which of these due messages are sent now; the others wait, or one of those sent speaks for them."""
    waiting = [row for row in due if _is_bundleable(row, alerts)]
    if not waiting:
        return list(due)
    ways = {_way(row) for row in waiting}
    last = _last_sent(session, {address for _, address in ways}, now=now)
    spoken_for: set[int] = set()
    for way in ways:
        mine = _all_waiting(session, way, now=now)
        if way in last and last[way] + WINDOW > now:
            for row, _ in mine:
                row.due_at = last[way] + WINDOW
            spoken_for |= {row.id for row, _ in mine}
        else:
            spoken_for |= _speak_for(mine)
    return [row for row in due if row.id not in spoken_for]


def release(session: Session, cancelled: ColumnElement[bool]) -> None:
    """Send by themselves what messages speak for that will not be sent after all; run it before cancelling them."""
    _change_bundled(session, select(Delivery.id).where(cancelled), state="pending", bundled_into=None)


def fail_with(session: Session, failed: Collection[int], error: str, *, now: datetime) -> set[int]:
    """Let what messages speak for fail with them; return the alerts concerned: they must not wait for it."""
    if not failed:
        return set()
    query = select(Delivery.alert_id).where(Delivery.bundled_into.in_(failed), Delivery.state == "bundled")
    concerned = {alert_id for alert_id in session.execute(query).scalars() if alert_id}
    if concerned:
        _change_bundled(session, failed, state="failed", error=error, failed_at=now)
    return concerned


def _is_bundleable(row: Delivery, alerts: Mapping[int, Alert]) -> bool:
    """A message that was tried before may have been shown: it is finished as it was begun."""
    alert = alerts.get(row.alert_id or 0)
    fresh = row.state == "pending" and row.attempts == 0
    return fresh and alert is not None and may_bundle(alert) and is_wanted(row, alert)


def _way(row: Delivery) -> _Way:
    return row.channel, row.address


def _last_sent(session: Session, addresses: Collection[str], *, now: datetime) -> dict[_Way, datetime]:
    """Return when a message that may be bundled was last sent to each address, within WINDOW."""
    ways = (Delivery.channel, Delivery.address)
    mine = (Delivery.address.in_(addresses), _MAY_BUNDLE)
    sent = (
        select(*ways, func.max(Delivery.sent_at).label("at"))
        .join(Alert, Alert.id == Delivery.alert_id)
        .where(*mine, Delivery.sent_at > now - WINDOW)
        .group_by(*ways)
    )
    under_way = (
        select(*ways)
        .join(Alert, Alert.id == Delivery.alert_id)
        .where(*mine, IS_WAITING, Delivery.state == "sending", Delivery.due_at > now)
    )
    found = {(row.channel, row.address): row.at for row in session.execute(sent)}
    return found | {(row.channel, row.address): now for row in session.execute(under_way)}


def _all_waiting(session: Session, way: _Way, *, now: datetime) -> list[tuple[Delivery, Alert]]:
    """Return all that is due at an address and may be bundled, also beyond the batch that was claimed."""
    query = (
        select(Delivery, Alert)
        .join(Alert, Alert.id == Delivery.alert_id)
        .where(Delivery.channel == way[0], Delivery.address == way[1])
        .where(IS_WAITING, Delivery.state == "pending", Delivery.due_at <= now, Delivery.attempts == 0)
        .where(_MAY_BUNDLE, Alert.state == TRIGGERED, Delivery.round == Alert.round)
        .with_for_update(of=Delivery, skip_locked=True)
    )
    return [(row, alert) for row, alert in session.execute(query)]


def _speak_for(mine: Iterable[tuple[Delivery, Alert]]) -> set[int]:
    """Let the newest message of the most urgent alert speak for the others; return the others."""
    in_order = sorted(mine, key=lambda pair: (pair[1].urgency, -pair[0].id))
    for row, _ in in_order[1:]:
        row.state, row.bundled_into = "bundled", in_order[0][0].id
    return {row.id for row, _ in in_order[1:]}


def _change_bundled(session: Session, speakers: Collection[int] | Select[int], **values: object) -> None:
    session.flush()
    session.execute(
        update(Delivery)
        .where(Delivery.bundled_into.in_(speakers), Delivery.state == "bundled")
        .values(**values)
        .execution_options(synchronize_session=False)
    )
