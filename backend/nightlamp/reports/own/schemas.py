"""Shapes of own reports. One of them is what its receipt shows: nothing more is ever told here."""

from marshmallow import Schema, fields

from nightlamp.reports.follow_up.schemas import FollowUpOut


class OwnReportOut(FollowUpOut):
    """A report of mine, as its receipt shows it; `entrance` is the institution that it came through."""

    received_at = fields.Str(required=True)
    entrance = fields.Str(required=True, allow_none=True)


class OwnReportRowOut(Schema):
    """A report of mine in the list. `unread`: answers that I have not seen."""

    reference = fields.Str(required=True)
    received_at = fields.Str(required=True)
    stage = fields.Str(required=True)
    overdue = fields.List(fields.Str(), required=True)
    entrance = fields.Str(required=True, allow_none=True)
    unread = fields.Int(required=True)


class OwnReportsOut(Schema):
    """All that I follow, the newest first."""

    items = fields.List(fields.Nested(OwnReportRowOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)
