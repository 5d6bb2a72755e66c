"""When the first screen stands: largest contentful paint under a slow network and a slow phone."""

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from tests.support import chromium, live

from bench.figures import Table

VISITS = 5
# Slow 4G: 150 ms and 1.6 Mbit/s; slow 3G: 400 ms and 400 kbit/s. Times that a phone is slower than this machine.
NETWORKS = {"slow 4G, CPU / 4": (150, 1600, 4), "slow 3G, CPU / 6": (400, 400, 6)}
_LARGEST = """() => new Promise((done) => new PerformanceObserver((list) => {
  const entries = list.getEntries(); done(entries[entries.length - 1].startTime);
}).observe({ type: 'largest-contentful-paint', buffered: true }))"""


def run() -> Table:
    """Visit the reporter's page for the first time, several times, under each network."""
    table = Table(f"Largest contentful paint of the first visit, median of {VISITS}")
    with tempfile.TemporaryDirectory(prefix="nightlamp-bench-") as folder, live.running(Path(folder)) as nightlamp:
        with chromium.running() as browser:
            for name, (latency, kilobits, slower) in NETWORKS.items():
                times = [_visit(browser, nightlamp.origin, latency, kilobits, slower) for _ in range(VISITS)]
                bound = 1200 if "4G" in name else 2000
                table.add(name, median(times), "ms", at_most=bound)
    return table


def _visit(browser: Browser, origin: str, latency: int, kilobits: int, slower: int) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    session = context.new_cdp_session(page)
    bytes_a_second = kilobits * 1000 / 8
    session.send("Network.enable")
    conditions = {"offline": False, "latency": latency}
    session.send(
        "Network.emulateNetworkConditions",
        conditions | {"downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second},
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{origin}/", wait_until="load")
    page.wait_for_timeout(1500)
    largest = float(page.evaluate(_LARGEST))
    context.close()
    return largest
