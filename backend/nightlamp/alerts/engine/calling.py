"""Whom a rung reaches: from calls to people to addresses. Reads only; looks each team up once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Role
from nightlamp.agencies.queries import Member, members_of
from nightlamp.alerts.engine.rules import Call
from nightlamp.alerts.hearing.queries import habits_of
from nightlamp.alerts.hearing.rules import Habits, Planned, planned
from nightlamp.alerts.policies.queries import Kept, current_policies
from nightlamp.channels.queries import Address, addresses_of
from nightlamp.channels.rules import is_reachable
from nightlamp.core.remember import Remembered
from nightlamp.duty.queries import on_duty
from nightlamp.practice.content import alert_policies

CALLED_ROLES = (Role.WORKER, Role.SUPERVISOR)


# Hundreds of reports a second ask the same; who comes on duty in another process is seen a second later.
_remembered = Remembered("callees", seconds=1.0)


def callees_of(connection: Connection, team_ids: Collection[int], *, now: datetime) -> "Callees":
    """Return the people of some teams, remembered within one second of the application's time."""
    key = (tuple(sorted(set(team_ids))), int(now.timestamp()))
    return _remembered.get(key, lambda: Callees(connection, team_ids, now=now).read_all())


class Callees:
    """The people of some teams at one moment, for one or many alerts."""

    def __init__(self, session: Session | Connection, team_ids: Collection[int], *, now: datetime) -> None:
        self._session = session
        self._team_ids = sorted(set(team_ids))
        self._now = now

    def read_all(self) -> "Callees":
        """Look everything up at once, so that the connection is not needed any more."""
        _ = self._members, self._on_duty, self._addresses, self._habits, self._policies
        return self

    @cached_property
    def _members(self) -> Sequence[Member]:
        return [m for m in members_of(self._session, self._team_ids) if m.role in CALLED_ROLES]

    @cached_property
    def _on_duty(self) -> dict[int, list[int]]:
        found = on_duty(self._session, self._team_ids, now=self._now)
        return {team: [person.account_id for person in people] for team, people in found.items()}

    @cached_property
    def _people(self) -> set[int]:
        return {m.account_id for m in self._members} | {a for ids in self._on_duty.values() for a in ids}

    @cached_property
    def _habits(self) -> dict[int, Habits]:
        return habits_of(self._session, self._people)

    @cached_property
    def _addresses(self) -> dict[int, list[Address]]:
        found: dict[int, list[Address]] = {}
        for address in addresses_of(self._session, self._people):
            found.setdefault(address.account_id, []).append(address)
        return found

    @cached_property
    def _policies(self) -> dict[tuple[int, str], Kept]:
        return current_policies(self._session, self._team_ids)

    def policy(self, team_id: int, urgency: str) -> Kept:
        """Return the policy by which an alert of this urgency rings in a team from now on."""
        return self._policies.get((team_id, urgency)) or Kept(None, alert_policies()[urgency])

    def people(self, calls: Iterable[Call], *, exclude: Collection[int]) -> list[int]:
        """Return the accounts that these calls name, each once, in order, without the excluded."""
        named = dict.fromkeys(account for call in calls for account in self._named(call))
        return [account for account in named if account not in exclude]

    def plan(self, people: Iterable[int], urgency: str, *, zone: str, now: datetime) -> Planned:
        """Return by which addresses these people are told, and when: failing ones too, they are tried, not muted."""
        addresses = [address for person in people for address in self._addresses.get(person, [])]
        return planned(addresses, urgency, self._habits, zone=zone, now=now)

    def can_hear(self, person: int) -> bool:
        """Tell whether a person has an address that does not fail."""
        return self.reachable(person) is not False

    def reachable(self, person: int) -> bool | None:
        """Tell whether a person can be reached, as `is_reachable` knows it."""
        return is_reachable(address.working for address in self._addresses.get(person, []))

    def _named(self, call: Call) -> list[int]:
        on_shift = self._on_duty.get(call.team_id, [])
        if call.whom == "on_duty" or (call.whom == "on_duty_or_everyone" and on_shift):
            return on_shift
        roles = (Role.SUPERVISOR,) if call.whom == "supervisors" else CALLED_ROLES
        return [m.account_id for m in self._members if m.team_id == call.team_id and m.role in roles]
