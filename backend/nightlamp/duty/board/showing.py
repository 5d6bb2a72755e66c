"""What the API answers about rotas, from rows to plain values."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.core.clock import as_text
from nightlamp.duty.board.week import week_of
from nightlamp.duty.rotas.models import Rota, ShiftOverride, SwapRequest
from nightlamp.duty.rotas.queries import (
    open_overrides,
    open_swaps,
    rotation_of,
    shifts_in,
)
from nightlamp.duty.rotas.rules import Turn, Window

Names = Mapping[int, Account]


def rota_out(session: Session, rota: Rota, team: Team) -> dict[str, Any]:
    """Return a rota with the names of its people."""
    order = list(rotation_of(session, rota).people) if rota.kind == "rotation" else []
    shifts = shifts_in(session, rota) if rota.kind == "weekly" else []
    names = people({*order, *(shift.account_id for shift in shifts)})
    return {
        "id": rota.uuid,
        "team": team_out(team),
        "name": rota.name,
        "kind": rota.kind,
        "zone": rota.zone,
        "begins": rota.begins,
        "period": rota.period,
        "every": rota.every,
        "people": [person_out(names, account_id) for account_id in order],
        "windows": json.loads(rota.windows),
        "shifts": [_window(s.window) | {"person": person_out(names, s.account_id)} for s in shifts],
        "version": rota.version,
    }


def preview_out(
    turns: Sequence[Turn], others: Sequence[Turn], gaps: Iterable[tuple[datetime, datetime]]
) -> dict[str, Any]:
    """Return what a rota would make of a stretch of time, beside the team's other rotas."""
    names = people({turn.account_id for turn in [*turns, *others]})

    def shown(some: Sequence[Turn]) -> list[dict[str, Any]]:
        return [span_out(t.starts_at, t.ends_at) | {"person": person_out(names, t.account_id)} for t in some]

    return {
        "turns": shown(turns),
        "others": shown(others),
        "gaps": [span_out(*gap) for gap in gaps],
    }


def board_out(
    session: Session, viewer: Viewer, team: Team, *, since: datetime, until: datetime, now: datetime
) -> dict[str, Any]:
    """Return the board of a team: shifts, what nobody covers from now on, overrides, open requests."""
    shifts, gaps = week_of(session, team.id, since=since, until=until, now=now)
    overrides = open_overrides(session, team.id, since=since, until=until)
    swaps = open_swaps(session, team.id, now=now)
    members = {member.account_id for member in members_of(session, [team.id])}
    shown = {s.account_id for s in shifts} | {i for o in overrides for i in (o.account_id, o.instead_of) if i}
    names = people(members | shown | {i for s in swaps for i in (s.asked_by, s.asked_of) if i})
    plans = viewer.covers(Permission.DUTY_PLAN, team.place_path)
    return {
        "team": team_out(team),
        "people": sorted((person_out(names, i) for i in members if i in names), key=lambda p: p["name"]),
        "shifts": [
            span_out(s.starts_at, s.ends_at)
            | {
                "person": person_out(names, s.account_id),
                "source": s.source,
                "mine": s.account_id == viewer.account_id,
            }
            for s in shifts
        ],
        "gaps": [span_out(*gap) for gap in gaps],
        "overrides": [override_out(override, names) for override in overrides],
        "swaps": [_swap(swap, names, viewer, plans=plans, member=viewer.account_id in members) for swap in swaps],
        "may_plan": plans,
    }


def override_out(override: ShiftOverride, names: Names | None = None) -> dict[str, Any]:
    """Return an override."""
    known = names if names is not None else people({override.account_id, override.instead_of})
    return span_out(override.starts_at, override.ends_at) | {
        "id": override.uuid,
        "person": person_out(known, override.account_id) if override.account_id else None,
        "instead_of": person_out(known, override.instead_of) if override.instead_of else None,
        "source": override.source,
    }


def swap_out(swap: SwapRequest, viewer: Viewer, team: Team) -> dict[str, Any]:
    """Return a swap request after a verb on it."""
    names = people({swap.asked_by, swap.asked_of})
    plans = viewer.covers(Permission.DUTY_PLAN, team.place_path)
    return _swap(swap, names, viewer, plans=plans, member=True)


def _swap(swap: SwapRequest, names: Names, viewer: Viewer, *, plans: bool, member: bool) -> dict[str, Any]:
    mine = swap.asked_by == viewer.account_id
    asked = swap.asked_of == viewer.account_id or (swap.asked_of is None and member)
    back = swap.return_starts_at is not None and swap.return_ends_at is not None
    return span_out(swap.starts_at, swap.ends_at) | {
        "id": swap.uuid,
        "asked_by": person_out(names, swap.asked_by),
        "asked_of": person_out(names, swap.asked_of) if swap.asked_of else None,
        "gives_back": span_out(swap.return_starts_at, swap.return_ends_at) if back else None,
        "state": swap.state,
        "may_answer": swap.state == "asked" and not mine and (asked or plans),
        "mine": mine,
    }


def team_out(team: Team) -> dict[str, Any]:
    """Return a team by its public id."""
    return {"id": team.uuid, "name": team.name}


def person_out(names: Names, account_id: int) -> dict[str, str]:
    """Return a person by their public id."""
    account = names[account_id]
    return {"id": account.uuid, "name": account.name}


def span_out(starts_at: datetime | None, ends_at: datetime | None) -> dict[str, Any]:
    """Return a stretch of time."""
    return {"starts_at": as_text(starts_at), "ends_at": as_text(ends_at)}


def _window(window: Window) -> dict[str, Any]:
    return {"weekday": window.weekday, "begins": f"{window.begins:%H:%M}", "minutes": window.minutes}
