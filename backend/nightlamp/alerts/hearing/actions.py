"""The verb on how a person wants to be told: set all of it anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.alerts.hearing.rules import ALWAYS
from nightlamp.alerts.models import HearingRule, QuietHours
from nightlamp.audit.actions import record
from nightlamp.core.errors import FieldError, Unprocessable
from nightlamp.core.remember import forget_everything
from nightlamp.duty.rotas.wall import zone_of

# By then the next step of the policy calls others: a later message would find the matter in their hands.
LATEST = {"P0": 60, "P1": 300, "P2": 3600, "P3": 3600, "P4": 3600}


def faults_of(rules: Sequence[Mapping[str, Any]], quiet: Mapping[str, Any] | None) -> list[FieldError]:
    """Return what is wrong with rules and quiet hours that were typed, each with its field."""
    found, seen = [], set()
    for number, rule in enumerate(rules):
        urgency, after = rule["urgency"], rule["after_seconds"]
        field = f"/rules/{number}/after_seconds"
        if (urgency, rule["channel"]) in seen:
            found.append(FieldError(f"/rules/{number}/channel", "repeated", "Say it once for each channel."))
        seen.add((urgency, rule["channel"]))
        if after is None and urgency in ALWAYS:
            found.append(FieldError(field, "never_silenced", f"{urgency} is never silenced, on no channel."))
        if after is not None and after > LATEST[urgency]:
            message = f"For {urgency} at most {LATEST[urgency]} seconds; then others are called already."
            found.append(FieldError(field, "out_of_range", message))
    if quiet is not None:
        try:
            zone_of(quiet["zone"])
        except ValueError as error:
            found.append(FieldError("/quiet_hours/zone", "unknown_value", str(error)))
        if not quiet["weekdays"]:
            found.append(FieldError("/quiet_hours/weekdays", "required", "Say on which days, or send null."))
    return found


def set_habits(
    session: Session,
    viewer: Viewer,
    rules: Sequence[Mapping[str, Any]],
    quiet: Mapping[str, Any] | None,
    *,
    now: datetime,
) -> None:
    """Set how a person is told from now on, with an audit line. Raises Unprocessable for what silences P0 or P1."""
    if faults := faults_of(rules, quiet):
        raise Unprocessable(faults[0].message, errors=faults)
    person = viewer.account_id
    session.execute(delete(HearingRule).where(HearingRule.account_id == person))
    session.execute(delete(QuietHours).where(QuietHours.account_id == person))
    if rules:
        session.execute(insert(HearingRule), [{"account_id": person, **rule} for rule in rules])
    if quiet is not None:
        row = {**quiet, "account_id": person, "weekdays": "".join(map(str, sorted(set(quiet["weekdays"]))))}
        session.execute(insert(QuietHours), [row])
    subject = f"account:{viewer.uuid}"
    record(session, "hearing_rules_set", by=viewer.uuid, subject=subject, now=now, rules=len(rules))
    forget_everything()
