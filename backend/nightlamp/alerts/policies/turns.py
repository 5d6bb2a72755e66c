"""Whose turn it is, in teams where one person at a time is called."""

from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from nightlamp.alerts.policies.models import RoundRobin


class Turns:
    """Who of each team was called last, and who is next. `moved` is what the caller must write."""

    def __init__(self, last: Mapping[int, int | None] | None = None) -> None:
        self._last = dict(last or {})
        self.moved: dict[int, int] = {}

    def next_of(self, team_id: int, people: Sequence[int], *, can_hear: Callable[[int], bool]) -> Sequence[int]:
        """Return the one of these people whose turn it is, without those whom nobody can reach.

        When nobody of them can be reached, all are returned: a failing phone is tried, not muted.
        """
        hearing = sorted(person for person in people if can_hear(person))
        if not hearing:
            return people
        last = self._last.get(team_id) or 0
        person = next((each for each in hearing if each > last), hearing[0])
        self._last[team_id] = self.moved[team_id] = person
        return [person]


def turns_of(session: Session | Connection, team_ids: Collection[int]) -> Turns:
    """Return whose turn it is in these teams, locked for this transaction on PostgreSQL. Asks nothing for no team."""
    if not team_ids:
        return Turns()
    query = (
        select(RoundRobin.team_id, RoundRobin.account_id)
        .where(RoundRobin.team_id.in_(team_ids))
        .order_by(RoundRobin.team_id)
        .with_for_update()
    )
    return Turns({row.team_id: row.account_id for row in session.execute(query)})


def write_turns(connection: Connection, turns: Turns) -> None:
    """Write down whose turn it was."""
    for team_id, account_id in sorted(turns.moved.items()):
        change = update(RoundRobin).where(RoundRobin.team_id == team_id).values(account_id=account_id)
        connection.execute(change)
