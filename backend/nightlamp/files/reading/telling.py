"""Tell what a file is by its content alone; names and claims are not looked at. Pure."""

from nightlamp.files.rules import FileRefused

# The first bytes that decide. HEIC, MP4 and video share a container and are told by their brand.
_BEGINNINGS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"OggS", "ogg"),
    (b"\x1aE\xdf\xa3", "webm"),
)
_REFUSED = (
    (b"PK\x03\x04", "file_archive"),
    (b"PK\x05\x06", "file_archive"),
    (b"Rar!\x1a\x07", "file_archive"),
    (b"7z\xbc\xaf\x27\x1c", "file_archive"),
    (b"\x1f\x8b", "file_archive"),
    (b"BZh", "file_archive"),
    (b"\xfd7zXZ\x00", "file_archive"),
    (b"\x28\xb5\x2f\xfd", "file_archive"),
    (b"\x00\x00\x01\xba", "file_video"),
    (b"\x00\x00\x01\xb3", "file_video"),
    (b"FLV\x01", "file_video"),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_MP4_BRANDS = frozenset({b"M4A ", b"M4B ", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"dash"})


def format_of(content: bytes) -> str:
    """Return jpeg, png, gif, webp, heic, pdf, webm, ogg or mp4. Raises FileRefused for anything else."""
    if not content:
        raise FileRefused("file_empty")
    for beginning, name in _BEGINNINGS:
        if content.startswith(beginning):
            return name
    for beginning, code in _REFUSED:
        if content.startswith(beginning):
            raise FileRefused(code)
    if content[:4] == b"RIFF":
        return _of_riff(content[8:12])
    if content[4:8] == b"ftyp":
        return _of_brand(content[8:12])
    raise FileRefused("file_type_unknown")


def _of_riff(form: bytes) -> str:
    if form == b"WEBP":
        return "webp"
    raise FileRefused("file_video" if form == b"AVI " else "file_type_unknown")


def _of_brand(brand: bytes) -> str:
    if brand in _HEIC_BRANDS:
        return "heic"
    if brand in _MP4_BRANDS:
        return "mp4"  # whether there is video in it shows only inside
    raise FileRefused("file_video" if brand[:2] in (b"qt", b"3g", b"M4", b"av") else "file_type_unknown")
