"""Files come in by the receipt, open to everybody who holds one; staff get them by the report's door."""

from typing import Any

from flask import Response, current_app, jsonify
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.queries import teams_by_id
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.db import writing
from nightlamp.core.errors import field_error
from nightlamp.core.http import public
from nightlamp.core.ids import in_groups
from nightlamp.core.jwe import JweBroken, KeyUnknown, open_sealed
from nightlamp.core.keys import KeyRing
from nightlamp.core.multipart import Part, multipart_body
from nightlamp.files.rules import MOST_BYTES, REMEDIES
from nightlamp.reports.attachments.actions import Taken, note_seen, take_file
from nightlamp.reports.attachments.queries import attachment_for, content_of
from nightlamp.reports.attachments.rules import Incoming, name_of, receipt_of, unfolded
from nightlamp.reports.attachments.schemas import AttachedOut
from nightlamp.reports.attachments.turns import slow_down, turn
from nightlamp.reports.intake.quarantine import quarantine
from nightlamp.reports.intake.schemas import KeptOut
from nightlamp.reports.queries import report_for

blueprint = Blueprint("attachments", __name__, description="Photos, voice notes and documents of a report")

# A file of 10 MB, sealed and written as base64url, with its envelope.
BODY_LIMIT = 14 * 1024 * 1024
_ENDINGS = {
    "image/jpeg": "jpg",
    "application/pdf": "pdf",
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
}
# Nothing in a file may run, be shown in our name, be guessed at, kept, or taken by another site.
_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_TEXT = {"type": "string"}
_PLAIN = {
    "type": "object",
    "required": ["receipt", "file"],
    "properties": {"receipt": _TEXT, "file": {"type": "string", "contentMediaType": "application/octet-stream"}},
}
_SEALED = {"type": "object", "required": ["sealed"], "properties": {"sealed": _TEXT}}


@blueprint.route("/follow-up/attachments", methods=["POST"])
@public
@blueprint.doc(
    requestBody={"required": True, "content": {"multipart/form-data": {"schema": {"anyOf": [_PLAIN, _SEALED]}}}}
)
@blueprint.response(201, AttachedOut())
@blueprint.alt_response(
    202, schema=KeptOut, description="Sealed to a key that we do not hold: the operator is called"
)
def post_attachment() -> ResponseReturnValue:
    """Add a file to a report by its receipt: a photo, a voice note or a PDF. Stored whole before this answers 201.

    Send `receipt` and `file`, or `sealed`: the compact JWE of one line of JSON (`receipt`, and as known `name`,
    `claimed_at`, `seconds`), a line break, and the file. A file is told by its content. A picture is drawn anew,
    upright and without anything else that was in it. The same file again is stored once. 404: no report has this
    receipt; the report itself may still wait to be sent. 503 `busy`: send it again. 429 `too_many_files_at_once`:
    many came from one source; send it again after Retry-After, nothing is lost.
    """
    slow_down(clock.now())
    with turn():
        parts = multipart_body(limit_bytes=BODY_LIMIT)
        if "sealed" not in parts:
            return _answer(take_file(_plain(parts), sealed=False, now=clock.now()))
        compact = parts.pop("sealed").text
        incoming = _unsealed(compact)
        if incoming is None:
            return _kept_unopened()
        del compact
        return _answer(take_file(incoming, sealed=True, now=clock.now()))


@blueprint.route("/reports/<reference>/attachments/<attachment>", methods=["GET"])
@requires(Permission.REPORT_READ)
@blueprint.response(
    200, {"type": "string", "contentMediaType": "application/octet-stream"}, content_type="application/octet-stream"
)
def get_attachment(reference: str, attachment: str) -> Response:
    """Give one file of a report, to be saved. Each time leaves a line.

    409 `file_blocked`, `file_unscanned`: the scanner knows something bad in it, or was not asked yet. What nobody
    could open is given to supervisors only.
    """
    viewer, now = current_viewer(), clock.now()
    report = report_for(viewer, reference)
    path = teams_by_id([report.team_id])[report.team_id].place_path
    found, told = attachment_for(viewer, report, attachment, place_path=path)
    content = content_of(found)
    with writing() as session:
        note_seen(session, report, found, by=viewer, now=now)
    name = f"{in_groups(report.reference)}_{found.uuid[-4:]}.{_ENDINGS.get(told['media'], 'bin')}"
    answer = Response(content, mimetype="application/octet-stream")
    answer.headers.extend(_HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'})
    return answer


def _plain(parts: dict[str, Part]) -> Incoming:
    """Return a file that came in clear. Raises Unprocessable with a pointer for what is missing."""
    if "file" not in parts:
        raise field_error("/file", "required", "Missing data: send the file in a part named file.")
    if "receipt" not in parts:
        raise field_error("/receipt", "required", "Missing data: send the receipt in a part named receipt.")
    receipt = receipt_of(parts["receipt"].text)
    if receipt is None:
        message = "Invalid value: a receipt has 16 characters, and one of these is mistyped."
        raise field_error("/receipt", "wrong_type", message)
    file = parts["file"]
    if len(file.content) > MOST_BYTES:
        raise field_error("/file", "file_too_large", REMEDIES["file_too_large"])
    return Incoming(receipt, file.content, name=name_of(file.filename))


def _unsealed(compact: str) -> Incoming | None:
    """Return what came sealed; None when its key is unknown, and it was put into quarantine."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    try:
        return unfolded(open_sealed(ring, compact))
    except KeyUnknown as unknown:
        quarantine(compact, unknown.kid, now=clock.now(), kind="file")
        return None
    except JweBroken as broken:
        raise field_error("/sealed", "sealed_broken", f"This does not open: {broken}") from None


def _answer(taken: Taken) -> ResponseReturnValue:
    headers = {"Cache-Control": "no-store"} | ({"Idempotency-Replayed": "true"} if taken.replayed else {})
    body: dict[str, Any] = {
        "reference": taken.reference,
        "received_at": as_text(taken.received_at),
        "kind": taken.kind,
    }
    return body, 201, headers


def _kept_unopened() -> ResponseReturnValue:
    current_app.logger.error("A sealed file names an unknown key and waits in quarantine.")
    answer = jsonify(KeptOut().dump({"code": "sealed_key_unknown"}))
    answer.status_code = 202
    answer.headers["Cache-Control"] = "no-store"
    return answer
