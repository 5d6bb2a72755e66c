"""What an operator asks: is it alive, is it ready, what do the figures say. No word of a case, no address."""

from datetime import UTC, datetime

from flask import Flask, Response, current_app, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select

from nightlamp.alerts.models import IS_WAITING, TRIGGERED, Alert, Delivery
from nightlamp.core import clock
from nightlamp.core.db import db
from nightlamp.core.http import public
from nightlamp.core.keys import KeyMissing, KeyRing
from nightlamp.reports.queries import quarantined
from nightlamp.reports.watching import faults_now


def init_health(app: Flask) -> None:
    """Add the three operator routes."""
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)
    app.add_url_rule("/metrics", "metrics", metrics)


@public
def healthz() -> ResponseReturnValue:
    """Answer 200 while every alert moves in time, else 503 with what is wrong: then a person must look at once."""
    found = faults_now(db.session(), now=clock.now())
    return jsonify({"ok": not found, "faults": found}), 503 if found else 200, {"Cache-Control": "no-store"}


@public
def readyz() -> ResponseReturnValue:
    """Answer 200 when this process can take reports: the database answers and the keys are there."""
    db.session.execute(select(1))
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    try:
        for kind in ("kek", "identity", "hmac", "audit"):
            ring.current(kind)
        ring.current_pair("intake")
    except KeyMissing:
        return jsonify({"ok": False, "faults": ["key_missing"]}), 503
    return jsonify({"ok": True, "faults": []}), 200, {"Cache-Control": "no-store"}


@public
def metrics() -> ResponseReturnValue:
    """Answer gauges in the Prometheus text format, read from the database: every process tells the same."""
    registry = CollectorRegistry()
    now = clock.now()
    _gauge(registry, "nightlamp_alerts_triggered", "Alerts that nobody has in hand", _count_triggered())
    _gauge(registry, "nightlamp_oldest_triggered_seconds", "Age of the oldest of them", _oldest_seconds(now))
    _gauge(registry, "nightlamp_deliveries_due", "Messages that wait to be sent", _count_due(now))
    _gauge(registry, "nightlamp_faults", "What the self-audit finds wrong", len(faults_now(db.session(), now=now)))
    _gauge(registry, "nightlamp_sealed_quarantined", "Sealed reports without a key", quarantined(db.session()))
    return Response(generate_latest(registry), mimetype="text/plain; version=0.0.4")


def _gauge(registry: CollectorRegistry, name: str, words: str, value: float) -> None:
    Gauge(name, words, registry=registry).set(value)


def _count_triggered() -> int:
    query = select(func.count()).where(Alert.closed_at.is_(None), Alert.state == TRIGGERED)
    return db.session.execute(query).scalar_one()


def _oldest_seconds(now: datetime) -> float:
    query = select(func.min(Alert.raised_at)).where(Alert.closed_at.is_(None), Alert.state == TRIGGERED)
    oldest = db.session.execute(query).scalar_one_or_none()
    return (now - oldest.astimezone(UTC)).total_seconds() if oldest else 0.0


def _count_due(now: datetime) -> int:
    return db.session.execute(select(func.count()).where(IS_WAITING, Delivery.due_at <= now)).scalar_one()
