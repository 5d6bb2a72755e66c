"""Shapes of screening."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.practice.content import codes
from nightlamp.practice.rules import PRIORITIES


class ScreeningIn(Schema):
    """A decision: track, priority, disposition, and why."""

    track = fields.Str(required=True, validate=validate.OneOf(codes("tracks")))
    priority = fields.Str(required=True, validate=validate.OneOf(PRIORITIES))
    disposition = fields.Str(required=True, validate=validate.OneOf(codes("dispositions")))
    family_contact = fields.Bool(
        load_default=False,
        metadata={"description": "a person has decided that the family of a child who reports may be contacted"},
    )
    reason = fields.Str(load_default="", validate=validate.Length(max=4000))


class ScreeningOut(Schema):
    """A decision as it was taken."""

    track = fields.Str(required=True)
    priority = fields.Str(required=True)
    priority_before = fields.Str(required=True)
    disposition = fields.Str(required=True)
    reason = fields.Str(required=True, allow_none=True)
    by = fields.Nested(PersonOut, required=True, allow_none=True)
    at = fields.Str(required=True)


class ScreeningsOut(Schema):
    """All decisions about a report, the newest first."""

    items = fields.List(fields.Nested(ScreeningOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)
