"""Verbs on accounts: open one, sign in, sign out, end one."""

import hashlib
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account, AccountSession, SignInFailure
from nightlamp.accounts.queries import account_by_email, failures_since, token_hash
from nightlamp.audit.actions import record
from nightlamp.core.db import writing
from nightlamp.core.errors import SignInRequired, TooManyAttempts, field_error
from nightlamp.core.ids import new_token, uuid7

# Second recommended choice of RFC 9106 section 4 (argon2id, 64 MiB, 3 passes, 4 lanes).
_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)

SESSION_LIFE = timedelta(days=30)
MIN_PASSWORD = 12
# NIST SP 800-63B section 5.2.2 asks for a limit of at most 100 failures; ten in a quarter of an hour slow a
# guesser to under a thousand a day and let a tired person in again soon.
MAX_FAILURES = 10
FAILURE_WINDOW = timedelta(minutes=15)
PURGED_AT_ONCE = 10_000


def open_account(
    session: Session,
    *,
    email: str,
    name: str,
    password: str,
    language: str,
    now: datetime,
    by: str,
    phone: str | None = None,
) -> Account:
    """Add an account and its audit line. Raises Unprocessable for a short password or a used address."""
    if len(password) < MIN_PASSWORD:
        raise field_error("/password", "too_short", f"A password has at least {MIN_PASSWORD} characters.")
    if account_by_email(email):
        raise field_error("/email", "already_used", "There is an account with this address already.")
    account = Account(
        uuid=uuid7(),
        email=email.strip().lower(),
        name=name.strip(),
        phone=phone,
        language=language,
        password_hash=_hasher.hash(password),
        created_at=now,
    )
    session.add(account)
    session.flush()
    record(session, "account_opened", by=by, subject=f"account:{account.uuid}", now=now)
    return account


def sign_in(email: str, password: str, *, now: datetime) -> tuple[Account, str]:
    """Return account and a new session token.

    Takes as long for an unknown address as for a known one. Raises SignInRequired for a wrong pair, and
    TooManyAttempts after MAX_FAILURES within FAILURE_WINDOW.
    """
    digest = hashlib.sha256(email.strip().lower().encode()).digest()
    if failures_since(digest, now - FAILURE_WINDOW) >= MAX_FAILURES:
        seconds = int(FAILURE_WINDOW.total_seconds())
        raise TooManyAttempts(
            "Too many failed sign-ins for this address. Wait a quarter of an hour, or ask your supervisor.",
            headers={"Retry-After": str(seconds)},
        )
    account = account_by_email(email)
    usable = account is not None and account.disabled_at is None
    if not _matches(account.password_hash if account else _unknown_hash(), password) or not account or not usable:
        with writing() as session:
            session.execute(insert(SignInFailure), [{"email_hash": digest, "at": now}])
        raise SignInRequired("E-mail or password is not right.", code="wrong_credentials")
    return account, _start_session(account, digest, now=now)


def sign_out(session_id: int, account: Account, *, now: datetime) -> None:
    """Revoke one session."""
    with writing() as session:
        session.execute(update(AccountSession).where(AccountSession.id == session_id).values(revoked_at=now))
        record(session, "signed_out", by=account.uuid, subject=f"account:{account.uuid}", now=now)


def disable_account(session: Session, account: Account, *, by: str, now: datetime) -> None:
    """End an account and every session of it."""
    account.disabled_at = now
    open_sessions = AccountSession.revoked_at.is_(None)
    session.execute(
        update(AccountSession).where(AccountSession.account_id == account.id, open_sessions).values(revoked_at=now)
    )
    record(session, "account_disabled", by=by, subject=f"account:{account.uuid}", now=now)


def purge_sign_in_traces(session: Session, *, now: datetime) -> int:
    """Delete failures that no longer count and sessions that ended 90 days ago; return how many rows.

    At most PURGED_AT_ONCE sessions: reports come in meanwhile.
    """
    old = now - timedelta(days=90)
    failures = session.execute(delete(SignInFailure).where(SignInFailure.at < now - FAILURE_WINDOW))
    query = select(AccountSession.id).where(AccountSession.expires_at < old).limit(PURGED_AT_ONCE)
    ended = session.execute(query).scalars().all()
    session.execute(delete(AccountSession).where(AccountSession.id.in_(ended)))
    return int(getattr(failures, "rowcount", 0)) + len(ended)


def _start_session(account: Account, email_hash: bytes, *, now: datetime) -> str:
    token = new_token()
    with writing() as session:
        session.execute(delete(SignInFailure).where(SignInFailure.email_hash == email_hash))
        session.add(
            AccountSession(
                token_hash=token_hash(token),
                account_id=account.id,
                created_at=now,
                expires_at=now + SESSION_LIFE,
            )
        )
        record(session, "signed_in", by=account.uuid, subject=f"account:{account.uuid}", now=now)
    return token


@cache
def _unknown_hash() -> str:
    return _hasher.hash(new_token())


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
