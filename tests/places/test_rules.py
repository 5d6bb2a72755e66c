"""What a place code means, by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.places import rules
from nightlamp.places.rules import Level

VILLAGE_CODES = st.text(alphabet="0123456789", min_size=12, max_size=12)


def test_the_length_of_a_code_tells_its_level() -> None:
    codes = ["33", "3301", "330106", "330106005", "330106005055"]
    assert [rules.level_of(code) for code in codes] == list(Level)


@pytest.mark.parametrize("text", ["", "3", "330", "33010600", "3301O6", "３３", "33 ", "3301060050550"])
def test_what_is_not_a_code_is_refused(text: str) -> None:
    assert not rules.is_code(text)
    with pytest.raises(ValueError):
        rules.level_of(text)


def test_a_code_knows_its_parent_and_a_province_has_none() -> None:
    assert rules.parent_of("330106005055") == "330106005"
    assert rules.parent_of("330106005") == "330106"
    assert rules.parent_of("33") is None


def test_the_township_is_the_finest_place_that_stands_in_clear() -> None:
    assert rules.township_of("330106005055") == "330106005"
    assert rules.township_of("330106005") == "330106005"
    assert rules.township_of("330106") == "330106"


def test_prefixes_go_from_the_finest_to_the_coarsest() -> None:
    assert rules.prefixes("330106003") == ["330106003", "330106", "3301", "33"]
    assert rules.prefixes("330106005055007") == ["330106005055", "330106005", "330106", "3301", "33"]
    assert rules.prefixes(" ３３０１０６０ ") == ["330106", "3301", "33"]


@pytest.mark.parametrize("text", ["", " ", "3", "xihu", "33x106", "-33", "33\x00", "¼¼"])
def test_what_holds_no_code_has_no_prefixes(text: str) -> None:
    assert rules.prefixes(text) == []


def test_zeros_behind_a_code_name_the_same_place_and_other_digits_do_not() -> None:
    assert rules.names_exactly("330100", "3301")
    assert rules.names_exactly("330106005000", "330106005")
    assert rules.names_exactly("330106005", "330106005")
    assert not rules.names_exactly("330106099", "330106")
    assert not rules.names_exactly("330106", "330107")


@given(VILLAGE_CODES)
def test_a_place_lies_within_the_bounds_of_each_place_above_it_and_of_no_sibling(code: str) -> None:
    path = rules.path_of(code)
    for above in rules.ancestors_in(path):
        low, high = rules.subtree_bounds(rules.path_of(above))
        assert low <= path < high
        assert low <= rules.path_of(above) < high
    sibling = code[:-1] + ("0" if code[-1] != "0" else "1")
    low, high = rules.subtree_bounds(rules.path_of(sibling))
    assert not low <= path < high


@given(VILLAGE_CODES)
def test_the_parent_is_the_next_prefix(code: str) -> None:
    chain = rules.prefixes(code)
    assert [rules.parent_of(step) for step in chain] == [*chain[1:], None]
    assert rules.ancestors_in(rules.path_of(code)) == chain[:0:-1]


def test_fillers_and_cities_without_counties_are_pseudo() -> None:
    assert rules.is_pseudo("市辖区", Level.PREFECTURE, "北京市")
    assert rules.is_pseudo("省直辖县级行政区划", Level.PREFECTURE, "河南省")
    assert rules.is_pseudo("东莞市", Level.COUNTY, "东莞市")
    assert not rules.is_pseudo("杭州市", Level.PREFECTURE, "浙江省")
    assert not rules.is_pseudo("城关镇", Level.TOWNSHIP, "城关镇")
    assert not rules.is_pseudo("县", Level.VILLAGE, "城关镇")


def test_a_readable_path_leaves_the_fillers_out() -> None:
    beijing = rules.readable("", "北京市", pseudo=False)
    filler = rules.readable(beijing, "市辖区", pseudo=True)
    assert rules.readable(filler, "东城区", pseudo=False) == "北京市 东城区"


def test_a_query_is_compared_without_width_case_and_space() -> None:
    assert rules.search_terms("　西湖　翠苑 ") == ["西湖", "翠苑"]
    assert rules.search_terms("ＡＢ（一）") == ["ab(一)"]
    assert rules.search_terms(" \t ") == []


def test_a_query_of_any_size_is_cut_to_few_terms() -> None:
    assert len(rules.search_terms("a " * 10_000)) == rules.SEARCH_TERMS
    assert len(rules.search_terms("西" * 10_000)[0]) == rules.SEARCH_LENGTH


@given(st.text())
def test_no_text_breaks_a_query_or_a_code(text: str) -> None:
    assert all(term and not term.isspace() for term in rules.search_terms(text))
    assert all(rules.is_code(code) for code in rules.prefixes(text))


def test_paths_are_compared_without_the_words_for_province_city_and_county() -> None:
    assert rules.fold_path("浙江省 杭州市 西湖区 翠苑街道") == rules.fold_path("浙江杭州西湖翠苑街道")
    assert rules.fold_path("广西壮族自治区 南宁市") == "广西南宁"


def test_a_text_of_any_size_is_read_only_as_far_as_a_code_reaches() -> None:
    assert rules.prefixes("3" * 1_000_000)[0] == "3" * 12
    assert not rules.names_exactly("33" + "1" * 1_000_000, "33")
