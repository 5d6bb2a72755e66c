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


_ASIDE = "How many a person decided in these days to be a test, spam or a wrong number; they count in no step"


def _tells(words: str) -> dict[str, str]:
    return {"description": words}


class StepTimesOut(Schema):
    """One step at one priority (`all` for every one). Durations are seconds, shares 0 to 1.

    `n`, percentiles and share are of the steps reached in the days asked for; `waiting` and `oldest_waiting_seconds`
    are of this moment, whatever days were asked for. Percentiles are by nearest rank.
    """

    step = fields.Str(required=True)
    priority = fields.Str(required=True)
    n = fields.Int(required=True, metadata=_tells("How many reached the step in these days"))
    p50_seconds = fields.Int(required=True, allow_none=True)
    p90_seconds = fields.Int(required=True, allow_none=True)
    share_within_standard = fields.Float(required=True, allow_none=True)
    standard_seconds = fields.Int(
        required=True,
        allow_none=True,
        metadata=_tells(
            "Null where the standard is set in working days, and for `all`; the share still counts those"
        ),
    )
    waiting = fields.Int(
        required=True,
        metadata=_tells("How many wait for the step now. A report waits for one step at a time, the one due next"),
    )
    oldest_waiting_seconds = fields.Int(
        required=True,
        allow_none=True,
        metadata=_tells(
            "How long the one that has waited longest has waited: since it arrived; for telling an agency, since "
            "the decision. `all` holds the longest of every priority, so it need not be the wait that is "
            "furthest beyond its own standard. Null when none waits"
        ),
    )


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
    set_aside = fields.Int(required=True, metadata=_tells(_ASIDE))


class ResponseTimesOut(Schema):
    """How long each step took in one place, and in each place straight below."""

    place = fields.Nested(WholePlaceOut, required=True)
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    steps = fields.List(fields.Nested(StepTimesOut), required=True)
    set_aside = fields.Int(required=True, metadata=_tells(_ASIDE))
    children = fields.List(fields.Nested(ChildTimesOut), required=True)
