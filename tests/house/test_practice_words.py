"""The words that are built into the reporter's app are those of the practice data, and of no other edition."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "frontend" / "src" / "i18n" / "practice"


def test_the_words_in_the_app_are_those_of_the_practice(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(ROOT / "backend")}
    subprocess.run([sys.executable, "tools/practice_words.py", str(tmp_path)], cwd=ROOT, env=environment, check=True)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in KEPT.iterdir()}
    assert set(written) == set(kept)
    assert [name for name in written if written[name] != kept[name]] == [], (
        "Run tools/types and commit what it writes."
    )
