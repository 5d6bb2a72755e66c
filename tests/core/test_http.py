"""Pointers, codes and cursors: what a client may build upon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import RAISE, Schema, ValidationError, fields, validate

from nightlamp.core.errors import BadRequest
from nightlamp.core.http import field_errors, make_cursor, read_cursor


class Inner(Schema):
    class Meta:
        unknown = RAISE

    age = fields.Float(validate=validate.Range(0, 25))
    name = fields.Str(validate=validate.Length(max=5), required=True)


class Outer(Schema):
    class Meta:
        unknown = RAISE

    kind = fields.Str(validate=validate.OneOf(("a", "b")), required=True)
    people = fields.List(fields.Nested(Inner), validate=validate.Length(max=2, error="Longer than 2."))
    answers = fields.Dict(keys=fields.Str(validate=validate.OneOf(("q",))), values=fields.Bool())


def found(body: object) -> set[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        Outer().load(body)
    return {(error.pointer, error.code) for error in field_errors(caught.value.messages)}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {("/kind", "required")}),
        ({"kind": None}, {("/kind", "required")}),
        ({"kind": 7}, {("/kind", "wrong_type")}),
        ({"kind": "c"}, {("/kind", "unknown_value")}),
        ({"kind": "a", "more": 1}, {("/more", "unknown_field")}),
        ({"kind": "a", "a/b~c": 1}, {("/a~1b~0c", "unknown_field")}),
        ({"kind": "a", "people": {}}, {("/people", "wrong_type")}),
        ({"kind": "a", "people": [{"name": "toolong"}]}, {("/people/0/name", "too_long")}),
        ({"kind": "a", "people": [{"name": "x", "age": 26}]}, {("/people/0/age", "out_of_range")}),
        ({"kind": "a", "people": [{"name": "x", "age": -1}]}, {("/people/0/age", "out_of_range")}),
        ({"kind": "a", "people": [7]}, {("/people/0", "wrong_type")}),
        ({"kind": "a", "people": [{"name": "x"}] * 3}, {("/people", "too_long")}),
        ({"kind": "a", "answers": {"z": True}}, {("/answers/z", "unknown_value")}),
        ({"kind": "a", "answers": {"q": "maybe"}}, {("/answers/q", "wrong_type")}),
        ([], {("", "wrong_type")}),
    ],
)
def test_each_fault_points_at_its_place(body: object, expected: set[tuple[str, str]]) -> None:
    assert found(body) == expected


@given(st.lists(st.integers() | st.text(max_size=5), max_size=4))
def test_a_cursor_comes_back_as_it_was(position: list[object]) -> None:
    assert read_cursor(make_cursor(position)) == position


def test_no_cursor_is_the_beginning() -> None:
    assert read_cursor(None) == read_cursor("") == []


@pytest.mark.parametrize("text", ["x", "AAAA", "eyJhIjoxfQ==", "é", "\x00", "W10", "bnVsbA==", "WzFd" * 4000])
def test_a_foreign_cursor_is_a_bad_request(text: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_cursor(text)
    assert caught.value.code == "invalid_cursor"
