"""Shapes of how a person wants to be told."""

from marshmallow import Schema, fields, validate

from nightlamp.practice.rules import PRIORITIES

LONGEST_QUIET = 16 * 60


class HearingRuleIn(Schema):
    """By this channel, so many seconds after the step that calls me; null: not by this channel."""

    urgency = fields.Str(required=True, validate=validate.OneOf(PRIORITIES))
    channel = fields.Str(
        required=True,
        validate=validate.Regexp(r"^[a-z][a-z0-9_]{1,19}$", error="Invalid value: a channel such as webpush."),
    )
    after_seconds = fields.Int(
        required=True,
        strict=True,
        allow_none=True,
        validate=validate.Range(0, 3600, error="Must be greater than or equal to 0 and at most 3600."),
    )


class QuietHoursIn(Schema):
    """When I am told of nothing but P0 and P1: on weekdays (0 is Monday) from `begins`, by the clock of `zone`."""

    zone = fields.Str(required=True, validate=validate.Length(max=40), metadata={"example": "Asia/Shanghai"})
    weekdays = fields.List(
        fields.Int(strict=True, validate=validate.Range(0, 6)), required=True, validate=validate.Length(max=7)
    )
    begins = fields.Str(
        required=True,
        validate=validate.Regexp(r"^([01][0-9]|2[0-3]):[0-5][0-9]$", error="Invalid value: a time such as 22:00."),
    )
    minutes = fields.Int(
        required=True,
        strict=True,
        validate=validate.Range(1, LONGEST_QUIET, error="Must be greater than 0 and at most 960 (16 hours)."),
    )


class HabitsIn(Schema):
    """All my rules and quiet hours; what is left out goes back to the default."""

    rules = fields.List(fields.Nested(HearingRuleIn), load_default=list, validate=validate.Length(max=100))
    quiet_hours = fields.Nested(QuietHoursIn, allow_none=True, load_default=None)


class HearingRuleOut(Schema):
    """One rule. `after_seconds` null: not by this channel."""

    urgency = fields.Str(required=True)
    channel = fields.Str(required=True)
    after_seconds = fields.Int(required=True, allow_none=True)


class QuietHoursOut(Schema):
    """Quiet hours as they stand."""

    zone = fields.Str(required=True)
    weekdays = fields.List(fields.Int(), required=True)
    begins = fields.Str(required=True)
    minutes = fields.Int(required=True)


class DefaultOut(Schema):
    """What holds for an urgency where nothing is set: devices at once, other channels after so many seconds."""

    urgency = fields.Str(required=True)
    others_after_seconds = fields.Int(required=True)
    in_office_hours = fields.Bool(required=True)
    never_silenced = fields.Bool(required=True)
    latest_seconds = fields.Int(required=True)


class HabitsOut(Schema):
    """My rules, my quiet hours, and the defaults. `quiet_until`: when the quiet hours end that are now."""

    rules = fields.List(fields.Nested(HearingRuleOut), required=True)
    quiet_hours = fields.Nested(QuietHoursOut, required=True, allow_none=True)
    quiet_until = fields.Str(required=True, allow_none=True)
    defaults = fields.List(fields.Nested(DefaultOut), required=True)
