"""The documents, held against the code as far as a machine can: settings, commands, figures, links, decisions."""

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import fields
from pathlib import Path

import pytest

from nightlamp.cli import main
from nightlamp.core.config import Settings
from nightlamp.practice import VERSION, content

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PRACTICE = (ROOT / "docs" / "practice.md").read_text(encoding="utf-8")
UNIT_SECONDS = {"min": 60, "h": 3600, "days": 86400}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def slug(heading: str) -> str:
    """Return the anchor that a heading gets: lower case, words joined by dashes, other marks dropped."""
    kept = (c for c in heading.strip().lower() if c in " -_" or unicodedata.category(c)[0] in "LN")
    return "".join(kept).replace(" ", "-")


def prose(path: Path) -> str:
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", prose(path), flags=re.MULTILINE)}


@pytest.mark.parametrize("setting", [field.metadata["env"] for field in fields(Settings)])
def test_every_setting_stands_in_operations(setting: str) -> None:
    row = re.search(rf"^\| `{setting}` \|([^|]+)\|([^|]+)\|([^|]+)\|$", OPERATIONS, flags=re.MULTILINE)
    assert row, f"{setting} needs a row: meaning, default, example"
    assert all(cell.strip() for cell in row.groups())


def test_every_command_stands_in_operations(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    ([a-z][a-z-]+)(?:\s|$)", capsys.readouterr().out, flags=re.MULTILINE)
    assert "init" in commands
    assert [command for command in commands if f"`nightlamp {command}" not in OPERATIONS] == []


def test_every_command_of_operations_exists(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    known = capsys.readouterr().out
    told = re.findall(r"^\| `nightlamp ([a-z-]+)", OPERATIONS, flags=re.MULTILINE)
    assert [command for command in told if not re.search(rf"^    {command}\b", known, flags=re.MULTILINE)] == []


def test_teams_and_people_are_made_as_operations_says(settings: Settings) -> None:
    found = re.search(r"```python\n(.*?)```", OPERATIONS, flags=re.DOTALL)
    assert found
    environment = {**os.environ, "NIGHTLAMP_HOME": str(settings.home), "PYTHONPATH": str(ROOT / "backend")}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", found[1]], env=environment, check=True)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_make_command_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    told = re.findall(r"(?:^|`)make ([a-z]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(told) <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_every_decision_has_its_parts_on_one_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.findall(r"^## (\w+)", text, flags=re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_without_repeats() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    ("row", "step"),
    [("opened by a person", "opened"), ("decided", "decided"), ("other agency told", "agency_told"),
     ("child seen", "child_seen")],
)  # fmt: skip
def test_the_standards_of_the_page_are_those_of_the_data(row: str, step: str) -> None:
    found = re.search(rf"^\| {row} \|(.+)\|$", PRACTICE, flags=re.MULTILINE)
    assert found
    for number, cell in enumerate(found[1].split("|")):
        standard = content.standards().get((step, f"P{number}"))
        told = re.fullmatch(r"(\d+) (working days?|\w+)", cell.strip())
        if standard is None or told is None:
            assert standard is told is None, cell
        elif standard.working_days is not None:
            assert (int(told[1]), told[2][:7]) == (standard.working_days, "working")
        else:
            assert int(told[1]) * UNIT_SECONDS[told[2]] == standard.seconds


def test_the_page_names_the_edition_of_the_practice() -> None:
    assert VERSION in PRACTICE
