"""Send a file as the reporter's phone does, sealed, or as another client does, in clear."""

import io
import json
from typing import Any

from werkzeug.test import TestResponse

from tests.support.sealing import seal
from tests.support.town import Town, a_report

PATH = "/api/v1/follow-up/attachments"


def attach(town: Town, receipt: str, content: bytes, *, name: str = "IMG_0001.JPG", path: str = PATH) -> TestResponse:
    """Send a file in clear."""
    return town.client.post(path, data={"receipt": receipt, "file": (io.BytesIO(content), name)})


def enveloped(key: dict[str, str], receipt: str | None, content: bytes, **head: Any) -> str:
    """Return a file sealed to an intake key, as the phone seals it."""
    line = json.dumps({"receipt": receipt} | head).encode()
    return seal(key, line + b" " * (-len(line) % 512) + b"\n" + content)


def key_of(town: Town) -> dict[str, str]:
    """Return the intake key that phones seal to."""
    return dict(town.client.get("/api/v1/config").json["intake_key"])


def attach_sealed(town: Town, receipt: str | None, content: bytes, **head: Any) -> TestResponse:
    """Send a file sealed."""
    return send_sealed(town, enveloped(key_of(town), receipt, content, **head))


def send_sealed(town: Town, compact: str) -> TestResponse:
    """Send what is sealed already."""
    return town.client.post(PATH, data={"sealed": compact}, content_type="multipart/form-data")


def filed(town: Town) -> tuple[str, str]:
    """File a report and return its receipt and reference."""
    body = a_report()
    reference = town.file(**body)
    town.rung()
    return str(body["receipt"]), reference


def listed(town: Town, reference: str, person: str = "worker") -> list[dict[str, Any]]:
    """Return the files of a report as somebody sees them."""
    found: list[dict[str, Any]] = town.get(person, f"/reports/{reference}").json["attachments"]
    return found
