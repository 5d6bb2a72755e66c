"""Turn reports into what staff see: names for ids, words for times, one list of what happened."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people, people_by_uuid
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.alerts.queries import alert_ids_on, events_of
from nightlamp.audit.queries import acts_on
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from nightlamp.core.ids import in_groups
from nightlamp.places.queries import KnownPlace, find_each, resolve
from nightlamp.practice.content import due_at, standard_seconds
from nightlamp.reports.alerting import alerts_shown
from nightlamp.reports.attachments.queries import attachments_of
from nightlamp.reports.follow_up.queries import messages_of, unread_of
from nightlamp.reports.kinds import ACT_KINDS, ALERT_KINDS
from nightlamp.reports.milestones import RESULT_TOLD, subject_of
from nightlamp.reports.models import Report, ReportMilestone
from nightlamp.reports.queries import Listed, Opened, milestones_of, open_note
from nightlamp.reports.rules import STEPS, excerpt


def rows(listed: Sequence[Listed], *, now: datetime) -> list[dict[str, Any]]:
    """Return reports as a list shows them."""
    alerts = alerts_shown(db.session(), [item.report for item in listed])
    codes = {item.report.place_code for item in listed}
    places = find_each(db.session(), {code for code in codes if code})
    ids = [item.report.id for item in listed]
    unread, results = unread_of(db.session(), ids), _results(listed, now=now)
    return [
        _row(item, alerts.get(item.report.id), places, now=now)
        | {"unread": unread.get(item.report.id, 0), "result": results[item.report.id]}
        for item in listed
    ]


def whole(opened: Opened, viewer: Viewer, *, zone: str, now: datetime) -> dict[str, Any]:
    """Return one report with its details, as its page shows it."""
    report, content = opened.report, opened.known
    (row,) = rows([Listed(report, opened.team, content)], now=now)
    reached = milestones_of([report.id]).get(report.id, {})
    reporter = content.get("reporter") or {}
    return row | {
        "language": report.language,
        "channel": report.channel,
        "claimed_at": as_text(report.claimed_at),
        "flags": content.get("flags", []),
        "what": content.get("what") or "",
        "danger_now": content.get("danger_now"),
        "phone": content.get("phone"),
        "about": content.get("about") or [],
        "circumstances": content.get("circumstances") or [],
        "answers": content.get("answers") or {},
        "place_detail": _place_detail(content.get("place")),
        "pin": content.get("pin"),
        "children": content.get("children") or [],
        "adults": content.get("adults") or [],
        "reporter": {
            "role": reporter.get("role"),
            "mode": reporter.get("mode"),
            "institution": reporter.get("institution"),
            "has_identity": opened.has_identity,
            "safe_contact": reporter.get("safe_contact"),
            "share_identity": reporter.get("share_identity"),
            "may_talk_to": reporter.get("may_talk_to"),
            "must_not_know": reporter.get("must_not_know"),
        },
        "child_reports": opened.is_by_child,
        "entrance": _entrance(content.get("entrance")),
        "call": _call(content.get("call")),
        "unparsed": content.get("unparsed") or None,
        "priority_reasons": content["reasons"],
        "practice_version": report.practice_version,
        "stages": _stages(opened, reached, zone=zone),
        "events": _events(report),
        "as_filed": _statement(report.received_at, opened.content),
        "additions": [_statement(addition.received_at, fields) for addition, fields in opened.additions],
        "messages": _messages(report),
        "attachments": attachments_of(report, supervises=viewer.supervises(opened.team.place_path)),
        "may": may(viewer, report, opened.team),
    }


def may(viewer: Viewer, report: Report, team: Team) -> dict[str, bool]:
    """Return what a viewer may do with a report."""
    path = team.place_path
    return {
        "acknowledge": report.closed_at is None and viewer.covers(Permission.ALERT_ACKNOWLEDGE, path),
        "screen": viewer.covers(Permission.REPORT_SCREEN, path),
        "lower_priority": report.priority not in ("P0", "P1") or viewer.supervises(path),
        "disclose": viewer.covers(Permission.REPORT_DISCLOSE, path),
        "recuse": not viewer.is_system,
        "report_milestone": viewer.covers(Permission.MILESTONE_WRITE, path),
        "write": report.receipt_hash is not None and viewer.covers(Permission.REPORT_SCREEN, path),
    }


def person(account: Account | None) -> dict[str, str] | None:
    """Return a person as shown beside an act, or None."""
    return {"id": account.uuid, "name": account.name} if account else None


def _row(
    item: Listed,
    alert: dict[str, Any] | None,
    places: Mapping[str, KnownPlace],
    *,
    now: datetime,
) -> dict[str, Any]:
    report, content = item.report, item.known
    place = places.get(report.place_code or "")
    return {
        "reference": in_groups(report.reference),
        "state": report.state,
        "priority": report.priority,
        "first_priority": report.first_priority,
        "track": report.track,
        "received_at": as_text(report.received_at),
        "team": {"id": item.team.uuid, "name": item.team.name},
        "place": {"code": place.code, "name": place.name, "path_name": place.path_name} if place else None,
        "role": (content.get("reporter") or {}).get("role"),
        "concerns": content.get("concerns") or [],
        "excerpt": excerpt(content.get("what") or ""),
        "what_by": content.get("what_by"),
        "due": _due(report, now=now),
        "alert": alert,
        "unverified": report.unverified,
        "version": report.version,
    }


def _results(listed: Sequence[Listed], *, now: datetime) -> dict[int, dict[str, Any] | None]:
    """Return by report what its reporter is owed or was told; None where nothing is owed (yet)."""
    told = {
        key: steps[RESULT_TOLD]
        for key, steps in milestones_of([i.report.id for i in listed]).items()
        if RESULT_TOLD in steps
    }
    names = people({row.account_id for row in told.values()})
    found: dict[int, dict[str, Any] | None] = {}
    for report in (item.report for item in listed):
        row = told.get(report.id)
        due = row.due_at if row else report.result_due_at
        found[report.id] = (
            None
            if row is None and due is None
            else {
                "due_at": as_text(due),
                "overdue": row is None and due is not None and due < now,
                "at": as_text(row.at) if row else None,
                "by": person(names.get(row.account_id or 0)) if row else None,
            }
        )
    return found


def _messages(report: Report) -> list[dict[str, Any]]:
    found = messages_of(db.session(), report)
    names = people({row.account_id for row, _ in found})
    return [
        {
            "at": as_text(row.at),
            "text": text,
            "by": person(names.get(row.account_id or 0)),
            "kind": row.kind,
            "read_at": as_text(row.read_at),
        }
        for row, text in found
    ]


def _due(report: Report, *, now: datetime) -> dict[str, Any] | None:
    if report.due_step is None:
        return None
    overdue = report.due_at is not None and report.due_at < now
    return {
        "step": report.due_step,
        "began_at": as_text(report.due_from),
        "at": as_text(report.due_at),
        "standard_seconds": standard_seconds(report.due_step, report.priority),
        "overdue": overdue,
    }


def _entrance(entered: Any) -> dict[str, Any] | None:
    """Return the institution that a report came from; what was typed and led nowhere is shown as it is."""
    if isinstance(entered, str):
        return {"name": entered, "role": None}
    return {"name": entered.get("name"), "role": entered.get("role")} if isinstance(entered, Mapping) else None


def _call(call: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the call that a report was written down from, with whoever took it."""
    if not call:
        return None
    return {"began_at": call["began_at"], "taken_by": person(people_by_uuid({call["by"]}).get(call["by"]))}


def _place_detail(place: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not place:
        return None
    found = resolve(db.session(), place["code"]) if place.get("code") else None
    known = found[0] if found else None
    return {
        "code": place.get("code"),
        "name": known.name if known else None,
        "path_name": known.path_name if known else None,
        "detail": place.get("detail"),
    }


def _statement(received_at: datetime, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what came at one time, as it came."""
    fields = {key: value for key, value in content.items() if key not in ("reasons", "call")}
    return {"received_at": as_text(received_at), "fields": fields}


def _stages(opened: Opened, reached: Mapping[str, ReportMilestone], *, zone: str) -> list[dict[str, Any]]:
    report = opened.report
    names = people({row.account_id for row in reached.values()})
    nothing = dict.fromkeys(("by", "due_at", "standard_seconds", "note"))
    stages: list[dict[str, Any]] = [{"step": "received", "at": as_text(report.received_at), **nothing}]
    for step in STEPS:
        row = reached.get(step)
        due = row.due_at if row else _still_due(report, step, reached, zone=zone)
        stages.append(
            {
                "step": step,
                "at": as_text(row.at) if row else None,
                "by": person(names.get(row.account_id or 0)) if row else None,
                "standard_seconds": standard_seconds(step, row.priority if row else report.priority),
                "due_at": as_text(due),
                "note": _note(report, row) if row else None,
            }
        )
    return stages


def _still_due(report: Report, step: str, reached: Mapping[str, ReportMilestone], *, zone: str) -> datetime | None:
    """Return when a step that was not reached is due. Telling an agency counts from the decision, so not before."""
    if report.closed_at is not None:
        return None
    if step != "agency_told":
        return due_at(step, report.priority, report.received_at, zone=zone)
    return due_at(step, report.priority, reached["decided"].at, zone=zone) if "decided" in reached else None


def _note(report: Report, row: ReportMilestone) -> str | None:
    if row.sealed_note is None:
        return None
    return open_note(report, row.sealed_note, row=f"report_note:{report.id}:{row.step}")


def _events(report: Report) -> list[dict[str, Any]]:
    told = [(a.at, a.id, a.action, a.actor, a.detail) for a in acts_on(db.session(), subject_of(report))]
    acts = [row for row in told if row[2] in ACT_KINDS]
    rung = [e for e in events_of(alert_ids_on(report.reference)) if e.kind in ALERT_KINDS]
    by_id = people({e.account_id for e in rung})
    by_uuid = people_by_uuid({row[3] for row in acts})
    merged = [(at, key, kind, by_uuid.get(actor), _public(detail)) for at, key, kind, actor, detail in acts]
    merged += [(e.at, e.id, e.kind, by_id.get(e.account_id or 0), _public(e.detail)) for e in rung]
    return [
        {"kind": kind, "at": as_text(at), "by": person(account), "detail": detail}
        for at, _, kind, account, detail in sorted(merged, key=lambda row: (row[0], row[1]))
    ]


# Reasons have a door of their own; inner ids are nobody's business outside.
_KEPT = frozenset({"reason", "reason_id", "team", "untold"})


def _public(detail: str) -> dict[str, Any]:
    return {key: value for key, value in json.loads(detail).items() if key not in _KEPT}
