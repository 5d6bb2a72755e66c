"""Verbs on swap requests: ask, answer, withdraw, expire. An accepted one becomes overrides."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import literal_column, or_, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.audit.actions import record
from nightlamp.core.errors import Conflict, Forbidden, Unprocessable, field_error
from nightlamp.core.ids import uuid7
from nightlamp.duty.rotas.changes.overrides import Change, add_override, hours_fault, withdraw_override
from nightlamp.duty.rotas.models import ShiftOverride, SwapRequest, SwapState
from nightlamp.duty.rotas.planning import lock_plan
from nightlamp.duty.rotas.queries import has_asked, planned_turns
from nightlamp.duty.rotas.rules import covers

# Our own figure: as long as whoever pressed still looks at what they have pressed, and before anybody relies on it.
UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Asked:
    """Hours that somebody gives away, and those (or None) that they take of the colleague in exchange."""

    starts_at: datetime
    ends_at: datetime
    of: Account | None
    return_starts_at: datetime | None = None
    return_ends_at: datetime | None = None


def ask_for_swap(session: Session, team: Team, asked: Asked, *, account: Account, now: datetime) -> SwapRequest:
    """Ask to be replaced for some hours.

    Raises Unprocessable for hours in which the asker is not on duty, or for which they have asked already.
    """
    lock_plan(session, team.id)
    _check_asked(session, team, asked, account=account, now=now)
    request = SwapRequest(
        uuid=uuid7(),
        team_id=team.id,
        asked_by=account.id,
        asked_of=asked.of.id if asked.of else None,
        starts_at=max(asked.starts_at, now),
        ends_at=asked.ends_at,
        return_starts_at=asked.return_starts_at,
        return_ends_at=asked.return_ends_at,
        state="asked",
        created_at=now,
        version=1,
    )
    session.add(request)
    session.flush()
    record(session, "swap_asked", by=account.uuid, subject=f"team:{team.uuid}", now=now, swap=request.uuid)
    return request


def accept_swap(
    session: Session, request: SwapRequest, team: Team, *, taker: Account, by: Account, now: datetime
) -> None:
    """Let `taker` take the hours, and the asker those given back. Raises Conflict when it is no longer open.

    So it is too when the rota has changed meanwhile, and the hours are no longer theirs to give.
    `by` is the taker, or a supervisor who says yes for them. A request to one colleague is only theirs to take.
    """
    _check_open(request, now=now)
    if taker.id == request.asked_by:
        raise Forbidden("Nobody can take their own hours.", code="own_swap")
    if request.asked_of is not None and request.asked_of != taker.id:
        raise Forbidden("Somebody else was asked.", code="not_asked")
    asker = session.get_one(Account, request.asked_by)
    lock_plan(session, team.id)
    _check_still_theirs(session, request, team, asker=asker, taker=taker, now=now)
    _settle(session, request, team, "accepted", by=by, now=now)
    add_override(
        session, team, Change(max(request.starts_at, now), request.ends_at, taker, asker),
        source="swap", by=by.uuid, now=now,
    )  # fmt: skip
    if request.return_starts_at is not None and request.return_ends_at is not None:
        back = Change(request.return_starts_at, request.return_ends_at, asker, taker)
        add_override(session, team, back, source="swap", by=by.uuid, now=now)


def refuse_swap(session: Session, request: SwapRequest, team: Team, *, by: Account, now: datetime) -> None:
    """Say no, for the colleague who was asked or as a supervisor. Raises Conflict when it is no longer open."""
    _check_open(request, now=now)
    _settle(session, request, team, "refused", by=by, now=now)


def withdraw_swap(session: Session, request: SwapRequest, team: Team, *, by: Account, now: datetime) -> None:
    """Take one's own request back. Raises Conflict when it is no longer open, Forbidden for somebody else's."""
    _check_open(request, now=now)
    if request.asked_by != by.id:
        raise Forbidden("Only who asked can take it back.", code="not_yours")
    _settle(session, request, team, "withdrawn", by=by, now=now)


def take_back_answer(session: Session, request: SwapRequest, team: Team, *, by: Account, now: datetime) -> None:
    """Undo one's own yes or no soon after: the request is open again, and the shifts are as they were.

    Raises Conflict `swap_answer_stands` when it is later than UNDO_WITHIN, when the hours have begun, when
    somebody has changed them since, or has asked anew; Forbidden for what somebody else has answered.
    """
    lock_plan(session, team.id)
    answered_at = request.answered_at
    if request.state not in ("accepted", "refused") or answered_at is None:
        raise Conflict("There is no answer to take back.", code="swap_answer_stands")
    if request.answered_by != by.id:
        raise Forbidden("Only who answered can take it back.", code="not_yours")
    made = _overrides_of(session, request, answered_at) if request.state == "accepted" else []
    expected = 0 if request.state == "refused" else 1 if request.return_starts_at is None else 2
    asked_anew = has_asked(session, team.id, request.asked_by, request.starts_at, request.ends_at)
    if now - answered_at > UNDO_WITHIN or request.starts_at <= now or len(made) != expected or asked_anew:
        raise Conflict("It is too late to take this answer back.", code="swap_answer_stands")
    for override in made:
        withdraw_override(session, override, team, by=by.uuid, now=now)
    _settle(session, request, team, "asked", by=by, now=now, act="swap_answer_taken_back")


def _overrides_of(session: Session, request: SwapRequest, answered_at: datetime) -> list[ShiftOverride]:
    """Return what a yes has made of the board, as far as it is in force: written in its unit, at its moment."""
    o = ShiftOverride
    query = select(o).where(
        o.team_id == request.team_id,
        o.source == "swap",
        o.created_at == answered_at,
        o.withdrawn_at.is_(None),
        or_(o.account_id == request.asked_by, o.instead_of == request.asked_by),
    )
    return list(session.execute(query).scalars())


def expire_swaps(session: Session, *, now: datetime) -> int:
    """End the requests whose hours have begun unanswered; return how many."""
    late = (
        update(SwapRequest)
        .where(SwapRequest.state == literal_column("'asked'"), SwapRequest.starts_at <= now)
        .values(state="expired", answered_at=now, version=SwapRequest.version + 1)
        .execution_options(synchronize_session=False)
    )
    return int(getattr(session.execute(late), "rowcount", 0))


def swap_request(session: Session, uuid: str) -> SwapRequest | None:
    """Return a swap request, locked for this transaction on PostgreSQL, or None."""
    query = select(SwapRequest).where(SwapRequest.uuid == uuid).with_for_update()
    return session.execute(query).scalar_one_or_none()


def _check_asked(session: Session, team: Team, asked: Asked, *, account: Account, now: datetime) -> None:
    if fault := hours_fault(asked.starts_at, asked.ends_at, now=now):
        raise Unprocessable(fault.message, errors=[fault])
    mine = planned_turns(session, team.id, since=max(asked.starts_at, now), until=asked.ends_at)
    if not covers(mine, account.id, max(asked.starts_at, now), asked.ends_at):
        raise field_error("/starts_at", "not_on_duty", "You are not on the rota for all of these hours.")
    if has_asked(session, team.id, account.id, max(asked.starts_at, now), asked.ends_at):
        words = "You have asked for some of these hours already, and it is open: withdraw that first, or wait for it."
        raise field_error("/starts_at", "swap_open", words)
    if asked.of is not None and asked.of.id not in {m.account_id for m in members_of(session, [team.id])}:
        raise field_error("/asked_of", "no_role_there", "Only a colleague of the team can take your hours.")
    if asked.return_starts_at is None or asked.return_ends_at is None:
        return
    if asked.of is None:
        raise field_error("/asked_of", "required", "Say whose hours you take in exchange.")
    theirs = planned_turns(session, team.id, since=asked.return_starts_at, until=asked.return_ends_at)
    if not covers(theirs, asked.of.id, asked.return_starts_at, asked.return_ends_at):
        raise field_error("/gives_back", "not_on_duty", "Your colleague is not on the rota for all of these hours.")


def _check_still_theirs(
    session: Session, request: SwapRequest, team: Team, *, asker: Account, taker: Account, now: datetime
) -> None:
    given = [(asker, max(request.starts_at, now), request.ends_at)]
    if request.return_starts_at is not None and request.return_ends_at is not None:
        given.append((taker, max(request.return_starts_at, now), request.return_ends_at))
    for person, starts_at, ends_at in given:
        turns = planned_turns(session, team.id, since=starts_at, until=ends_at)
        if not covers(turns, person.id, starts_at, ends_at):
            words = "The rota has changed since: not all of these hours are theirs any more. Let them ask anew."
            raise Conflict(words, code="shift_changed")


def _check_open(request: SwapRequest, *, now: datetime) -> None:
    if request.state != "asked" or request.ends_at <= now:
        raise Conflict("This request has been answered, taken back, or is over.", code="swap_not_open")


def _settle(
    session: Session,
    request: SwapRequest,
    team: Team,
    state: SwapState,
    *,
    by: Account,
    now: datetime,
    act: str | None = None,
) -> None:
    request.state, request.answered_at, request.answered_by = state, now, by.id
    request.version += 1
    session.flush()
    record(session, act or f"swap_{state}", by=by.uuid, subject=f"team:{team.uuid}", now=now, swap=request.uuid)
