"""Whoever steals the home directory without its keys reads no word of a report, and ties none to a village."""

import re
import sqlite3
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from nightlamp.core.db import db
from tests.support import files
from tests.support.attaching import attach, attach_sealed
from tests.support.postgres import PostgresServer, find_binaries
from tests.support.town import Town, a_report

VILLAGE = "330106012001"
SECRETS = (
    "衣橱后面的淤伤没有人解释", "小满满", "13911112222", "桂花弄七号", "梧桐小学", "林见山", "王某某",
    "她叔叔不让她出门", "neglect-note-4711", "门口的照片里有什么", files.SERIAL,
)  # fmt: skip


def file_everything(town: Town) -> str:
    """File, add, open, decide, note and disclose with words that must stay sealed; return the receipt."""
    body = a_report(
        what=SECRETS[0],
        place={"code": VILLAGE, "detail": SECRETS[3]},
        children=[{"name": SECRETS[1], "age": 7, "school": SECRETS[4]}],
        adults=[{"name": SECRETS[6], "relation": "叔叔"}],
        reporter={"role": "teacher", "mode": "confidential", "name": SECRETS[5], "phone": SECRETS[2]},
    )
    answer = town.client.post("/api/v1/reports", json=body)
    assert answer.status_code == 201, answer.json
    reference = answer.json["reference"]
    town.rung()
    addition = {"receipt": body["receipt"], "what": SECRETS[7]}
    assert town.client.post("/api/v1/follow-up/additions", json=addition).status_code == 201
    attach_files(town, str(body["receipt"]))
    report = town.get("worker", f"/reports/{reference}")
    assert [item["kind"] for item in report.json["attachments"]] == ["photo", "document", "voice", "unreadable"]
    decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": SECRETS[8]}
    assert town.put("worker", f"/reports/{reference}/screening", decision).status_code == 200
    note = {"note": SECRETS[8]}
    assert town.put("worker", f"/reports/{reference}/milestones/child-seen", note).status_code == 200
    reason = {"reason": SECRETS[8]}
    path = f"/api/v1/reports/{reference}/reporter-disclosure"
    assert town.browser("worker").post(path, json=reason).json["name"] == SECRETS[5]
    town.rung()
    return str(body["receipt"])


def attach_files(town: Town, receipt: str) -> None:
    """Add a photo with a serial number in it, a document and a recording, and what nobody can open."""
    words = SECRETS[9].encode()
    sent = [
        attach(town, receipt, files.photo(64, 48), name=f"{SECRETS[9]}.jpg"),
        attach_sealed(town, receipt, files.pdf(inside=words), name=f"{SECRETS[9]}.pdf"),
        attach_sealed(town, receipt, files.webm(tags=words)),
        attach_sealed(town, receipt, words * 9, name=f"{SECRETS[9]}.doc"),
    ]
    assert [answer.status_code for answer in sent] == [201] * 4


def spellings(secret: str) -> list[bytes]:
    """Return a secret as files may hold it: UTF-8, UTF-16, JSON escapes."""
    escaped = secret.encode("unicode_escape")
    return [secret.encode(), secret.encode("utf-16-le"), escaped, secret.encode().hex().encode()]


def assert_silent(content: bytes, where: str, *, receipt: str) -> None:
    """Fail when some content holds a word that must be sealed."""
    for secret in (*SECRETS, receipt, receipt.replace("-", "")):
        for spelling in spellings(secret):
            assert spelling not in content, f"{secret!r} stands readable in {where}"


def test_files_of_the_home_hold_no_word(app: Flask, town: Town) -> None:
    receipt = file_everything(town)
    home: Path = app.extensions["nightlamp.settings"].home
    files = [path for path in home.rglob("*") if path.is_file() and "keys" not in path.parts]
    assert any(path.name.endswith("-wal") for path in files)
    for path in files:
        assert_silent(path.read_bytes(), path.name, receipt=receipt)
    with sqlite3.connect(home / "nightlamp.db") as database:
        dump = "\n".join(line for line in database.iterdump() if not re.match(r'INSERT INTO "?place', line))
    assert VILLAGE not in dump
    assert not re.search(r"330106012\d{3}", dump), "nothing in clear is closer than the township"


@pytest.mark.both_databases
def test_dump_of_the_database_holds_no_word(
    app: Flask, town: Town, database: str, request: pytest.FixtureRequest
) -> None:
    receipt = file_everything(town)
    if database == "sqlite":
        with sqlite3.connect(str(db.engine.url.database)) as opened:
            dump = "\n".join(opened.iterdump())
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        binaries = find_binaries()
        assert binaries is not None
        url = server.url(str(db.engine.url.database))
        command = [str(binaries / "pg_dump"), url, "--exclude-table-data=place*"]
        dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert_silent(dump.encode(), "the dump", receipt=receipt)


def test_log_holds_no_word_when_something_breaks(
    app: Flask, town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["PROPAGATE_UNFORESEEN"] = False

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(SECRETS[0])

    monkeypatch.setattr("nightlamp.reports.intake.api.file_report", broken)
    with caplog.at_level("DEBUG"):
        answer = town.client.post("/api/v1/reports", json=a_report(what=SECRETS[0]))
        town.client.post("/api/v1/reports", json=a_report(what=SECRETS[0], concerns=["nonsense"]))
    assert answer.status_code == 500
    assert SECRETS[0] not in answer.get_data(as_text=True)
    assert SECRETS[0] not in caplog.text
    assert "RuntimeError" in caplog.text
