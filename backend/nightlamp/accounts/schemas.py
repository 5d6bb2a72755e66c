"""Shapes of sign-in and of the signed-in person."""

from marshmallow import Schema, fields, validate


class SignInIn(Schema):
    """What a person types to sign in."""

    email = fields.Str(required=True, validate=validate.Length(max=254))
    password = fields.Str(required=True, validate=validate.Length(max=1000), load_only=True)
    code = fields.Str(
        load_default=None,
        allow_none=True,
        metadata={"description": "Second factor. No account has one yet, so it is not asked for."},
    )


class PersonOut(Schema):
    """A person as shown beside an act."""

    id = fields.Str(required=True)
    name = fields.Str(required=True)
