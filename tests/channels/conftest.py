"""A push service of our own, an installation that may post to it, and people with devices."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from nightlamp.accounts.actions import open_account
from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Role
from nightlamp.agencies.actions import found_agency, found_team, grant_role
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.keys import KeyRing, public_point
from tests.conftest import PretendClock
from tests.support.push_phone import Phone
from tests.support.push_service import PushService, running
from tests.support.scripted import Scripted
from tests.support.scripted import scripted as running_scripted

PASSWORD = "a-long-enough-one"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0"


@pytest.fixture
def service() -> Iterator[PushService]:
    """A push service on a free loopback port."""
    with running() as service:
        yield service


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A push service that says what it is told to, on a free loopback port."""
    with running_scripted() as server:
        yield server


@pytest.fixture
def settings(settings: Settings, service: PushService) -> Settings:
    """Settings of an installation that may post to our push service."""
    return replace(settings, push_hosts=(service.origin,))


@dataclass
class Person:
    """Somebody signed in on a browser of their own."""

    account: Account
    client: FlaskClient

    def sign_in(self) -> None:
        """Sign in on this browser."""
        answer = self.client.post("/api/v1/session", json={"email": self.account.email, "password": PASSWORD})
        assert answer.status_code == 200

    def register(self, subscription: dict[str, Any], *, agent: str = FIREFOX) -> TestResponse:
        """Register a push subscription as a browser does."""
        return self.client.post("/api/v1/devices", json=subscription, headers={"User-Agent": agent})

    def devices(self) -> list[dict[str, Any]]:
        """Return my devices."""
        answer = self.client.get("/api/v1/devices")
        assert answer.status_code == 200
        items: list[dict[str, Any]] = answer.get_json()["items"]
        return items


@pytest.fixture
def person(app: Flask, clock: PretendClock) -> Callable[[str], Person]:
    """Give a name, get a worker of one team, signed in."""
    with writing() as session:
        agency = found_agency(session, name="Civil affairs", kind="civil_affairs", by="system", now=clock())
        team = found_team(
            session, agency=agency, name="Root", place_code=None, place_path="", by="system", now=clock()
        )

    def opened(name: str) -> Person:
        email = f"{name}@nightlamp.example"
        with writing() as session:
            account = open_account(
                session, email=email, name=name, password=PASSWORD, language="en", now=clock(), by="system"
            )
            grant_role(session, account=account, team=team, role=Role.WORKER, by="system", now=clock())
        person = Person(account, app.test_client())
        person.sign_in()
        return person

    return opened


@pytest.fixture
def ada(person: Callable[[str], Person]) -> Person:
    """A worker."""
    return person("ada")


@pytest.fixture
def ben(person: Callable[[str], Person]) -> Person:
    """Another worker."""
    return person("ben")


@pytest.fixture
def phone(app: Flask, service: PushService) -> Phone:
    """A phone that subscribed with this installation's VAPID key, and believes no other."""
    return service.phone(key=vapid_point(app))


def vapid_point(app: Flask) -> bytes:
    """Return the public VAPID key of an installation: 65 bytes."""
    ring: KeyRing = app.extensions["nightlamp.keys"]
    return public_point(ring.current_pair("vapid")[1])


def stored_bytes() -> bytes:
    """Return all that the database file holds, as a thief would read it."""
    db.session.rollback()
    path = Path(str(db.engine.url.database))
    return b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*") if p.is_file())
