"""Read a multipart body, in memory only: what is sent in clear must not lie on a disk, not even for a moment."""

from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

from nightlamp.core.errors import BadRequest, DomainError

_PIECE = 64 * 1024
_MOST_PARTS = 8


@dataclass(frozen=True)
class Part:
    """One part of a body: its content, and the name of the file if it is one. The name is the sender's word."""

    content: bytes
    filename: str | None = None

    @property
    def text(self) -> str:
        """The content as text; what is not UTF-8 is replaced."""
        return self.content.decode("utf-8", "replace")


def multipart_body(*, limit_bytes: int) -> dict[str, Part]:
    """Return the parts of the request by name; of two with one name the first.

    Raises 415, 413 (before anything is read when the length is told) or 400 for what breaks off.
    """
    boundary = request.mimetype_params.get("boundary", "").encode("ascii", "replace")
    if request.mimetype != "multipart/form-data" or not boundary:
        raise DomainError("Send multipart/form-data with its boundary.", status=415, code="unsupported_media_type")
    if (request.content_length or 0) > limit_bytes:
        raise _too_large(limit_bytes)
    request.max_content_length = limit_bytes
    decoder = MultipartDecoder(boundary, max_form_memory_size=limit_bytes, max_parts=_MOST_PARTS)
    try:
        return _read(decoder)
    except RequestEntityTooLarge:
        raise _too_large(limit_bytes) from None
    except ValueError:
        raise BadRequest(
            "The body is not multipart/form-data; it may have been cut off.", code="not_multipart"
        ) from None


def _read(decoder: MultipartDecoder) -> dict[str, Part]:
    found: dict[str, Part] = {}
    name, filename, pieces = "", None, bytearray()
    while True:
        event = _next(decoder)
        if isinstance(event, Epilogue):
            return found
        if isinstance(event, Field | File):
            name, pieces = event.name, bytearray()
            filename = event.filename if isinstance(event, File) else None
        elif isinstance(event, Data):
            pieces += event.data
            if not event.more_data:
                found.setdefault(name, Part(bytes(pieces), filename))


def _next(decoder: MultipartDecoder) -> Event:
    event = decoder.next_event()
    while isinstance(event, NeedData):
        decoder.receive_data(request.stream.read(_PIECE) or None)
        event = decoder.next_event()
    return event


def _too_large(limit_bytes: int) -> DomainError:
    # The rest of the body stays unread, so this connection ends with the answer.
    return DomainError(
        f"The body is larger than {limit_bytes // 2**20} MB. A file may have 10 MB.",
        status=413,
        code="too_large",
        headers={"Connection": "close"},
    )
