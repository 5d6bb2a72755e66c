"""What the other end answered apprise, which itself tells only yes or no. Loaded in the dispatcher only.

apprise posts through `requests.post`; each such call of this process passes here and its answer is noted for the
thread that made it. Robots of WeCom, DingTalk and Feishu answer 200 to everything: what they think stands in the
body.
"""

import json
import threading
from dataclasses import dataclass, field
from typing import Any

import requests

_MAX_BODY = 4096


@dataclass
class Heard:
    """The last answer to a thread: HTTP status, headers in lower case, and the code in its body (0 is well)."""

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body_code: int = 0
    timed_out: bool = False


_of_thread = threading.local()
_installing = threading.Lock()
_original = requests.api.request


def listen() -> Heard:
    """Begin to note what this thread is answered, and return where it will stand."""
    with _installing:
        setattr(requests.api, "request", _noting)  # noqa: B010
    heard = _of_thread.heard = Heard()
    return heard


def _noting(method: str, url: str, **options: Any) -> requests.Response:
    heard: Heard = getattr(_of_thread, "heard", None) or Heard()
    # A listed host must not send us on to one that is not.
    options["allow_redirects"] = False
    try:
        answer = _original(method, url, **options)
    except requests.Timeout:
        heard.timed_out = True
        raise
    heard.status = answer.status_code
    heard.headers = {name.lower(): value for name, value in answer.headers.items()}
    heard.body_code = _body_code(answer.content[:_MAX_BODY])
    return answer


def _body_code(body: bytes) -> int:
    """Return `errcode` (WeCom, DingTalk) or `code` (Feishu) of an answer; 0 when there is none."""
    try:
        told = json.loads(body)
    except ValueError:
        return 0
    found = (told.get("errcode", told.get("code", 0)) if isinstance(told, dict) else 0) or 0
    return found if isinstance(found, int) else 0
