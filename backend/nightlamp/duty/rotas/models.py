"""Tables of the rotas. What they say is planned ahead into `shift` rows, which is what everybody else reads."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime

RotaKind = Literal["rotation", "weekly"]
SwapState = Literal["asked", "accepted", "refused", "withdrawn", "expired"]


class Rota(Base):
    """How a team fills its hours: people in turn (`rotation`), or the same people each week (`weekly`).

    `begins` is wall-clock time of `zone`, "2026-01-05T08:00"; `windows` a JSON list of {weekday, begins, minutes}.
    `begins`, `period` and `every` are None for weekly ones. A change is a new version of the same row; what was
    worked stays in `shift`. `planned_until`: up to when its turns stand there, None before the first time.
    `looked_at`: when its team's coverage was last looked through for hours that nobody covers.
    """

    __tablename__ = "rota"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[RotaKind] = mapped_column(String(10))
    zone: Mapped[str] = mapped_column(String(40))
    begins: Mapped[str | None] = mapped_column(String(16))
    period: Mapped[str | None] = mapped_column(String(6))
    every: Mapped[int | None] = mapped_column(Integer)
    windows: Mapped[str] = mapped_column(String, default="[]")
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(40))
    planned_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


# The dispatcher asks which plan and which look is due; there may be a rota for each of a country's townships.
for _due in (Rota.planned_until, Rota.looked_at):
    Index(
        f"ix_rota_{_due.key}",
        _due,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    )


class RotaPerson(Base):
    """A person's place in a rotation, from 0."""

    __tablename__ = "rota_person"

    rota_id: Mapped[int] = mapped_column(Key, ForeignKey("rota.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), index=True)


class RotaShift(Base):
    """One fixed shift of a weekly rota: weekday (0 is Monday), from "22:00", for so many minutes by the wall."""

    __tablename__ = "rota_shift"

    rota_id: Mapped[int] = mapped_column(Key, ForeignKey("rota.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), index=True)
    weekday: Mapped[int] = mapped_column(Integer)
    begins: Mapped[str] = mapped_column(String(5))
    minutes: Mapped[int] = mapped_column(Integer)


class ShiftOverride(Base):
    """For some hours somebody is on duty in a team in the place of somebody else; see `rules.Override`.

    `source`: `override` (a supervisor), `swap` (an accepted request), `take` (somebody took over by themselves).
    """

    __tablename__ = "shift_override"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    instead_of: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    source: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(40))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


Index(
    "ix_shift_override_team_id_ends_at",
    ShiftOverride.team_id,
    ShiftOverride.ends_at,
    sqlite_where=text("withdrawn_at IS NULL"),
    postgresql_where=text("withdrawn_at IS NULL"),
)
# Once a minute the dispatcher asks what has changed of late.
Index("ix_shift_override_created_at", ShiftOverride.created_at)


class SwapRequest(Base):
    """Somebody asks to be replaced for some hours, by a colleague (`asked_of`; None: by anybody of the team).

    With `return_starts_at` and `return_ends_at` the asker takes those hours of the colleague in exchange. A
    colleague or a supervisor answers; who has not answered when the hours begin lets it expire. An answer that was
    taken back leaves the state `asked` with its `answered_at`, when that was.
    """

    __tablename__ = "swap_request"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"), index=True)
    asked_by: Mapped[int] = mapped_column(Key, ForeignKey("account.id"))
    asked_of: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    return_starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    return_ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[SwapState] = mapped_column(String(10), default="asked")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(Integer, default=1)


Index(
    "ix_swap_request_starts_at_asked",
    SwapRequest.starts_at,
    sqlite_where=text("state = 'asked'"),
    postgresql_where=text("state = 'asked'"),
)
Index("ix_swap_request_created_at", SwapRequest.created_at)
Index("ix_swap_request_answered_at", SwapRequest.answered_at)


class CalendarFeed(Base):
    """A secret address under which a calendar program reads shifts: one's own, or those of a team (`team_id`).

    Only a keyed hash of the secret is kept. A person has at most one of each that is not ended.
    """

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(Key, ForeignKey("team.id"))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    hmac_key_id: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
