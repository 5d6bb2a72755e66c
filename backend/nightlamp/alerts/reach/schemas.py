"""Shapes of addresses in other channels."""

from marshmallow import Schema, fields, validate

_TIME = {"format": "date-time"}


class AddressIn(Schema):
    """A channel of `channels`, and the address in it: what it looks like stands in docs/operations.md."""

    channel = fields.Str(required=True, validate=validate.Length(max=20), metadata={"example": "email"})
    address = fields.Str(required=True, validate=validate.Length(max=500), metadata={"example": "me@county.example"})


class AddressOut(Schema):
    """An address as its owner sees it. `working` is true for a week after its code was typed, then null.

    `code_until`: until when the code that was sent last may be typed; null when none is waited for.
    """

    id = fields.Str(required=True)
    channel = fields.Str(required=True)
    label = fields.Str(required=True)
    verified = fields.Bool(required=True)
    working = fields.Bool(required=True, allow_none=True)
    code_until = fields.Str(required=True, allow_none=True, metadata=_TIME)
    created_at = fields.Str(required=True, metadata=_TIME)
    verified_at = fields.Str(required=True, allow_none=True, metadata=_TIME)
    sent_at = fields.Str(required=True, allow_none=True, metadata=_TIME)
    failed_at = fields.Str(required=True, allow_none=True, metadata=_TIME)
    failing_since = fields.Str(required=True, allow_none=True, metadata=_TIME)


class AddressesOut(Schema):
    """All addresses of the person who asks, and the channels that this deployment has besides Web Push."""

    channels = fields.List(fields.Str(), required=True)
    items = fields.List(fields.Nested(AddressOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)


class CodeIn(Schema):
    """The six digits that were sent to an address."""

    code = fields.Str(
        required=True, validate=validate.Regexp(r"^[0-9]{6}$", error="Invalid value: six digits, as they were sent.")
    )


class QueuedOut(Schema):
    """A message that was queued for one address."""

    id = fields.Str(required=True)
    queued_at = fields.Str(required=True, metadata=_TIME)
