"""Lighthouse's four marks for the first screen of both apps on a phone: the median of five runs each.

Google's Lighthouse (Apache-2.0) is fetched through npm when first needed and kept in bench/out: with its 200 packages
it has no place among what the front end is built from. It simulates a slow 4G and a slow phone; marks of speed waver
with what else the machine does, so they are reported and judge nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.support import chromium, live

from bench.figures import Table
from bench.servers import ROOT

PACKAGE, VERSION = "lighthouse", "12.8.2"
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
MARKS = {
    "performance": "speed",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "search",
}
PAGES = {"first screen": "/", "staff sign-in": "/staff/"}


def run() -> Table:
    """Measure each page and return the medians of its marks, of the largest paint and of blocked time."""
    program = fetched()
    table = Table(f"Lighthouse {VERSION}, phone, medians of {RUNS}")
    with tempfile.TemporaryDirectory(prefix="nightlamp-bench-") as folder, live.running(Path(folder)) as running:
        for name, path in PAGES.items():
            runs = [_measured(program, running.origin + path, Path(folder)) for _ in range(RUNS)]
            for mark, words in MARKS.items():
                reach = 100 if path == "/" or mark in ("accessibility", "best-practices") else None
                table.add(f"{name}: {words}", median(run[mark] for run in runs), "of 100", at_least=reach)
            table.add(f"{name}: largest paint, simulated", median(run["lcp"] for run in runs), "ms")
            table.add(f"{name}: blocked", median(run["tbt"] for run in runs), "ms")
    table.notes.append("The staff app asks search engines to stay away, which Lighthouse counts against its search.")
    return table


def fetched(folder: Path = ROOT / "bench" / "out" / "lighthouse") -> Path:
    """Return Lighthouse's own program, fetched through npm unless it is there."""
    program = folder / "node_modules" / PACKAGE / "cli" / "index.js"
    if not program.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [_ours("npm"), "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
        try:
            subprocess.run([*command, f"{PACKAGE}@{VERSION}"], check=True, capture_output=True, timeout=600)
        except (OSError, subprocess.SubprocessError):
            raise SystemExit(f"npm cannot fetch {PACKAGE}@{VERSION}: is its registry reachable?") from None
    return program


def _measured(program: Path, address: str, folder: Path) -> dict[str, float]:
    answer = folder / "lighthouse.json"
    command = [
        _ours("node"), str(program), address, "--quiet", "--output=json", f"--output-path={answer}",
        "--form-factor=mobile", "--screenEmulation.mobile", "--throttling-method=simulate",
        f"--only-categories={','.join(MARKS)}", f"--chrome-flags=--headless {' '.join(chromium.ARGUMENTS)}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium.BINARY}
    # Now and then it loses its browser; that says nothing of the page.
    if subprocess.run(command, check=False, capture_output=True, env=environment).returncode:
        subprocess.run(command, check=True, capture_output=True, env=environment)
    found = json.loads(answer.read_text(encoding="utf-8"))
    marks = {mark: 100 * found["categories"][mark]["score"] for mark in MARKS}
    times = {"lcp": "largest-contentful-paint", "tbt": "total-blocking-time"}
    return marks | {short: found["audits"][name]["numericValue"] for short, name in times.items()}


def _ours(name: str) -> str:
    """Return Node or npm: where `tools/bring` had to bring them, those."""
    ours = Path(sys.executable).with_name(name)
    return str(ours) if ours.exists() else name
