"""The hotline's routes: file what a caller says, and add to it while they are there. Nothing can be read here."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.core import clock
from nightlamp.core.http import json_object
from nightlamp.reports.hotline.rules import check_call_time
from nightlamp.reports.hotline.schemas import HotlineAdditionIn, HotlineReportIn
from nightlamp.reports.intake.additions import add_to_report
from nightlamp.reports.intake.api import added_answer, filed_answer
from nightlamp.reports.intake.filing import Call, file_report, place_of
from nightlamp.reports.intake.opening import SEALED_LIMIT
from nightlamp.reports.intake.reading import read_plain
from nightlamp.reports.intake.schemas import AddedOut, FiledOut

blueprint = Blueprint("hotline", __name__, description="What callers say, written down by who answers the telephone")
CHANNEL = "hotline"
_REPORT, _ADDITION = HotlineReportIn(), HotlineAdditionIn()


def _body(schema: type[HotlineAdditionIn] | type[HotlineReportIn]) -> dict[str, object]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


@blueprint.route("/hotline/reports", methods=["POST"])
@requires(Permission.HOTLINE_WRITE)
@blueprint.doc(requestBody=_body(HotlineReportIn))
@blueprint.response(201, FiledOut())
def post_hotline_report() -> ResponseReturnValue:
    """File what a caller says: the same checks, the same alert, the same answer as `POST /reports`.

    The receipt is made where the call is taken, and read to the caller. The clock of the standards begins now;
    `began_at` stands beside it. The same content again answers 201 with `Idempotency-Replayed: true`.
    """
    now = clock.now()
    received = read_plain(_REPORT, json_object(limit_bytes=SEALED_LIMIT), now=now)
    began_at = received.content.pop("began_at")
    check_call_time(began_at, now=now)
    place_of(received.content, strict=True)
    filed = file_report(
        received,
        channel=CHANNEL,
        idempotency_key=request.headers.get("Idempotency-Key"),
        now=now,
        call=Call(began_at, current_viewer().uuid),
    )
    return filed_answer(filed)


@blueprint.route("/hotline/additions", methods=["POST"])
@requires(Permission.HOTLINE_WRITE)
@blueprint.doc(requestBody=_body(HotlineAdditionIn))
@blueprint.response(201, AddedOut())
def post_hotline_addition() -> ResponseReturnValue:
    """Add what the caller says after their report was filed, by its receipt. A repeat is stored once.

    404: no report has this receipt.
    """
    now = clock.now()
    received = read_plain(_ADDITION, json_object(limit_bytes=SEALED_LIMIT), now=now)
    place_of(received.content, strict=True)
    return added_answer(add_to_report(received, now=now, by=current_viewer().uuid))
