"""Loading places: whole, once, again, and from a file that somebody made."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from nightlamp.core.db import db, writing
from nightlamp.places import actions, queries
from nightlamp.places.models import Place
from nightlamp.places.sources.listing import BadListing

DIVISIONS = """33\t浙江省
3301\t杭州市
330106\t西湖区
330106005\t翠苑街道
"""


pytestmark = pytest.mark.usefixtures("no_places")


@pytest.fixture
def divisions(tmp_path: Path) -> Path:
    """A country of four places."""
    return listing_of(tmp_path / "divisions.txt", DIVISIONS)


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """One code that the township bore once."""
    return listing_of(tmp_path / "former.txt", "330106001\t330106005\t翠苑街道\n")


def listing_of(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def count() -> int:
    return db.session.execute(select(func.count()).select_from(Place)).scalar_one()


def test_what_is_loaded_already_is_not_loaded_again(app: Flask, divisions: Path, former: Path) -> None:
    assert actions.load_divisions(divisions, former=former) == 4
    mark = queries.edition(db.session())
    assert actions.load_divisions(divisions, former=former) == 0
    assert (count(), queries.edition(db.session())) == (4, mark)


def test_another_edition_renames_adds_and_drops_nothing(app: Flask, divisions: Path, former: Path) -> None:
    actions.load_divisions(divisions, former=former)
    before = queries.edition(db.session())
    listing_of(divisions, "33\t浙江省\n3301\t杭州市\n330106\t西湖新区\n330106009\t留下街道\n")
    assert actions.load_divisions(divisions, former=former) == 4
    session = db.session()
    assert count() == 5
    assert queries.edition(session) != before
    assert (queries.find(session, "330106009") or pytest.fail("added")).path_name == "浙江省 杭州市 西湖新区 留下街道"
    assert queries.find(session, "330106001") is not None
    assert [place.code for place in queries.search(session, "西湖新区")] == ["330106", "330106009"]


def test_villages_are_found_as_soon_as_they_are_loaded(
    app: Flask, divisions: Path, former: Path, tmp_path: Path
) -> None:
    actions.load_divisions(divisions, former=former)
    assert queries.search(db.session(), "一区") == []
    villages = listing_of(tmp_path / "villages.txt", "# ours\n330106005055\t翠苑一区社区\n")
    assert actions.import_places(villages) == 1
    assert actions.import_places(villages) == 0
    (village,) = queries.search(db.session(), "一区")
    assert (village.level.value, village.path_name) == ("village", "浙江省 杭州市 西湖区 翠苑街道 翠苑一区社区")
    township = queries.find(db.session(), "330106005") or pytest.fail("was loaded")
    assert queries.listed(db.session(), township).has_children


@pytest.mark.parametrize("line", ["330106006001\t别处社区", "330106005\t翠苑街道", "330106005055 翠苑一区社区"])
def test_a_file_with_one_wrong_line_changes_nothing(
    app: Flask, divisions: Path, former: Path, tmp_path: Path, line: str
) -> None:
    actions.load_divisions(divisions, former=former)
    villages = listing_of(tmp_path / "villages.txt", f"330106005055\t翠苑一区社区\n{line}\n")
    with pytest.raises(BadListing):
        actions.import_places(villages)
    assert count() == 4


def test_a_place_whose_parent_is_missing_is_refused(app: Flask, tmp_path: Path, former: Path) -> None:
    with pytest.raises(BadListing, match="330106"):
        actions.load_divisions(listing_of(tmp_path / "d.txt", "33\t浙江省\n330106\t西湖区\n"), former=former)
    assert queries.edition(db.session()) == ""


def test_a_load_that_broke_off_is_made_whole_by_the_next(app: Flask, divisions: Path, former: Path) -> None:
    dangling = listing_of(former.with_name("dangling.txt"), "330106001\t330106999\t无\n")
    with pytest.raises(IntegrityError):
        actions.load_divisions(divisions, former=dangling)
    assert (count(), queries.edition(db.session())) == (4, "")
    assert actions.load_divisions(divisions, former=former) == 4
    assert queries.edition(db.session()) != ""


def test_loading_inside_a_larger_unit_is_taken_back_with_it(app: Flask, divisions: Path, former: Path) -> None:
    def load_and_stumble() -> None:
        with writing():
            actions.load_divisions(divisions, former=former)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_and_stumble()
    assert count() == 0
