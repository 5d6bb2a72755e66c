"""Text from outside: what no database stores is taken out, everything else stays as it was written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.core.text import DEEPEST, TooDeep, canonical, clean, clean_tree, folded_name, folded_phone, read_json

any_text = st.text(alphabet=st.characters(codec=None, exclude_categories=()))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=10,
)


@given(any_text)
def test_cleaned_text_can_be_stored_anywhere(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert "\r" not in cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b", "ab"),
        ("a\ud800b", "a?b"),
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("👨‍👩‍👧 ok\t", "👨‍👩‍👧 ok\t"),
        ("\ud83d\ude00", "??"),
    ],
)
def test_only_what_cannot_be_stored_changes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(json_values)
def test_a_cleaned_tree_is_json_that_every_browser_reads(value: object) -> None:
    text = json.dumps(clean_tree(value), ensure_ascii=False, allow_nan=False)
    assert json.loads(text.encode("utf-8")) == clean_tree(value)


def test_numbers_that_json_does_not_know_are_kept_as_words() -> None:
    assert clean_tree({"a": float("inf"), "b": [float("-inf")]}) == {"a": "inf", "b": ["-inf"]}
    assert clean_tree(float("nan")) == "nan"


def test_what_is_nested_too_deep_is_kept_as_its_text() -> None:
    deep: object = "a\x00"
    for _ in range(800):
        deep = [deep]
    cleaned = clean_tree({"x": deep, "y": {"z": ["b\x00"]}})
    assert cleaned["y"] == {"z": ["b"]}
    depth = 0
    inner = cleaned["x"]
    while isinstance(inner, list):
        (inner,), depth = inner, depth + 1
    assert depth == DEEPEST - 1  # the outer object is one level
    assert json.loads(inner.replace("\\u0000", "")) == json.loads("[" * (800 - depth) + '"a"' + "]" * (800 - depth))


def test_json_is_read_without_losing_a_number() -> None:
    digits = "9" * 5000
    assert read_json('{"a": 1e999, "b": -1e999, "c": %s, "d": 0.5, "e": 12}' .replace("%s", digits)) == {
        "a": "1e999", "b": "-1e999", "c": digits, "d": 0.5, "e": 12
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', '{"a": Infinity}', "\ufeff{}", "{'a': 1}"])
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_json(text)


@pytest.mark.parametrize("depth", [900, 990, 1000, 1010, 100_000])
def test_depth_never_breaks_the_reader(depth: int) -> None:
    try:
        read_json('{"a":' * depth + "1" + "}" * depth)
    except TooDeep:
        assert depth > 800


def test_words_for_numbers_are_taken_when_asked_to() -> None:
    assert read_json('{"a": NaN, "b": [-Infinity]}', lenient=True) == {"a": "NaN", "b": ["-Infinity"]}


def test_canonical_bytes_depend_on_the_content_only() -> None:
    assert canonical({"b": 1, "a": "一"}) == '{"a":"一","b":1}'.encode()
    assert canonical({"a": "一", "b": 1}) == canonical(json.loads('{ "b": 1, "a": "\\u4e00" }'))


@pytest.mark.parametrize(
    ("one", "other"),
    [("许 知", "许知"), ("买买提·艾力", "买买提•艾力"), ("ANNA Lee", "anna-lee"), ("Ａｎｎａ", "anna")],
)
def test_names_are_compared_without_spaces_marks_and_width(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@pytest.mark.parametrize(
    "typed",
    [
        "13900000001",
        "139 0000 0001",
        "+86 139-0000-0001",
        "0086 13900000001",
        "１３９００００００ ０１",
        "(86)13900000001",
    ],
)
def test_one_phone_written_in_many_ways_is_one_phone(typed: str) -> None:
    assert folded_phone(typed) == "13900000001"


def test_a_short_number_keeps_its_eighty_six() -> None:
    assert folded_phone("8612345") == "8612345"
