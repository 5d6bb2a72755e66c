"""Read what a reporter sent. Plain JSON is told what is wrong; what came sealed is taken whatever it holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import Schema, ValidationError

from nightlamp.core.errors import FieldError, Unprocessable
from nightlamp.core.http import escaped, field_errors
from nightlamp.core.ids import RECEIPT_LENGTH, is_well_formed, normalise
from nightlamp.core.loading import Loader, quick_loader
from nightlamp.reports.intake.schemas import MAX_TEXT, AdditionIn, ReportIn

REPORT, ADDITION = ReportIn(), AdditionIn()
_SALVAGE = AdditionIn(partial=True)
_QUICK: dict[Schema, Loader] = {
    REPORT: quick_loader(REPORT, also=REPORT.has_enough),
    ADDITION: quick_loader(ADDITION),
    _SALVAGE: quick_loader(_SALVAGE),
}
_MAX_LIST = 40
_GONE: Any = object()


@dataclass
class Received:
    """What was sent, made usable: `content` holds the known fields, `unparsed` what made no sense, verbatim.

    `content` holds `unparsed` too: a name in words that nobody could read is named all the same.
    """

    content: dict[str, Any]
    receipt: str | None
    claimed_at: datetime | None
    body: dict[str, Any]
    unparsed: dict[str, Any] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)


def read_plain(schema: Schema, body: Mapping[str, Any], *, now: datetime) -> Received:
    """Return a plain body, checked. Raises Unprocessable with a pointer for each wrong field.

    `body` is what `read_json` gave, so its text is clean. Fields that we do not know are kept aside in `unparsed`:
    they cannot be checked, and are not lost.
    """
    cleaned: dict[str, Any] = dict(body)
    unparsed: dict[str, Any] = {}
    quick = _QUICK.get(schema)
    if quick is not None and (plain := quick(cleaned)) is not None:
        return _received(plain, cleaned, unparsed, now=now)
    try:
        try:
            loaded: dict[str, Any] = schema.load(cleaned)
        except ValidationError:
            rest, unparsed = _without_unknown(schema, cleaned)
            loaded = schema.load(rest)
    except ValidationError as error:
        found = field_errors(error.messages)
        raise Unprocessable(_summary(found), errors=found) from None
    return _received(loaded, cleaned, unparsed, now=now)


def read_sealed(body: Mapping[str, Any], *, now: datetime) -> Received:
    """Return a body that came sealed and opened to an object. Never refuses: the phone cannot correct it.

    `body` is what `read_json` gave. A field that makes no sense goes verbatim into `unparsed`; the report's words
    and lists over the limit stay in place cut, and whole in `unparsed`.
    """
    cleaned: dict[str, Any] = dict(body)
    if (plain := _QUICK[_SALVAGE](cleaned)) is not None:
        return _received(plain, cleaned, {}, now=now)
    rest, unparsed = _without_unknown(_SALVAGE, cleaned)
    for _ in range(8):
        try:
            loaded: dict[str, Any] = _SALVAGE.load(rest)
            return _received(loaded, cleaned, unparsed, now=now)
        except ValidationError as error:
            for wrong in field_errors(error.messages):
                _set_aside(rest, wrong, unparsed)
            rest = _swept(rest)
    return _received({}, cleaned, {"": {k: v for k, v in cleaned.items() if k != "receipt"}}, now=now)


def read_opaque(text: str, *, now: datetime) -> Received:
    """Return what came sealed and is an object that cannot be walked: kept whole, for a person to read."""
    return _received({}, {"": text}, {"": text}, now=now)


def _received(loaded: dict[str, Any], body: dict[str, Any], unparsed: dict[str, Any], *, now: datetime) -> Received:
    receipt = loaded.pop("receipt", None) or _receipt_of(body)
    claimed_at = _in_utc(loaded.pop("claimed_at", None))
    received = Received(loaded, receipt, claimed_at, body, unparsed)
    if claimed_at is not None and claimed_at > now + timedelta(minutes=5):
        received.flags.append("claimed_time_in_future")
    if claimed_at is not None and claimed_at < now - timedelta(days=400):
        received.flags.append("claimed_time_long_ago")
    if unparsed:
        received.content["unparsed"] = unparsed
        received.flags.append("partly_unparsed")
    return received


def _in_utc(moment: datetime | None) -> datetime | None:
    """Return a time in UTC; the first and last hours of the calendar, which have none, become its ends."""
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        first = moment is not None and moment.year == 1
        return datetime(1, 1, 1, tzinfo=UTC) if first else datetime(9999, 12, 31, tzinfo=UTC)


def _receipt_of(body: Mapping[str, Any]) -> str | None:
    typed = body.get("receipt")
    code = normalise(typed) if isinstance(typed, str) else ""
    return code if is_well_formed(code, RECEIPT_LENGTH) else None


def _without_unknown(schema: Schema, body: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a copy of the body without the fields that we do not know, and those."""
    rest: dict[str, Any] = json.loads(json.dumps(body))
    unparsed = {f"/{escaped(key)}": rest.pop(key) for key in list(rest) if key not in schema.fields}
    for wrong in field_errors(schema.validate(rest)):
        if wrong.code == "unknown_field":
            _set_aside(rest, wrong, unparsed)
    return _swept(rest), unparsed


def _set_aside(body: dict[str, Any], wrong: FieldError, unparsed: dict[str, Any]) -> None:
    """Mark the value that an error points at as gone and keep it; a report's words and lists stay, cut."""
    holder, key, path = _deepest(body, wrong.pointer)
    if holder is None or holder[key] is _GONE:
        return
    value = holder[key]
    unparsed.setdefault(path, value)
    holder[key] = _GONE
    if wrong.code == "too_long" and path == "/what":
        holder[key] = value[:MAX_TEXT]
    elif wrong.code == "too_long" and isinstance(value, list):
        holder[key] = value[:_MAX_LIST]


def _deepest(body: dict[str, Any], pointer: str) -> tuple[Any, Any, str]:
    """Return holder, key and path of the deepest value on the way of a pointer; (None, …) when there is none.

    Errors may point below a value (the key of a dict) or at a field that is missing.
    """
    holder: Any = None
    key: Any = None
    here: Any = body
    path = ""
    for part in pointer.split("/")[1:]:
        step: Any = part.replace("~1", "/").replace("~0", "~")
        if isinstance(here, list) and step.isdigit() and int(step) < len(here):
            step = int(step)
        elif not (isinstance(here, dict) and step in here):
            break
        holder, key, here, path = here, step, here[step], f"{path}/{part}"
    return holder, key, path


def _swept(value: Any) -> Any:
    """Return a body without what was marked as gone."""
    if isinstance(value, dict):
        return {key: _swept(item) for key, item in value.items() if item is not _GONE}
    if isinstance(value, list):
        return [_swept(item) for item in value if item is not _GONE]
    return value


def _summary(errors: list[FieldError]) -> str:
    return f"{errors[0].pointer}: {errors[0].message}" if errors else "The content cannot be accepted."
