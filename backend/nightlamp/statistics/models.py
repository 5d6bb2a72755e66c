"""Tables of the statistics: facts of reached milestones, spreads for large areas, and how far the fold has come.

None of them is the truth: each can be emptied, and the fold makes it again from the log.
"""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime
from nightlamp.places.models import CodeText


class ResponseFact(Base):
    """One reached milestone: on which day, where, how long it took, and whether that was within the standard.

    `place_code` goes down to the township, "" when unknown. `owner_depth` is the level of the owning team (0 root,
    4 township): whoever looks with a grant from further below may not see it. `day` is in the deployment's zone.
    There is no foreign key: figures outlive a report that is shredded.
    """

    __tablename__ = "response_fact"

    milestone_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(Key, index=True)
    day: Mapped[date] = mapped_column(Date)
    place_code: Mapped[str] = mapped_column(CodeText)
    owner_depth: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(String(12))
    priority: Mapped[str] = mapped_column(String(2))
    seconds: Mapped[int] = mapped_column(Integer)
    within: Mapped[bool | None]


Index("ix_response_fact_day_place_code", ResponseFact.day, ResponseFact.place_code)


class ResponseSpread(Base):
    """The facts of a large area and one step, day by day and week by week: how many, and how their durations spread.

    `place_code` "" is the whole country; a prefecture has only the row of all priorities. `owner_depth` counts at
    most down to the area's own level. `judged` facts had a standard, `within` of them met it.
    """

    __tablename__ = "response_spread"

    place_code: Mapped[str] = mapped_column(CodeText, primary_key=True)
    priority: Mapped[str] = mapped_column(String(3), primary_key=True)
    unit: Mapped[str] = mapped_column(String(4), primary_key=True)
    begins: Mapped[date] = mapped_column(Date, primary_key=True)
    step: Mapped[str] = mapped_column(String(12), primary_key=True)
    owner_depth: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(Integer)
    judged: Mapped[int] = mapped_column(Integer)
    within: Mapped[int] = mapped_column(Integer)
    durations: Mapped[bytes] = mapped_column(LargeBinary)


class ResponseFold(Base):
    """The single row that says up to which link of the sealed audit the facts are folded, and since when."""

    __tablename__ = "response_fold"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seal_seq: Mapped[int] = mapped_column(Key)
    folded_at: Mapped[datetime] = mapped_column(UtcDateTime)
