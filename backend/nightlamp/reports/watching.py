"""What is wrong now, for the operator: one list for `/healthz`, the figures, and the dispatcher's self-audit."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from nightlamp.alerts.queries import faults
from nightlamp.reports.attachments.queries import unscanned
from nightlamp.reports.queries import quarantined

# The scanner is asked each minute; after this long it is not only busy.
_SCANNER_PATIENCE = timedelta(minutes=10)


def faults_now(session: Session, *, now: datetime) -> list[str]:
    """Return the codes of what is wrong, none when all is well. They name no case."""
    found = faults(session, now=now)
    if quarantined(session):
        found = [*found, "sealed_report_without_key"]
    return [*found, "files_not_scanned"] if unscanned(session, before=now - _SCANNER_PATIENCE) else found
