"""Shapes of devices."""

from marshmallow import EXCLUDE, Schema, fields, validate

_TIME = {"format": "date-time"}


class PushKeysIn(Schema):
    """The keys of a push subscription, base64url."""

    class Meta:
        """Browsers may add keys that we do not need."""

        unknown = EXCLUDE

    p256dh = fields.Str(required=True, validate=validate.Length(max=200))
    auth = fields.Str(required=True, validate=validate.Length(max=100))


class DeviceIn(Schema):
    """A browser's `PushSubscription.toJSON()`, with a name for the device if its owner gave one."""

    class Meta:
        """Browsers add fields of their own (`expirationTime`), and more will come."""

        unknown = EXCLUDE

    endpoint = fields.Str(required=True)
    keys = fields.Nested(PushKeysIn(), required=True)
    label = fields.Str(load_default=None, allow_none=True, validate=validate.Length(max=60))


class DeviceOut(Schema):
    """A device as its owner sees it. `working` is null until it has shown a notification."""

    id = fields.Str(required=True)
    label = fields.Str(required=True)
    working = fields.Bool(required=True, allow_none=True)
    created_at = fields.Str(required=True, metadata=_TIME)
    sent_at = fields.Str(required=True, allow_none=True, metadata=_TIME)
    shown_at = fields.Str(required=True, allow_none=True, metadata=_TIME)


class DevicesOut(Schema):
    """All devices of the person who asks; there is never a second page."""

    items = fields.List(fields.Nested(DeviceOut()), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)
