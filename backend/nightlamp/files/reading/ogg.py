"""Read Ogg sound as Firefox records it (RFC 3533, RFC 7845): a walk over its pages. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from nightlamp.files.rules import FileRefused

_HEAD = 27
_OPUS_RATE = 48_000
# An empty comment of each codec; bytes behind it are not read.
_OPUS, _VORBIS, _SPEEX = b"OpusHead", b"\x01vorbis", b"Speex   "
_EMPTY = {
    _OPUS: b"OpusTags" + bytes(8),
    _VORBIS: b"\x03vorbis" + bytes(8) + b"\x01",
    _SPEEX: bytes(8),
}


@dataclass(frozen=True)
class _Page:
    start: int
    body: int
    end: int
    first: bool
    granule: int
    stream: int
    lengths: bytes


def read_ogg(content: bytes) -> tuple[bytes, float | None]:
    """Return the recording up to its last whole page with its comment emptied, and its seconds.

    Raises FileRefused, ValueError, IndexError.
    """
    pages = list(_pages(content))
    begun = [page for page in pages if page.first]
    codec = _codec(content[pages[0].body : pages[0].body + 8]) if pages else None
    if len(begun) != 1 or codec is None or any(page.stream != pages[0].stream for page in pages):
        raise FileRefused("file_video" if len(begun) > 1 else "voice_broken")
    kept = bytearray(content[: pages[-1].end])
    _empty_comment(kept, pages[1:], _EMPTY[codec])
    rate = (
        _OPUS_RATE if codec == _OPUS else int.from_bytes(content[pages[0].body + 12 : pages[0].body + 16], "little")
    )
    last = pages[-1].granule
    return bytes(kept), round(last / rate, 1) if codec != _SPEEX and rate and 0 < last < 2**62 else None


def _codec(beginning: bytes) -> bytes | None:
    return next((known for known in _EMPTY if beginning.startswith(known)), None)


def _pages(content: bytes) -> Iterator[_Page]:
    """Yield the whole pages; one that was cut off ends the walk, and so does what is no page."""
    at = 0
    while content[at : at + 4] == b"OggS" and at + _HEAD <= len(content):
        lengths = content[at + _HEAD : at + _HEAD + content[at + 26]]
        body = at + _HEAD + content[at + 26]
        end = body + sum(lengths)
        if end > len(content):
            return
        granule = int.from_bytes(content[at + 6 : at + 14], "little", signed=True)
        stream = int.from_bytes(content[at + 14 : at + 18], "little")
        yield _Page(at, body, end, bool(content[at + 5] & 2), granule, stream, lengths)
        at = end


def _empty_comment(kept: bytearray, pages: list[_Page], empty: bytes) -> None:
    """Overwrite the second packet of the stream with an empty comment of the same length, page by page."""
    rest = empty
    for page in pages:
        at = page.body
        for length in page.lengths:
            kept[at : at + length] = rest[:length].ljust(length, b"\x00")
            rest, at = rest[length:], at + length
            if length < 255:
                break
        kept[page.start + 22 : page.start + 26] = bytes(4)
        kept[page.start + 22 : page.start + 26] = _checksum(kept[page.start : page.end]).to_bytes(4, "little")
        if any(length < 255 for length in page.lengths):
            return
    raise ValueError("The comment has no end.")


def _checksum(page: bytes | bytearray) -> int:
    """Return the CRC of a page: polynomial 0x04c11db7, nothing turned round (RFC 3533, section 6)."""
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _TABLE[crc >> 24 ^ byte]
    return crc


def _entry(byte: int) -> int:
    crc = byte << 24
    for _ in range(8):
        crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc


_TABLE = [_entry(byte) for byte in range(256)]
