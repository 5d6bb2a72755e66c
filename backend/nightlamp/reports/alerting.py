"""The alerts of reports, as a list and a report's page show them: in whose hands each is, and who handed it back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from nightlamp.accounts.queries import people
from nightlamp.alerts.actions import PROVISIONAL
from nightlamp.alerts.answering.showing import handed_back_out, person_out
from nightlamp.alerts.answering.standing import handed_back
from nightlamp.alerts.models import ACKNOWLEDGED
from nightlamp.alerts.queries import alerts_on
from nightlamp.core.clock import as_text
from nightlamp.reports.models import Report


def alerts_shown(session: Session, reports: Sequence[Report]) -> dict[int, dict[str, Any]]:
    """Return by report its newest alert as it is shown; nothing for a report that never rang."""
    alerts = alerts_on([report.reference for report in reports])
    back = handed_back(session, list(alerts.values()))
    names = people({alert.acknowledged_by for alert in alerts.values()} | {each.account_id for each in back.values()})
    return {
        report.id: {
            "id": alert.uuid,
            "state": alert.state,
            "acknowledged_by": person_out(names.get(alert.acknowledged_by or 0)),
            "acknowledged_at": as_text(alert.acknowledged_at),
            "provisional": alert.state == ACKNOWLEDGED and alert.grade == PROVISIONAL,
            "handed_back": handed_back_out(back.get(alert.id), names),
        }
        for report in reports
        if (alert := alerts.get(report.reference)) is not None
    }
