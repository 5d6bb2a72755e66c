"""Work that is measured in a process of its own, for its memory: `python -m bench.child import SOURCE | search`.

The last line that it prints is what it took, as JSON.
"""

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from bench.servers import ROOT
from nightlamp.app import create_app
from nightlamp.cli import main as nightlamp
from nightlamp.core.config import read_settings
from nightlamp.core.db import db
from nightlamp.places.queries import search

# What people type: a common name, a common village, a rare one, a path, nothing that is there, a path of many.
SEARCHES = ("西湖", "一社区", "王家村", "杭州 翠苑", "不存在的", "城关镇 东")


def spent(environment: Mapping[str, str], *arguments: str) -> dict[str, float]:
    """Run this module in a new process and return what it took."""
    whole = {**os.environ, **environment, "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"}
    command = [sys.executable, "-m", "bench.child", *arguments]
    done = subprocess.run(command, env=whole, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def import_figures(source: str) -> dict[str, float]:
    """Import places as the command does."""
    began = time.monotonic()
    nightlamp(["places", "import", source])
    return {"seconds": time.monotonic() - began, "cpu": time.process_time(), "peak": _megabytes("VmHWM")}


def search_figures() -> dict[str, float]:
    """Search in this process, which has not before."""
    app = create_app(read_settings())
    with app.app_context():
        before, began, cpu = _megabytes("VmRSS"), time.monotonic(), time.process_time()
        search(db.session(), SEARCHES[0])
        first, first_cpu = time.monotonic() - began, time.process_time() - cpu
        by_word = [_milliseconds(lambda text: search(db.session(), text), word) for word in SEARCHES]
    return {
        "seconds": first, "cpu": first_cpu, "stays": _megabytes("VmRSS") - before,
        "peak": _megabytes("VmHWM") - before, "p50": median(by_word), "slowest": max(by_word),
    }  # fmt: skip


def _milliseconds(call: Callable[[Any], object], item: Any) -> float:
    took = []
    for _ in range(20):
        began = time.perf_counter()
        call(item)
        took.append(1000 * (time.perf_counter() - began))
    return median(took)


def _megabytes(what: str) -> float:
    """Return what the kernel says of this process. `ru_maxrss` would begin with what its parent had."""
    found = re.search(rf"^{what}:\s+(\d+) kB", Path("/proc/self/status").read_text(), flags=re.MULTILINE)
    return int(found[1]) / 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    took = import_figures(sys.argv[2]) if sys.argv[1] == "import" else search_figures()
    sys.stdout.write(json.dumps(took) + "\n")
