"""Shapes of a call."""

from marshmallow import RAISE, fields

from nightlamp.reports.intake.schemas import AdditionIn, ReportIn

_TIME = "Invalid value: a time with its zone, such as 2026-03-02T09:00:00+08:00."


class HotlineReportIn(ReportIn):
    """A report in a caller's words, and when the call began."""

    class Meta:
        unknown = RAISE
        exclude = ("claimed_at", "entrance")

    began_at = fields.AwareDateTime(required=True, error_messages={"invalid": _TIME, "invalid_awareness": _TIME})


class HotlineAdditionIn(AdditionIn):
    """What the caller says after the report was filed."""

    class Meta:
        unknown = RAISE
        exclude = ("claimed_at", "entrance")
