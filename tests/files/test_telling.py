"""A file is told by its content; names and claims count for nothing."""

import pytest

from nightlamp.files.reading.checking import check
from nightlamp.files.reading.telling import format_of
from nightlamp.files.rules import MOST_BYTES, FileRefused
from tests.support import files

TAKEN = {
    "jpeg": files.photo(8, 8), "png": files.drawn("PNG"), "gif": files.drawn("GIF"), "webp": files.drawn("WEBP"),
    "heic": files.HEIC.read_bytes(), "pdf": files.pdf(), "webm": files.webm(), "ogg": files.ogg(), "mp4": files.mp4(),
}  # fmt: skip
REFUSED = {
    "nothing": (b"", "file_empty"),
    "a zip bomb": (files.zip_bomb(), "file_archive"),
    "a packed text": (b"\x1f\x8b\x08" + bytes(20), "file_archive"),
    "words": ("孩子在哭".encode(), "file_type_unknown"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "file_type_unknown"),
    "a drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_type_unknown"),
    "a program": (b"MZ\x90\x00" + bytes(60), "file_type_unknown"),
    "a bitmap": (b"BM" + bytes(60), "file_type_unknown"),
    "a film of a camera": (b"RIFF\x00\x00\x00\x00AVI LIST", "file_video"),
    "a film of a phone": (files.mp4(brand=b"qt  "), "file_video"),
    "a film in MP4": (files.mp4(handler=b"vide", brand=b"isom"), "file_video"),
    "a film in WebM": (files.webm(video=True), "file_video"),
    "a PDF behind a picture's name": (b"\x00" + files.pdf(), "file_type_unknown"),
    "too much": (b"%PDF-" + bytes(MOST_BYTES), "file_too_large"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_is_told_by_its_first_bytes(name: str) -> None:
    assert format_of(TAKEN[name]) == name


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_taken_is_refused_with_a_code_and_what_to_do(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(FileRefused) as refused:
        check(content)
    assert refused.value.code == code
    assert len(str(refused.value)) > 20
