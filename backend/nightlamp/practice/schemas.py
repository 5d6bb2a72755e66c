"""Shapes of what a client must know before it may ask anything."""

from marshmallow import Schema, fields


class NumberOut(Schema):
    """A telephone number to show: emergency, ambulance, helpline."""

    number = fields.Str(required=True)
    kind = fields.Str(required=True)
    label = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)


class ConfigOut(Schema):
    """How this deployment is set up, as far as a phone needs to know."""

    name = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)
    languages = fields.List(fields.Str(), required=True)
    emergency_numbers = fields.List(fields.Nested(NumberOut), required=True)
    intake_key = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)
    vapid_public_key = fields.Str(required=True)
    practice_version = fields.Str(required=True)
    reporter_modes = fields.List(fields.Str(), required=True)
    fulfils_mandatory_report = fields.Bool(required=True)
    exit_url = fields.Str(required=True)
    instance_kind = fields.Str(required=True)
    time_zone = fields.Str(required=True)


class TermOut(Schema):
    """One code with its words in every language."""

    code = fields.Str(required=True)
    label = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)


class ConcernOut(TermOut):
    """A kind of worry, with a hint of what belongs to it."""

    hint = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)


class CircumstanceOut(TermOut):
    """A circumstance in which the law demands a report to the police, and the source that says so."""

    source = fields.Str(required=True)


class RoleOut(TermOut):
    """A kind of reporter."""

    professional = fields.Bool(required=True)
    mandated = fields.Bool(required=True)
    obligation = fields.Str(
        required=True, metadata={"description": "Why the law makes them report: work, police, guardian or none"}
    )
    institution = fields.Str(required=True, allow_none=True)


class QuestionOut(TermOut):
    """A question of the priority table, and the priority that a yes raises to."""

    raises_to = fields.Str(required=True)


class MeaningOut(TermOut):
    """A code with its words and what it means in practice."""

    meaning = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)


class DispositionOut(TermOut):
    """What can be decided about a report."""

    group = fields.Str(required=True)
    tracks = fields.List(fields.Str(), required=True)
    supervisor_only = fields.Bool(required=True)
    contacts_family = fields.Bool(required=True, metadata={"description": "brings somebody to the child's family"})


class StandardOut(Schema):
    """How long a step may take: seconds by the clock, or working days; the other is null."""

    step = fields.Str(required=True)
    priority = fields.Str(required=True)
    seconds = fields.Int(required=True, allow_none=True)
    working_days = fields.Int(required=True, allow_none=True)


class ReplyOut(Schema):
    """A ready text to a reporter. `groups` are those of dispositions that a result fits; `for_child`: to a child."""

    code = fields.Str(required=True)
    kind = fields.Str(required=True)
    groups = fields.List(fields.Str(), required=True)
    for_child = fields.Bool(required=True)
    text = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)


class IndicatorOut(TermOut):
    """A sign to notice. `grade`: how much it weighs (`grades` of the guidance); null where signs are not graded."""

    grade = fields.Str(load_default=None, dump_default=None, allow_none=True)
    source = fields.Str(required=True)


class PracticeOut(Schema):
    """The practice content of this deployment, versioned."""

    version = fields.Str(required=True)
    languages = fields.List(fields.Str(), required=True)
    concerns = fields.List(fields.Nested(ConcernOut), required=True)
    circumstances = fields.List(fields.Nested(CircumstanceOut), required=True)
    roles = fields.List(fields.Nested(RoleOut), required=True)
    questions = fields.List(fields.Nested(QuestionOut), required=True)
    about = fields.List(fields.Nested(TermOut), required=True)
    priorities = fields.List(fields.Nested(MeaningOut), required=True)
    tracks = fields.List(fields.Nested(MeaningOut), required=True)
    dispositions = fields.List(fields.Nested(DispositionOut), required=True)
    standards = fields.List(fields.Nested(StandardOut), required=True)
    replies = fields.List(fields.Nested(ReplyOut), required=True)
    indicators = fields.Dict(keys=fields.Str(), values=fields.List(fields.Nested(IndicatorOut)), required=True)
