"""Look at a PDF from outside: it is kept as it came, never opened here, and served only to be saved. Pure."""

import re

from nightlamp.files.rules import FileRefused

# Names of parts that act by themselves (ISO 32000-1, 12.6 and 7.11.4). They can be hidden in packed streams: what
# is found is a warning, and what is not found is no promise.
_ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)\b")
# Where readers look for the end.
_TAIL = 2048


def read_document(content: bytes) -> tuple[bytes, bool]:
    """Return a PDF up to its end, without what hangs behind it, and whether it holds parts that act.

    Raises FileRefused for one that has no end.
    """
    end = content.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in content[max(0, end - _TAIL) : end]:
        raise FileRefused("document_broken")
    kept = content[: end + 5] + b"\n"
    return kept, _ACTS.search(kept) is not None
