"""Calendar feeds: shifts as iCalendar (RFC 5545) under a secret address that its owner can revoke."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from flask import current_app
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import Team
from nightlamp.audit.actions import record
from nightlamp.core.crypto import blind_index
from nightlamp.core.ids import new_token
from nightlamp.core.keys import KeyRing
from nightlamp.duty.rotas.models import CalendarFeed
from nightlamp.duty.rotas.queries import BoardShift

BACK, AHEAD = timedelta(days=14), timedelta(days=35)
_READ_NOTED_EVERY = timedelta(hours=1)


def open_feed(session: Session, account: Account, team: Team | None, *, now: datetime) -> tuple[CalendarFeed, str]:
    """Make a feed of one's own shifts, or of a team's; return it with its secret, which nothing else keeps.

    The one that there was of the same kind ends: whoever had its address reads nothing more.
    """
    team_id = team.id if team else None
    for old in feeds_of(session, account.id):
        if old.team_id == team_id:
            old.ended_at = now
    secret = new_token(24)
    key_id, hashed = _hash(secret)
    feed = CalendarFeed(
        account_id=account.id, team_id=team_id, secret_hash=hashed, hmac_key_id=key_id, created_at=now
    )
    session.add(feed)
    session.flush()
    record(session, "feed_opened", by=account.uuid, subject=f"account:{account.uuid}", now=now, feed=feed.id)
    return feed, secret


def end_feed(session: Session, feed: CalendarFeed, *, by: str, now: datetime) -> None:
    """Revoke a feed."""
    feed.ended_at = now
    session.flush()
    record(session, "feed_ended", by=by, subject=f"account:{by}", now=now, feed=feed.id)


def feeds_of(session: Session, account_id: int) -> Sequence[CalendarFeed]:
    """Return the feeds of a person that are not revoked."""
    query = select(CalendarFeed).where(CalendarFeed.account_id == account_id, CalendarFeed.ended_at.is_(None))
    return session.execute(query.order_by(CalendarFeed.id)).scalars().all()


def feed_by_secret(session: Session, secret: str) -> tuple[CalendarFeed, Account] | None:
    """Return a feed and its owner by its secret; None when it was revoked or its owner's account has ended."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    hashes = [_hash(secret, key_id)[1] for key_id in ring.secret_ids("hmac")]
    query = (
        select(CalendarFeed, Account)
        .join(Account, Account.id == CalendarFeed.account_id)
        .where(CalendarFeed.secret_hash.in_(hashes), CalendarFeed.ended_at.is_(None), Account.disabled_at.is_(None))
    )
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def should_note_read(feed: CalendarFeed, *, now: datetime) -> bool:
    """Tell whether it is worth writing down that a feed was read: programs come every few minutes."""
    return feed.read_at is None or now - feed.read_at >= _READ_NOTED_EVERY


def as_calendar(
    name: str, shifts: Iterable[tuple[Team, BoardShift]], people: Mapping[int, Account], *, url: str, now: datetime
) -> bytes:
    """Return shifts as an iCalendar file: when, in which team, who. No word of any case."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nightlamp//Duty//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for team, shift in shifts:
        person = people.get(shift.account_id)
        event = Event()
        event.add("uid", f"{team.uuid}-{shift.account_id}-{int(shift.starts_at.timestamp())}@nightlamp")
        event.add("dtstamp", now)
        event.add("dtstart", shift.starts_at)
        event.add("dtend", shift.ends_at or now + AHEAD)
        event.add("summary", f"{person.name} · {team.name}" if person else team.name)
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _hash(secret: str, key_id: str | None = None) -> tuple[str, bytes]:
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return blind_index(ring, "calendar-feed", secret.encode("utf-8", "replace"), key_id=key_id)
