"""Which due messages set out now: the most urgent first, and to no host more than it may have. Reads only."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from nightlamp.alerts.engine.sending.couriers import Rooms
from nightlamp.alerts.models import IS_WAITING, Alert, Delivery
from nightlamp.channels.queries import host_for_sending

PAGE = 256
# More pages than this are looked through next time: by then something has come back.
_PAGES = 20
# What fits into one question to either database.
_MOST_KNOWN = 20_000


class Hosts:
    """At which host each address is, as far as it was ever opened. An address never moves to another host."""

    def __init__(self) -> None:
        self._host_of: dict[str, str] = {}
        self._addresses: dict[str, set[str]] = {}

    def of(self, session: Session, channel: str, address: str) -> str:
        """Return the host of an address; "" for one that cannot be sent to: it fails at once, without a network."""
        known = self._host_of.get(address)
        if known is None:
            known = host_for_sending(session, channel, address) or ""
            if known:
                self._remember(address, known)
        return known

    def at(self, hosts: Collection[str]) -> set[str]:
        """Return all known addresses at these hosts."""
        return {address for host in hosts for address in self._addresses.get(host, ())}

    def _remember(self, address: str, host: str) -> None:
        if len(self._host_of) >= _MOST_KNOWN:
            self._host_of.clear()
            self._addresses.clear()
        self._host_of[address] = host
        self._addresses.setdefault(host, set()).add(address)


def choose(
    session: Session, rooms: Rooms, hosts: Hosts, *, now: datetime, under_way: Collection[int] = ()
) -> list[int]:
    """Return the ids of due messages that there is room for, most pressing first, of these the oldest first.

    P0, P1, other alerts, unverified ones, all else. What would go to a host that has no room is
    passed over, however much it is: it holds up nobody behind it. What this dispatcher has `under_way` itself it does
    not send again, whatever became of the lease.
    """
    chosen: list[int] = []
    passed: set[str] = set()
    if rooms.is_none_left:
        return chosen
    for _ in range(_PAGES):
        passed |= hosts.at(rooms.full())
        page = session.execute(_due(now, without=[*chosen, *under_way], passed=passed)).all()
        for delivery, channel, address in page:
            if address in passed:
                continue
            if rooms.take(hosts.of(session, channel, address)):
                chosen.append(delivery)
            else:
                passed.add(address)
        if len(page) < PAGE or rooms.is_none_left:
            break
    return chosen


def _due(now: datetime, *, without: Collection[int], passed: Collection[str]) -> Select[int, str, str]:
    pressing = case(
        (Alert.urgency == "P0", 0),
        (Alert.urgency == "P1", 1),
        (Alert.unverified, 3),
        (Alert.id.is_not(None), 2),
        else_=4,
    )
    query = (
        select(Delivery.id, Delivery.channel, Delivery.address)
        .outerjoin(Alert, Alert.id == Delivery.alert_id)
        .where(IS_WAITING, Delivery.due_at <= now)
        .order_by(pressing, Delivery.due_at, Delivery.id)
        .limit(PAGE)
    )
    if without:
        query = query.where(Delivery.id.not_in(without))
    return query.where(Delivery.address.not_in(passed)) if passed else query
