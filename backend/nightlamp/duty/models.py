"""Table of the shifts."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime

# `self`: begun by the person; `rota`: put there by hand; `plan`: drawn from the rotas, and drawn anew with them.
Source = Literal["self", "rota", "plan"]


class Shift(Base):
    """A person is on duty in a team, from when to when.

    `ends_at` is the plan (None: until somebody ends it), `ended_at` is when it was cut short. `created_by` is the
    public id of an account, or `system`.
    """

    __tablename__ = "shift"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"))
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source: Mapped[Source] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(40))


# Years of past shifts must not slow down the question who is on duty now, which a report asks before it is answered,
# nor a plan or a board. What was cut short stands in it with the end that was planned.
Index("ix_shift_team_id_ends_at", Shift.team_id, Shift.ends_at)
# Once a minute the dispatcher asks whose shift is about to begin.
Index("ix_shift_starts_at", Shift.starts_at)
