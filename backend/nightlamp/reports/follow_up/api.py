"""How a report goes for whoever holds its receipt, and what the two sides write to each other."""

from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import ValidationError

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import writing
from nightlamp.core.errors import Unprocessable
from nightlamp.core.http import field_errors, json_object, public
from nightlamp.core.text import canonical
from nightlamp.reports.api import present
from nightlamp.reports.follow_up.actions import check_words, read_by_worker, write_as_reporter, write_as_worker
from nightlamp.reports.follow_up.progress import follow_up
from nightlamp.reports.follow_up.schemas import (
    FindingsOut,
    FollowUpOut,
    ReceiptIn,
    ReporterMessageIn,
    SeenIn,
    TextIn,
    WorkerMessageIn,
    WrittenOut,
)
from nightlamp.reports.intake.opening import SEALED_LIMIT, either, kept_unopened, unsealed
from nightlamp.reports.intake.reading import Received
from nightlamp.reports.intake.schemas import KeptOut
from nightlamp.reports.queries import report_for
from nightlamp.reports.schemas import ReportOut

blueprint = Blueprint("follow-up", __name__, description="What reporter and duty worker tell each other")
_QUIET = {"Cache-Control": "no-store"}
_MESSAGE = ReporterMessageIn()


@blueprint.route("/follow-up")
class FollowUp(MethodView):
    """What became of a report, for whoever holds its receipt."""

    @public
    @blueprint.arguments(ReceiptIn())
    @blueprint.response(200, FollowUpOut())
    def post(self, typed: dict[str, str]) -> ResponseReturnValue:
        """Tell the stage of a report, what was promised, and the messages. POST: the receipt stands in no URL or log.

        Answers of the person on duty count as read from then on.
        """
        settings: Settings = current_app.extensions["nightlamp.settings"]
        return follow_up(typed["receipt"], now=clock.now(), zone=settings.time_zone), 200, _QUIET


@blueprint.route("/follow-up/messages", methods=["POST"])
@public
@blueprint.doc(requestBody=either(ReporterMessageIn))
@blueprint.response(201, WrittenOut())
@blueprint.alt_response(
    202, schema=KeptOut, description="Sealed to a key that we do not hold: the operator is called"
)
def post_message() -> ResponseReturnValue:
    """Write to the person on duty, plain or sealed, with the receipt. It rings for those who may answer.

    Sealed, or with an Idempotency-Key, a repeat is stored once. 404: no report has this receipt (yet).
    """
    body = json_object(limit_bytes=SEALED_LIMIT)
    key = request.headers.get("Idempotency-Key")
    if "sealed" in body:
        received = unsealed(body["sealed"], now=clock.now())
        if received is None:
            return kept_unopened()
        receipt, text = received.receipt, _sealed_text(received)
        repeat_of: list[Any] | None = ["sealed", received.body]
    else:
        try:
            plain = _MESSAGE.load(body)
        except ValidationError as error:
            found = field_errors(error.messages)
            raise Unprocessable(f"{found[0].pointer}: {found[0].message}", errors=found) from None
        receipt, text = plain["receipt"], plain["text"]
        repeat_of = ["key", key] if key else None
    written = write_as_reporter(receipt, text, repeat_of=repeat_of, now=clock.now())
    headers = _QUIET | ({"Idempotency-Replayed": "true"} if written.replayed else {})
    return {"reference": written.reference, "at": as_text(written.at)}, 201, headers


@blueprint.route("/reports/<reference>/messages", methods=["POST"])
@requires(Permission.REPORT_SCREEN)
@blueprint.arguments(WorkerMessageIn())
@blueprint.response(200, ReportOut())
def post_worker_message(told: dict[str, Any], reference: str) -> ResponseReturnValue:
    """Write to the reporter. With `kind: result` the reporter is told what became of it, which ends that clock.

    Write no name, place or detail: whoever holds the receipt may read it. 409 `no_receipt`, `not_decided`.
    """
    viewer = current_viewer()
    with writing() as session:
        report = report_for(viewer, reference, permission=Permission.REPORT_SCREEN, lock=True)
        write_as_worker(
            session,
            report,
            told["text"],
            kind=told["kind"],
            by=viewer,
            repeat_of=request.headers.get("Idempotency-Key"),
            now=clock.now(),
        )
    return present(reference)


@blueprint.route("/reports/<reference>/messages/read", methods=["PUT"])
@requires(Permission.REPORT_SCREEN)
@blueprint.arguments(SeenIn())
@blueprint.response(200, ReportOut())
def put_messages_read(told: dict[str, int], reference: str) -> ResponseReturnValue:
    """Say that the reporter's messages were before a person's eyes; their alert is settled.

    To fetch the report alone does not: a page may fetch it while nobody looks.
    """
    viewer = current_viewer()
    with writing() as session:
        report = report_for(viewer, reference, permission=Permission.REPORT_SCREEN, lock=True)
        read_by_worker(session, report, by=viewer, seen=told["seen"], now=clock.now())
    return present(reference)


@blueprint.route("/reports/<reference>/word-check", methods=["POST"])
@requires(Permission.REPORT_SCREEN)
@blueprint.arguments(TextIn())
@blueprint.response(200, FindingsOut())
def post_word_check(told: dict[str, str], reference: str) -> ResponseReturnValue:
    """Ask whether words for a family or an agency could reveal who reported. The words are not kept."""
    viewer = current_viewer()
    with writing() as session:
        report = report_for(viewer, reference, permission=Permission.REPORT_SCREEN)
        found = check_words(session, report, told["text"], by=viewer, now=clock.now())
    return {"items": [{"kind": one.kind, "text": one.text} for one in found]}, 200, _QUIET


def _sealed_text(received: Received) -> str:
    """Return the words of a sealed message; what is no text is kept as it came, for the phone cannot correct it."""
    text = received.body.get("text")
    if isinstance(text, str):
        return text
    return canonical({key: value for key, value in received.body.items() if key != "receipt"}).decode()
