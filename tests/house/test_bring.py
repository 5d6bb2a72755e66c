"""What `make` brings: a start that was cut off at any place is made whole by the next."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with its Python brought, packages (none) included, but cut off before ours was made known."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "tools").mkdir()
    (root / "tools" / "bring").write_bytes((ROOT / "tools" / "bring").read_bytes())
    (root / "backend" / "nightlamp").mkdir(parents=True)
    (root / "backend" / "nightlamp" / "__init__.py").touch()
    (root / "requirements.txt").touch()
    subprocess.run([sys.executable, "-m", "venv", str(root / ".venv")], check=True)
    (root / ".venv" / ".brought-run").touch()
    return root


def bring(checkout: Path) -> str:
    """Run `tools/bring python` and return what it told."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    ran = subprocess.run(
        ["sh", "tools/bring", "python"], cwd=checkout, env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout + ran.stderr


def asked(checkout: Path, code: str) -> str:
    """Run a line in the Python that was brought."""
    python = str(checkout / ".venv" / "bin" / "python")
    ran = subprocess.run([python, "-c", code], cwd="/", capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.mark.parametrize("left", [None, "", "/somewhere/else/backend\n"])
def test_our_code_is_known_to_python_whatever_was_left_behind(checkout: Path, left: str | None) -> None:
    known = Path(asked(checkout, WHERE)) / "nightlamp.pth"
    known.unlink(missing_ok=True)
    if left is not None:
        known.write_text(left)
    bring(checkout)
    assert known.read_text() == f"{checkout}/backend\n"
    assert asked(checkout, "import nightlamp; print(nightlamp.__file__)").startswith(str(checkout))


def test_the_first_time_says_at_once_that_it_takes_a_while_and_later_nothing(checkout: Path) -> None:
    assert bring(checkout).startswith("Getting ready; the first time takes about half a minute.")
    (checkout / "frontend" / "dist").mkdir(parents=True)
    (checkout / "frontend" / "dist" / ".built").touch()
    assert bring(checkout) == ""
