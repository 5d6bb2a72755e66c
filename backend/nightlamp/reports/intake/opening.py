"""Open what came sealed, for every route that takes it: a report, an addition, a message."""

from datetime import datetime
from typing import Any

from flask import current_app, jsonify
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from nightlamp.core.errors import field_error
from nightlamp.core.jwe import JweBroken, KeyUnknown, open_sealed
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import TooDeep, clean, read_json
from nightlamp.reports.intake.quarantine import quarantine
from nightlamp.reports.intake.reading import Received, read_opaque, read_sealed
from nightlamp.reports.intake.schemas import KeptOut, SealedIn

# A generous report is under 100 KB; sealing adds a third.
SEALED_LIMIT = 512 * 1024


def either(plain: type[Schema]) -> dict[str, Any]:
    """Describe a body that is plain or sealed."""
    return {"required": True, "content": {"application/json": {"schema": {"oneOf": [plain, SealedIn]}}}}


def unsealed(compact: Any, *, now: datetime) -> Received | None:
    """Return what a sealed body holds; None when its key is unknown, and it was put into quarantine."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    if not isinstance(compact, str):
        raise field_error("/sealed", "wrong_type", "Send the compact JWE as text.")
    try:
        text = open_sealed(ring, compact).decode("utf-8-sig", "replace")
        value = read_json(text, lenient=True)
    except KeyUnknown as unknown:
        quarantine(compact, unknown.kid, now=now)
        return None
    except JweBroken as broken:
        raise field_error("/sealed", "sealed_broken", f"This does not open: {broken}") from None
    except TooDeep:
        return read_opaque(clean(text), now=now)
    except ValueError:
        raise field_error("/sealed", "sealed_not_json", "What was sealed is not JSON.") from None
    if not isinstance(value, dict):
        raise field_error("/sealed", "sealed_not_an_object", "What was sealed is not a JSON object.")
    return read_sealed(value, now=now)


def kept_unopened() -> ResponseReturnValue:
    """Return the answer to what is sealed to a key that we do not hold, and call the operator."""
    current_app.logger.error("A sealed report names an unknown key and waits in quarantine.")
    # A finished answer: a dict would be written in the shape of the 201.
    answer = jsonify(KeptOut().dump({"code": "sealed_key_unknown"}))
    answer.status_code = 202
    answer.headers["Cache-Control"] = "no-store"
    return answer
