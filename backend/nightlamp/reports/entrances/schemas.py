"""Shapes of entrances."""

from marshmallow import Schema, fields, validate

from nightlamp.agencies.schemas import TeamOut
from nightlamp.practice.content import codes
from nightlamp.reports.schemas import ReportPlaceOut


class EntranceIn(Schema):
    """An institution: its name as its people call it, what they are, and where it is."""

    name = fields.Str(
        required=True,
        validate=[
            validate.Length(max=80),
            validate.Regexp(r"(?s).*\S", error="Missing data: give the institution's name."),
        ],
    )
    role = fields.Str(required=True, validate=validate.OneOf(codes("roles")))
    place = fields.Str(
        required=True, validate=validate.Regexp(r"^[0-9]{2,12}$", error="Invalid value: a place code, digits only.")
    )


class DoorOut(Schema):
    """What an entrance fills in on a reporter's phone."""

    code = fields.Str(required=True)
    name = fields.Str(required=True)
    role = fields.Str(required=True)
    place = fields.Nested(ReportPlaceOut, required=True, allow_none=True)


class EntranceOut(DoorOut):
    """An entrance as whoever looks after it sees it. `address` is what stands on its poster."""

    address = fields.Str(required=True)
    team = fields.Nested(TeamOut, required=True)
    created_at = fields.Str(required=True)


class EntrancesOut(Schema):
    """Open entrances, by name."""

    items = fields.List(fields.Nested(EntranceOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)
