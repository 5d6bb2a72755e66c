"""Who may do what: every guarded route is tried by every role, so that each permission stands beside its refusal."""

import re

import pytest
from flask import Flask

from nightlamp.accounts.permissions import PERMISSIONS, Permission, Role
from tests.support.town import Town

PEOPLE = {Role.WORKER: "worker", Role.SUPERVISOR: "supervisor", Role.ADMINISTRATOR: "admin"}


def guarded(app: Flask) -> list[tuple[str, str, str]]:
    """Return (method, path, guard) of every route that is not open to everybody."""
    found = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            handler = getattr(getattr(view, "view_class", None), method.lower(), view)
            guard = getattr(handler, "guard", "public")
            if guard != "public":
                found.append((method, re.sub(r"<[^>]+>", "x", rule.rule), guard))
    return found


@pytest.fixture
def with_admin(town: Town) -> Town:
    """The town with an administrator at its root."""
    town.add_person("admin", "方晴", "root", Role.ADMINISTRATOR, on_duty=False, phone=False)
    return town


def test_every_route_refuses_exactly_those_without_its_permission(with_admin: Town) -> None:
    tried = 0
    for method, path, guard in guarded(with_admin.app):
        for role, key in PEOPLE.items():
            if (method, path) == ("DELETE", "/api/v1/session"):
                continue
            answer = with_admin.browser(key).open(path, method=method, json={} if method != "GET" else None)
            may = guard == "signed-in" or Permission(guard) in PERMISSIONS[role]
            refused = answer.status_code == 403 and answer.json["code"] == "permission_missing"
            assert refused is not may, (method, path, role, answer.status_code, answer.json)
            assert answer.status_code not in (401, 500), (method, path, role)
            tried += 1
    assert tried > 40


def test_a_worker_reads_no_statistics_and_an_administrator_no_report() -> None:
    assert Permission.STATISTICS_READ not in PERMISSIONS[Role.WORKER]
    work = {p for p in PERMISSIONS[Role.ADMINISTRATOR] if p.startswith(("report:", "alert:", "milestone:"))}
    assert work == {Permission.ALERT_PLAN}, "how alerts climb, and no alert"
    assert PERMISSIONS[Role.WORKER] < PERMISSIONS[Role.SUPERVISOR]


def test_every_permission_is_somebodys() -> None:
    assert set().union(*PERMISSIONS.values()) == set(Permission)
