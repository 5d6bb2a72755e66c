"""The site map: every route has a guard, the open ones are known by name, addresses are kebab-case."""

import re

from flask import Flask

OPEN_TO_EVERYBODY = {
    "GET /api/v1/config",
    "GET /api/v1/places",
    "GET /api/v1/practice",
    "GET /api/v1/practice/guidance",
    "POST /api/v1/reports",
    "POST /api/v1/follow-up",
    "POST /api/v1/follow-up/additions",
    "POST /api/v1/follow-up/messages",
    "POST /api/v1/follow-up/attachments",
    "POST /api/v1/session",
    "GET /api/v1/session/holder",
    "GET /api/v1/duty/calendar/<secret>.ics",
    "PUT /api/v1/deliveries/<token>/acknowledgement",
    "PUT /api/v1/deliveries/<token>/shown",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /",
    "GET /s",
    "GET /r",
    "POST /share",
    "GET /e/<_>",
    "GET /api/v1/entrances/<code>",
    "GET /staff/",
    "GET /staff/<path:_>",
}


def guards(app: Flask) -> dict[str, str | None]:
    """Return the guard of every route and method; None where there is none."""
    found: dict[str, str | None] = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            handler = getattr(getattr(view, "view_class", None), method.lower(), view)
            found[f"{method} {rule.rule}"] = getattr(handler, "guard", None)
    return found


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    without = [route for route, guard in guards(app).items() if guard is None and "openapi.json" not in route]
    assert without == []


def test_only_these_routes_are_open_to_everybody(app: Flask) -> None:
    assert {route for route, guard in guards(app).items() if guard == "public"} == OPEN_TO_EVERYBODY


def test_addresses_are_kebab_case(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        plain = re.sub(r"<[^>]+>", "", rule.rule)
        assert re.fullmatch(r"[a-z0-9/.-]*", plain), rule.rule


def test_a_route_with_a_guard_refuses_whoever_is_not_signed_in(app: Flask) -> None:
    client = app.test_client()
    for route, guard in guards(app).items():
        method, path = route.split(" ", 1)
        if guard in (None, "public"):
            continue
        answer = client.open(re.sub(r"<[^>]+>", "x", path), method=method, json={})
        assert answer.status_code in (401, 422), (route, answer.status_code)
        assert answer.mimetype == "application/problem+json"
