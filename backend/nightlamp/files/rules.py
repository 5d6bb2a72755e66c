"""What may be kept, how large, and the words for what may not. Pure."""

from dataclasses import dataclass

PHOTO, VOICE, DOCUMENT, UNREADABLE = KINDS = ("photo", "voice", "document", "unreadable")
READY, UNSCANNED, BLOCKED = STATES = ("ready", "unscanned", "blocked")

# A picture that the phone has made small is below 1 MB and five minutes of voice about 1.2 MB; scanned papers are
# the largest that anybody means to send. Our own figure.
MOST_BYTES = 10 * 1024 * 1024
# The largest picture that is drawn: 48 million is what phones take. Counted in the header, before anything is drawn.
MOST_PIXELS = 64_000_000
# What a screen shows and a bruise needs; a picture of 4,000 is six times as heavy.
LONGEST_SIDE = 1600


@dataclass(frozen=True)
class Checked:
    """What of a file may be kept: its bytes, and what they are. A length in seconds is None when it is not told.

    `active`: a document that holds parts which act by themselves, as far as its plain text shows.
    """

    kind: str
    media: str
    content: bytes
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    active: bool = False


class FileRefused(Exception):
    """A file that cannot be kept as what it claims to be; `code` is stable, the text says what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(REMEDIES[code])
        self.code = code


REMEDIES = {
    "file_empty": "The file is empty. Choose it once more; it may still have been on its way to this device.",
    "file_too_large": f"A file may have {MOST_BYTES // 2**20} MB. Send the pages or the part that matter.",
    "file_video": "Videos are not taken. Send a still picture of it, or say in words what it shows.",
    "file_archive": "Packed files are not opened. Send the pictures and documents themselves.",
    "file_type_unknown": "This kind of file is not taken. Send a photo (JPEG, PNG, HEIC), a recording or a PDF.",
    "photo_too_large": f"The picture has more than {MOST_PIXELS // 1_000_000} million points. Make it smaller.",
    "photo_broken": "The picture cannot be opened; it may have been cut off. Send it again, or a screenshot of it.",
    "voice_broken": "The recording cannot be opened; it may have been cut off. Record it again.",
    "document_broken": "The PDF is not whole; it may have been cut off. Send it again, or photos of its pages.",
}
