"""Hold every answer that the suite receives against the API description that we publish."""

import re
from functools import cache
from typing import Any

import jsonschema_rs
from flask import Flask, Response, g, request

BASE = "/api/v1"


class Contract:
    """The published description, and what it says of one answer."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.description = description

    def check(self, response: Response) -> Response:
        """Fail the test when an answer of the API is not what the description says; hand it on otherwise."""
        if not request.path.startswith(BASE) or request.path == f"{BASE}/openapi.json":
            return response
        if "account" in g:
            kept = response.headers.get("Cache-Control", "")
            decided = "no-store" in kept or "public" in kept
            assert decided, f"{request.method} {request.path}: what staff see may be kept by a cache"
        described = self._described(response.status_code)
        content = described.get("content", {})
        where = f"{request.method} {request.path} → {response.status_code}"
        if not content:
            assert not response.data or response.status_code == 304, f"{where}: a body, and none is described"
            return response
        assert response.mimetype in content, f"{where}: {response.mimetype} is not described"
        if not response.is_json:
            return response
        validator = self._validator(content[response.mimetype]["schema"]["$ref"])
        faults = [f"{list(fault.instance_path)}: {fault.message}" for fault in validator.iter_errors(response.json)]
        assert not faults, f"{where}: {faults}"
        return response

    def _described(self, status: int) -> dict[str, Any]:
        operation = self._operation()
        responses = operation.get("responses", {}) if operation else {}
        if str(status) not in responses and status < 400:
            raise AssertionError(f"{request.method} {request.path} → {status} is not described")
        found = responses.get(str(status)) or {"$ref": "#/components/responses/DEFAULT_ERROR"}
        if "$ref" in found:
            found = self.description["components"]["responses"][found["$ref"].rsplit("/", 1)[1]]
        return dict(found)

    def _operation(self) -> dict[str, Any] | None:
        if request.url_rule is None:
            return None
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", request.url_rule.rule)
        method = "get" if request.method == "HEAD" else request.method.lower()
        found = self.description["paths"].get(path, {}).get(method)
        assert found is not None or method == "options", f"{request.method} {path} is not described"
        return found

    @cache  # noqa: B019  (one contract a session)
    def _validator(self, reference: str) -> Any:
        return jsonschema_rs.Draft202012Validator(
            {"$ref": reference, "components": {"schemas": self.description["components"]["schemas"]}}
        )


_kept: list[Contract] = []


def contract_of(app: Flask) -> Contract:
    """Return the contract of the application; it is the same for every test of a session."""
    if not _kept:
        _kept.append(Contract(app.extensions["nightlamp.api"].spec.to_dict()))
    return _kept[0]
