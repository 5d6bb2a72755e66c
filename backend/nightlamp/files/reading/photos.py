"""Draw a picture anew in a process of its own, so that a broken or hostile one cannot take the web process along."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from nightlamp.files.rules import LONGEST_SIDE, MOST_PIXELS, FileRefused

_SCRIPT = Path(__file__).with_name("redraw.py")
# Far above what the largest allowed picture takes, also on a busy machine.
_PATIENCE_SECONDS = 60
_CODES = {3: "photo_too_large"}


@dataclass(frozen=True)
class Drawn:
    """A picture as it is kept: JPEG, upright, without anything but its points."""

    content: bytes
    width: int
    height: int


def redraw(content: bytes, name: str) -> Drawn:
    """Return a picture of the format `name` drawn anew. Raises FileRefused."""
    command = [sys.executable, "-I", str(_SCRIPT), name, str(LONGEST_SIDE), str(MOST_PIXELS)]
    try:
        # The command is ours; the file reaches the process on its standard input only, with no setting and no secret.
        ran = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, timeout=_PATIENCE_SECONDS, check=False, env={}, cwd="/"
        )
    except subprocess.TimeoutExpired:
        raise FileRefused("photo_broken") from None
    if ran.returncode:
        raise FileRefused(_CODES.get(ran.returncode, "photo_broken"))
    head, _, picture = ran.stdout.partition(b"\n")
    size = json.loads(head)
    return Drawn(picture, size["width"], size["height"])
