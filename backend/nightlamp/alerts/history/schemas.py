"""Shapes of the history of an alert's messages."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.agencies.schemas import TeamOut
from nightlamp.alerts.history.queries import CALLS

STATES = ("pending", "sending", "sent", "shown", "failed", "cancelled", "bundled")


class HistoryIn(Schema):
    """Where to go on, and how many at once."""

    cursor = fields.Str()
    limit = fields.Int(load_default=200, validate=validate.Range(1, 200))


class DeliveryOut(Schema):
    """One message to one address of a person. `step` is the rung of the ladder, 0 the first.

    `sent_at`: a service took it. `shown_at`: a device displayed it. `error` says why it failed, or was tried again.
    `bundled_into` is the alert whose message spoke for this one; the times are then those of that message.
    """

    person = fields.Nested(PersonOut, required=True)
    channel = fields.Str(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    round = fields.Int(required=True)
    step = fields.Int(required=True)
    created_at = fields.Str(required=True)
    due_at = fields.Str(required=True)
    sent_at = fields.Str(required=True, allow_none=True)
    shown_at = fields.Str(required=True, allow_none=True)
    failed_at = fields.Str(required=True, allow_none=True)
    error = fields.Str(required=True, allow_none=True)
    attempts = fields.Int(required=True)
    bundled_into = fields.Str(required=True, allow_none=True)


class AlertReasonOut(Schema):
    """Why somebody handed the alert back, or had it escalated. Null where nothing was said or it does not open."""

    kind = fields.Str(required=True, validate=validate.OneOf(("hand_back", "escalation")))
    person = fields.Nested(PersonOut, required=True)
    at = fields.Str(required=True)
    round = fields.Int(required=True)
    reason = fields.Str(required=True, allow_none=True)


class HistoryCallOut(Schema):
    """A rung that was called, or everybody again (`step` null), whether it reached anybody or not.

    `people` is how many it named; `untold` are those of them without a device or address that could be tried.
    """

    kind = fields.Str(required=True, validate=validate.OneOf(CALLS))
    at = fields.Str(required=True)
    round = fields.Int(required=True)
    step = fields.Int(required=True, allow_none=True)
    team = fields.Nested(TeamOut, required=True, allow_none=True)
    people = fields.Int(required=True)
    untold = fields.List(fields.Nested(PersonOut), required=True)


class HistoryOut(Schema):
    """Messages of an alert and the calls that they belong to, oldest first, and the reasons that people gave."""

    alert = fields.Str(required=True)
    items = fields.List(fields.Nested(DeliveryOut), required=True)
    calls = fields.List(fields.Nested(HistoryCallOut), required=True)
    reasons = fields.List(fields.Nested(AlertReasonOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)
