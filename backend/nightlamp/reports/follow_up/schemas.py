"""Shapes of what the holder of a receipt reads and writes."""

from marshmallow import Schema, fields, validate

from nightlamp.reports.follow_up.queries import MESSAGE, RESULT
from nightlamp.reports.follow_up.rules import FINDING_KINDS
from nightlamp.reports.intake.schemas import MAX_TEXT, ExpectedOut, Receipt


class ReceiptIn(Schema):
    """A receipt, as the reporter holds it."""

    receipt = Receipt(required=True, metadata={"type": "string", "example": "7K3M-9QXT-2HPC-W8RB"})


STAGES = ("received", "opened", "in_hand", "decided", "passed_on", "result_told", "closed")


class FollowUpStageOut(Schema):
    """A stage and when it was reached. `in_hand`: somebody has it now. `passed_on`: another agency was told."""

    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    at = fields.Str(required=True)


class FollowUpExpectedOut(ExpectedOut):
    """What was promised; `result_by` is known from the decision on, and null where nothing is owed."""

    result_by = fields.Str(required=True, allow_none=True)


class FollowUpMessageOut(Schema):
    """A message, without anybody's name. `mine`: from whoever holds the receipt."""

    at = fields.Str(required=True)
    text = fields.Str(required=True)
    mine = fields.Bool(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf((MESSAGE, RESULT)))


class FollowUpOut(Schema):
    """What a reporter may know of their report. `stage` is one of received, opened, decided and closed."""

    reference = fields.Str(required=True)
    stage = fields.Str(required=True)
    history = fields.List(fields.Nested(FollowUpStageOut), required=True)
    expected = fields.Nested(FollowUpExpectedOut, required=True)
    overdue = fields.List(
        fields.Str(validate=validate.OneOf(("opened", "decided", "result_told"))),
        required=True,
        metadata={"description": "What was promised for a time that has passed, by our clock, and is still not done"},
    )
    messages = fields.List(fields.Nested(FollowUpMessageOut), required=True)


class TextIn(Schema):
    """Words; blank ones say nothing."""

    text = fields.Str(
        required=True,
        validate=[
            validate.Length(max=MAX_TEXT, error=f"Longer than {MAX_TEXT:,} characters; send it in parts."),
            validate.Regexp(r"(?s).*\S", error="Missing data: write a word."),
        ],
    )


class ReporterMessageIn(ReceiptIn, TextIn):
    """What the reporter writes to the person on duty."""

    claimed_at = fields.AwareDateTime(metadata={"description": "when it was written, by the phone's clock"})


class WrittenOut(Schema):
    """The answer to a message."""

    reference = fields.Str(required=True)
    at = fields.Str(required=True)


class WorkerMessageIn(TextIn):
    """What the person on duty writes to the reporter. `result`: this tells them what became of it."""

    kind = fields.Str(load_default=MESSAGE, validate=validate.OneOf((MESSAGE, RESULT)))


class SeenIn(Schema):
    """How many messages stood on the screen, the oldest first."""

    seen = fields.Int(required=True, validate=validate.Range(0, 100_000))


class FindingOut(Schema):
    """Something in a text that could reveal the reporter; `text` is where it says so."""

    kind = fields.Str(required=True, validate=validate.OneOf(FINDING_KINDS))
    text = fields.Str(required=True)


class FindingsOut(Schema):
    """All that was found, the surest first. None is no proof that a text is safe."""

    items = fields.List(fields.Nested(FindingOut), required=True)
