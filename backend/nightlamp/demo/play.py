"""Play the stories: real verbs and a real dispatcher, at pretended times, in front of phones that ring for nobody.

Nothing is written that an installation could not have come to by itself, so every screen finds what it expects.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.queries import teams_by_id
from nightlamp.alerts.actions import FULL, acknowledge
from nightlamp.alerts.models import Alert
from nightlamp.alerts.queries import open_alert_on
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.ids import normalise
from nightlamp.core.keys import KeyRing
from nightlamp.demo.people import ON_DUTY, viewers
from nightlamp.demo.phones import Phones
from nightlamp.demo.stories import Act, Story
from nightlamp.dispatcher import Dispatcher
from nightlamp.practice.content import disposition, read
from nightlamp.reports.actions import open_report, recuse
from nightlamp.reports.follow_up.actions import write_as_worker
from nightlamp.reports.follow_up.queries import RESULT
from nightlamp.reports.intake.additions import add_to_report
from nightlamp.reports.intake.filing import file_report
from nightlamp.reports.intake.reading import ADDITION, REPORT, read_plain
from nightlamp.reports.milestones import report_milestone
from nightlamp.reports.models import Report
from nightlamp.triage.actions import screen
from nightlamp.triage.rules import check_decision


class Play:
    """All stories on one timeline. The dispatcher runs whenever an alert is due in between."""

    def __init__(self, app: Flask, phones: Phones) -> None:
        self._phones = phones
        self._settings: Settings = app.extensions["nightlamp.settings"]
        self._ring: KeyRing = app.extensions["nightlamp.keys"]
        self._app = app
        self._dispatcher = Dispatcher(app, threads=1)
        self._people = viewers()
        self._at_post = {self._people[post.key].grants[0].team_id: post.key for post in ON_DUTY}
        self._references: dict[int, str] = {}
        self._moment: datetime | None = None

    def run(self, told: Iterable[Story], *, until: datetime) -> int:
        """Play them all up to `until`; return how many acts there were."""
        timeline = sorted(
            ((act, story) for story in told for act in story.acts), key=lambda pair: (pair[0].at, pair[1].number)
        )
        before = self._app.extensions["nightlamp.clock"]
        self._app.extensions["nightlamp.clock"] = lambda: self._moment
        try:
            for act, story in timeline:
                self._ring_until(act.at)
                self._do(act, story)
            self._ring_until(until)
            self._tick(until)
        finally:
            self._app.extensions["nightlamp.clock"] = before
        return len(timeline)

    def _ring_until(self, end: datetime) -> None:
        """Run the dispatcher at each moment, up to `end`, at which an alert is due.

        Raises RuntimeError when an alert stays due: the dispatcher has failed, and its log says why.
        """
        before = None
        while (due := _next_due()) is not None and due <= end:
            if due == before:
                raise RuntimeError(f"An alert that is due at {due} does not move.")
            before = due
            self._tick(max(due, self._moment or due))

    def _tick(self, moment: datetime) -> None:
        self._moment = moment
        while self._dispatcher.tick(moment):
            pass
        self._phones.show(self._ring, now=moment)

    def _do(self, act: Act, story: Story) -> None:
        self._moment = act.at
        if act.what == "file":
            received = read_plain(REPORT, story.body, now=act.at)
            filed = file_report(received, channel="app", idempotency_key=None, now=act.at)
            self._references[story.number] = normalise(filed.reference)
            self._tick(act.at)
        elif act.what == "add":
            add_to_report(read_plain(ADDITION, act.detail, now=act.at), now=act.at)
        else:
            with writing() as session:
                query = select(Report).where(Report.reference == self._references[story.number])
                report = session.execute(query.execution_options(populate_existing=True)).scalar_one()
                who = self._people[act.detail.get("by") or self._at_post[report.team_id]]
                _ACTS.get(act.what, _milestone)(self, session, report, act, who)

    def zone(self) -> str:
        """Return the deployment's time zone, by name."""
        return self._settings.time_zone


def _next_due() -> datetime | None:
    due = db.session.execute(select(func.min(Alert.next_at)).where(Alert.closed_at.is_(None))).scalar()
    db.session.rollback()
    return due


def _acknowledge(play: Play, session: Session, report: Report, act: Act, who: Viewer) -> None:
    alert = open_alert_on(session, report.reference)
    if alert is not None:
        acknowledge(session, alert, account_id=who.account_id, grade=FULL, zone=play.zone(), now=act.at)


def _open(_: Play, session: Session, report: Report, act: Act, who: Viewer) -> None:
    open_report(session, report, by=who, may_decide=True, now=act.at)


def _decide(_: Play, session: Session, report: Report, act: Act, who: Viewer) -> None:
    decision: Mapping[str, Any] = {
        "track": act.detail.get("track", "harm"),
        "priority": report.priority,
        "disposition": act.detail["decision"],
        "reason": act.detail.get("reason", ""),
    }
    path = teams_by_id([report.team_id])[report.team_id].place_path
    check_decision(
        track=decision["track"],
        code=decision["disposition"],
        priority=decision["priority"],
        current=report.priority,
        reason=decision["reason"],
        is_supervisor=who.supervises(path),
    )
    screen(session, report, **decision, by=who, now=act.at)


def _tell_result(_: Play, session: Session, report: Report, act: Act, who: Viewer) -> None:
    if report.result_due_at is not None:
        text = _result_words(act.detail["decision"], for_child=act.detail["for_child"])
        write_as_worker(session, report, text, kind=RESULT, by=who, repeat_of=None, now=act.at)


def _result_words(decision: str, *, for_child: bool) -> str:
    group = disposition(decision)["group"]
    fitting = [reply for reply in read("replies")["items"] if reply["kind"] == RESULT and group in reply["groups"]]
    fitting.sort(key=lambda reply: reply["for_child"] is not for_child)
    return str(fitting[0]["text"]["zh-CN"])


def _recuse(_: Play, session: Session, report: Report, act: Act, who: Viewer) -> None:
    recuse(session, report, by=who, reason=act.detail["reason"], now=act.at)


def _milestone(_: Play, session: Session, report: Report, act: Act, who: Viewer) -> None:
    note = act.detail.get("note") if act.what == "child_seen" else None
    report_milestone(session, report, act.what, at=act.at, by=who, now=act.at, note=note)


_ACTS = {
    "acknowledge": _acknowledge,
    "open": _open,
    "decide": _decide,
    "tell_result": _tell_result,
    "recuse": _recuse,
}
