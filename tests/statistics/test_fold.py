"""Folding the log: whatever happens to reports, the stored facts answer what the whole log would."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from nightlamp.accounts.permissions import Role
from nightlamp.accounts.viewer import SYSTEM, Viewer
from nightlamp.agencies.queries import grants_of
from nightlamp.audit.actions import record
from nightlamp.core.db import db, writing
from nightlamp.core.errors import DomainError
from nightlamp.core.ids import normalise
from nightlamp.reports.actions import exclude_from_report
from nightlamp.reports.milestones import report_milestone, undo_milestone
from nightlamp.reports.models import Report
from nightlamp.statistics import spread
from nightlamp.statistics.actions import fold, has_unfolded, refold
from nightlamp.statistics.figures import Scope, measure
from nightlamp.statistics.models import ResponseFact, ResponseFold, ResponseSpread
from nightlamp.statistics.queries import Area, area_for
from nightlamp.statistics.rules import Figures
from tests.conftest import PretendClock
from tests.statistics.naive import fold_all, naive_figures, seal_all
from tests.support.town import Town

# A township of Xihu, another, a county of another province, and nowhere known (the root has it).
PLACES = ("330106012", "330106109", "110101001", None)
STEPS = ("opened", "decided", "agency_told", "child_seen")
ACTS = st.one_of(
    st.tuples(st.just("file"), st.sampled_from(PLACES), st.sampled_from(("family", "school_staff"))),
    st.tuples(st.just("reach"), st.integers(0, 50), st.sampled_from(STEPS)),
    st.tuples(st.just("reach"), st.integers(0, 50), st.sampled_from(STEPS)),
    st.tuples(st.just("undo"), st.integers(0, 50), st.sampled_from(STEPS)),
    st.tuples(st.just("learn_place"), st.integers(0, 50)),
    st.tuples(st.just("exclude"), st.integers(0, 50)),
    st.tuples(st.just("wait"), st.integers(1, 60_000)),
    st.tuples(st.just("fold")),
)


class Story:
    """Plays acts in a town and compares what was folded with the log."""

    def __init__(self, town: Town, clock: PretendClock) -> None:
        self.town, self.clock = town, clock
        self.reports: list[int] = []
        if "head" not in town.people:
            town.add_person("head", "方远", "township", Role.SUPERVISOR, on_duty=False, phone=False)

    def play(self, act: tuple[Any, ...]) -> None:
        """Do one act; one that the verbs refuse is passed over."""
        if act[0] in ("reach", "undo", "learn_place", "exclude") and not self.reports:
            return
        try:
            getattr(self, f"_{act[0]}")(*act[1:])
        except DomainError:
            db.session.rollback()
        db.session.expire_all()

    def compare(self) -> None:
        """Check every area that somebody supervises, from facts and from spreads."""
        fold_all(self.clock())
        last = self.clock().date() + timedelta(days=1)
        asked: dict[str, tuple[str | None, ...]] = {
            "head": ("330106012",),
            "supervisor": ("330106", "330106012"),
            "desk": (None, "33", "3301", "11", "330106"),
        }
        for key, codes in asked.items():
            viewer = _viewer(self.town, key)
            for code in codes:
                for days in (3, 40):
                    self._compare(area_for(db.session(), viewer, code), last - timedelta(days=days), last)

    def _compare(self, area: Area, first: date, last: date) -> None:
        own, below = naive_figures(area, first, last)
        scope = Scope(area.code, first, last, area.floor, area.viewer.account_id)
        children = [child.code for child in area.children]
        exact = measure(db.session(), scope, children)
        assert (_some(exact.own), _some(exact.below)) == (own, below)
        large = measure(db.session(), scope, children, exact_up_to=-1)
        if len(area.code) < 4:
            counties = {key: figures for key, figures in below.items() if len(key[0]) == 6}
            assert _some(large.own) == {key: _rounded(figures) for key, figures in own.items()}
            assert _some(large.below) == {key: _rounded(figures) for key, figures in below.items()} | counties

    def _file(self, place: str | None, about: str) -> None:
        changes: dict[str, Any] = {"about": [about], "place": {"code": place} if place else None}
        reference = normalise(self.town.file(**changes))
        db.session.rollback()  # what this session has read so far is from before
        query = select(Report.id).where(Report.reference == reference)
        self.reports.append(db.session.execute(query).scalar_one())

    def _reach(self, which: int, step: str) -> None:
        with writing() as session:
            now = self.clock()
            report = session.get_one(Report, self._id(which))
            at = report.received_at + (now - report.received_at) * 2 / 3
            report_milestone(session, report, step, at=at, by=SYSTEM, now=now)

    def _undo(self, which: int, step: str) -> None:
        with writing() as session:
            report = session.get_one(Report, self._id(which))
            undo_milestone(session, report, step, by=SYSTEM, now=self.clock())

    def _learn_place(self, which: int) -> None:
        with writing() as session:
            report = session.get_one(Report, self._id(which))
            report.place_code = "330106012"
            report.team_id = self.town.teams["township"].id
            record(
                session, "addition_received", by="reporter", subject=f"report:{report.reference}", now=self.clock()
            )

    def _exclude(self, which: int) -> None:
        with writing() as session:
            report = session.get_one(Report, self._id(which))
            account = self.town.people["desk"].account.id
            exclude_from_report(session, report, account, kind="named", reason=None, now=self.clock())

    def _wait(self, seconds: int) -> None:
        self.clock.forward(seconds=seconds)

    def _fold(self) -> None:
        fold_all(self.clock())

    def _id(self, which: int) -> int:
        return self.reports[which % len(self.reports)]


def _viewer(town: Town, key: str) -> Viewer:
    account = town.people[key].account
    return Viewer(account.id, account.uuid, account.name, grants_of(account.id))


def _some(figures: dict[Any, Figures]) -> dict[Any, Figures]:
    return {key: value for key, value in figures.items() if value.n}


def _rounded(figures: Figures) -> Figures:
    half, nine = figures.p50_seconds, figures.p90_seconds
    assert half is not None
    assert nine is not None
    return Figures(figures.n, spread.rounded(half), spread.rounded(nine), figures.share_within_standard)


@pytest.mark.both_databases
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(ACTS, min_size=5, max_size=30))
def test_folded_figures_are_those_of_the_whole_log(town: Town, clock: PretendClock, acts: list[Any]) -> None:
    story = Story(town, clock)
    for act in acts:
        story.play(act)
    story.compare()


def _a_decided_report(town: Town, clock: PretendClock, **changes: Any) -> Report:
    reference = town.file(**changes)
    clock.forward(minutes=20)
    assert town.get("worker", f"/reports/{reference}").status_code == 200
    db.session.rollback()
    found = db.session.execute(select(Report).where(Report.reference == normalise(reference)))
    return found.scalar_one()


def _count(model: Any) -> int:
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


@pytest.mark.both_databases
def test_folding_twice_is_folding_once(town: Town, clock: PretendClock) -> None:
    report = _a_decided_report(town, clock)
    assert fold_all(clock()) > 0
    before = db.session.execute(select(ResponseFact)).scalars().all()
    assert [(fact.step, fact.seconds, fact.within) for fact in before] == [("opened", 1200, True)]
    assert fold_all(clock()) == 0
    with writing() as session:
        assert refold(session, [report.reference]) == 0
    assert _count(ResponseFact) == 1


@pytest.mark.both_databases
def test_an_undone_milestone_leaves_no_fact_and_no_spread(town: Town, clock: PretendClock) -> None:
    report = _a_decided_report(town, clock)
    fold_all(clock())
    with writing() as session:
        undo_milestone(session, session.merge(report), "opened", by=SYSTEM, now=clock())
    fold_all(clock())
    assert _count(ResponseFact) == 0
    assert _count(ResponseSpread) == 0


@pytest.mark.both_databases
def test_a_crash_in_the_middle_of_a_fold_leaves_nothing_of_it(town: Town, clock: PretendClock) -> None:
    _a_decided_report(town, clock)
    seal_all()
    with suppress(KeyboardInterrupt), writing() as session:
        assert fold(session, now=clock()) > 0
        raise KeyboardInterrupt
    assert _count(ResponseFact) == 0
    assert _count(ResponseFold) == 0
    fold_all(clock())
    assert _count(ResponseFact) == 1


@pytest.mark.both_databases
def test_while_one_dispatcher_folds_another_leaves_it_alone(town: Town, clock: PretendClock, database: str) -> None:
    _a_decided_report(town, clock)
    seal_all()
    assert has_unfolded(db.session())
    if database == "postgresql":  # on SQLite the write gate lets in one at a time
        with db.engine.begin() as other:
            other.exec_driver_sql("SELECT pg_advisory_xact_lock(7002)")
            with writing() as session:
                assert fold(session, now=clock()) == 0
    with writing() as session:
        assert fold(session, now=clock()) > 0
    fold_all(clock())
    assert not has_unfolded(db.session())


@pytest.mark.both_databases
def test_emptied_tables_are_made_again_from_the_log(town: Town, clock: PretendClock) -> None:
    _a_decided_report(town, clock)
    fold_all(clock())
    facts, spreads = _count(ResponseFact), _count(ResponseSpread)
    with writing() as session:
        for model in (ResponseFact, ResponseSpread, ResponseFold):
            session.execute(delete(model))
    fold_all(clock())
    assert (_count(ResponseFact), _count(ResponseSpread)) == (facts, spreads)


def test_a_milestone_counts_on_its_day_in_the_deployments_zone(town: Town, clock: PretendClock) -> None:
    clock.moment = datetime.fromisoformat("2026-03-02T15:50:00Z")  # 23:50 in Shanghai
    _a_decided_report(town, clock)  # opened twenty minutes later, on the next day
    fold_all(clock())
    assert db.session.execute(select(ResponseFact.day)).scalars().all() == [date(2026, 3, 3)]
