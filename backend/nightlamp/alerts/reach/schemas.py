"""Shapes of addresses in other channels, and of who can hear us."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.agencies.schemas import TeamOut
from nightlamp.alerts.schemas import OnDutyOut

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


class HearingBoardIn(Schema):
    """The team that is asked about; the first of one's own when left out."""

    team = fields.Str()


class WayOut(Schema):
    """One way to reach a person. `label` is null for an address that only its owner and a supervisor may know.

    `shown_at`: when a device last showed a message, or when an address was verified.
    """

    channel = fields.Str(required=True)
    label = fields.Str(required=True, allow_none=True)
    working = fields.Bool(required=True, allow_none=True)
    shown_at = fields.Str(required=True, allow_none=True, metadata=_TIME)
    sent_at = fields.Str(required=True, allow_none=True, metadata=_TIME)
    failed_at = fields.Str(required=True, allow_none=True, metadata=_TIME)


class ListenerOut(PersonOut):
    """A person and how they can be reached: true proven, null not proven yet, false not at all.

    `role` is null for who is on duty without a role in the team. `since`, `until`: on duty without a break between
    the two; `until` is null for who ends it themselves. Plans reach five weeks ahead. `phone` is null where none is
    known, and for everybody but themselves and a supervisor.
    """

    role = fields.Str(required=True, allow_none=True)
    phone = fields.Str(required=True, allow_none=True)
    on_duty = fields.Bool(required=True)
    since = fields.Str(required=True, allow_none=True, metadata=_TIME)
    until = fields.Str(required=True, allow_none=True, metadata=_TIME)
    reachable = fields.Bool(required=True, allow_none=True)
    ways = fields.List(fields.Nested(WayOut), required=True)


class NextShiftOut(Schema):
    """Who is on duty from the next change of shift on, whoever goes on working included."""

    begins_at = fields.Str(required=True, metadata=_TIME)
    people = fields.List(fields.Nested(ListenerOut), required=True)
    reachable = fields.Bool(required=True, allow_none=True)


class HearingBoardOut(Schema):
    """Who of a team can hear us at a moment. `reachable`: whether anybody on duty can be reached."""

    team = fields.Nested(TeamOut, required=True)
    teams = fields.List(fields.Nested(TeamOut), required=True)
    at = fields.Str(required=True, metadata=_TIME)
    reachable = fields.Bool(required=True, allow_none=True)
    on_duty = fields.List(fields.Nested(ListenerOut), required=True)
    members = fields.List(fields.Nested(ListenerOut), required=True)
    next_shift = fields.Nested(NextShiftOut, required=True, allow_none=True)


class OnDutyBelowOut(OnDutyOut):
    """A person on duty below. `until`: null for who ends it themselves, or stays for more than two days."""

    until = fields.Str(required=True, allow_none=True, metadata=_TIME)


class TeamBelowOut(Schema):
    """A team below. `reachable`: true when somebody on duty is proven, false when nobody can be reached."""

    team = fields.Nested(TeamOut, required=True)
    reachable = fields.Bool(required=True, allow_none=True)
    on_duty = fields.List(fields.Nested(OnDutyBelowOut), required=True)


class TeamsBelowOut(Schema):
    """The teams below the ones that I supervise, those that nobody hears first. `more`: not all of them fit."""

    items = fields.List(fields.Nested(TeamBelowOut), required=True)
    more = fields.Bool(required=True)
    next_cursor = fields.Str(required=True, allow_none=True)
