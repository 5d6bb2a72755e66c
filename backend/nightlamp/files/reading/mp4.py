"""Read MP4 sound as Safari and telephones record it (ISO/IEC 14496-12): a walk over its boxes. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nightlamp.files.rules import FileRefused

_ENTERED = frozenset({b"moov", b"trak", b"mdia", b"mvex"})
# Where names, places and pictures stand. The others are needed to play.
_BLANKED = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"pnot"})
_LONGEST_WALK = 100_000


@dataclass
class _Heard:
    handlers: list[bytes] = field(default_factory=list)
    scale: int = 0
    length: int = 0


def read_mp4(content: bytes) -> tuple[bytes, float | None]:
    """Return the recording with its descriptions blanked, and its seconds. Raises FileRefused, ValueError."""
    kept = bytearray(content)
    heard = _Heard()
    for name, start, body, end in _boxes(content):
        if name in _BLANKED:
            kept[start + 4 : start + 8] = b"free"
            kept[body:end] = bytes(end - body)
        elif name == b"hdlr":
            heard.handlers.append(content[body + 8 : body + 12])
            kept[body + 24 : end] = bytes(max(0, end - body - 24))  # a name in words
        elif name == b"mvhd":
            heard.scale, heard.length = _clock(content[body:end])
        elif name == b"mehd":
            heard.length = heard.length or int.from_bytes(content[body + 4 : end])
    if b"vide" in heard.handlers:
        raise FileRefused("file_video")
    if set(heard.handlers) != {b"soun"}:
        raise FileRefused("voice_broken")
    return bytes(kept), round(heard.length / heard.scale, 1) if heard.scale and heard.length else None


def _clock(box: bytes) -> tuple[int, int]:
    """Return ticks a second and how many the film takes; times are 32 or 64 bits long by the version."""
    if box[0] == 1:
        return int.from_bytes(box[20:24]), int.from_bytes(box[24:32])
    return int.from_bytes(box[12:16]), int.from_bytes(box[16:20])


def _boxes(content: bytes) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield name, start, start of the body and end of each box; one that reaches beyond the end raises ValueError."""
    at = 0
    for _ in range(_LONGEST_WALK):
        if at == len(content):
            return
        size, name, body = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8], at + 8
        if size == 1:
            size, body = int.from_bytes(content[at + 8 : at + 16]), at + 16
        end = len(content) if size == 0 else at + size
        if not body <= end <= len(content):
            raise ValueError("A box is cut off.")
        yield name, at, body, end
        at = body if name in _ENTERED else end
    raise ValueError("Boxes without end.")
