"""What is wrong now, for the operator: one list for `/healthz`, the figures, and the dispatcher's self-audit."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightlamp.alerts.queries import faults
from nightlamp.reports.queries import quarantined


def faults_now(session: Session, *, now: datetime) -> list[str]:
    """Return the codes of what is wrong, none when all is well. They name no case."""
    found = faults(session, now=now)
    return [*found, "sealed_report_without_key"] if quarantined(session) else found
