"""Decide what of a file may be kept."""

from nightlamp.files.reading.documents import read_document
from nightlamp.files.reading.photos import redraw
from nightlamp.files.reading.telling import format_of
from nightlamp.files.reading.voices import read_voice
from nightlamp.files.rules import DOCUMENT, MOST_BYTES, PHOTO, VOICE, Checked, FileRefused

_PICTURES = ("jpeg", "png", "gif", "webp", "heic")


def check(content: bytes) -> Checked:
    """Return what may be kept of a file: a picture drawn anew, a voice or a document as it came, cut and blanked.

    Raises FileRefused. A picture takes a process of its own and up to a second.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused("file_too_large")
    name = format_of(content)
    if name in _PICTURES:
        drawn = redraw(content, name)
        return Checked(PHOTO, "image/jpeg", drawn.content, width=drawn.width, height=drawn.height)
    if name == "pdf":
        cut, active = read_document(content)
        return Checked(DOCUMENT, "application/pdf", cut, active=active)
    blanked, seconds = read_voice(content, name)
    return Checked(VOICE, f"audio/{name}", blanked, seconds=seconds)
