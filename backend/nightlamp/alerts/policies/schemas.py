"""Shapes of escalation policies and of their preview."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.agencies.schemas import TeamOut
from nightlamp.alerts.policies.rules import WHO
from nightlamp.practice.rules import PRIORITIES

# A hundred is far beyond any policy, so that the rule of ten can say what is wrong in its own words.
_MOST = validate.Length(max=100)
_SECONDS = validate.Range(0, 30 * 86400, error="Must be greater than or equal to 0 and at most thirty days.")
_DAYS = validate.Range(1, 30, error="Must be greater than 0 and at most thirty.")


class StepIn(Schema):
    """A step: how long after the alert began, in seconds or working days, and whom it calls.

    With `round_robin` it calls one person at a time, the next time the next one, without those nobody can reach.
    """

    after_seconds = fields.Int(strict=True, allow_none=True, load_default=None, validate=_SECONDS)
    after_working_days = fields.Int(strict=True, allow_none=True, load_default=None, validate=_DAYS)
    who = fields.List(fields.Str(validate=validate.OneOf(WHO)), required=True, validate=_MOST)
    round_robin = fields.Bool(load_default=False)


class PolicyIn(Schema):
    """The steps of one urgency in one team, and how long a full acknowledgement holds (the default when left out).

    `confirmed`: also where whoever is on duty is not called first, or nobody whom it calls can be reached now.
    """

    steps = fields.List(fields.Nested(StepIn), required=True, validate=_MOST)
    hold_seconds = fields.Int(strict=True, allow_none=True, load_default=None, validate=_SECONDS)
    hold_working_days = fields.Int(strict=True, allow_none=True, load_default=None, validate=_DAYS)
    confirmed = fields.Bool(load_default=False)


class StepOut(Schema):
    """A step of a policy. One of the two times is null."""

    after_seconds = fields.Int(required=True, allow_none=True)
    after_working_days = fields.Int(required=True, allow_none=True)
    who = fields.List(fields.Str(validate=validate.OneOf(WHO)), required=True)
    round_robin = fields.Bool(required=True)


class PolicyOut(Schema):
    """How alerts of one urgency climb in a team. `version` grows with each change and is the ETag."""

    urgency = fields.Str(required=True, validate=validate.OneOf(PRIORITIES))
    steps = fields.List(fields.Nested(StepOut), required=True)
    hold_seconds = fields.Int(required=True, allow_none=True)
    hold_working_days = fields.Int(required=True, allow_none=True)
    working_time = fields.Bool(required=True)
    is_default = fields.Bool(required=True)
    version = fields.Int(required=True)


class PoliciesOut(Schema):
    """The policies of a team, the most urgent first."""

    team = fields.Nested(TeamOut, required=True)
    may_plan = fields.Bool(required=True)
    items = fields.List(fields.Nested(PolicyOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)


class PoliciesIn(Schema):
    """Which team; one's own when left out."""

    team = fields.Str()


class PolicyPreviewIn(Schema):
    """An alert that might arrive: in which team, how urgent, when. With `steps`: as if they were the policy."""

    team = fields.Str(required=True)
    urgency = fields.Str(required=True, validate=validate.OneOf(PRIORITIES))
    at = fields.AwareDateTime(required=True)
    steps = fields.List(fields.Nested(StepIn), allow_none=True, load_default=None, validate=_MOST)
    hold_seconds = fields.Int(strict=True, allow_none=True, load_default=None, validate=_SECONDS)
    hold_working_days = fields.Int(strict=True, allow_none=True, load_default=None, validate=_DAYS)


class CalledOut(PersonOut):
    """A person who would be called. `reachable`: true proven, false not to be reached, null not proven yet."""

    reachable = fields.Bool(required=True, allow_none=True)


class CallOut(Schema):
    """Whom a rung calls in one team."""

    whom = fields.Str(required=True)
    team = fields.Nested(TeamOut, required=True)
    people = fields.List(fields.Nested(CalledOut), required=True)


class RungOut(Schema):
    """One rung. `due_at` is when it is called if nobody answers: at once after a rung that reaches nobody."""

    due_at = fields.Str(required=True)
    team = fields.Nested(TeamOut, required=True)
    calls = fields.List(fields.Nested(CallOut), required=True)
    round_robin = fields.Bool(required=True)
    reaches_somebody = fields.Bool(required=True)


class PolicyPreviewOut(Schema):
    """Who is called when, if nobody answers; then everybody again, every so many seconds, for ever.

    `somebody_could`: whether anybody of these teams can be reached now, so that other steps would reach them.
    """

    rungs = fields.List(fields.Nested(RungOut), required=True)
    repeats_every_seconds = fields.Int(required=True)
    reaches_somebody = fields.Bool(required=True)
    somebody_could = fields.Bool(required=True)
