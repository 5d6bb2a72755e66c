"""Full `POST /reports` held against a bare Flask POST on the same server: requests, processor time, waiting."""

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.support.postgres import PostgresServer
from tests.support.town import TOWNSHIP, found_town

from bench.figures import Table
from bench.servers import ROOT, Server, cpu_seconds
from nightlamp.cli import initialise
from nightlamp.core.clock import utc_now
from nightlamp.core.config import read_settings

# Many short rounds: other work on the machine comes and goes.
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "2"))
CLIENTS = 16


@dataclass(frozen=True)
class Run:
    """One round of one server."""

    per_second: float
    cpu_ms: float
    p50_ms: float
    p99_ms: float
    errors: int


def run() -> Table:
    """Measure bare Flask, Nightlamp on SQLite and on PostgreSQL, in turn, in one run."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing. As root: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="nightlamp-bench-") as folder:
        body = Path(folder) / "body.json"
        body.write_text(json.dumps(_body(), ensure_ascii=False), encoding="utf-8")
        postgres = PostgresServer(fsync=True)
        servers = {"bare": (Server("bench.bare:app", {}), None)}
        try:
            servers["sqlite"] = (_nightlamp(Path(folder) / "sqlite", None), None)
            url = postgres.create_database("bench")
            servers["postgresql"] = (_nightlamp(Path(folder) / "pg", url), postgres.pid)
            return _table(_measure(servers, body))
        finally:
            for server, _ in servers.values():
                server.stop()
            postgres.stop()


def _measure(servers: dict[str, tuple[Server, int | None]], body: Path) -> dict[str, list[Run]]:
    for number, (server, _) in enumerate(servers.values()):
        _wrk(server, body, seconds=1, seed=9000 + number)
    runs: dict[str, list[Run]] = {name: [] for name in servers}
    for number in range(ROUNDS):
        for name, (server, database) in servers.items():
            runs[name].append(_round(server, database, body, seed=number))
    return runs


def _round(server: Server, database: int | None, body: Path, *, seed: int) -> Run:
    before = server.cpu_seconds() + (cpu_seconds(database) if database else 0.0)
    requests, duration_us, errors, p50, p99 = _wrk(server, body, seconds=SECONDS, seed=seed)
    used = server.cpu_seconds() + (cpu_seconds(database) if database else 0.0) - before
    return Run(requests / (duration_us / 1e6), used / requests * 1000, p50 / 1000, p99 / 1000, errors)


def _wrk(server: Server, body: Path, *, seconds: int, seed: int) -> tuple[int, int, int, int, int]:
    environment = {"BENCH_BODY": str(body), "BENCH_PATH": "/api/v1/reports", "BENCH_SEED": str(seed * 104729 + 1)}
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "10s", "-s", "bench/report.lua"]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{server.port}"],
        env={**os.environ, **environment}, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT"))
    requests, duration, errors, p50, p99, _ = (int(part) for part in line.split()[1:])
    return requests, duration, errors, p50, p99


def _nightlamp(home: Path, database_url: str | None) -> Server:
    environment = {"NIGHTLAMP_HOME": str(home)} | ({"DATABASE_URL": database_url} if database_url else {})
    settings = read_settings(environment)
    app = initialise(settings, kind="demo")
    with app.app_context():
        found_town(app, utc_now)
    return Server("nightlamp.wsgi:app", environment)


def _table(runs: dict[str, list[Run]]) -> Table:
    def middle(name: str, what: str) -> float:
        return median(getattr(run, what) for run in runs[name])

    table = Table(f"Intake: {CLIENTS} clients, gunicorn 2 x 8 threads, {ROUNDS} rounds of {SECONDS} s, medians")
    table.add("bare Flask", middle("bare", "per_second"), "req/s")
    table.add("bare Flask", middle("bare", "cpu_ms"), "ms CPU")
    reach = {"sqlite": (0.24, 0.30, 1.3), "postgresql": (0.16, 0.20, 1.8)}
    for name, (by_rate, by_cpu, cpu) in reach.items():
        table.add(f"{name}", middle(name, "per_second"), "req/s")
        rate = middle(name, "per_second") / middle("bare", "per_second")
        table.add(f"{name} / bare, requests", rate, "ratio", at_least=by_rate)
        table.add(f"{name} / bare, CPU", middle("bare", "cpu_ms") / middle(name, "cpu_ms"), "ratio", at_least=by_cpu)
        table.add(f"{name} CPU a report", middle(name, "cpu_ms"), "ms", at_most=cpu)
        table.add(f"{name} p50", middle(name, "p50_ms"), "ms")
        table.add(f"{name} p99", middle(name, "p99_ms"), "ms", at_most=100)
        table.add(f"{name} not 201", sum(run.errors for run in runs[name]), "requests", at_most=0)
    table.notes.append("CPU of PostgreSQL counts the database. Trust CPU before req/s, and compare within one run.")
    return table


def _body() -> dict[str, object]:
    """Return a report of about 900 bytes, as a teacher would write it; all of it is invented."""
    return {
        "receipt": "@RECEIPT@", "language": "zh", "danger_now": "no", "what_by": "text",
        "what": "这个月第三次看到她手臂上有淤伤。今天体育课她不肯卷袖子，我问她，她说不想回家。" * 2,
        "place": {"code": TOWNSHIP, "detail": "菜场后面三栋二单元"},
        "about": ["family"], "concerns": ["physical"], "circumstances": [],
        "answers": {"child_under_6_injured": "no", "afraid_to_go_home": "unknown", "pattern": "yes"},
        "reporter": {"role": "teacher", "mode": "confidential", "name": "林老师", "phone": "13900000001",
                     "safe_contact": {"ok": "yes", "when": "晚上", "say_who": False}, "share_identity": "nobody"},
        "children": [{"name": "小满", "age": 7, "sex": "f", "school": "第一小学"}],
        "adults": [{"name": "王某", "relation": "父亲"}],
    }  # fmt: skip
