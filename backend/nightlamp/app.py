"""create_app(): the blueprint list is the site map."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_migrate import Migrate

from nightlamp.accounts.guard import init_guard
from nightlamp.agencies.api import blueprint as session
from nightlamp.agencies.queries import grants_of
from nightlamp.alerts.answering.api import blueprint as answers
from nightlamp.alerts.api import blueprint as alerts
from nightlamp.alerts.hearing.api import blueprint as hearing_rules
from nightlamp.alerts.hearing_api import blueprint as hearing
from nightlamp.alerts.history.api import blueprint as history
from nightlamp.alerts.policies.api import blueprint as policies
from nightlamp.alerts.reach.addresses_api import blueprint as addresses
from nightlamp.alerts.reach.board_api import blueprint as hearing_board
from nightlamp.channels.api import blueprint as devices
from nightlamp.core.clock import Clock, utc_now
from nightlamp.core.config import Settings, read_settings
from nightlamp.core.db import db, engine_options, init_db, migrations_dir
from nightlamp.core.http import ProblemApi, register_errors
from nightlamp.core.keys import KeyRing
from nightlamp.core.lanes import init_lanes
from nightlamp.duty.board.api import blueprint as board
from nightlamp.duty.board.feeds_api import blueprint as feeds
from nightlamp.duty.board.mine_api import blueprint as my_shifts
from nightlamp.duty.board.rotas_api import blueprint as rotas
from nightlamp.health import init_health
from nightlamp.pages import init_pages
from nightlamp.places.api import blueprint as places
from nightlamp.practice.api import blueprint as practice
from nightlamp.reports.api import blueprint as reports
from nightlamp.reports.attachments.api import blueprint as attachments
from nightlamp.reports.entrances.api import blueprint as entrances
from nightlamp.reports.follow_up.api import blueprint as follow_up
from nightlamp.reports.hotline.api import blueprint as hotline
from nightlamp.reports.intake.api import blueprint as intake
from nightlamp.reports.own.api import blueprint as own_reports
from nightlamp.statistics.api import blueprint as statistics
from nightlamp.triage.api import blueprint as triage

BLUEPRINTS: list[Any] = [
    practice,
    places,
    intake,
    follow_up,
    entrances,
    hotline,
    own_reports,
    session,
    reports,
    attachments,
    triage,
    alerts,
    answers,
    history,
    hearing,
    hearing_rules,
    policies,
    board,
    rotas,
    my_shifts,
    feeds,
    devices,
    addresses,
    hearing_board,
    statistics,
]


class Nightlamp(Flask):
    """The application. All its views are plain functions, so none is asked on each request whether it is not."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def create_app(settings: Settings | None = None, *, clock: Clock = utc_now) -> Flask:
    """Build the application. `clock` is replaced only by tests and by a demo's pretended time."""
    settings = settings or read_settings()
    app = Nightlamp("nightlamp", static_folder=None)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        API_TITLE="Nightlamp",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["nightlamp.settings"] = settings
    app.extensions["nightlamp.keys"] = KeyRing(settings.keys_dir)
    app.extensions["nightlamp.clock"] = clock
    app.extensions["nightlamp.grants"] = grants_of
    init_lanes(app)
    init_db(app)
    Migrate(app, db, directory=str(migrations_dir()), render_as_batch=settings.is_sqlite)
    init_guard(app, is_https=settings.is_https)
    register_errors(app)
    api = ProblemApi(app)
    app.extensions["nightlamp.api"] = api
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint, url_prefix="/api/v1")
    init_health(app)
    init_pages(app, settings)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return app
