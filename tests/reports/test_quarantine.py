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
from tests.conftest import PretendClock
from tests.support import sealing
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
