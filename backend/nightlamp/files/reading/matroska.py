"""Read WebM as browsers record it (RFC 8794, RFC 9559): a flat walk over its elements. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nightlamp.files.rules import FileRefused

_HEADER, _DOC_TYPE = 0x1A45DFA3, 0x4282
# Entered instead of skipped, so that a length that was not known while recording needs no special care.
_ENTERED = frozenset({0x18538067, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0, 0x1549A966})
_TRACK_TYPE, _CODEC, _SCALE, _CLUSTER_TIME = 0x83, 0x86, 0x2AD7B1, 0xE7
_BLOCKS = (0xA3, 0xA1)
# Tags, attachments, chapters, the title and the file names: nothing that is heard.
_BLANKED = frozenset({0x1254C367, 0x1941A469, 0x1043A770, 0x7BA9, 0x7384, 0x536E})
_SOUND = 2
_CODECS = (b"A_OPUS", b"A_VORBIS", b"A_AAC", b"A_PCM/FLOAT/IEEE", b"A_PCM/INT/LIT")
_VOID = 0xEC


@dataclass
class _Heard:
    tracks: list[int] = field(default_factory=list)
    codecs: list[bytes] = field(default_factory=list)
    scale_ns: int = 1_000_000
    cluster: int = 0
    last: int = 0


def read_matroska(content: bytes) -> tuple[bytes, float | None]:
    """Return the recording up to its last whole element with its tags blanked, and its seconds.

    Raises FileRefused, ValueError, IndexError.
    """
    kept = bytearray(content)
    heard = _Heard()
    is_webm, last = False, 0
    for name, start, body, end in _elements(content):
        last = end
        if name == _DOC_TYPE:
            is_webm = content[body:end].rstrip(b"\x00") in (b"webm", b"matroska")
        elif name in _BLANKED:
            _blank(kept, start, end)
        else:
            _hear(heard, name, content[body : min(end, body + 64)])
    if any(track != _SOUND for track in heard.tracks):
        raise FileRefused("file_video")
    if not is_webm or not heard.tracks or any(not codec.startswith(_CODECS) for codec in heard.codecs):
        raise FileRefused("voice_broken")
    return bytes(kept[:last]), round(heard.last * heard.scale_ns / 1e9, 1) or None


def _hear(heard: _Heard, name: int, value: bytes) -> None:
    if name == _TRACK_TYPE:
        heard.tracks.append(int.from_bytes(value))
    elif name == _CODEC:
        heard.codecs.append(value)
    elif name == _SCALE:
        heard.scale_ns = int.from_bytes(value)
    elif name == _CLUSTER_TIME:
        heard.cluster = int.from_bytes(value)
    elif name in _BLOCKS:
        _, length = _number(value, 0)
        heard.last = max(heard.last, heard.cluster + int.from_bytes(value[length : length + 2], signed=True))


def _elements(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield id, start, start of the body and end of each element; a last one that was cut off ends the walk."""
    at = 0
    while at < len(content):
        name, name_length = _number(content, at, keep_mark=True)
        size, size_length = _number(content, at + name_length)
        body = at + name_length + size_length
        if name in _ENTERED or name == _HEADER:
            yield name, at, body, body
            at = body
            continue
        if size == (1 << 7 * size_length) - 1:
            raise ValueError("Only what is entered may leave its length open.")
        if body + size > len(content):
            return  # the recorder was stopped in the middle of a block; what came before is heard
        yield name, at, body, body + size
        at = body + size


def _number(content: bytes, at: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """Return a number of variable length and how many bytes it takes. Raises ValueError or IndexError."""
    first = content[at]
    length = 9 - first.bit_length()
    if length > 8 or at + length > len(content):
        raise ValueError("No number.")
    value = int.from_bytes(content[at : at + length])
    return value if keep_mark else value & ((1 << 7 * length) - 1), length


def _blank(kept: bytearray, start: int, end: int) -> None:
    """Overwrite a whole element with one that says nothing, of the same length."""
    length = end - start
    size = (0x80 | length - 2).to_bytes(1) if length - 2 < 0x7F else (1 << 56 | length - 9).to_bytes(8)
    kept[start:end] = bytes([_VOID]) + size + bytes(length - 1 - len(size))
