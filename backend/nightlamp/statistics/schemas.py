"""Shapes of the response times."""

from datetime import date

from marshmallow import Schema, fields, validate

# Days before the product and far behind it are slips of the keyboard.
_SENSIBLE = validate.Range(min=date(2000, 1, 1), max=date(2999, 12, 31))


class ResponseTimesIn(Schema):
    """Which place and which days; both days are included. Nothing asked: my own place, the last 28 days."""

    place = fields.Str(validate=validate.Regexp(r"^[0-9]{2,12}$", error="Invalid value: a place code, digits only."))
    first = fields.Date(data_key="from", validate=_SENSIBLE, metadata={"description": "first day, as in 2026-03-01"})
    last = fields.Date(data_key="to", validate=_SENSIBLE, metadata={"description": "last day, included"})


class StepTimesOut(Schema):
    """One step at one priority (`all` for every one). Durations are seconds, shares 0 to 1.

    `n` reached it in these days. Percentiles are by nearest rank. The standard is null where it is set in working
    days, and for `all`; the share still counts those. `waiting` and the oldest of them are of this moment.
    """

    step = fields.Str(required=True)
    priority = fields.Str(required=True)
    n = fields.Int(required=True)
    p50_seconds = fields.Int(required=True, allow_none=True)
    p90_seconds = fields.Int(required=True, allow_none=True)
    share_within_standard = fields.Float(required=True, allow_none=True)
    standard_seconds = fields.Int(required=True, allow_none=True)
    waiting = fields.Int(required=True)
    oldest_waiting_seconds = fields.Int(required=True, allow_none=True)


class NamedPlaceOut(Schema):
    """A place by its code; "" is the whole country."""

    code = fields.Str(required=True)
    name = fields.Str(required=True)


class WholePlaceOut(NamedPlaceOut):
    """A place with where it lies."""

    path_name = fields.Str(required=True)


class ChildTimesOut(Schema):
    """The figures of one place below, for all priorities together."""

    place = fields.Nested(NamedPlaceOut, required=True)
    steps = fields.List(fields.Nested(StepTimesOut), required=True)


class ResponseTimesOut(Schema):
    """How long each step took in one place, and in each place straight below."""

    place = fields.Nested(WholePlaceOut, required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    steps = fields.List(fields.Nested(StepTimesOut), required=True)
    children = fields.List(fields.Nested(ChildTimesOut), required=True)
