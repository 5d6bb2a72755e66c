"""Load what is plainly right without marshmallow's machinery; whatever is not goes through marshmallow itself.

A report has forty fields, most of them absent or short text, and loading one costs more than sealing it. The
functions here are made once from the schemas, which stay the only place that says what is right. They never
refuse: they answer None when they are not sure, and the caller lets the schema decide and word the errors.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from marshmallow import Schema, ValidationError, fields, missing, validate

Loader = Callable[[Mapping[str, Any]], dict[str, Any] | None]
_Read = Callable[[Any], Any]


class _Unsure(Exception):
    """This value is wrong, or of a form that only marshmallow knows."""


def quick_loader(schema: Schema, *, also: Callable[[dict[str, Any]], None] | None = None) -> Loader:
    """Return a function that loads what `schema.load` would load to the same value, or None when it is not sure.

    `also` is the schema's own `validates_schema` method, if it has one: it raises ValidationError. A schema made
    with `partial=True` is loaded so: nothing is required, and no default stands in for what is missing.
    """
    read = _object(schema, partial=schema.partial is True)

    def load(body: Mapping[str, Any]) -> dict[str, Any] | None:
        try:
            loaded: dict[str, Any] = read(body)
            if also is not None:
                also(loaded)
        except (_Unsure, ValidationError):
            return None
        return loaded

    return load


def _object(schema: Schema, *, partial: bool) -> _Read:
    known = [
        (name, field.load_default, field.required, _value(field, partial=partial))
        for name, field in schema.load_fields.items()
    ]
    names = frozenset(schema.load_fields)

    def read(body: Any) -> dict[str, Any]:
        if type(body) is not dict or not names.issuperset(body):
            raise _Unsure
        loaded = {}
        for name, default, required, read_value in known:
            if name in body:
                loaded[name] = read_value(body[name])
            elif partial:
                continue
            elif required:
                raise _Unsure
            elif default is not missing:
                loaded[name] = default() if callable(default) else default
        return loaded

    return read


def _value(field: fields.Field[Any], *, partial: bool) -> _Read:
    read, checks, none_is_fine = (
        _by_type(field, partial=partial),
        [_check(each) for each in field.validators],
        field.allow_none,
    )

    def read_value(value: Any) -> Any:
        if value is None:
            if none_is_fine:
                return None
            raise _Unsure
        loaded = read(value)
        for check in checks:
            check(loaded)
        return loaded

    return read_value


def _by_type(field: fields.Field[Any], *, partial: bool) -> _Read:
    if (simple := _SIMPLE.get(type(field))) is not None:
        return simple
    if type(field) is fields.Nested and not field.many:
        return _object(field.schema, partial=partial)
    if type(field) is fields.List:
        return _list(_value(field.inner, partial=partial))
    if type(field) is fields.Dict and field.key_field is not None and field.value_field is not None:
        return _mapping(_value(field.key_field, partial=partial), _value(field.value_field, partial=partial))
    return field.deserialize


def _text(value: Any) -> Any:
    if type(value) is not str:
        raise _Unsure
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not isfinite(value):
        raise _Unsure
    return float(value)


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise _Unsure
    return value


def _list(read: _Read) -> _Read:
    def read_list(value: Any) -> list[Any]:
        if type(value) is not list:
            raise _Unsure
        return [read(item) for item in value]

    return read_list


def _mapping(read_key: _Read, read_value: _Read) -> _Read:
    def read_mapping(value: Any) -> dict[Any, Any]:
        if type(value) is not dict:
            raise _Unsure
        return {read_key(key): read_value(item) for key, item in value.items()}

    return read_mapping


def _check(validator: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a check that raises _Unsure; the common validators without making their words."""
    if type(validator) is validate.OneOf:
        choices = frozenset(validator.choices)
        return lambda value: _sure(value in choices)
    if type(validator) is validate.Length and validator.equal is None:
        least, most = validator.min or 0, validator.max
        return lambda value: _sure(least <= len(value) and (most is None or len(value) <= most))
    return validator


def _sure(right: bool) -> None:
    if not right:
        raise _Unsure


_SIMPLE: dict[type, _Read] = {fields.Str: _text, fields.Float: _number, fields.Bool: _truth}
