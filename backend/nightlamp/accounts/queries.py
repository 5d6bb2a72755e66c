"""The doors to accounts and sessions."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select

from nightlamp.accounts.models import Account, AccountSession, SignInFailure
from nightlamp.core.db import db
from nightlamp.core.errors import NotFound


def token_hash(token: str) -> bytes:
    """Return what is stored of a session token (192 random bits need no slow hash)."""
    return hashlib.sha256(token.encode()).digest()


def account_of_session(token: str, *, now: datetime) -> tuple[Account, int] | None:
    """Return account and session id for a cookie's token, or None when it is revoked, expired or unknown."""
    query = (
        select(Account, AccountSession.id)
        .join(AccountSession, AccountSession.account_id == Account.id)
        .where(
            AccountSession.token_hash == token_hash(token),
            AccountSession.revoked_at.is_(None),
            AccountSession.expires_at > now,
            Account.disabled_at.is_(None),
        )
    )
    row = db.session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def account_by_email(email: str) -> Account | None:
    """Return the account with this address (case ignored), or None."""
    query = select(Account).where(Account.email == email.strip().lower())
    return db.session.execute(query).scalar_one_or_none()


def account_by_uuid(uuid: str) -> Account:
    """Return the account with this public id. Raises NotFound."""
    found = db.session.execute(select(Account).where(Account.uuid == uuid)).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such account.")
    return found


def people(ids: Collection[int | None]) -> Mapping[int, Account]:
    """Return accounts by their inner id, for names beside acts. None and 0 (the system) are left out."""
    wanted = {i for i in ids if i}
    if not wanted:
        return {}
    rows = db.session.execute(select(Account).where(Account.id.in_(wanted))).scalars()
    return {account.id: account for account in rows}


def people_by_uuid(uuids: Collection[str]) -> dict[str, Account]:
    """Return accounts by their public id; names of the system and of reporters are simply not found."""
    rows = db.session.execute(select(Account).where(Account.uuid.in_(uuids))).scalars()
    return {account.uuid: account for account in rows}


def failures_since(email_hash: bytes, since: datetime) -> int:
    """Return how often sign-in failed for this address since a moment."""
    query = select(func.count()).where(SignInFailure.email_hash == email_hash, SignInFailure.at > since)
    return db.session.execute(query).scalar_one()
