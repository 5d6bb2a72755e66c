"""The reporter's routes: file and add. Open to everybody; a report is never refused for rate."""

import hashlib
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.http import json_object, public
from nightlamp.core.text import to_json
from nightlamp.reports.intake.additions import Added, add_to_report
from nightlamp.reports.intake.filing import file_report, place_of
from nightlamp.reports.intake.opening import SEALED_LIMIT, either, kept_unopened, unsealed
from nightlamp.reports.intake.reading import ADDITION, REPORT, Received, read_plain
from nightlamp.reports.intake.schemas import AddedOut, AdditionIn, FiledOut, KeptOut, ReportIn
from nightlamp.reports.intake.storing import Filed

blueprint = Blueprint(
    "intake", __name__, description="What reporters send: open to everybody, never refused for rate"
)


@blueprint.route("/reports", methods=["POST"])
@public
@blueprint.doc(requestBody=either(ReportIn))
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
        received = unsealed(body["sealed"], now=now)
        if received is None:
            return kept_unopened()
        channel = "app"
    else:
        received = read_plain(REPORT, body, now=now)
        place_of(received.content, strict=True)
        channel = "api"
    key = _key_of_repeat(received, body.get("sealed"))
    filed = file_report(received, channel=channel, idempotency_key=key, now=now)
    return filed_answer(filed)


def filed_answer(filed: Filed) -> ResponseReturnValue:
    """Return the 201 for a stored report, or for its repeat."""
    headers = {"Cache-Control": "no-store", "Location": f"/api/v1/reports/{filed.reference}"}
    if filed.replayed:
        headers["Idempotency-Replayed"] = "true"
    answer = {
        "reference": filed.reference,
        "received_at": as_text(filed.received_at),
        "expected": filed.expected,
    }
    # A finished answer: writing it through a schema costs more than sealing the report.
    return Response(to_json(answer), 201, headers, content_type="application/json")


@blueprint.route("/follow-up/additions", methods=["POST"])
@public
@blueprint.doc(requestBody=either(AdditionIn))
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
        received = unsealed(body["sealed"], now=now)
        if received is None:
            return kept_unopened()
    else:
        received = read_plain(ADDITION, body, now=now)
        place_of(received.content, strict=True)
    added = add_to_report(received, now=now)
    return added_answer(added)


def added_answer(added: Added) -> ResponseReturnValue:
    """Return the 201 for a stored addition, or for its repeat."""
    headers = {"Cache-Control": "no-store"} | ({"Idempotency-Replayed": "true"} if added.replayed else {})
    return {"reference": added.reference, "received_at": as_text(added.received_at)}, 201, headers


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
