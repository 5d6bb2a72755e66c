"""Seal and open what a report holds. The reporter's name and phone are under a key of their own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nightlamp.core.crypto import DataKey, new_data_key, unwrap_data_key
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import to_json
from nightlamp.reports.models import ReportAddition, ReportDetail


@dataclass(frozen=True)
class SealedReport:
    """The columns of a report's sealed content."""

    columns: dict[str, Any]
    key: DataKey


def split_identity(content: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the content without the reporter's name and phone, and those two (empty when none was given)."""
    reporter = dict(content.get("reporter") or {})
    identity = {name: reporter.pop(name) for name in ("name", "phone") if reporter.get(name)}
    reporter = {key: value for key, value in reporter.items() if key not in ("name", "phone")}
    return {**content, "reporter": reporter}, identity


def seal_report(ring: KeyRing, report_id: int, content: Mapping[str, Any]) -> SealedReport:
    """Return the sealed columns of a new report, and its data key."""
    plain, identity = split_identity(content)
    row = detail_row(report_id)
    key = new_data_key(ring, "kek", row=row)
    columns: dict[str, Any] = {
        "report_id": report_id,
        "key_id": key.key_id,
        "wrapped_key": key.wrapped,
        "sealed": key.seal(to_json(plain), row=row),
        **seal_identity(ring, f"report_identity:{report_id}", identity),
    }
    return SealedReport(columns, key)


def seal_identity(ring: KeyRing, row: str, identity: Mapping[str, Any]) -> dict[str, Any]:
    """Return the three identity columns of `row`; all None when nothing was given."""
    if not identity:
        return {"identity_key_id": None, "identity_wrapped_key": None, "sealed_identity": None}
    key = new_data_key(ring, "identity", row=row)
    return {
        "identity_key_id": key.key_id,
        "identity_wrapped_key": key.wrapped,
        "sealed_identity": key.seal(to_json(identity), row=row),
    }


def report_key(ring: KeyRing, detail: ReportDetail) -> DataKey:
    """Return a report's data key. Raises KeyMissing or SealBroken."""
    return unwrap_data_key(ring, "kek", detail.key_id, detail.wrapped_key, row=detail_row(detail.report_id))


def open_detail(ring: KeyRing, detail: ReportDetail) -> dict[str, Any]:
    """Return a report's content, without the reporter's identity."""
    opened: dict[str, Any] = json.loads(
        report_key(ring, detail).open(detail.sealed, row=detail_row(detail.report_id))
    )
    return opened


def open_additions(ring: KeyRing, detail: ReportDetail, additions: Sequence[ReportAddition]) -> list[dict[str, Any]]:
    """Return the content of each addition, in their order."""
    if not additions:
        return []
    key = report_key(ring, detail)
    return [json.loads(key.open(a.sealed, row=addition_row(a.id))) for a in additions]


def open_identity(ring: KeyRing, row: str, holder: ReportDetail | ReportAddition) -> dict[str, Any]:
    """Return the identity that a report or an addition holds under its own key; {} when none was given."""
    if holder.identity_key_id is None or holder.identity_wrapped_key is None or holder.sealed_identity is None:
        return {}
    key = unwrap_data_key(ring, "identity", holder.identity_key_id, holder.identity_wrapped_key, row=row)
    opened: dict[str, Any] = json.loads(key.open(holder.sealed_identity, row=row))
    return opened


def seal_text(key: DataKey, text: str | None, *, row: str) -> bytes | None:
    """Return a short text sealed under a report's key; None and blank stay None."""
    return key.seal(text.encode(), row=row) if text and text.strip() else None


def open_text(key: DataKey, sealed: bytes | None, *, row: str) -> str | None:
    """Return a short text, or None."""
    return key.open(sealed, row=row).decode() if sealed else None


def detail_row(report_id: int) -> str:
    """Return what a report's content is bound to."""
    return f"report_detail:{report_id}"


def addition_row(addition_id: int) -> str:
    """Return what an addition's content is bound to."""
    return f"report_addition:{addition_id}"
