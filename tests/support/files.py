"""Make files as phones, strangers and bad luck make them. Everything in them is invented."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from PIL import Image

HEIC = Path(__file__).parents[1] / "files" / "data" / "sideways.heic"
SERIAL = "SN-4711-INVENTED"


def photo(width: int = 400, height: int = 300, *, orientation: int = 6, colour: str = "red") -> bytes:
    """Return a JPEG as a phone takes it: half in a colour, half blue, with a place, a serial and a comment.

    Orientation 6: the phone was held upright, so the picture must be turned a quarter to the right.
    """
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0xA431] = orientation, "Invented Phones", SERIAL
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (30.0, 15.0, 12.34), "E", (120.0, 7.0, 45.67)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=SERIAL.encode(), quality=90)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """Return a picture, loaded."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def drawn(name: str, **options: object) -> bytes:
    """Return a small picture in a format of Pillow's, with a see-through corner where the format has that."""
    picture = Image.new("RGBA", (40, 20), (255, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 10, 10))
    out = io.BytesIO()
    (picture.convert("RGB") if name == "JPEG" else picture).save(out, name, **options)
    return out.getvalue()


def png_bomb(side: int = 20_000) -> bytes:
    """Return a PNG of a few kilobytes with `side` times `side` points, all black."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    points = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def zip_bomb() -> bytes:
    """Return a zip of a few kilobytes that would unpack to ten megabytes of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("nothing", bytes(10_000_000))
    return out.getvalue()


def gif_and_script() -> bytes:
    """Return bytes that are a GIF to a viewer and a script to whoever would run them."""
    return b"GIF89a/*" + drawn("GIF")[8:] + b"*/=1;alert('ran')"


def pdf(*, inside: bytes = b"", behind: bytes = b"") -> bytes:
    """Return a PDF of one empty page; `inside` stands in its catalogue, `behind` after its end."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + inside + b">>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
    return body + b"trailer<</Root 1 0 R>>\nstartxref\n" + str(len(body)).encode() + b"\n%%EOF\n" + behind


def element(name: str, body: bytes, *, open_ended: bool = False) -> bytes:
    """Return an EBML element; `open_ended` as a recorder writes it that does not know yet how long it will be."""
    size = b"\x01" + b"\xff" * 7 if open_ended else (1 << 56 | len(body)).to_bytes(8)
    return bytes.fromhex(name) + size + body


def webm(*, seconds: int = 3, video: bool = False, tags: bytes = b"30.2534,120.1294") -> bytes:
    """Return a recording as a browser makes it: Opus in WebM, lengths left open, a tag that tells a place."""
    head = element("1a45dfa3", element("4282", b"webm"))
    tracks = element("ae", element("83", b"\x02") + element("86", b"A_OPUS"))
    if video:
        tracks += element("ae", element("83", b"\x01") + element("86", b"V_VP8"))
    info = element("1549a966", element("2ad7b1", (1_000_000).to_bytes(4)))
    clusters = b"".join(
        element("1f43b675", element("e7", (1000 * second).to_bytes(4)) + _blocks(), open_ended=True)
        for second in range(seconds)
    )
    inside = info + element("1654ae6b", tracks) + element("1254c367", tags) + clusters
    return head + element("18538067", inside, open_ended=True)


def _blocks() -> bytes:
    return b"".join(element("a3", b"\x81" + struct.pack(">h", at) + b"\x80" + bytes(40)) for at in range(0, 1000, 60))


def box(name: bytes, body: bytes) -> bytes:
    """Return an MP4 box."""
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(*, seconds: int = 7, handler: bytes = b"soun", brand: bytes = b"M4A ") -> bytes:
    """Return the shape of a film or recording of a telephone, with a place in its description."""
    clock = bytes(12) + struct.pack(">II", 1000, 1000 * seconds) + bytes(80)
    said = bytes(4) + bytes(4) + handler + bytes(12) + b"Sound of the invented phone\x00"
    place = box(b"udta", box(b"\xa9xyz", b"+30.2534+120.1294/"))
    track = box(b"trak", box(b"mdia", box(b"hdlr", said)) + place)
    return (
        box(b"ftyp", brand + bytes(4)) + box(b"moov", box(b"mvhd", clock) + track + place) + box(b"mdat", bytes(99))
    )


def ogg(*, seconds: int = 4, comment: bytes = b"LOCATION=30.2534,120.1294") -> bytes:
    """Return an Opus recording in Ogg as Firefox makes it, with a comment that tells a place."""
    tags = b"OpusTags" + bytes(4) + struct.pack("<II", 1, len(comment)) + comment
    first = _page(0, 2, 0, b"OpusHead\x01\x01" + bytes(9)) + _page(1, 0, 0, tags)
    return first + b"".join(_page(2 + n, 0, 48_000 * (n + 1), bytes(60)) for n in range(seconds))


def _page(number: int, kind: int, granule: int, packet: bytes) -> bytes:
    lengths = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = b"OggS\x00" + bytes([kind]) + struct.pack("<qII", granule, 4711, number)
    page = head + bytes(4) + bytes([len(lengths)]) + lengths + packet
    return page[:22] + struct.pack("<I", ogg_checksum(page)) + page[26:]


def ogg_checksum(page: bytes) -> int:
    """Return the checksum of a page whose own field is empty, bit by bit as RFC 3533 tells it."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc
