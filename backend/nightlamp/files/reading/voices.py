"""Look into a recording: sound only, how long, and without what else its container may hold. Pure."""

from nightlamp.files.reading.matroska import read_matroska
from nightlamp.files.reading.mp4 import read_mp4
from nightlamp.files.reading.ogg import read_ogg
from nightlamp.files.rules import FileRefused

_READERS = {"webm": read_matroska, "mp4": read_mp4, "ogg": read_ogg}


def read_voice(content: bytes, name: str) -> tuple[bytes, float | None]:
    """Return a recording of the container `name` with its titles, places and tags blanked, and its seconds.

    Seconds are None where the container does not tell. The sound itself is not opened. Raises FileRefused.
    """
    try:
        return _READERS[name](content)
    except (IndexError, ValueError, OverflowError):
        raise FileRefused("voice_broken") from None
