"""Shapes of the guidance. A text stands in every language; a title in phrases, between which a line may break."""

from marshmallow import Schema, fields

from nightlamp.practice.schemas import IndicatorOut, TermOut


def _text() -> fields.Dict:
    return fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)


def _phrases() -> fields.Dict:
    return fields.Dict(keys=fields.Str(), values=fields.List(fields.Str()), required=True)


class SourceOut(TermOut):
    """A document behind the content. `checked` is false for general knowledge, which no document words like this."""

    kind = fields.Str(required=True, metadata={"description": "law, guideline or general"})
    by = _text()
    number = fields.Str(required=True, allow_none=True)
    since = fields.Str(required=True, allow_none=True, metadata={"description": "Year, month or day; null: no date"})
    checked = fields.Bool(required=True)


class PointOut(TermOut):
    """One sentence with its source; `article` is null where the source has none or is meant as a whole."""

    source = fields.Str(required=True)
    article = fields.Str(load_default=None, dump_default=None, allow_none=True)


class ToldOut(PointOut):
    """A name or a question, and what there is to say to it."""

    text = _text()


def _points() -> fields.List[PointOut]:
    return fields.List(fields.Nested(PointOut), required=True)


def _told() -> fields.List[ToldOut]:
    return fields.List(fields.Nested(ToldOut), required=True)


class AudienceOut(TermOut):
    """All that one kind of reader needs."""

    title = _phrases()
    lead = _text()
    say = _points()
    dos = _points()
    donts = _points()
    signs = fields.List(fields.Nested(IndicatorOut), required=True)
    law = _points()


class WhenToldOut(Schema):
    """What to do when a child tells somebody."""

    title = _text()
    dos = _points()
    donts = _points()


class AfterwardsOut(Schema):
    """What happens after a report, and what cannot be promised."""

    title = _text()
    steps = _told()
    limits_title = _text()
    limits = _points()


class ChildPageOut(Schema):
    """What happens if I tell: for a child of about ten."""

    title = _phrases()
    lead = _text()
    answers = _told()
    afraid = fields.Nested(ToldOut, required=True)


class PoliceAnswerOut(Schema):
    """One answer to "must I report this?", with the laws that say so.

    `also` is the title for whoever must and has already reported here; null where nobody must.
    """

    code = fields.Str(required=True)
    must = fields.Bool(required=True)
    laws = fields.List(fields.Str(), required=True)
    title = _phrases()
    also = fields.Dict(
        keys=fields.Str(), values=fields.List(fields.Str()), load_default=None, dump_default=None, allow_none=True
    )
    text = _text()


class RoleAnswersOut(Schema):
    """Which answer holds for a role when a circumstance fits, whichever it is, and when none does."""

    role = fields.Str(required=True)
    with_circumstance = fields.Str(required=True)
    without = fields.Str(required=True)


class GuidanceOut(Schema):
    """The guidance of this deployment, versioned with the practice."""

    version = fields.Str(required=True)
    languages = fields.List(fields.Str(), required=True)
    sources = fields.List(fields.Nested(SourceOut), required=True)
    audiences = fields.List(fields.Nested(AudienceOut), required=True)
    grades = _points()
    when_told = fields.Nested(WhenToldOut, required=True)
    afterwards = fields.Nested(AfterwardsOut, required=True)
    child = fields.Nested(ChildPageOut, required=True)
    laws = _points()
    police_answers = fields.List(fields.Nested(PoliceAnswerOut), required=True)
    police_reports = fields.List(fields.Nested(RoleAnswersOut), required=True)
