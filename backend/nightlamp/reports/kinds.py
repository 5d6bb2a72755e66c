"""The one list of what a report's page may tell has happened: acts on the report, and what befell its alerts."""

from typing import get_args

from nightlamp.alerts.models import AlertEventKind

# Acts that are told; looks and sign-ins are the auditor's.
ACT_KINDS = frozenset({
    "report_filed", "addition_received", "milestone_reported", "milestone_undone", "priority_changed",
    "report_screened", "reporter_disclosed", "message_received", "message_sent", "result_called", "report_closed",
    "report_reopened", "team_changed", "recused", "attachment_received",
})  # fmt: skip
# That a push service took a message says nothing of a phone.
_QUIET = frozenset({"delivery_sent"})
ALERT_KINDS = frozenset(get_args(AlertEventKind)) - _QUIET
EVENT_KINDS = tuple(sorted(ACT_KINDS | ALERT_KINDS))
