"""Shapes in which staff see reports."""

from marshmallow import Schema, fields, validate

from nightlamp.accounts.schemas import PersonOut
from nightlamp.agencies.schemas import TeamOut
from nightlamp.alerts.schemas import GivenOut, HandedBackOut
from nightlamp.reports.attachments.schemas import AttachmentOut
from nightlamp.reports.kinds import EVENT_KINDS
from nightlamp.reports.rules import CLOSED, DECIDED, NEW, OPENED


class ListIn(Schema):
    """Which reports to list. `state` and `priority` take several values, separated by commas."""

    state = fields.Str(metadata={"description": "new, opened, decided or closed, separated by commas"})
    priority = fields.Str(metadata={"description": "P0 to P4, separated by commas"})
    place = fields.Str(validate=validate.Regexp(r"^[0-9]{2,12}$", error="Invalid value: a place code, digits only."))
    unanswered = fields.Bool(
        load_default=False,
        metadata={"description": "only those whose reporter waits for a word: closed ones too, unless `state` says"},
    )
    cursor = fields.Str()
    limit = fields.Int(load_default=50, validate=validate.Range(1, 200))


class ReportPlaceOut(Schema):
    """A place by its code."""

    code = fields.Str(required=True)
    name = fields.Str(required=True)
    path_name = fields.Str(required=True)


class DetailedPlaceOut(Schema):
    """Where the child is, as closely as the reporter knew."""

    code = fields.Str(required=True, allow_none=True)
    name = fields.Str(required=True, allow_none=True)
    path_name = fields.Str(required=True, allow_none=True)
    detail = fields.Str(required=True, allow_none=True)


class DueOut(Schema):
    """What a report waits for: the step, since when, by when. `standard_seconds` is null for working days."""

    step = fields.Str(required=True)
    began_at = fields.Str(required=True)
    at = fields.Str(required=True, allow_none=True)
    standard_seconds = fields.Int(required=True, allow_none=True)
    overdue = fields.Bool(required=True)


class ReportAlertOut(Schema):
    """The alert of a report, as a list and the report's page need it."""

    id = fields.Str(required=True)
    state = fields.Str(required=True)
    acknowledged_by = fields.Nested(PersonOut, required=True, allow_none=True)
    acknowledged_at = fields.Str(required=True, allow_none=True)
    provisional = fields.Bool(required=True)
    handed_back = fields.Nested(HandedBackOut, required=True, allow_none=True)
    given = fields.Nested(GivenOut, required=True, allow_none=True)


class ResultOut(Schema):
    """What the reporter is owed since the decision: by when; when and by whom it was given."""

    due_at = fields.Str(required=True, allow_none=True)
    overdue = fields.Bool(required=True)
    at = fields.Str(required=True, allow_none=True)
    by = fields.Nested(PersonOut, required=True, allow_none=True)


class RowOut(Schema):
    """A report as a list shows it: what is known altogether, additions included.

    `excerpt` is the first sentence of its words, or of the first that came later when it had none.
    """

    reference = fields.Str(required=True)
    state = fields.Str(required=True, validate=validate.OneOf((NEW, OPENED, DECIDED, CLOSED)))
    priority = fields.Str(required=True)
    first_priority = fields.Str(required=True)
    track = fields.Str(required=True, allow_none=True)
    received_at = fields.Str(required=True)
    team = fields.Nested(TeamOut, required=True)
    place = fields.Nested(ReportPlaceOut, required=True, allow_none=True)
    role = fields.Str(required=True, allow_none=True)
    concerns = fields.List(fields.Str(), required=True)
    excerpt = fields.Str(required=True)
    what_by = fields.Str(required=True, allow_none=True)
    due = fields.Nested(DueOut, required=True, allow_none=True)
    alert = fields.Nested(ReportAlertOut, required=True, allow_none=True)
    unread = fields.Int(required=True, metadata={"description": "messages of the reporter that nobody has read"})
    result = fields.Nested(ResultOut, required=True, allow_none=True)
    unverified = fields.Bool(
        required=True, metadata={"description": "one of many from one source within minutes, not looked at yet"}
    )
    version = fields.Int(required=True)


class ListOut(Schema):
    """A page of reports, by the time left; unverified ones behind the others."""

    items = fields.List(fields.Nested(RowOut), required=True)
    next_cursor = fields.Str(required=True, allow_none=True)


class ReasonOut(Schema):
    """An answer that decided the priority, or is still open. `derived`: from ages and concerns."""

    question = fields.Str(required=True)
    answer = fields.Str(required=True)
    effect = fields.Str(required=True)
    derived = fields.Bool(required=True)


class StageOut(Schema):
    """One step on the way to a child seen."""

    step = fields.Str(required=True)
    at = fields.Str(required=True, allow_none=True)
    by = fields.Nested(PersonOut, required=True, allow_none=True)
    due_at = fields.Str(required=True, allow_none=True)
    standard_seconds = fields.Int(required=True, allow_none=True)
    note = fields.Str(required=True, allow_none=True)


class EventOut(Schema):
    """Something that happened to a report or its alert. `detail` holds codes and counts."""

    kind = fields.Str(required=True, validate=validate.OneOf(EVENT_KINDS))
    at = fields.Str(required=True)
    by = fields.Nested(PersonOut, required=True, allow_none=True)
    detail = fields.Dict(required=True)


class AdditionOut(Schema):
    """What the reporter sent at one time, as it came: any field of a report."""

    received_at = fields.Str(required=True)
    fields_ = fields.Dict(required=True, attribute="fields", data_key="fields")


class EnteredOut(Schema):
    """The institution through whose entrance a report came; `role` is null when the entrance is not known."""

    name = fields.Str(required=True)
    role = fields.Str(required=True, allow_none=True)


class HotlineCallOut(Schema):
    """The call that a report was written down from: when it began by the word of whoever took it, and who that is."""

    began_at = fields.Str(required=True)
    taken_by = fields.Nested(PersonOut, required=True, allow_none=True)


class MessageOut(Schema):
    """A message of the thread. `by` is null for the reporter. `read_at`: when the other side had it before them."""

    at = fields.Str(required=True)
    text = fields.Str(required=True)
    by = fields.Nested(PersonOut, required=True, allow_none=True)
    kind = fields.Str(required=True)
    read_at = fields.Str(required=True, allow_none=True)


class ReporterOut(Schema):
    """Who reported, without name and phone: those need a disclosure."""

    role = fields.Str(required=True, allow_none=True)
    mode = fields.Str(required=True, allow_none=True)
    institution = fields.Str(required=True, allow_none=True)
    has_identity = fields.Bool(required=True)
    safe_contact = fields.Dict(required=True, allow_none=True)
    share_identity = fields.Str(required=True, allow_none=True)
    may_talk_to = fields.Str(required=True, allow_none=True)
    must_not_know = fields.Str(required=True, allow_none=True)


class MayOut(Schema):
    """What the viewer may do with this report."""

    acknowledge = fields.Bool(required=True)
    screen = fields.Bool(required=True)
    lower_priority = fields.Bool(required=True)
    disclose = fields.Bool(required=True)
    recuse = fields.Bool(required=True)
    report_milestone = fields.Bool(required=True)
    write = fields.Bool(required=True, metadata={"description": "write to the reporter, who holds a receipt"})


class ReportOut(RowOut):
    """One report with its details, its clock and what happened so far.

    The facts are what is known altogether, additions included: lists and words stand side by side and a yes stays,
    but `safe_contact` is the latest answer alone. `as_filed` and `additions` tell what came when. `what` is the
    report's own words, or the first that came later when it had none.
    """

    language = fields.Str(required=True)
    channel = fields.Str(required=True)
    claimed_at = fields.Str(required=True, allow_none=True)
    flags = fields.List(fields.Str(), required=True)
    what = fields.Str(required=True)
    danger_now = fields.Str(required=True, allow_none=True)
    phone = fields.Str(required=True, allow_none=True)
    about = fields.List(fields.Str(), required=True)
    circumstances = fields.List(fields.Str(), required=True)
    answers = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)
    place_detail = fields.Nested(DetailedPlaceOut, required=True, allow_none=True)
    pin = fields.Dict(required=True, allow_none=True)
    children = fields.List(fields.Dict(), required=True)
    adults = fields.List(fields.Dict(), required=True)
    reporter = fields.Nested(ReporterOut, required=True)
    child_reports = fields.Bool(
        required=True,
        metadata={"description": "a child reports for themself: no guardian is contacted before a person decides"},
    )
    entrance = fields.Nested(EnteredOut, required=True, allow_none=True)
    call = fields.Nested(HotlineCallOut, required=True, allow_none=True)
    unparsed = fields.Dict(required=True, allow_none=True)
    priority_reasons = fields.List(fields.Nested(ReasonOut), required=True)
    practice_version = fields.Str(required=True)
    stages = fields.List(fields.Nested(StageOut), required=True)
    events = fields.List(fields.Nested(EventOut), required=True)
    as_filed = fields.Nested(AdditionOut, required=True)
    additions = fields.List(fields.Nested(AdditionOut), required=True)
    messages = fields.List(fields.Nested(MessageOut), required=True)
    attachments = fields.List(fields.Nested(AttachmentOut), required=True)
    may = fields.Nested(MayOut, required=True)


class MilestoneIn(Schema):
    """When a step was reached (now, when left out), and a note for colleagues."""

    at = fields.AwareDateTime(load_default=None, allow_none=True)
    note = fields.Str(load_default=None, allow_none=True, validate=validate.Length(max=2000))


class ReasonIn(Schema):
    """A reason in the person's own words."""

    reason = fields.Str(required=True, validate=validate.Length(min=2, max=2000, error="Length must be 2 to 2,000."))


class DisclosureOut(Schema):
    """The reporter's name and phone; null when not given. That they were shown is on record."""

    name = fields.Str(required=True, allow_none=True)
    phone = fields.Str(required=True, allow_none=True)
    safe_contact = fields.Dict(required=True, allow_none=True)
