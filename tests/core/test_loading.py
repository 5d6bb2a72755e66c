"""The quick way to load must say nothing else than the schema itself."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from nightlamp.core.ids import new_receipt
from nightlamp.core.loading import quick_loader
from nightlamp.reports.intake.schemas import AdditionIn, ReportIn

REPORT, ADDITION, PARTIAL = ReportIn(), AdditionIn(), AdditionIn(partial=True)
WAYS = [
    (REPORT, quick_loader(REPORT, also=REPORT.has_enough)),
    (ADDITION, quick_loader(ADDITION)),
    (PARTIAL, quick_loader(PARTIAL)),
]
RECEIPT = new_receipt()


def whole() -> dict[str, Any]:
    return {
        "receipt": RECEIPT, "language": "zh", "danger_now": "no", "what": "她说不想回家。", "what_by": "text",
        "place": {"code": "330106012", "detail": "菜场后面"}, "phone": None, "about": ["family"],
        "pin": {"lat": 30, "lon": 120.1, "datum": "gcj02", "of": "child", "accuracy_m": None},
        "concerns": ["physical"], "circumstances": [], "answers": {"pattern": "yes"},
        "reporter": {"role": "teacher", "mode": "confidential", "name": "林", "safe_contact": {"ok": "yes"}},
        "children": [{"name": "小满", "age": 7, "sex": "f"}, {}],
        "adults": [{"relation": "父亲", "has_access": None}],
        "claimed_at": "2026-11-24T10:00:00+08:00",
    }  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value within a body, the body's own left out."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in inner for found in [(*path, key), *places(item, (*path, key))]]


def changed(path: tuple[Any, ...], new: Any, *, leave_out: bool) -> dict[str, Any]:
    body = whole()
    holder: Any = body
    for key in path[:-1]:
        holder = holder[key]
    if leave_out:
        del holder[path[-1]]
    else:
        holder[path[-1]] = new
    return body


def test_a_right_report_is_loaded_quickly_and_to_the_same() -> None:
    for schema, quick in WAYS:
        assert quick(whole()) == schema.load(whole())
        assert list(quick(whole()) or ()) == list(schema.load(whole()))


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=True), st.text(max_size=30), st.just("yes"),
    st.just("x" * 20_001), st.just(""), st.just("7"), st.just(RECEIPT.lower()), st.just("2026-11-24T10:00:00"),
)  # fmt: skip
values = st.one_of(scalars, st.lists(scalars, max_size=2), st.dictionaries(st.text(max_size=4), scalars, max_size=2))


@settings(max_examples=600)
@given(path=st.sampled_from(places(whole())), new=values, leave_out=st.booleans(), way=st.sampled_from([0, 1, 2]))
def test_whatever_is_changed_it_agrees_with_the_schema_or_is_not_sure(
    path: tuple[Any, ...], new: Any, leave_out: bool, way: int
) -> None:
    schema, quick = WAYS[way]
    found = quick(changed(path, new, leave_out=leave_out))
    if found is not None:
        assert found == schema.load(changed(path, new, leave_out=leave_out))


@pytest.mark.parametrize("leave", [("danger_now",), ("receipt",), ("reporter", "role"), ("pin", "lat")])
def test_what_the_schema_refuses_is_not_loaded_quickly(leave: tuple[Any, ...]) -> None:
    body = changed(leave, None, leave_out=True)
    with pytest.raises(ValidationError):
        REPORT.load(json.loads(json.dumps(body)))
    assert WAYS[0][1](body) is None


@pytest.mark.parametrize("body", [{}, {"danger_now": "no"}, {"receipt": RECEIPT, "danger_now": "no"}])
def test_too_little_is_left_to_the_schema(body: dict[str, Any]) -> None:
    assert WAYS[0][1](body) is None


def test_fields_that_nobody_knows_are_left_to_the_schema() -> None:
    assert WAYS[0][1]({**whole(), "colour": "blue"}) is None
    assert WAYS[0][1](changed(("children", 0), {"name": "小满", "pet": "cat"}, leave_out=False)) is None
