"""Three builds of the front end, one after the other: pages of the former go on finding their files on the server."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from nightlamp.app import create_app
from nightlamp.core.config import read_settings

pytestmark = pytest.mark.lengthy
FRONTEND = Path(__file__).parents[2] / "frontend"
NAME = "小夜灯"
# Above every budget: 40,000 characters that no compression makes much smaller than half.
HEAVY = random.Random(1).randbytes(20_000).hex()


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A copy of the front end's sources in which a test may build."""
    if not (FRONTEND / "node_modules" / "vite").is_dir() and os.environ.get("CI") != "true":
        pytest.skip("The front-end packages are not here; run `make build`")
    folder = tmp_path / "frontend"
    shutil.copytree(FRONTEND, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (folder / "node_modules").symlink_to(FRONTEND / "node_modules")
    return folder


def run(workshop: Path, script: str) -> str:
    """Run a script of the front end there, with the Node that `make` would take; return what it says."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    ran = subprocess.run(
        ["npm", "run", "--silent", script],
        cwd=workshop,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def build(workshop: Path, name: str) -> set[str]:
    """Build with another name for the app, which stands in both; return the hashed files of that build."""
    for words in (workshop / "src" / "i18n").glob("*zh*.ts"):
        words.write_text(words.read_text(encoding="utf-8").replace(NAME, name), encoding="utf-8")
    run(workshop, "build")
    newest: list[str] = json.loads((workshop / "dist" / "generations.json").read_text())[0]
    for words in (workshop / "src" / "i18n").glob("*zh*.ts"):
        words.write_text(words.read_text(encoding="utf-8").replace(name, NAME), encoding="utf-8")
    return set(newest)


def served(workshop: Path) -> FlaskClient:
    """Return a browser of a server that has just been started on this build."""
    home, dist = str(workshop.parent / "home"), str(workshop / "dist")
    return create_app(read_settings({"NIGHTLAMP_HOME": home, "NIGHTLAMP_FRONTEND": dist})).test_client()


def test_the_former_builds_files_are_served_until_the_next_but_one(workshop: Path) -> None:
    first = build(workshop, HEAVY)
    second = build(workshop, "小夜灯二")
    gone = first - second
    assert gone
    assert second - first
    browser = served(workshop)
    for file in first | second:
        answer = browser.get(f"/{file}", headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200, file
        assert "immutable" in answer.headers["Cache-Control"]
    for address in ("/", "/staff/", "/sw.js", "/staff/sw.js"):
        assert not gone & set(re.findall(r"assets/[\w.-]+", browser.get(address).text))
    run(workshop, "budget")  # ends with 1 if what the former build weighed were counted
    third = build(workshop, "小夜灯三")
    browser = served(workshop)
    assert {browser.get(f"/{file}").status_code for file in second | third} == {200}
    assert {browser.get(f"/{file}").status_code for file in first - second - third} == {404}
