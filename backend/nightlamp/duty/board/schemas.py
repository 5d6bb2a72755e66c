"""Shapes of rotas, overrides, swap requests and of the board."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.agencies.schemas import TeamOut
from nightlamp.duty.rotas.reading import MOST_PERIODS, WALL
from nightlamp.duty.rotas.rules import PERIODS, WEEK_MINUTES

_CLOCK = validate.Regexp(r"^([01][0-9]|2[0-3]):[0-5][0-9]$", error="Invalid value: a time such as 22:00.")
_MINUTES = validate.Range(1, WEEK_MINUTES, error="Must be greater than 0 and at most one week (10080 minutes).")


class WindowIn(Schema):
    """Hours of the week: on a weekday (0 is Monday) from `begins`, for `minutes` by the clock on the wall."""

    weekday = fields.Int(required=True, strict=True, validate=validate.Range(0, 6))
    begins = fields.Str(required=True, validate=_CLOCK)
    minutes = fields.Int(required=True, strict=True, validate=_MINUTES)


class WeeklyShiftIn(WindowIn):
    """The same person each week in the same hours."""

    account = fields.Str(required=True)


class RotaIn(Schema):
    """A rota. `rotation` needs begins, period, every and people; `weekly` needs shifts.

    What is wrong with begins and every is found together with what only the team's people and the zone can tell.
    """

    team = fields.Str(required=True)
    name = fields.Str(required=True, validate=validate.Length(min=1, max=80))
    kind = fields.Str(required=True, validate=validate.OneOf(("rotation", "weekly")))
    zone = fields.Str(required=True, validate=validate.Length(max=40), metadata={"example": "Asia/Shanghai"})
    begins = fields.Str(allow_none=True, metadata={"pattern": WALL, "example": "2026-01-05T08:00"})
    period = fields.Str(validate=validate.OneOf(PERIODS), allow_none=True)
    every = fields.Int(strict=True, allow_none=True, metadata={"minimum": 1, "maximum": MOST_PERIODS})
    people = fields.List(fields.Str(), load_default=list, validate=validate.Length(max=100))
    windows = fields.List(fields.Nested(WindowIn), load_default=list, validate=validate.Length(max=50))
    shifts = fields.List(fields.Nested(WeeklyShiftIn), load_default=list, validate=validate.Length(max=200))


class RotaPreviewIn(RotaIn):
    """A rota to try out. `rota`: the one that it takes the place of; null for one that is new."""

    rota = fields.Str(load_default=None, allow_none=True)


class WindowOut(Schema):
    """Hours of the week."""

    weekday = fields.Int(required=True)
    begins = fields.Str(required=True)
    minutes = fields.Int(required=True)


class WeeklyShiftOut(WindowOut):
    """A fixed shift with its person."""

    person = fields.Nested(PersonOut, required=True)


class RotaOut(Schema):
    """A rota as it stands."""

    id = fields.Str(required=True)
    team = fields.Nested(TeamOut, required=True)
    name = fields.Str(required=True)
    kind = fields.Str(required=True)
    zone = fields.Str(required=True)
    begins = fields.Str(required=True, allow_none=True)
    period = fields.Str(required=True, allow_none=True)
    every = fields.Int(required=True, allow_none=True)
    people = fields.List(fields.Nested(PersonOut), required=True)
    windows = fields.List(fields.Nested(WindowOut), required=True)
    shifts = fields.List(fields.Nested(WeeklyShiftOut), required=True)
    version = fields.Int(required=True)


class RotasOut(Schema):
    """The rotas of a team, oldest first."""

    items = fields.List(fields.Nested(RotaOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)


class SpanOut(Schema):
    """From a moment up to, and without, another."""

    starts_at = fields.Str(required=True)
    ends_at = fields.Str(required=True, allow_none=True)


class ShiftOut(SpanOut):
    """A shift on the board. `source`: plan, rota (put there by hand) or self (begun by the person)."""

    person = fields.Nested(PersonOut, required=True)
    source = fields.Str(required=True)
    mine = fields.Bool(required=True)


class TurnOut(SpanOut):
    """A shift that a rota would make."""

    person = fields.Nested(PersonOut, required=True)


class PreviewOut(Schema):
    """What a rota would make of the next four weeks, beside `others`, the turns of the team's other rotas.

    `gaps`: what all of them together would leave uncovered.
    """

    turns = fields.List(fields.Nested(TurnOut), required=True)
    others = fields.List(fields.Nested(TurnOut), required=True)
    gaps = fields.List(fields.Nested(SpanOut), required=True)


class RotaEndingOut(Schema):
    """What ending a rota now would leave uncovered in the next four weeks. `ends_at` null: all that follows, too."""

    gaps = fields.List(fields.Nested(SpanOut), required=True)


class BoardIn(Schema):
    """Which team (one's own when left out), from when, and up to when (a week when left out, five at most)."""

    team = fields.Str()
    since = fields.AwareDateTime(data_key="from")
    until = fields.AwareDateTime(data_key="to")


class OverrideOut(SpanOut):
    """Somebody in the place of somebody else. `person` null: nobody; `instead_of` null: beside who is on."""

    id = fields.Str(required=True)
    person = fields.Nested(PersonOut, required=True, allow_none=True)
    instead_of = fields.Nested(PersonOut, required=True, allow_none=True)
    source = fields.Str(required=True)


class SwapOut(SpanOut):
    """A request to be replaced. `asked_of` null: anybody of the team."""

    id = fields.Str(required=True)
    asked_by = fields.Nested(PersonOut, required=True)
    asked_of = fields.Nested(PersonOut, required=True, allow_none=True)
    gives_back = fields.Nested(SpanOut, required=True, allow_none=True)
    state = fields.Str(required=True)
    may_answer = fields.Bool(required=True)
    mine = fields.Bool(required=True)


class BoardOut(Schema):
    """Who is on duty in a team over a stretch of time, what nobody covers, and what is asked."""

    team = fields.Nested(TeamOut, required=True)
    people = fields.List(fields.Nested(PersonOut), required=True)
    shifts = fields.List(fields.Nested(ShiftOut), required=True)
    gaps = fields.List(fields.Nested(SpanOut), required=True)
    overrides = fields.List(fields.Nested(OverrideOut), required=True)
    swaps = fields.List(fields.Nested(SwapOut), required=True)
    may_plan = fields.Bool(required=True)


class OverrideIn(Schema):
    """Put `account` on duty, in the place of `instead_of`. One of the two may be null, not both."""

    team = fields.Str(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    account = fields.Str(load_default=None, allow_none=True)
    instead_of = fields.Str(load_default=None, allow_none=True)


class TakeIn(Schema):
    """Take over a shift, or fill a gap, between two moments.

    Left out: from now, to the end of the shift or for a day, whichever is sooner.
    `instead_of`: whose shift it is, null for a gap. Left out: whoever is on duty when it begins. The hours must lie
    within that shift, or gap.
    """

    team = fields.Str(required=True)
    starts_at = fields.AwareDateTime(load_default=None, allow_none=True)
    ends_at = fields.AwareDateTime(load_default=None, allow_none=True)
    instead_of = fields.Str(allow_none=True)


class GiveBackIn(Schema):
    """Hours of the colleague that the asker takes in exchange."""

    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)


class SwapIn(Schema):
    """Ask to be replaced for some hours of mine, by a colleague or (null) by anybody of the team."""

    team = fields.Str(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    asked_of = fields.Str(load_default=None, allow_none=True)
    gives_back = fields.Nested(GiveBackIn, load_default=None, allow_none=True)


class SwapAnswerIn(Schema):
    """Yes or no. A supervisor who says yes for somebody names them."""

    accept = fields.Bool(required=True)
    account = fields.Str(load_default=None, allow_none=True)


class MyShiftOut(SpanOut):
    """A shift of mine, and in which team."""

    team = fields.Nested(TeamOut, required=True)


class MyShiftsOut(Schema):
    """My shifts up to `until`, soonest first."""

    items = fields.List(fields.Nested(MyShiftOut), required=True)
    until = fields.Str(required=True)
    next_cursor = fields.Str(required=True, allow_none=True)


class DutyTeamOut(TeamOut):
    """A team whose board I may see; `gaps` counts the stretches of the next 14 days that nobody covers."""

    may_plan = fields.Bool(required=True)
    mine = fields.Bool(required=True)
    gaps = fields.Int(required=True)
    first_gap_at = fields.Str(required=True, allow_none=True)
    has_rota = fields.Bool(required=True)


class DutyTeamsOut(Schema):
    """The teams whose board I may see, my own first."""

    items = fields.List(fields.Nested(DutyTeamOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)


class FeedIn(Schema):
    """Whose shifts: one's own (null), or all of a team."""

    team = fields.Str(load_default=None, allow_none=True)


class FeedOut(Schema):
    """A calendar address. `url` is shown once, when it is made; afterwards only that there is one."""

    id = fields.Str(required=True)
    team = fields.Nested(TeamOut, required=True, allow_none=True)
    url = fields.Str(required=True, allow_none=True)
    created_at = fields.Str(required=True)
    read_at = fields.Str(required=True, allow_none=True)


class FeedsOut(Schema):
    """My calendar addresses."""

    items = fields.List(fields.Nested(FeedOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)
