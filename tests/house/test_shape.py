"""The shape of the house: which way imports run, how long files and functions are, and which words it uses."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend" / "nightlamp"
LONGEST_FILE, LONGEST_FUNCTION = 300, 50

# People are named by what they are to the child, never by what they are held to have done or suffered.
NEVER = re.compile(
    r"\b(victims?|suspects?|perpetrators?|allegations?|alleged|abusers?|offenders?)\b|举报人|加害人|受害者|受害人|嫌疑人",
    re.IGNORECASE,
)
# Where a word is told in order to forbid it, or is no name for a person.
ALLOWED = {
    "docs/glossary.md": "Never victim, suspect, perpetrator",
    "docs/operations.md": "suspect the DNS",
}


def sources(*suffixes: str) -> Iterator[Path]:
    """Return the written files of the project that have one of these suffixes."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for line in listed.splitlines():
        path = ROOT / line
        if path.suffix in suffixes and path.is_file():
            yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_run_downwards_only() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT / "backend")}
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_folder_of_the_backend_has_its_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (order,) = [contract for contract in contracts if contract["id"] == "order"]
    floors = {name.strip() for layer in order["layers"] for name in layer.split("|")}
    rooms = {path.name for path in BACKEND.iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.stem for path in BACKEND.glob("*.py") if not path.stem.startswith("__")}
    assert order["exhaustive"] is True
    assert rooms == floors
    assert order["layers"][-1] == "core"


def test_the_ground_floor_knows_no_other() -> None:
    for path in (BACKEND / "core").glob("*.py"):
        found = re.findall(r"^\s*(?:from|import) nightlamp\.(\w+)", path.read_text(), flags=re.MULTILINE)
        assert set(found) <= {"core"}, name_of(path)


def test_no_folder_has_a_name_that_says_nothing() -> None:
    hollow = {"utils", "helpers", "manager", "service", "services", "handler", "common", "misc", "data_access"}
    names = {part for path in BACKEND.rglob("*.py") for part in (*path.relative_to(BACKEND).parts[:-1], path.stem)}
    assert not names & hollow


def test_tests_stand_in_folders_of_the_same_names() -> None:
    own = {"journeys", "browser", "faults", "house", "support", "bench"}
    rooms = {path.name for path in BACKEND.iterdir() if path.is_dir()}
    listed = [path.relative_to(ROOT).parts for path in sources(".py")]
    folders = {parts[1] for parts in listed if parts[0] == "tests" and len(parts) > 2}
    assert folders - own <= rooms


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    history = ROOT / "migrations" / "versions"
    long = {
        name_of(path): lines
        for path in sources(".py")
        if history not in path.parents and (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = {}
    for path in sources(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION and "migrations" not in path.parts:
                    long[f"{name_of(path)}:{node.name}"] = lines
    assert long == {}


def test_every_module_and_public_function_of_the_backend_says_what_it_is() -> None:
    silent = []
    for path in BACKEND.rglob("*.py"):
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree) and path.read_text().strip():
            silent.append(name_of(path))
        for node in tree.body:
            is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{name_of(path)}:{node.name}")  # type: ignore[attr-defined]
    assert silent == []


@pytest.mark.parametrize("suffixes", [(".py", ".json", ".html"), (".ts", ".tsx"), (".md",)])
def test_the_house_never_uses_words_that_judge(suffixes: tuple[str, ...]) -> None:
    found = []
    for path in sources(*suffixes):
        if path == Path(__file__) or path.name == "package-lock.json":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            allowed = ALLOWED.get(name_of(path))
            if NEVER.search(line) and not (allowed and allowed in line):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_nothing_asks_the_wall_clock_but_the_one_place_that_may() -> None:
    may = {"core/clock.py", "core/ids.py", "core/keys.py", "core/remember.py", "core/group.py", "core/hints.py"}
    asks = re.compile(r"datetime\.now\(|datetime\.utcnow\(|time\.time\(|utc_now\(\)")
    found = [
        name_of(path)
        for path in BACKEND.rglob("*.py")
        if asks.search(path.read_text()) and str(path.relative_to(BACKEND)) not in may
    ]
    assert found == []


def test_nothing_is_swallowed_without_saying_why() -> None:
    found = []
    for path in BACKEND.rglob("*.py"):
        lines = path.read_text().splitlines()
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.ExceptHandler):
                continue
            silent = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
            said = any("#" in line for line in lines[node.lineno - 2 : node.body[0].lineno])
            if node.type is None or (silent and not said):
                found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []
