"""One tree of errors, one JSON shape (RFC 9457) for the whole API."""

from collections.abc import Sequence
from dataclasses import dataclass

from marshmallow import Schema, fields


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field: where it stands (JSON pointer), a stable code, and the remedy in words."""

    pointer: str
    code: str
    message: str


class DomainError(Exception):
    """A refusal that a person can act on. Subclasses set `status` and `code`; `detail` says what to do."""

    status = 400
    code = "bad_request"

    def __init__(
        self,
        detail: str,
        *,
        code: str | None = None,
        status: int | None = None,
        errors: Sequence[FieldError] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.status = status or self.status
        self.errors = list(errors)
        self.headers = headers or {}


class BadRequest(DomainError):
    """The request cannot be read at all."""


class Unprocessable(DomainError):
    """The request was read, and its content cannot be accepted; `errors` name the fields."""

    status = 422
    code = "invalid_content"


class SignInRequired(DomainError):
    """No valid session came with the request."""

    status = 401
    code = "sign_in_required"


class Forbidden(DomainError):
    """A visible row, and an act that this person may not do on it; `code` says who may."""

    status = 403
    code = "forbidden"


class NotFound(DomainError):
    """Not there, or not for this person: from outside both look the same."""

    status = 404
    code = "not_found"


class Conflict(DomainError):
    """The row is in a state in which this cannot be done."""

    status = 409
    code = "conflict"


class PreconditionFailed(DomainError):
    """`If-Match` names a version that is no longer the current one."""

    status = 412
    code = "version_changed"


class TooManyAttempts(DomainError):
    """Too often from one source: sign-in, wrong receipts, files. A report is never refused for rate."""

    status = 429
    code = "too_many_attempts"


def field_error(pointer: str, code: str, message: str) -> Unprocessable:
    """Return a refusal that names one field."""
    return Unprocessable(message, errors=[FieldError(pointer, code, message)])


class FieldErrorOut(Schema):
    """What is wrong with one field. `pointer` is a JSON pointer; "" is the whole body."""

    pointer = fields.Str(required=True)
    code = fields.Str(required=True)
    message = fields.Str(required=True)


class ProblemOut(Schema):
    """Every refusal: RFC 9457, with a stable `code` and the fields it concerns."""

    type = fields.Str(required=True)
    title = fields.Str(required=True)
    status = fields.Int(required=True)
    code = fields.Str(required=True)
    detail = fields.Str(required=True)
    errors = fields.List(fields.Nested(FieldErrorOut), required=True)
