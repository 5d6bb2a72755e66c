"""Shapes of a report as it comes in. Limits are generous: a limit is there to stop abuse, not a worried person."""

import re
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from nightlamp.core.ids import RECEIPT_LENGTH, is_well_formed, normalise
from nightlamp.practice.content import LANGUAGES, codes
from nightlamp.practice.rules import QUESTIONS

ANSWERS = ("yes", "no", "unknown")
MODES = ("anonymous", "confidential", "identified")
SHARE_WITH = ("nobody", "police", "agencies")
WHAT_BY = ("text", "voice")
MAX_TEXT = 20_000
# BCP 47, as far as a column of ten characters holds it.
_LANGUAGE = re.compile(r"(?=.{2,10}$)[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class Receipt(fields.Field[str]):
    """A receipt as people type it; loads to its normalised 16 characters. Says what is wrong when a letter is."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:  # noqa: ARG002
        if not isinstance(value, str):
            raise ValidationError("Not a valid receipt: send it as text.")
        code = normalise(value)
        if not is_well_formed(code, RECEIPT_LENGTH):
            raise ValidationError("Invalid value: a receipt has 16 characters, and one of these is mistyped.")
        return code


class Language(fields.Field[str]):
    """The language that a reporter reads, as a browser names it: `zh` and `zh-Hans` are zh-CN here."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:  # noqa: ARG002
        if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
            raise ValidationError("Invalid value: a language tag, such as zh-CN or en.")
        known = [language for language in LANGUAGES if language.split("-")[0] == value.split("-")[0].lower()]
        return known[0] if known else value


def _text(limit: int, **more: Any) -> fields.Str:
    return fields.Str(validate=validate.Length(max=limit), allow_none=True, **more)


def _one_of(known: tuple[str, ...], **more: Any) -> fields.Str:
    return fields.Str(validate=validate.OneOf(known), **more)


class PlaceIn(Schema):
    """Where the child is now: a division's code, and the rest in words."""

    class Meta:
        unknown = RAISE

    code = fields.Str(
        validate=validate.Regexp(r"^[0-9]{2,12}$", error="Invalid value: digits only."), allow_none=True
    )
    detail = _text(500)


class PinIn(Schema):
    """A point on the map. It never chooses the place: datums differ by hundreds of metres in China."""

    class Meta:
        unknown = RAISE

    lat = fields.Float(required=True, validate=validate.Range(-90, 90))
    lon = fields.Float(required=True, validate=validate.Range(-180, 180))
    accuracy_m = fields.Float(validate=validate.Range(0, 1_000_000), allow_none=True)
    datum = _one_of(("wgs84", "gcj02", "unknown"), load_default="unknown")
    of = _one_of(("child", "reporter"), load_default="reporter")


class SafeContactIn(Schema):
    """Whether, when and how the reporter may be called without putting anybody in danger."""

    class Meta:
        unknown = RAISE

    ok = _one_of(ANSWERS, load_default="unknown")
    when = _text(200)
    say_who = fields.Bool(load_default=False)


class ReporterIn(Schema):
    """Who reports. Name and phone are kept apart, under a key of their own."""

    class Meta:
        unknown = RAISE

    role = _one_of(codes("roles"), required=True)
    mode = _one_of(MODES, load_default="anonymous")
    name = _text(80)
    phone = _text(40)
    institution = _text(200)
    safe_contact = fields.Nested(SafeContactIn, allow_none=True)
    share_identity = _one_of(SHARE_WITH, load_default="nobody")
    may_talk_to = _text(500, metadata={"description": "whom a child who reports for themself trusts"})
    must_not_know = _text(500, metadata={"description": "who must not learn of it"})


class ReporterAdditionIn(ReporterIn):
    """What the reporter says later about themself."""

    class Meta:
        unknown = RAISE

    # Nothing is said by default: what was said before stays.
    role = _one_of(codes("roles"))
    mode = _one_of(MODES)
    share_identity = _one_of(SHARE_WITH)


class ChildIn(Schema):
    """A child, as far as known."""

    class Meta:
        unknown = RAISE

    name = _text(80)
    age = fields.Float(validate=validate.Range(0, 25), allow_none=True)
    sex = _one_of(("f", "m", "other", "unknown"), allow_none=True)
    school = _text(200)
    phone = _text(40)
    note = _text(2000)


class AdultIn(Schema):
    """An adult around the child, as far as known."""

    class Meta:
        unknown = RAISE

    name = _text(80)
    relation = _text(80)
    phone = _text(40)
    has_access = _one_of(ANSWERS, allow_none=True)
    note = _text(2000)


def _children() -> fields.List[Any]:
    return fields.List(fields.Nested(ChildIn), validate=validate.Length(max=40, error="Longer than 40 children."))


class AdditionIn(Schema):
    """Any part of a report, sent later."""

    class Meta:
        unknown = RAISE

    receipt = Receipt(required=True, metadata={"type": "string", "example": "7K3M-9QXT-2HPC-W8RB"})
    language = Language(metadata={"type": "string", "example": "zh-CN"})
    danger_now = _one_of(ANSWERS)
    what = fields.Str(validate=validate.Length(max=MAX_TEXT))
    what_by = _one_of(WHAT_BY)
    place = fields.Nested(PlaceIn, allow_none=True)
    phone = _text(40)
    pin = fields.Nested(PinIn, allow_none=True)
    about = fields.List(_one_of(codes("about")), validate=validate.Length(max=8))
    concerns = fields.List(_one_of(codes("concerns")), validate=validate.Length(max=12))
    circumstances = fields.List(_one_of(codes("circumstances")), validate=validate.Length(max=9))
    answers = fields.Dict(keys=_one_of(QUESTIONS), values=_one_of(ANSWERS))
    reporter = fields.Nested(ReporterAdditionIn)
    entrance = _text(40, metadata={"description": "the code of an institution's entrance", "example": "K7Q2-9MXD"})
    children = _children()
    adults = fields.List(fields.Nested(AdultIn), validate=validate.Length(max=40, error="Longer than 40 adults."))
    claimed_at = fields.AwareDateTime(allow_none=True)


class ReportIn(AdditionIn):
    """A report. Four answers file it: what, danger now, some way to find the child, who you are."""

    class Meta:
        unknown = RAISE

    danger_now = _one_of(ANSWERS, required=True)
    reporter = fields.Nested(ReporterIn)

    @validates_schema
    def has_enough(self, data: dict[str, Any], **_: Any) -> None:
        """Ask for the four answers; with danger now, the receipt and the danger alone are enough."""
        if data.get("danger_now") == "yes":
            return
        missing: dict[str, list[str]] = {}
        if not data.get("what", "").strip() and data.get("what_by") != "voice":
            missing["what"] = ["Missing data: say in a sentence what worries you, or send what_by: voice."]
        if "reporter" not in data:
            missing["reporter"] = ["Missing data: reporter.role says who reports; not_stated is fine."]
        if not can_be_found(data):
            missing["place"] = [
                "Missing data: give one way to find the child: place, a child's school, a phone, or a pin."
            ]
        if missing:
            raise ValidationError(missing)


def can_be_found(data: dict[str, Any]) -> bool:
    """Tell whether a report gives any way to find the child."""
    place = data.get("place") or {}
    if place.get("code") or (place.get("detail") or "").strip() or data.get("pin"):
        return True
    people = [*data.get("children", []), *data.get("adults", []), {"phone": data.get("phone")}]
    return any((p.get("phone") or "").strip() or (p.get("school") or "").strip() for p in people)


class ExpectedOut(Schema):
    """When somebody should have opened the report and decided; null where no standard is set."""

    opened_by = fields.Str(required=True, allow_none=True)
    decided_by = fields.Str(required=True, allow_none=True)


class FiledOut(Schema):
    """The answer to a report. Not the priority: it is not the reporter's to read or probe."""

    reference = fields.Str(required=True)
    received_at = fields.Str(required=True)
    expected = fields.Nested(ExpectedOut, required=True)


class SealedIn(Schema):
    """A report sealed on the phone: compact JWE to the intake key of `GET /config`."""

    sealed = fields.Str(required=True)


class KeptOut(Schema):
    """The answer to what is sealed to a key that we do not hold. The phone keeps it and sends it again."""

    code = fields.Str(required=True, validate=validate.OneOf(("sealed_key_unknown",)))


class AddedOut(Schema):
    """The answer to an addition."""

    reference = fields.Str(required=True)
    received_at = fields.Str(required=True)
