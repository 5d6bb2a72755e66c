"""The addresses of the person who is signed in: list, add, verify, test, remove.

Here, because codes and tests travel as deliveries, and channels do not know those.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint
from sqlalchemy.exc import IntegrityError

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.alerts.engine.queueing import queue_messages
from nightlamp.alerts.reach.schemas import AddressesOut, AddressIn, AddressOut, CodeIn, QueuedOut
from nightlamp.channels.addresses.actions import add_address, checked, remove_address, renew_code, verify
from nightlamp.channels.addresses.offered import offered_channels
from nightlamp.channels.addresses.queries import AddressView, address_views, own_address, view_of
from nightlamp.channels.addresses.shapes import Shape
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Conflict, TooManyAttempts

blueprint = Blueprint("addresses", __name__, description="E-mail, phone numbers, robots and topics that ring for me")
_QUIET = {"Cache-Control": "no-store"}
# A gateway may cost money for each message.
TEST_EVERY = timedelta(minutes=1)


@blueprint.route("/addresses")
class Addresses(MethodView):
    """All addresses of the signed-in person."""

    @requires(Permission.DEVICE_WRITE)
    @blueprint.response(200, AddressesOut())
    def get(self) -> ResponseReturnValue:
        """List my addresses, and the channels in which I may add one; none where only Web Push is set up."""
        found = address_views(db.session(), g.account.id, now=clock.now())
        channels = offered_channels(current_app.extensions["nightlamp.settings"])
        body = {"channels": channels, "items": [_out(view) for view in found], "next_cursor": None}
        return body, 200, _QUIET

    @requires(Permission.DEVICE_WRITE)
    @blueprint.arguments(AddressIn())
    @blueprint.response(201, AddressOut(), description="Added, and its code was sent; or it was mine already")
    def post(self, typed: dict[str, str]) -> ResponseReturnValue:
        """Add an address. It rings once the code is typed that is sent there (`PUT …/verification`)."""
        shape, now = checked(typed["channel"], typed["address"]), clock.now()
        try:
            uuid = _added(typed, shape, now=now)
        except IntegrityError:
            # Two tabs added it at the same moment; the second now finds what the first added.
            uuid = _added(typed, shape, now=now)
        return _out(view_of(db.session(), uuid, account_id=g.account.id, now=now)), 201, _QUIET


@blueprint.route("/addresses/<uuid>", methods=["DELETE"])
@requires(Permission.DEVICE_WRITE)
@blueprint.response(204)
def delete_address(uuid: str) -> ResponseReturnValue:
    """Remove one of my addresses: it no longer rings, and is erased."""
    with writing() as session:
        remove_address(session, uuid, account=g.account, now=clock.now())
    return "", 204


@blueprint.route("/addresses/<uuid>/code", methods=["POST"])
@requires(Permission.DEVICE_WRITE)
@blueprint.response(202, QueuedOut())
def post_code(uuid: str) -> ResponseReturnValue:
    """Send a new code to one of my addresses; the one before is worth nothing any more. Five an hour."""
    now = clock.now()
    with writing() as session:
        found = renew_code(session, uuid, account=g.account, now=now)
        queue_messages(session, "code", [(g.account.id, found.channel, uuid)], now=now)
    return {"id": uuid, "queued_at": as_text(now)}, 202, _QUIET


@blueprint.route("/addresses/<uuid>/verification", methods=["PUT"])
@requires(Permission.DEVICE_WRITE)
@blueprint.arguments(CodeIn())
@blueprint.response(200, AddressOut())
def put_verification(typed: dict[str, str], uuid: str) -> ResponseReturnValue:
    """Prove by its code that an address is mine: from now on it rings. Good for 15 minutes and five tries."""
    now = clock.now()
    verify(uuid, typed["code"], account=g.account, now=now)
    return _out(view_of(db.session(), uuid, account_id=g.account.id, now=now)), 200, _QUIET


@blueprint.route("/addresses/<uuid>/test", methods=["POST"])
@requires(Permission.DEVICE_WRITE)
@blueprint.response(202, QueuedOut())
def post_address_test(uuid: str) -> ResponseReturnValue:
    """Send a test to one of my verified addresses, by the way that an alert takes."""
    now = clock.now()
    with writing() as session:
        found = own_address(session, uuid, account_id=g.account.id, lock=True)
        if found.verified_at is None:
            raise Conflict("Type the code that was sent there first.", code="not_verified")
        if found.sent_at is not None and now - found.sent_at < TEST_EVERY:
            wait = str(int(TEST_EVERY.total_seconds()))
            raise TooManyAttempts("A message was just sent there. Wait a minute.", headers={"Retry-After": wait})
        queue_messages(session, "test", [(g.account.id, found.channel, uuid)], now=now)
    return {"id": uuid, "queued_at": as_text(now)}, 202, _QUIET


def _added(typed: dict[str, str], shape: Shape, *, now: datetime) -> str:
    with writing() as session:
        found, is_code_due = add_address(
            session, account=g.account, channel=typed["channel"], text=typed["address"], shape=shape, now=now
        )
        if is_code_due:
            queue_messages(session, "code", [(g.account.id, found.channel, found.uuid)], now=now)
        return found.uuid


def _out(view: AddressView) -> dict[str, Any]:
    plain = asdict(view)
    return {name: as_text(value) if isinstance(value, datetime) else value for name, value in plain.items()}
