"""Move alerts that are due, many in one unit, and write what their moves add."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from nightlamp.agencies.queries import teams_over
from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.engine.advance import Written, advance
from nightlamp.alerts.engine.calling import Callees
from nightlamp.alerts.models import Alert, AlertEvent, Delivery
from nightlamp.alerts.policies.queries import policies_by_id, policy_kept
from nightlamp.alerts.policies.turns import turns_of, write_turns
from nightlamp.alerts.queries import excluded_from, set_aside_from
from nightlamp.core.bulk import insert_rows

_DELIVERY, _EVENT = cast(Table, Delivery.__table__), cast(Table, AlertEvent.__table__)


def move(
    session: Session,
    alerts: Iterable[Alert],
    *,
    paths: dict[int, str],
    zone: str,
    now: datetime,
    at_once: bool = False,
) -> int:
    """Advance due alerts in one unit; return how many. `paths`: where each one's owning team is.

    `at_once`: a person asks for the next rung, whenever it is due.
    """
    due = list(alerts)
    chains = {alert.id: chain_of(session, alert.team_id, paths[alert.id]) for alert in due}
    callees = Callees(session, {team.id for chain in chains.values() for team in chain}, now=now)
    ids = [alert.id for alert in due]
    excluded, aside = excluded_from(session, ids), set_aside_from(session, ids)
    kept = policies_by_id(session, [alert.policy_id for alert in due])
    policies = {alert.id: policy_kept(kept, alert.policy_id, alert.urgency) for alert in due}
    written = Written(turns=turns_of(session, {alert.team_id for alert in due if policies[alert.id].takes_turns}))
    for alert in due:
        advance(
            alert,
            policy=policies[alert.id],
            teams=chains[alert.id],
            callees=callees,
            exclude=excluded.get(alert.id, set()),
            zone=zone,
            now=now,
            written=written,
            set_aside=aside.get(alert.id, ()),
            at_once=at_once,
        )
    session.flush()
    insert_written(session.connection(), written)
    return len(due)


def chain_of(session: Session | Connection, team_id: int, place_path: str) -> list[TeamRef]:
    """Return the owning team, then the teams above it, the root last."""
    teams = teams_over(session, place_path)
    own = [team for team in teams if team.id == team_id]
    return own + [team for team in teams if len(team.place_path) < len(place_path)]


def insert_written(connection: Connection, written: Written) -> None:
    """Write what moves of alerts have added."""
    insert_rows(connection, _DELIVERY, written.deliveries)
    insert_rows(connection, _EVENT, written.events)
    write_turns(connection, written.turns)
