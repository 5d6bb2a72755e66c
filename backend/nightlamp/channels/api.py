"""The devices of the person who is signed in: list, register, look at one, remove."""

from dataclasses import asdict
from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint
from sqlalchemy.exc import IntegrityError

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.channels.actions import register_device, remove_device
from nightlamp.channels.queries import DeviceView, devices_of, own_device
from nightlamp.channels.rules import label_of
from nightlamp.channels.schemas import DeviceIn, DeviceOut, DevicesOut
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.db import db, writing
from nightlamp.core.text import clean

blueprint = Blueprint("devices", __name__, description="The phones and computers that ring for a person")


@blueprint.route("/devices")
class Devices(MethodView):
    """All devices of the signed-in person."""

    @requires(Permission.DEVICE_WRITE)
    @blueprint.response(200, DevicesOut())
    def get(self) -> dict[str, Any]:
        """List my devices, and whether each has proved that it rings."""
        found = devices_of(db.session(), g.account.id, now=clock.now())
        return {"items": [_out(device) for device in found], "next_cursor": None}

    @requires(Permission.DEVICE_WRITE)
    @blueprint.arguments(DeviceIn())
    @blueprint.response(201, DeviceOut(), description="Registered, or refreshed when it was mine already")
    def post(self, typed: dict[str, Any]) -> dict[str, Any]:
        """Register this browser's push subscription. The same subscription again refreshes the same device."""
        try:
            uuid = _registered(typed)
        except IntegrityError:
            # Two tabs of one browser registered at the same moment; the second now finds what the first added.
            uuid = _registered(typed)
        return _out(own_device(db.session(), uuid, account_id=g.account.id, now=clock.now()))


@blueprint.route("/devices/<uuid>")
class Device(MethodView):
    """One device of the signed-in person."""

    @requires(Permission.DEVICE_WRITE)
    @blueprint.response(200, DeviceOut())
    def get(self, uuid: str) -> dict[str, Any]:
        """Show one of my devices; after a test, `shown_at` tells that it rang."""
        return _out(own_device(db.session(), uuid, account_id=g.account.id, now=clock.now()))

    @requires(Permission.DEVICE_WRITE)
    @blueprint.response(204)
    def delete(self, uuid: str) -> ResponseReturnValue:
        """Remove one of my devices: it no longer rings, and its address is erased."""
        with writing() as session:
            remove_device(session, uuid, account=g.account, now=clock.now())
        return "", 204


def _registered(typed: dict[str, Any]) -> str:
    label = clean(typed["label"] or "").strip() or label_of(request.headers.get("User-Agent", ""))
    with writing() as session:
        device = register_device(
            session,
            account=g.account,
            endpoint=typed["endpoint"],
            p256dh=typed["keys"]["p256dh"],
            auth=typed["keys"]["auth"],
            label=label,
            now=clock.now(),
        )
        return device.uuid


def _out(device: DeviceView) -> dict[str, Any]:
    times = {name: as_text(getattr(device, name)) for name in ("created_at", "sent_at", "shown_at")}
    return asdict(device) | times
