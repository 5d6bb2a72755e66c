"""The text form of places, and the files that the repository holds."""

import lzma
from collections import Counter
from pathlib import Path

import pytest

from nightlamp.places import rules
from nightlamp.places.sources import derive, listing


def packaged(folder: Path, **tables: str) -> Path:
    (folder / "dist").mkdir()
    for name, text in tables.items():
        (folder / "dist" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_comments_and_blank_lines_are_passed_over() -> None:
    assert list(listing.parse(["\ufeff# a comment\r\n", "\n", "33\t浙江省\r\n"])) == [(3, "33", "浙江省")]


@pytest.mark.parametrize("line", ["33 浙江省", "3\t浙江省", "33\t", "33\t  ", "浙江省\t33"])
def test_a_line_that_cannot_be_used_is_named_by_its_number(line: str) -> None:
    with pytest.raises(listing.BadListing, match="line 2"):
        list(listing.parse(["33\t浙江省\n", line]))


def test_the_same_package_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    rows = [("3301", "杭州市"), ("33", "浙江省")]
    first, second = tmp_path / "first.txt.xz", tmp_path / "second.txt.xz"
    assert listing.write(first, rows, about="x") == listing.write(second, reversed(rows), about="x") == 2
    assert first.read_bytes() == second.read_bytes()
    assert lzma.decompress(first.read_bytes()).decode() == "# x\n33\t浙江省\n3301\t杭州市\n"
    assert list(listing.read(first)) == [("33", "浙江省"), ("3301", "杭州市")]


def test_divisions_and_the_villages_of_one_place_are_derived_from_the_package(tmp_path: Path) -> None:
    package = packaged(
        tmp_path,
        provinces='code,name\n33,"浙江省"\n',
        cities='code,name,provinceCode\n3301,"杭州市",33\n',
        areas='code,name,cityCode,provinceCode\n330106,"西湖区",3301,33\n',
        streets='code,name,areaCode,provinceCode,cityCode\n330106005,"翠苑街道",330106,33,3301\n',
        villages='code,name,streetCode\n330106005055,"翠苑一区社区",330106005\n330110005001,"别处",330110005\n',
    )
    divisions, villages = tmp_path / "d.txt.xz", tmp_path / "v.txt"
    assert derive.write_divisions(package, divisions) == 4
    derive.main([str(package), "--to", str(villages), "--villages", "330106"])
    assert [code for code, _ in listing.read(divisions)] == ["33", "3301", "330106", "330106005"]
    assert list(listing.read(villages)) == [("330106005055", "翠苑一区社区")]


def test_the_repository_holds_the_whole_edition_down_to_the_township() -> None:
    rows = list(listing.read(derive.DATA / "divisions.txt.xz"))
    counts = Counter(rules.level_of(code).value for code, _ in rows)
    assert counts == {"province": 31, "prefecture": 342, "county": 2978, "township": 41352}
    codes = {code for code, _ in rows}
    assert len(codes) == len(rows)
    assert all(parent is None or parent in codes for parent in map(rules.parent_of, codes))


def test_the_repository_holds_the_villages_of_the_demo_county() -> None:
    rows = dict(listing.read(derive.DATA / "villages-330106.txt"))
    assert len(rows) == 222
    assert rows["330106005055"] == "翠苑一区社区"
    assert {rules.level_of(code).value for code in rows} == {"village"}
    townships = {code for code, _ in listing.read(derive.DATA / "divisions.txt.xz")}
    assert {rules.parent_of(code) for code in rows} <= townships


def test_former_codes_lead_to_places_that_are_there_and_are_themselves_gone() -> None:
    codes = {code for code, _ in listing.read(derive.DATA / "divisions.txt.xz")}
    former = dict(listing.read_former(derive.DATA / "former.txt"))
    assert former["330106003"] == "330106012"
    assert set(former.values()) <= codes
    assert not set(former) & codes
