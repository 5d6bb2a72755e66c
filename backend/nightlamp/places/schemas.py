"""Shapes of the questions about places, and of the answer."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from nightlamp.places.rules import SEARCH_LENGTH, Level, prefixes


def _a_code(text: str) -> None:
    if not prefixes(text):
        raise ValidationError("Not a valid place code: digits only, two at least.")


def _a_code_or_nothing(text: str) -> None:
    if text:
        _a_code(text)


class PlacesQuery(Schema):
    """What to list: the places below one, those that a text finds, or one by its code. Nothing: the provinces."""

    parent = fields.String(validate=_a_code_or_nothing, metadata={"description": "Code of the place above"})
    q = fields.String(
        validate=validate.Length(max=SEARCH_LENGTH),
        metadata={"description": "Parts of names, apart by spaces: 西湖, 杭州西湖, 杭州 翠苑"},
    )
    code = fields.String(validate=_a_code, metadata={"description": "Code of the place itself"})

    @validates_schema
    def one_question(self, asked: dict[str, str], **_: object) -> None:
        """Raise ValidationError when more than one question is asked; it names the ones too many."""
        too_many = list(asked)[1:]
        if too_many:
            raise ValidationError({name: "Invalid value: ask by parent, q or code, not by two." for name in too_many})


class PlaceOut(Schema):
    """A place as a chooser shows it. `path_name` leaves out what nobody would say."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.Enum(Level, by_value=True, required=True)
    path_name = fields.String(required=True)
    has_children = fields.Boolean(required=True)


class PlacesOut(Schema):
    """Places, all of them: a list of places has no next page."""

    items = fields.List(fields.Nested(PlaceOut), required=True)
    next_cursor = fields.Constant(None, metadata={"description": "Always null"})
