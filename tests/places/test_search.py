"""Places by a part of their name, in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.places import rules
from nightlamp.places.search import Lines, PlaceIndex

PLACES = [
    ("33", "浙江省", "浙江省"),
    ("3301", "杭州市", "浙江省 杭州市"),
    ("330106", "西湖区", "浙江省 杭州市 西湖区"),
    ("360103", "西湖区", "江西省 南昌市 西湖区"),
    ("330106005", "翠苑街道", "浙江省 杭州市 西湖区 翠苑街道"),
    ("330106008", "西湖街道", "浙江省 杭州市 西湖区 西湖街道"),
    ("530921100", "大西湖镇", "云南省 临沧市 凤庆县 大西湖镇"),
    ("330106005055", "翠苑一区社区", "浙江省 杭州市 西湖区 翠苑街道 翠苑一区社区"),
    ("330106005099", "西湖", "浙江省 杭州市 西湖区 翠苑街道 西湖"),
]
INDEX = PlaceIndex(PLACES)


def found(query: str, limit: int = 20) -> list[str]:
    return INDEX.codes_for(rules.search_terms(query), limit=limit)


def test_the_name_itself_comes_first_then_its_beginning_then_within_then_the_path() -> None:
    assert found("西湖") == [
        "330106005099",
        *("330106", "360103", "330106008"),
        "530921100",
        *("330106005", "330106005055"),
    ]


def test_a_path_may_be_typed_in_one_go_with_or_without_its_endings() -> None:
    assert found("杭州西湖")[0] == "330106"
    assert found("杭州市西湖区")[0] == "330106"
    assert found("浙江杭州西湖区翠苑")[0] == "330106005"


def test_words_may_stand_apart_and_each_must_fit() -> None:
    assert found("南昌 西湖") == ["360103"]
    assert found("杭州 翠苑") == ["330106005", "330106005055", "330106005099"]
    assert found("南昌 翠苑") == []


def test_no_more_are_found_than_were_asked_for() -> None:
    assert found("西湖", limit=2) == ["330106005099", "330106"]


@pytest.mark.parametrize("query", ["", "  ", "不存在", "\n", "区县市", "市浙区"])
def test_what_nothing_is_called_finds_nothing(query: str) -> None:
    assert found(query) == []


def test_a_line_break_only_parts_words() -> None:
    assert found("南昌\n西湖\n") == found("南昌 西湖")


NAMES = st.lists(st.text(alphabet="西湖区市县ab", min_size=1, max_size=4), max_size=12)


@given(NAMES, st.text(alphabet="西湖区市县ab", min_size=1, max_size=3))
def test_lines_holds_a_part_exactly_where_a_plain_look_finds_it(names: list[str], part: str) -> None:
    lines = Lines("".join(f"{name}\n" for name in names))
    assert list(lines.having(part)) == [i for i, name in enumerate(names) if part in name]
    assert list(lines.having(f"\n{part}")) == [i for i, name in enumerate(names) if name.startswith(part)]
    assert list(lines.having(f"\n{part}\n")) == [i for i, name in enumerate(names) if name == part]
    assert [lines[i] for i in range(len(names))] == names


@given(st.text())
def test_no_query_breaks_the_search(query: str) -> None:
    codes = found(query)
    assert len(codes) == len(set(codes))
