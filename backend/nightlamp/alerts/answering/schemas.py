"""Shapes of answers to an alert."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.agencies.schemas import TeamOut
from nightlamp.practice.rules import PRIORITIES

LONGEST_REASON = 1000


class SawIn(Schema):
    """What somebody had before their eyes when they answered, as `GET /alerts` told it."""

    urgency = fields.Str(required=True, validate=validate.OneOf(PRIORITIES))
    round = fields.Int(required=True, strict=True, validate=validate.Range(0, 2**31 - 1))


class AcknowledgementIn(Schema):
    """An answer to an alert. With `saw` it is refused if the alert has changed since; `for` names somebody else."""

    saw = fields.Nested(SawIn, allow_none=True, load_default=None)
    on_behalf_of = fields.Str(
        data_key="for",
        allow_none=True,
        load_default=None,
        metadata={"description": "The account on whose behalf a supervisor acknowledges"},
    )


class HandBackIn(Schema):
    """Why somebody cannot take an alert after all."""

    reason = fields.Str(required=True, validate=validate.Length(1, LONGEST_REASON))


class HandBackOut(Schema):
    """Who handed an alert back last, when and why; `reason` is null where it does not open."""

    by = fields.Nested(PersonOut, required=True, allow_none=True)
    at = fields.Str(required=True)
    reason = fields.Str(required=True, allow_none=True)


class EscalationIn(Schema):
    """Why the next rung should be called now; it may be left out."""

    reason = fields.Str(allow_none=True, load_default=None, validate=validate.Length(max=LONGEST_REASON))


class AcknowledgementOut(Schema):
    """Who has an alert in hand. The first to acknowledge wins; asking again changes nothing."""

    alert = fields.Str(required=True)
    acknowledged_by = fields.Nested(PersonOut, required=True, allow_none=True)
    acknowledged_at = fields.Str(required=True, allow_none=True)
    by_me = fields.Bool(required=True)


class CalledNextOut(PersonOut):
    """A person who would be called. `reachable`: true proven, false not to be reached, null not proven yet."""

    reachable = fields.Bool(required=True, allow_none=True)


class ComingCallOut(Schema):
    """Whom an escalation calls, or a hand-back. `team` is null once every rung has been called: then it is everybody
    again; of a hand-back, where nobody else can be reached.

    `one_of`: the rung calls one of these people at a time.
    """

    team = fields.Nested(TeamOut, required=True, allow_none=True)
    people = fields.List(fields.Nested(CalledNextOut), required=True)
    one_of = fields.Bool(required=True)
