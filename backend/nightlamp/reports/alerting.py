"""The alerts of reports, as a list and a report's page show them: in whose hands each is, and who handed it back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.accounts.models import Account
from nightlamp.accounts.queries import people, people_by_uuid
from nightlamp.alerts.actions import PROVISIONAL
from nightlamp.alerts.answering.showing import handed_back_out, person_out
from nightlamp.alerts.answering.standing import Noted, handed_back, noted
from nightlamp.alerts.models import ACKNOWLEDGED, Alert
from nightlamp.alerts.queries import alerts_on
from nightlamp.audit.models import AuditEvent
from nightlamp.core.clock import as_text
from nightlamp.reports.milestones import subject_of
from nightlamp.reports.models import Report


def alerts_shown(session: Session, reports: Sequence[Report]) -> dict[int, dict[str, Any]]:
    """Return by report its newest alert as it is shown; nothing for a report that never rang."""
    alerts = alerts_on([report.reference for report in reports])
    back = handed_back(session, list(alerts.values()))
    names = people({alert.acknowledged_by for alert in alerts.values()} | {each.account_id for each in back.values()})
    given = _given(session, reports, alerts, names)
    return {
        report.id: {
            "id": alert.uuid,
            "state": alert.state,
            "acknowledged_by": person_out(names.get(alert.acknowledged_by or 0)),
            "acknowledged_at": as_text(alert.acknowledged_at),
            "provisional": alert.state == ACKNOWLEDGED and alert.grade == PROVISIONAL,
            "handed_back": handed_back_out(back.get(alert.id), names),
            "given": given.get(alert.id),
        }
        for report in reports
        if (alert := alerts.get(report.reference)) is not None
    }


def _given(
    session: Session, reports: Sequence[Report], alerts: Mapping[str, Alert], names: Mapping[int, Account]
) -> dict[int, dict[str, Any]]:
    """Return by alert who put it into the hands that hold it and when, until its holder has opened the report.

    Any act of theirs on the report counts as well as a look; each leaves its line in the audit.
    """
    found = noted(session, list(alerts.values()))
    if not found:
        return {}
    looked = {
        alert.id: (subject_of(report), names[holder].uuid)
        for report in reports
        if (alert := alerts.get(report.reference)) is not None
        and alert.id in found
        and (holder := alert.acknowledged_by) is not None
        and holder in names
    }
    query = (
        select(AuditEvent.subject, AuditEvent.actor, func.max(AuditEvent.at))
        .where(AuditEvent.subject.in_({subject for subject, _ in looked.values()}))
        .group_by(AuditEvent.subject, AuditEvent.actor)
    )
    last = {(subject, actor): at for subject, actor, at in session.execute(query)}
    supervisors = people_by_uuid({each.by for each in found.values()})

    def is_news(key: int, each: Noted) -> bool:
        return key in looked and (looked[key] not in last or last[looked[key]] < each.at)

    return {
        key: {"by": person_out(supervisors.get(each.by)), "at": as_text(each.at)}
        for key, each in found.items()
        if is_news(key, each)
    }
