"""A report sealed to a key that was lost, and what happens when the key is put back."""

import shutil

import pytest
from flask import Flask
from sqlalchemy import func, select

from nightlamp.core.db import db
from nightlamp.core.jwe import public_jwk
from nightlamp.core.keys import KeyRing, add_key
from nightlamp.reports.intake.quarantine import open_quarantine
from nightlamp.reports.models import Report
from nightlamp.reports.queries import quarantined
from tests.conftest import START, PretendClock
from tests.support import files, sealing
from tests.support.attaching import enveloped, key_of, send_sealed
from tests.support.sealing import seal
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases


def test_report_sealed_to_a_lost_key_is_filed_when_the_key_is_back(
    app: Flask, town: Town, clock: PretendClock
) -> None:
    keys = app.extensions["nightlamp.settings"].keys_dir
    kid = add_key(keys, "intake").split("/")[1]
    sealed = sealing.seal(public_jwk(KeyRing(keys)), a_report())
    shutil.move(keys / "intake" / f"{kid}.pem", keys / "lost.pem")
    app.extensions["nightlamp.keys"] = KeyRing(keys)
    answer = town.client.post("/api/v1/reports", json={"sealed": sealed})
    assert (answer.status_code, answer.json["code"]) == (202, "sealed_key_unknown")
    assert quarantined(db.session()) == 1
    assert open_quarantine(now=clock()) == (0, 1)

    shutil.move(keys / "lost.pem", keys / "intake" / f"{kid}.pem")
    app.extensions["nightlamp.keys"] = KeyRing(keys)
    assert open_quarantine(now=clock()) == (1, 0)
    assert open_quarantine(now=clock()) == (0, 0)
    assert quarantined(db.session()) == 0
    assert db.session.execute(select(func.count()).select_from(Report)).scalar_one() == 1
    assert town.rung() == ["worker"]


def test_a_file_sealed_to_a_key_that_came_back_is_stored_with_its_report(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    town.rung()
    compact = enveloped(key_of(town), body["receipt"], files.pdf(), name="a.pdf")
    path = next((town.app.extensions["nightlamp.settings"].keys_dir / "intake").glob("*.pem"))
    away = path.rename(path.with_suffix(".away"))
    add_key(town.app.extensions["nightlamp.settings"].keys_dir, "intake")
    town.app.extensions["nightlamp.keys"]._reread("_pairs")
    early = enveloped(key_of(town), None, b"nobody's")
    for _ in range(2):
        answer = send_sealed(town, compact)
        assert (answer.status_code, answer.json) == (202, {"code": "sealed_key_unknown"})
    assert send_sealed(town, early).status_code == 404
    assert town.client.get("/healthz").status_code == 503
    assert open_quarantine(now=START) == (0, 1)
    away.rename(path)
    assert open_quarantine(now=START) == (1, 0)
    (item,) = town.get("worker", f"/reports/{reference}").json["attachments"]
    assert (item["kind"], item["name"]) == ("document", "a.pdf")
    assert send_sealed(town, compact).headers["Idempotency-Replayed"] == "true"


def test_files_under_invented_keys_do_not_fill_the_disk(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightlamp.reports.intake.quarantine.MOST_FILES_WAITING", 2)
    stranger = key_of(town) | {"kid": "never-ours"}
    codes = [send_sealed(town, enveloped(stranger, None, b"%d" % n)).status_code for n in range(3)]
    assert codes == [202, 202, 503]
    sealed_report = seal(stranger, a_report())
    assert town.client.post("/api/v1/reports", json={"sealed": sealed_report}).status_code == 202
