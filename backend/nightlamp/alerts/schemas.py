"""Shapes of alerts, deliveries and of who is on duty."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.agencies.schemas import TeamOut
from nightlamp.alerts.models import ACKNOWLEDGED, CLOSED, TRIGGERED


class AlertsIn(Schema):
    """Which alerts to list: states (open ones when left out), where to go on, and how many at once."""

    state = fields.Str(metadata={"description": "triggered, acknowledged or closed, separated by commas"})
    cursor = fields.Str()
    limit = fields.Int(load_default=200, validate=validate.Range(1, 200))


class HandedBackOut(Schema):
    """Who handed an alert back, and when."""

    by = fields.Nested(PersonOut, required=True, allow_none=True)
    at = fields.Str(required=True)


class GivenOut(Schema):
    """Which supervisor put an alert into somebody's hands, and when; null once its holder has looked or acted."""

    by = fields.Nested(PersonOut, required=True, allow_none=True)
    at = fields.Str(required=True)


class AlertOut(Schema):
    """An alert. `subject` is the reference of what must be answered; `saw` of an answer is `urgency` and `round`.

    `everybody_next`: every rung has been called, and at `next_at` everybody is again. `noted_by`: the supervisor who
    put it into the hands of `acknowledged_by`. `unverified`: one of many from one source, behind the others.
    `handed_back`: by whom it was, while it rings for somebody else to take it; null once anybody has.
    """

    id = fields.Str(required=True)
    subject = fields.Str(required=True)
    urgency = fields.Str(required=True)
    round = fields.Int(required=True)
    state = fields.Str(required=True, validate=validate.OneOf((TRIGGERED, ACKNOWLEDGED, CLOSED)))
    team = fields.Nested(TeamOut, required=True)
    raised_at = fields.Str(required=True)
    next_at = fields.Str(required=True, allow_none=True)
    everybody_next = fields.Bool(required=True)
    unverified = fields.Bool(required=True)
    acknowledged_by = fields.Nested(PersonOut, required=True, allow_none=True)
    acknowledged_at = fields.Str(required=True, allow_none=True)
    provisional = fields.Bool(required=True)
    noted_by = fields.Nested(PersonOut, required=True, allow_none=True)
    handed_back = fields.Nested(HandedBackOut, required=True, allow_none=True)


class AlertListOut(Schema):
    """Alerts, the most urgent first."""

    items = fields.List(fields.Nested(AlertOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)


class ProvisionalOut(Schema):
    """The answer to an acknowledgement from a notification: no word of what it is about."""

    state = fields.Str(required=True)
    holds_until = fields.Str(required=True, allow_none=True)


class OnDutyOut(PersonOut):
    """A person on duty. `reachable`: true proven, false not to be reached, null not proven yet."""

    reachable = fields.Bool(required=True, allow_none=True)
    since = fields.Str(required=True)


class DutyOut(Schema):
    """Who is on duty for a place now. `on_duty` may be empty: then alerts climb at once."""

    team = fields.Nested(TeamOut, required=True)
    on_duty = fields.List(fields.Nested(OnDutyOut), required=True)


class DutyIn(Schema):
    """The team or the place, and the moment, that are asked about; one's own team, and now, when left out."""

    team = fields.Str()
    place = fields.Str(validate=validate.Regexp(r"^[0-9]{2,12}$", error="Invalid value: a place code, digits only."))
    at = fields.AwareDateTime(metadata={"format": "date-time", "description": "a moment in the past or to come"})


class TestOut(Schema):
    """A test alert that was queued for one device."""

    __test__ = False

    id = fields.Str(required=True)
    queued_at = fields.Str(required=True)
