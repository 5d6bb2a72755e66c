"""Shapes in which files come and are shown."""

from marshmallow import Schema, fields, validate

from nightlamp.files.rules import KINDS, STATES


class AttachedOut(Schema):
    """The answer to a file. `unreadable`: it is kept, and nobody could open it so far."""

    reference = fields.Str(required=True)
    received_at = fields.Str(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))


class AttachmentOut(Schema):
    """A file of a report, without its content. What is null is not known.

    `claimed_at` and a length that the container does not tell are the sender's word. `active`: a document that holds
    parts which act by themselves. `problem`: why nobody could open it. `may_open`: whether this viewer gets it.
    """

    id = fields.Str(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    media = fields.Str(required=True)
    bytes = fields.Int(required=True)
    received_at = fields.Str(required=True)
    claimed_at = fields.Str(required=True, allow_none=True)
    name = fields.Str(required=True, allow_none=True)
    seconds = fields.Float(required=True, allow_none=True)
    width = fields.Int(required=True, allow_none=True)
    height = fields.Int(required=True, allow_none=True)
    active = fields.Bool(required=True)
    problem = fields.Str(required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    may_open = fields.Bool(required=True)
