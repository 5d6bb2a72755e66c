"""The clock of a fault scenario's processes: ahead of the machine's by the seconds in a file, read each time."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nightlamp.core import clock

_FILE = Path(os.environ["NIGHTLAMP_TEST_SKEW_FILE"])


def _skewed() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(_FILE.read_text() or 0))


clock.utc_now = _skewed
