"""Founds a stand: Xihu in a home of its own, on SQLite or in a database of a server, each person with a phone."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nightlamp.accounts.queries import account_by_email
from nightlamp.app import create_app
from nightlamp.channels.actions import register_device
from nightlamp.cli import initialise
from nightlamp.core.clock import utc_now
from nightlamp.core.config import Settings, read_settings
from nightlamp.core.db import db
from tests.faults.stand.outcome import Heard, let_go
from tests.faults.stand.stand import ROOT, Stand
from tests.support import push_service
from tests.support.live import free_port
from tests.support.postgres import PostgresServer
from tests.support.push_service import PushService
from tests.support.town import found_town

PEOPLE = ("worker", "colleague", "county", "supervisor", "desk")


@dataclass(frozen=True)
class Ground:
    """A home with keys and tables, and a database like it on a server: stands are copies of them."""

    home: Path
    database: str | None = None


def lay_ground(home: Path, server: PostgresServer | None = None, name: str = "ground") -> Ground:
    """Make keys in `home`, if it has none, and tables and places there or in a database of `server`."""
    url = {"DATABASE_URL": server.create_database(name)} if server else {}
    app = initialise(read_settings({"NIGHTLAMP_HOME": str(home), **url}), kind="demo")
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        let_go()
    return Ground(home, name if server else None)


@contextmanager
def standing(
    folder: Path, ground: Ground, server: PostgresServer | None, *, name: str = "stand", hurries: bool = False
) -> Iterator[Stand]:
    """Found Xihu in `folder`; nothing runs yet. `ground.database` is a template on `server`."""
    home = folder / "home"
    shutil.copytree(ground.home, home, ignore=shutil.ignore_patterns("*.db-wal", "*.db-shm", "*.gate"))
    url = server.create_database(name, template=ground.database or "template0") if server else None
    with ExitStack() as stack:
        if server:
            stack.callback(server.drop_database, name)
        service = stack.enter_context(push_service.running())
        other = stack.enter_context(push_service.running())
        settings, environment = _settings(home, f"{service.origin} {other.origin}", url)
        app = create_app(settings)
        stand = Stand(app, settings, environment, service, other, server, hurries)
        stack.callback(stand.stop)
        with app.app_context():
            town = found_town(app, utc_now, phones=False)
            stand.accounts = {who: person.account.uuid for who, person in town.people.items()}
            stand.township = town.teams["township"].uuid
            let_go()
        stand.phones = {person: give_phone(stand, person, service) for person in PEOPLE}
        yield stand


def give_phone(stand: Stand, person: str, service: PushService) -> Heard:
    """Register another phone for somebody, at a push service."""
    phone = service.phone()
    subscription = phone.subscription()
    endpoint, keys = subscription["endpoint"], subscription["keys"]
    with stand.writing() as session:
        account = account_by_email(f"{person}@xihu.example")
        assert account is not None
        register_device(session, account=account, endpoint=endpoint, label="Phone", now=utc_now(), **keys)
    return Heard(phone)


def _settings(home: Path, push_hosts: str, url: str | None) -> tuple[Settings, dict[str, str]]:
    port = free_port()
    ours: dict[str, Any] = {
        "NIGHTLAMP_HOME": str(home),
        "NIGHTLAMP_PORT": str(port),
        "NIGHTLAMP_ORIGIN": f"http://localhost:{port}",
        "NIGHTLAMP_PUSH_HOSTS": push_hosts,
        "NIGHTLAMP_PROXIES": "1",
        **({"DATABASE_URL": url} if url else {}),
    }
    skew = home.parent / "skew"
    skew.write_text("0")
    path = os.pathsep.join(str(ROOT / part) for part in ("backend", "tests/faults/stand/skew"))
    return read_settings(ours), {**os.environ, **ours, "PYTHONPATH": path, "NIGHTLAMP_TEST_SKEW_FILE": str(skew)}
