"""What a client must know before it may ask: how this deployment is set up, and its practice content."""

import base64
import hashlib
import json
from functools import cache
from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from marshmallow import Schema

from nightlamp.core.config import Settings
from nightlamp.core.http import public
from nightlamp.core.instance import instance_kind
from nightlamp.core.jwe import public_jwk
from nightlamp.core.keys import KeyRing, public_point
from nightlamp.practice import VERSION
from nightlamp.practice.content import LANGUAGES, published
from nightlamp.practice.guidance import guidance
from nightlamp.practice.guidance_schemas import GuidanceOut
from nightlamp.practice.schemas import ConfigOut, PracticeOut

blueprint = Blueprint("practice", __name__, description="Setup and practice content, open to everybody")

# Chinese public numbers: police, ambulance, the government's service line.
EMERGENCY_NUMBERS = [
    {"number": "110", "kind": "police", "label": {"zh-CN": "公安", "en": "Police"}},
    {"number": "120", "kind": "ambulance", "label": {"zh-CN": "急救", "en": "Ambulance"}},
    {"number": "12345", "kind": "helpline", "label": {"zh-CN": "政务热线", "en": "Helpline"}},
]


@blueprint.route("/config")
@public
@blueprint.response(200, ConfigOut())
def config() -> dict[str, Any]:
    """Tell how this deployment is set up: languages, numbers, the key to seal to, reporter modes."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    _, vapid = ring.current_pair("vapid")
    return {
        "name": {"zh-CN": "小夜灯", "en": "Nightlamp"},
        "languages": list(LANGUAGES),
        "emergency_numbers": EMERGENCY_NUMBERS,
        "intake_key": public_jwk(ring),
        "vapid_public_key": base64.urlsafe_b64encode(public_point(vapid)).rstrip(b"=").decode(),
        "practice_version": VERSION,
        "reporter_modes": list(settings.reporter_modes),
        "fulfils_mandatory_report": False,
        "exit_url": settings.exit_url,
        "instance_kind": instance_kind(),
        "time_zone": settings.time_zone,
    }


@blueprint.route("/practice")
@public
@blueprint.response(200, PracticeOut())
@blueprint.alt_response(304, description="Unchanged; the copy in the cache is good")
def practice() -> ResponseReturnValue:
    """Give concern types, indicators, circumstances, roles, questions and dispositions in every language."""
    return _to_keep(*_practice_bytes())


@blueprint.route("/practice/guidance")
@public
@blueprint.response(200, GuidanceOut())
@blueprint.alt_response(304, description="Unchanged; the copy in the cache is good")
def guidance_for_everybody() -> ResponseReturnValue:
    """Give the guidance: what to say and do for each audience, signs, the law, what happens after a report."""
    return _to_keep(*_guidance_bytes())


def _to_keep(body: bytes, tag: str) -> ResponseReturnValue:
    answer = Response(body, mimetype="application/json")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    answer.set_etag(tag)
    return answer.make_conditional(request)


@cache
def _practice_bytes() -> tuple[bytes, str]:
    return _written(PracticeOut(), published())


@cache
def _guidance_bytes() -> tuple[bytes, str]:
    return _written(GuidanceOut(), guidance())


def _written(schema: Schema, content: dict[str, Any]) -> tuple[bytes, str]:
    body = json.dumps(schema.dump(content), ensure_ascii=False).encode()
    return body, hashlib.sha256(body).hexdigest()[:20]
