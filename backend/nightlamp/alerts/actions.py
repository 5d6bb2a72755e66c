"""Verbs on alerts: raise, acknowledge, settle, raise the urgency, exclude. Each runs in the caller's unit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Table, and_, insert, update
from sqlalchemy.orm import Session

from nightlamp.agencies.models import Team
from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.engine.advance import FreshAlert, Written, advance, event_row
from nightlamp.alerts.engine.bundling import release
from nightlamp.alerts.engine.calling import CALLED_ROLES, callees_of
from nightlamp.alerts.engine.moving import chain_of, insert_written
from nightlamp.alerts.models import (
    ACKNOWLEDGED,
    CLOSED,
    TRIGGERED,
    Alert,
    AlertEvent,
    AlertEventKind,
    AlertExclusion,
    Delivery,
)
from nightlamp.alerts.policies.queries import current_policy, policies_by_id, policy_kept
from nightlamp.alerts.policies.turns import turns_of
from nightlamp.alerts.queries import alert_ids_on, excluded_from, open_alert_on
from nightlamp.core.bulk import insert_rows
from nightlamp.core.ids import new_key, uuid7
from nightlamp.practice.content import AlertPolicy, provisional_hold
from nightlamp.practice.rules import is_lower

PROVISIONAL, FULL = "provisional", "full"
_ALERT, _EXCLUSION, _DELIVERY, _EVENT = (
    cast(Table, model.__table__) for model in (Alert, AlertExclusion, Delivery, AlertEvent)
)
CALLED_GRANTS = CALLED_ROLES


@dataclass(frozen=True)
class NewAlert:
    """What must be answered: a subject, by which teams (the owning one first, the root last), how urgently.

    `unverified`: it is one of many from one source, and waits behind others of its urgency.
    """

    subject: str
    teams: Sequence[TeamRef]
    urgency: str
    raised_at: datetime
    decide_by: datetime | None = None
    exclude: frozenset[int] = field(default_factory=frozenset)
    unverified: bool = False


@dataclass(frozen=True)
class Raised:
    """Alerts that are ready to be inserted, with their exclusions and first deliveries."""

    alerts: Sequence[FreshAlert]
    exclusions: Sequence[dict[str, Any]]
    written: Written


def prepare_alerts(connection: Connection, news: Sequence[NewAlert], *, zone: str) -> Raised:
    """Return alerts with their first deliveries, for `raise_alerts` in the same transaction.

    Apart from it, so that everything that is looked up comes before everything that is inserted.
    """
    latest = max(new.raised_at for new in news)
    callees = callees_of(connection, [team.id for new in news for team in new.teams], now=latest)
    kept = [callees.policy(new.teams[0].id, new.urgency) for new in news]
    in_turn = {new.teams[0].id for new, one in zip(news, kept, strict=True) if one.policy.takes_turns}
    written, alerts = Written(turns=turns_of(connection, in_turn)), []
    for new, (policy_id, policy) in zip(news, kept, strict=True):
        now = new.raised_at
        alert = _new_alert(new, policy_id, policy, zone=zone, now=now)
        written.events.append(event_row(alert.id, "alert_raised", now=now, urgency=new.urgency))
        if alert.next_at is not None and alert.next_at <= now:
            advance(
                alert,
                policy=policy,
                teams=new.teams,
                callees=callees,
                exclude=new.exclude,
                zone=zone,
                now=now,
                written=written,
            )
        alerts.append(alert)
    exclusions = [
        {"alert_id": alert.id, "account_id": account}
        for alert, new in zip(alerts, news, strict=True)
        for account in sorted(new.exclude)
    ]
    return Raised(alerts, exclusions, written)


def raise_alerts(connection: Connection, raised: Raised) -> None:
    """Write alerts and their first deliveries in the transaction of what they are about; one insert a table."""
    insert_rows(connection, _ALERT, [alert.row() for alert in raised.alerts])
    insert_rows(connection, _EXCLUSION, raised.exclusions)
    insert_written(connection, raised.written)


def acknowledge(
    session: Session,
    alert: Alert,
    *,
    account_id: int,
    grade: str,
    zone: str,
    now: datetime,
    by: str | None = None,
) -> bool:
    """Take an alert in hand; tell whether this call did it. The first to acknowledge wins.

    Provisional (from the notification alone) holds a few minutes; full holds until the decision standard. A full
    acknowledgement by the same person makes a provisional one full. Pending deliveries are cancelled. `by` is the
    public id of whoever does it on that person's behalf.
    """
    if alert.state == CLOSED:
        return False
    upgrade = alert.state == ACKNOWLEDGED and alert.grade == PROVISIONAL and grade == FULL
    if alert.state == ACKNOWLEDGED and not (upgrade and alert.acknowledged_by == account_id):
        return False
    alert.state, alert.grade = ACKNOWLEDGED, grade
    alert.acknowledged_by, alert.acknowledged_at = account_id, alert.acknowledged_at or now
    alert.next_at = _holds_until(session, alert, grade, zone=zone, now=now)
    cancel_pending(session, [alert.id])
    kind: AlertEventKind = "acknowledged_for" if by else "alert_acknowledged"
    event = event_row(alert.id, kind, now=now, account_id=account_id, grade=grade, **({"by": by} if by else {}))
    session.execute(insert(AlertEvent), [event])
    return True


def take_over(
    session: Session, alert: Alert, *, account_id: int, zone: str, now: datetime, by: str | None = None
) -> bool:
    """Make somebody's provisional acknowledgement full in the name of who opened the report instead."""
    if alert.state != ACKNOWLEDGED or alert.grade != PROVISIONAL:
        return False
    alert.acknowledged_by = account_id
    return acknowledge(session, alert, account_id=account_id, grade=FULL, zone=zone, now=now, by=by)


def settle(session: Session, subject: str, *, by: int | None, now: datetime) -> None:
    """Close the open alert of a subject: a person has decided."""
    alert = open_alert_on(session, subject)
    if alert is None:
        return
    alert.state, alert.closed_at, alert.next_at = CLOSED, now, None
    cancel_pending(session, [alert.id])
    session.execute(insert(AlertEvent), [event_row(alert.id, "alert_closed", now=now, account_id=by)])


def raise_urgency(session: Session, subject: str, urgency: str, *, now: datetime) -> bool:
    """Make the open alert of a subject more urgent; it rings again from its first rung, whoever held it.

    Returns whether there is an open alert: without one, whoever needs an answer raises a new alert.
    """
    alert = open_alert_on(session, subject)
    if alert is None:
        return False
    if not is_lower(alert.urgency, urgency):
        return True
    event = event_row(alert.id, "urgency_raised", now=now, before=alert.urgency, after=urgency)
    alert.urgency = urgency
    alert.policy_id = current_policy(session, alert.team_id, urgency).id
    restart(alert, now=now)
    session.execute(insert(AlertEvent), [event])
    return True


def raise_alert(
    session: Session,
    subject: str,
    *,
    team_id: int,
    urgency: str,
    zone: str,
    now: datetime,
    exclude: Collection[int] = (),
    decide_by: datetime | None = None,
) -> str:
    """Raise an alert on anything that a person must answer, and call its first rung; return its public id.

    `subject` names it within this house, 80 characters at most: a report's reference, or `kind:id` for what is no
    report. It rings until `settle(subject)` or somebody acknowledges; then again when the hold has run out. For a
    subject whose alert is still open use `raise_urgency`.
    """
    path = session.get_one(Team, team_id).place_path
    teams = chain_of(session, team_id, path)
    news = [NewAlert(subject, teams, urgency, now, decide_by, frozenset(exclude))]
    session.flush()
    raised = prepare_alerts(session.connection(), news, zone=zone)
    raise_alerts(session.connection(), raised)
    return raised.alerts[0].uuid


def raise_anew(
    session: Session, subject: str, *, team_id: int, urgency: str, exclude: Collection[int], zone: str, now: datetime
) -> None:
    """Raise another alert on a subject whose last one is closed: something has happened since it was answered."""
    raise_alert(session, subject, team_id=team_id, urgency=urgency, exclude=exclude, zone=zone, now=now)


def call_for(
    session: Session, subject: str, *, team_id: int, urgency: str, exclude: Collection[int], zone: str, now: datetime
) -> None:
    """Let a subject ring because something new has come to it: a new alert, or the open one again if somebody has it.

    One that rings already goes on as it does.
    """
    alert = open_alert_on(session, subject)
    if alert is None:
        raise_alert(session, subject, team_id=team_id, urgency=urgency, exclude=exclude, zone=zone, now=now)
    elif alert.state == ACKNOWLEDGED:
        holder = alert.acknowledged_by
        restart(alert, now=now)
        session.execute(insert(AlertEvent), [event_row(alert.id, "alert_renewed", now=now, account_id=holder)])


def reassign(session: Session, subject: str, team_id: int, *, now: datetime) -> None:
    """Give the open alert of a subject to another team; it rings there from the first rung, whoever held it.

    What was still to be sent to the former team is not sent any more: the subject may be about that very team.
    """
    alert = open_alert_on(session, subject)
    if alert is None or alert.team_id == team_id:
        return
    alert.team_id, alert.policy_id = team_id, current_policy(session, team_id, alert.urgency).id
    cancel_pending(session, [alert.id])
    restart(alert, now=now)
    session.execute(insert(AlertEvent), [event_row(alert.id, "alert_reassigned", now=now)])


def exclude(session: Session, subject: str, account_id: int, *, now: datetime) -> None:
    """Let a person hear nothing of a subject, past alerts included; what they held rings for the others at once."""
    ids = alert_ids_on(subject)
    known = excluded_from(session, ids)
    fresh = [alert_id for alert_id in ids if account_id not in known.get(alert_id, set())]
    if fresh:
        rows = [{"alert_id": alert_id, "account_id": account_id} for alert_id in fresh]
        session.execute(insert(AlertExclusion), rows)
    alert = open_alert_on(session, subject)
    if alert is None:
        return
    theirs = and_(Delivery.alert_id == alert.id, Delivery.account_id == account_id)
    waiting = and_(theirs, Delivery.state.in_(("pending", "sending")))
    release(session, waiting)
    session.execute(update(Delivery).where(waiting).values(state="cancelled"))
    session.execute(insert(AlertEvent), [event_row(alert.id, "person_excluded", now=now)])
    if alert.acknowledged_by == account_id or alert.state == TRIGGERED:
        restart(alert, now=now)


def _new_alert(new: NewAlert, policy_id: int | None, policy: AlertPolicy, *, zone: str, now: datetime) -> FreshAlert:
    return FreshAlert(
        id=new_key(),
        uuid=uuid7(),
        subject=new.subject,
        team_id=new.teams[0].id,
        urgency=new.urgency,
        raised_at=now,
        ladder_from=now,
        next_at=policy.step_at(0, now, zone=zone),
        decide_by=new.decide_by,
        policy_id=policy_id,
        unverified=new.unverified,
    )


def restart(alert: Alert, *, now: datetime) -> None:
    """Let an alert ring from its first rung again, in nobody's hands. The caller writes the event."""
    alert.state, alert.step, alert.round = TRIGGERED, -1, alert.round + 1
    alert.ladder_from = alert.next_at = now
    alert.exhausted_at = alert.acknowledged_at = alert.acknowledged_by = alert.grade = None


def _holds_until(session: Session, alert: Alert, grade: str, *, zone: str, now: datetime) -> datetime:
    if grade == PROVISIONAL:
        return now + provisional_hold()
    kept = policies_by_id(session, [alert.policy_id])
    return policy_kept(kept, alert.policy_id, alert.urgency).holds_until(now, zone=zone)


def cancel_pending(session: Session, alert_ids: Collection[int]) -> None:
    """Send nothing more of what waits to be sent for these alerts; what it spoke for of others is sent by itself."""
    mine = and_(Delivery.alert_id.in_(alert_ids), Delivery.state == "pending")
    release(session, mine)
    session.execute(update(Delivery).where(mine).values(state="cancelled"))
