"""What every route shares: the guard mark, problem+json, versions and cursors."""

import base64
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask, Request, Response, current_app, request
from flask_smorest import Api, Blueprint
from marshmallow import Schema
from sqlalchemy.exc import OperationalError
from webargs.flaskparser import FlaskParser
from webargs.multidictproxy import MultiDictProxy
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from nightlamp.core.errors import BadRequest, DomainError, FieldError, NotFound, PreconditionFailed, ProblemOut
from nightlamp.core.text import TooDeep, clean, read_json

log = logging.getLogger("nightlamp.http")
View = TypeVar("View", bound=Callable[..., Any])

PROBLEM = "application/problem+json"
# Reasons and notes are at most 4,000 characters; a browser's push subscription is a few hundred bytes.
STAFF_LIMIT = 64 * 1024


def public(view: View) -> View:
    """Mark a route as open to everybody. Each route is `@public` or `@requires(…)`; a test walks the map."""
    view.guard = "public"  # type: ignore[attr-defined]
    return view


class ProblemApi(Api):  # type: ignore[misc]
    """flask-smorest with our one error shape; keeps headers that an error carries (405 needs `Allow`)."""

    ERROR_SCHEMA = ProblemOut

    def _register_responses(self) -> None:
        # What is described here are errors only, and those are problems.
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer any HTTP error as a problem."""
        return http_problem(error)


def register_errors(app: Flask) -> None:
    """Answer every error of the application as problem+json; what is unforeseen is logged without its content."""
    app.register_error_handler(DomainError, domain_problem)
    app.register_error_handler(HTTPException, http_problem)
    app.register_error_handler(OperationalError, _database_problem)
    app.register_error_handler(Exception, _unforeseen_problem)
    app.before_request(_refuse_nul_in_path)
    app.after_request(_empty_when_204)


def domain_problem(error: DomainError) -> Response:
    """Return the problem for one of our own refusals."""
    return problem(error.status, error.code, error.detail, errors=error.errors, headers=error.headers)


def http_problem(error: HTTPException) -> Response:
    """Return the problem for an error of the framework, 422 of marshmallow included."""
    status = error.code or 500
    data: Mapping[str, Any] = getattr(error, "data", None) or {}
    errors = field_errors(data.get("messages", {})) if status == 422 else []
    detail = errors[0].message if errors else (error.description or "")
    headers = {k: v for k, v in error.get_headers() if k.lower() not in ("content-type", "content-length")}
    return problem(status, _HTTP_CODES.get(status, "http_error"), detail, errors=errors, headers=headers)


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: list[FieldError] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an RFC 9457 problem with our stable `code` and the fields it concerns."""
    body = {
        "type": "about:blank",
        "title": HTTP_STATUS_CODES.get(status, "Error"),
        "status": status,
        "code": code,
        "detail": detail,
        "errors": [{"pointer": e.pointer, "code": e.code, "message": e.message} for e in errors or []],
    }
    answer = Response(json.dumps(body, ensure_ascii=False), status, mimetype=PROBLEM)
    answer.headers.extend(dict(headers or {}))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def field_errors(messages: Any, pointer: str = "") -> list[FieldError]:
    """Flatten marshmallow's nested messages into pointers with stable codes.

    The first level that webargs adds (`json`, `query`) is left out of the pointer; "" is the whole body (RFC 6901).
    """
    if isinstance(messages, Mapping):
        found: list[FieldError] = []
        for key, inner in messages.items():
            here = pointer if _is_level(key, inner, pointer) else f"{pointer}/{escaped(key)}"
            found += field_errors(inner, here)
        return found
    texts = messages if isinstance(messages, list) else [messages]
    return [FieldError(pointer, error_code(str(text)), str(text)) for text in texts]


def _is_level(key: Any, inner: Any, pointer: str) -> bool:
    """Tell whether a key of marshmallow's messages is a level of its own making: it stands in no body."""
    if not pointer:
        return key in ("json", "query", "form", "headers", "_schema")
    return key == "_schema" or (key in ("key", "value") and isinstance(inner, list))


def error_code(message: str) -> str:
    """Return the stable code for one of marshmallow's messages or ours (`code: words`)."""
    for beginning, code in _MESSAGE_CODES:
        if message.startswith(beginning):
            return code
    return "invalid"


def json_object(*, limit_bytes: int) -> dict[str, Any]:
    """Return the request's JSON object, cleaned (see `core.text`). Raises 415, 413 or 400 with what to do."""
    if not request.is_json:
        raise DomainError(
            "Send JSON, with Content-Type: application/json.", status=415, code="unsupported_media_type"
        )
    if (request.content_length or 0) > limit_bytes:
        raise _too_large(limit_bytes)
    raw = request.get_data()
    if len(raw) > limit_bytes:
        raise _too_large(limit_bytes)
    try:
        value = read_json(raw.decode("utf-8"))
    except TooDeep:
        raise BadRequest("The body is nested too deep.", code="too_deep") from None
    except ValueError:
        raise BadRequest("The body is not JSON in UTF-8; it may have been cut off.", code="not_json") from None
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object.", code="not_an_object")
    return value


class CleanParser(FlaskParser):
    """Read what staff and their browsers send, as strictly as what reporters send; no body is an empty object."""

    def _raw_load_json(self, req: Request) -> Any:
        if not req.get_data():
            return {}
        return json_object(limit_bytes=STAFF_LIMIT)

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """Return the query, cleaned."""
        cleaned = MultiDict((clean(key), clean(value)) for key, value in req.args.items(multi=True))
        return MultiDictProxy(cleaned, schema)


# Set before any blueprint uses it: each imports this module first.
Blueprint.ARGUMENTS_PARSER = CleanParser()


def _empty_when_204(answer: Response) -> Response:
    # A view that returns nothing is written as `null`; a body after 204 would be read as the next answer.
    if answer.status_code == 204:
        answer.set_data(b"")
        for name in ("Content-Type", "Content-Length"):
            answer.headers.pop(name, None)
    return answer


def _refuse_nul_in_path() -> None:
    # No database stores NUL in text, so nothing can bear such a name.
    if any("\x00" in str(part) for part in (request.view_args or {}).values()):
        raise NotFound("There is no such thing.")


def _too_large(limit_bytes: int) -> DomainError:
    return DomainError(f"The body is larger than {limit_bytes // 1024} KB.", status=413, code="too_large")


def check_version(version: int) -> None:
    """Raise PreconditionFailed when `If-Match` is given and names another version; it is never required."""
    wanted = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-Match", "").split(",")]
    if any(wanted) and not {"*", f'"{version}"'} & set(wanted):
        raise PreconditionFailed("This was changed in the meantime. Load it again and look before you decide.")


def with_version(answer: Response, version: int) -> Response:
    """Add the ETag of a row's version, and forbid every cache."""
    answer.headers["ETag"] = f'"{version}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def read_cursor(text: str | None) -> list[Any]:
    """Return the position that a cursor of ours holds, [] for none. Raises BadRequest for anything else."""
    if not text:
        return []
    try:
        value = json.loads(base64.urlsafe_b64decode(text.encode("ascii")))
    except ValueError:
        value = None
    if not isinstance(value, list):
        raise invalid_cursor()
    return value


def invalid_cursor() -> BadRequest:
    """Return the refusal of a cursor that we did not make."""
    return BadRequest("The cursor is not one of ours; leave it out to begin again.", code="invalid_cursor")


def make_cursor(position: list[Any]) -> str:
    """Return an opaque cursor for a position."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()


def _database_problem(error: OperationalError) -> Response:
    log.error("The database did not answer: %s", type(error.orig).__name__)
    return problem(503, "database_unavailable", "Nothing was stored. Try again.", headers={"Retry-After": "2"})


def _unforeseen_problem(error: Exception) -> Response:
    if current_app.config.get("PROPAGATE_UNFORESEEN"):
        raise error
    # The text of an exception may hold a body; its type and place are enough to find the fault.
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    log.error("Unforeseen %s at %s on %s %s", type(error).__name__, place, request.method, request.url_rule)
    return problem(500, "unforeseen", "Something went wrong on our side. Nothing was stored. Try again.")


def escaped(key: Any) -> str:
    """Return a key as a part of a JSON pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")


_HTTP_CODES = {
    400: "bad_request", 404: "not_found", 405: "method_not_allowed", 408: "timeout", 409: "conflict",
    413: "too_large", 415: "unsupported_media_type", 422: "invalid_content", 431: "headers_too_large",
}  # fmt: skip

_MESSAGE_CODES = (
    ("Missing data", "required"),
    ("Field may not be null", "required"),
    ("Unknown field", "unknown_field"),
    ("Must be one of", "unknown_value"),
    ("Longer than", "too_long"),
    ("Length must be", "too_long"),
    ("Shorter than", "too_short"),
    ("Must be greater", "out_of_range"),
    ("Must be less", "out_of_range"),
    ("Not a valid", "wrong_type"),
    ("Invalid input type", "wrong_type"),
    ("Invalid type", "wrong_type"),
    ("Invalid value", "wrong_type"),
)
