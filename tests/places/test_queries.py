"""The doors to places, on the real divisions."""

from collections import Counter

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from nightlamp.places import queries, rules
from nightlamp.places.models import Place


def codes_below(session: Session, code: str) -> list[str]:
    return [place.code for place in queries.children_of(session, queries.find(session, code))]


def test_every_level_is_there(session: Session) -> None:
    rows = session.execute(select(Place.level, func.count()).group_by(Place.level)).all()
    assert {level.value: count for level, count in rows} == {
        "province": 31,
        "prefecture": 342,
        "county": 2978,
        "township": 41352,
        "village": 222,
    }


def test_only_fillers_and_cities_without_counties_are_pseudo(session: Session) -> None:
    names = session.execute(select(Place.name).where(Place.pseudo)).scalars()
    assert Counter(names) == {
        "市辖区": 4,
        "省直辖县级行政区划": 3,
        "自治区直辖县级行政区划": 1,
        "县": 1,
        "东莞市": 1,
        "中山市": 1,
        "儋州市": 1,
        "嘉峪关市": 1,
    }


def test_a_municipality_shows_its_districts_and_not_the_filler(session: Session) -> None:
    beijing = queries.children_of(session, queries.find(session, "11"))
    assert len(beijing) == 16
    assert (beijing[0].code, beijing[0].name, beijing[0].path_name) == ("110101", "东城区", "北京市 东城区")
    assert {place.level for place in beijing} == {rules.Level.COUNTY}


def test_fillers_give_way_to_their_children_beside_real_prefectures(session: Session) -> None:
    assert len(codes_below(session, "50")) == 38
    henan = codes_below(session, "41")
    assert len(henan) == 18
    assert henan[-1] == "419001"


def test_a_city_without_counties_shows_its_townships(session: Session) -> None:
    dongguan = queries.children_of(session, queries.find(session, "4419"))
    assert {place.level for place in dongguan} == {rules.Level.TOWNSHIP}
    assert dongguan[0].path_name == "广东省 东莞市 东城街道"


def test_no_parent_means_the_provinces(session: Session) -> None:
    provinces = queries.children_of(session, None)
    assert len(provinces) == 31
    assert all(place.has_children for place in provinces)


def test_only_townships_whose_villages_were_loaded_have_children(session: Session) -> None:
    by_code = {place.code: place for place in queries.children_of(session, queries.find(session, "330106"))}
    assert len(by_code) == 12
    assert all(place.has_children for place in by_code.values())
    other = queries.find(session, "330102001") or pytest.fail("is in the edition")
    assert not queries.listed(session, other).has_children


def test_every_real_place_of_a_province_is_reached_by_choosing(session: Session) -> None:
    waiting, reached = ["44"], set()
    while waiting:
        code = waiting.pop()
        reached.add(code)
        waiting += codes_below(session, code)
    query = select(Place.code).where(queries.in_subtree(Place.path, "44/"), ~Place.pseudo)
    assert reached == set(session.execute(query).scalars())


def test_a_code_is_found_as_it_stands_filled_with_zeros_and_by_its_former_self(session: Session) -> None:
    asked = {"330106005": "330106005", "330100": "3301", "330106005000": "330106005", "330106003": "330106012"}
    for code, expected in asked.items():
        place = queries.find(session, code)
        assert place is not None
        assert place.code == expected


@pytest.mark.parametrize("code", ["99", "330106999", "330106005999", "", "西湖", "3301060050550559"])
def test_a_code_that_no_place_bears_is_not_found(session: Session, code: str) -> None:
    assert queries.find(session, code) is None


def test_an_unknown_code_falls_back_to_its_longest_known_prefix(session: Session) -> None:
    asked = {
        "330106005055": ("330106005055", True),
        "330106005999": ("330106005", False),
        "330106999": ("330106", False),
        "330106003007": ("330106012", False),
        "339999999": ("33", False),
    }
    for code, expected in asked.items():
        resolved = queries.resolve(session, code)
        assert resolved is not None
        assert (resolved[0].code, resolved[1]) == expected
    assert queries.resolve(session, "999999") is None
    assert queries.resolve(session, "not a code") is None


def test_resolving_works_on_a_bare_connection_too(session: Session) -> None:
    resolved = queries.resolve(session.connection(), "330106005")
    assert resolved == queries.resolve(session, "330106005")


def test_ancestors_are_named_from_the_province_down(session: Session) -> None:
    village = queries.find(session, "330106005055") or pytest.fail("is in the demo's villages")
    assert [place.name for place in queries.ancestors(session, village)] == ["浙江省", "杭州市", "西湖区", "翠苑街道"]
    dongcheng = queries.find(session, "110101") or pytest.fail("is in the edition")
    assert [place.code for place in queries.ancestors(session, dongcheng)] == ["11", "1101"]


def test_a_subtree_is_one_range_of_the_index(session: Session) -> None:
    below = queries.in_subtree(Place.path, rules.path_of("330106"))
    assert session.execute(select(func.count()).where(below)).scalar_one() == 1 + 12 + 222
    query = select(Place.code).where(below).compile(session.connection(), compile_kwargs={"literal_binds": True})
    steps = session.execute(text(f"EXPLAIN QUERY PLAN {query}")).all()
    assert "(path>? AND path<?)" in str(steps)


def test_search_finds_what_people_type(session: Session) -> None:
    assert [place.code for place in queries.search(session, "西湖")][:2] == ["330106", "360103"]
    assert queries.search(session, "杭州西湖")[0].code == "330106"
    assert queries.search(session, "翠苑")[0].path_name == "浙江省 杭州市 西湖区 翠苑街道"
    assert queries.search(session, "杭州　翠苑一区")[0].code == "330106005055"
    assert queries.search(session, "北京朝阳")[0].code == "110105"
    assert queries.search(session, "东莞")[0].code == "4419"
    assert queries.search(session, "市辖区") == []


def test_search_is_bounded_and_survives_anything(session: Session) -> None:
    assert len(queries.search(session, "街道")) == queries.FOUND_AT_MOST
    assert len(queries.search(session, "街道", limit=3)) == 3
    assert queries.search(session, "\x00%_'\"\ud800") == []
    assert queries.search(session, "") == []
