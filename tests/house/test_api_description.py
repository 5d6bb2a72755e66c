"""The API description: valid OpenAPI 3.1, the committed copy is current, and no open route answers outside of it."""

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from nightlamp.cli import openapi_text
from tests.support.rows import counts, grown
from tests.support.town import Town

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
OPEN = {
    "/api/v1/config": "get",
    "/api/v1/practice": "get",
    "/api/v1/practice/guidance": "get",
    "/api/v1/places": "get",
    "/api/v1/reports": "post",
    "/api/v1/follow-up": "post",
    "/api/v1/follow-up/additions": "post",
    "/api/v1/follow-up/attachments": "post",
    "/api/v1/session": "post",
    "/api/v1/session/holder": "get",
    "/api/v1/deliveries/{token}/acknowledgement": "put",
    "/api/v1/deliveries/{token}/shown": "put",
}


@pytest.fixture
def description(app: Flask) -> dict[str, Any]:
    """What `GET /api/v1/openapi.json` answers."""
    answer = app.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.data)
    return found


def test_the_description_is_valid_openapi(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1.")
    faults = [
        f"{list(fault.instance_path)}: {fault.message}" for fault in OPENAPI_31_VALIDATOR.iter_errors(description)
    ]
    assert faults == []


def test_every_operation_says_what_it_does_and_what_it_answers(description: dict[str, Any]) -> None:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                assert operation.get("summary"), f"{method} {path}"
                assert any(status.startswith("2") for status in operation["responses"]), f"{method} {path}"
                assert "default" in operation["responses"], f"{method} {path}"


def test_the_committed_copy_is_current() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == json.loads(openapi_text()), (
        "Run `nightlamp openapi > docs/openapi.json`."
    )


@pytest.mark.parametrize("path", OPEN)
def test_whatever_is_sent_to_an_open_route_the_answer_is_described(town: Town, path: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", town.app)
    operation = schema[path][OPEN[path].upper()]
    before = counts()

    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def answer_is_described(case: Any) -> None:
        with town.app.app_context():
            case.call_and_validate(checks=CHECKS)

    answer_is_described()
    if OPEN[path] == "get" or "reports" not in path:
        assert set(grown(before)) <= {"sign_in_failure", "audit_event"}
    town.rung()
