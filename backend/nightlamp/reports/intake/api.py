"""The reporter's routes: file, follow up, add. Open to everybody; a report is never refused for rate."""

import hashlib
from datetime import datetime
from typing import Any

from flask import current_app, jsonify, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema

from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.errors import field_error
from nightlamp.core.http import json_object, public
from nightlamp.core.jwe import JweBroken, KeyUnknown, open_sealed
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import TooDeep, clean, read_json
from nightlamp.reports.intake.additions import add_to_report, follow_up
from nightlamp.reports.intake.filing import file_report, place_of
from nightlamp.reports.intake.quarantine import quarantine
from nightlamp.reports.intake.reading import ADDITION, REPORT, Received, read_opaque, read_plain, read_sealed
from nightlamp.reports.intake.schemas import (
    AddedOut,
    AdditionIn,
    FiledOut,
    FollowUpOut,
    KeptOut,
    ReceiptIn,
    ReportIn,
    SealedIn,
)

blueprint = Blueprint(
    "intake", __name__, description="What reporters send: open to everybody, never refused for rate"
)

# A generous report is under 100 KB; sealing adds a third.
SEALED_LIMIT = 512 * 1024


def _either(plain: type[Schema]) -> dict[str, Any]:
    """Describe a body that is plain or sealed."""
    return {"required": True, "content": {"application/json": {"schema": {"oneOf": [plain, SealedIn]}}}}


@blueprint.route("/reports", methods=["POST"])
@public
@blueprint.doc(requestBody=_either(ReportIn))
@blueprint.response(201, FiledOut())
@blueprint.alt_response(
    202, schema=KeptOut, description="Sealed to a key that we do not hold: the operator is called"
)
def post_report() -> ResponseReturnValue:
    """File a report. Stored with its alert in one transaction before this answers 201.

    Send plain JSON, or `{"sealed": "<compact JWE>"}`. The same content again, under the same Idempotency-Key or
    receipt, answers 201 with `Idempotency-Replayed: true`; other content answers 422 `idempotency_conflict`.
    """
    now = clock.now()
    body = json_object(limit_bytes=SEALED_LIMIT)
    if "sealed" in body:
        received = _unsealed(body["sealed"], now=now)
        if received is None:
            return _kept_unopened()
        channel = "app"
    else:
        received = read_plain(REPORT, body, now=now)
        place_of(received.content, strict=True)
        channel = "api"
    key = _key_of_repeat(received, body.get("sealed"))
    filed = file_report(received, channel=channel, idempotency_key=key, now=now)
    headers = {"Cache-Control": "no-store", "Location": f"/api/v1/reports/{filed.reference}"}
    if filed.replayed:
        headers["Idempotency-Replayed"] = "true"
    answer = {
        "reference": filed.reference,
        "received_at": as_text(filed.received_at),
        "expected": filed.expected,
    }
    # A finished answer: writing it through a schema costs more than sealing the report.
    finished = current_app.json.response(answer)
    finished.status_code = 201
    finished.headers.extend(headers)
    return finished


@blueprint.route("/follow-up")
class FollowUp(MethodView):
    """What became of a report, for whoever holds its receipt."""

    @public
    @blueprint.arguments(ReceiptIn())
    @blueprint.response(200, FollowUpOut())
    def post(self, typed: dict[str, str]) -> ResponseReturnValue:
        """Tell the stage of a report and what was promised. POST, so that the receipt stands in no URL or log."""
        settings: Settings = current_app.extensions["nightlamp.settings"]
        told = follow_up(typed["receipt"], now=clock.now(), zone=settings.time_zone)
        return told, 200, {"Cache-Control": "no-store"}


@blueprint.route("/follow-up/additions", methods=["POST"])
@public
@blueprint.doc(requestBody=_either(AdditionIn))
@blueprint.response(201, AddedOut())
@blueprint.alt_response(
    202, schema=KeptOut, description="Sealed to a key that we do not hold: the operator is called"
)
def post_addition() -> ResponseReturnValue:
    """Add to a report: any of its fields, plain or sealed, with its receipt. A repeat is stored once.

    404: no report has this receipt; the report itself may still wait to be sent.
    """
    now = clock.now()
    body = json_object(limit_bytes=SEALED_LIMIT)
    if "sealed" in body:
        received = _unsealed(body["sealed"], now=now)
        if received is None:
            return _kept_unopened()
    else:
        received = read_plain(ADDITION, body, now=now)
        place_of(received.content, strict=True)
    added = add_to_report(received, now=now)
    headers = {"Cache-Control": "no-store"} | ({"Idempotency-Replayed": "true"} if added.replayed else {})
    return {"reference": added.reference, "received_at": as_text(added.received_at)}, 201, headers


def _unsealed(compact: Any, *, now: datetime) -> Received | None:
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


def _key_of_repeat(received: Received, sealed: Any) -> str | None:
    """Return what a repeat is known by beside the receipt.

    Sealed without a usable receipt, that is the sealed text itself: who sends again sends identical bytes, and two
    people who write the same words seal them differently.
    """
    if key := request.headers.get("Idempotency-Key"):
        return key
    if received.receipt is None and isinstance(sealed, str):
        return f"sealed:{hashlib.sha256(sealed.encode()).hexdigest()}"
    return None


def _kept_unopened() -> ResponseReturnValue:
    current_app.logger.error("A sealed report names an unknown key and waits in quarantine.")
    # A finished answer: a dict would be written in the shape of the 201.
    answer = jsonify(KeptOut().dump({"code": "sealed_key_unknown"}))
    answer.status_code = 202
    answer.headers["Cache-Control"] = "no-store"
    return answer
