"""Read the invented reports, and say when what happens in each. Knows no database.

The words stand in stories.json; here they become report bodies and acts at moments before the demo begins.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nightlamp.core.clock import as_text
from nightlamp.core.ids import in_groups, new_receipt
from nightlamp.practice.content import role
from nightlamp.practice.rules import QUESTIONS

_COURSE = ("acknowledge", "open", "decide", "agency_told", "child_seen")
_TOLD_AFTER = timedelta(hours=20)
_NAMES = ("林", "陈", "王", "赵", "吴", "郑", "孙", "冯")
_AT_HOME = ("neighbour", "relative", "parent", "other_public", "child")


@dataclass(frozen=True)
class Act:
    """One thing that happens to a report: when, what (`file`, `acknowledge`, …), and with which content."""

    at: datetime
    what: str
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """One invented report: its body, and what happens to it from receipt on."""

    number: int
    body: Mapping[str, Any]
    acts: tuple[Act, ...]


def stories(*, now: datetime, zone: ZoneInfo) -> Iterator[Story]:
    """Yield the stories as they stand at `now`: what would happen later has not happened."""
    for number, item in enumerate(_items()):
        received_at = _received_at(item, now=now, zone=zone)
        body = _body(number, item, received_at=received_at)
        acts = [Act(received_at, "file", {}), *_course(item, received_at), *_more(item, received_at, body)]
        yield Story(number, body, tuple(act for act in acts if act.at <= now))


@cache
def _items() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("stories.json").read_text(encoding="utf-8")
    return list(json.loads(text)["items"])


def _received_at(item: Mapping[str, Any], *, now: datetime, zone: ZoneInfo) -> datetime:
    if "ago" in item:
        return now - timedelta(minutes=item["ago"])
    day = now.astimezone(zone).date() - timedelta(days=item["day"])
    return datetime.combine(day, time.fromisoformat(item["at"]), zone).astimezone(UTC)


def _course(item: Mapping[str, Any], received_at: datetime) -> Iterator[Act]:
    detail = {key: item[key] for key in ("decision", "track", "reason", "note") if key in item}
    for what, minutes in zip(_COURSE, item["course"], strict=False):
        if minutes is not None:
            yield Act(received_at + timedelta(minutes=minutes), what, detail)
            if what == "decide":
                told_at = received_at + timedelta(minutes=minutes) + _TOLD_AFTER
                yield Act(
                    told_at, "tell_result", {"decision": item["decision"], "for_child": item["role"] == "child"}
                )


def _more(item: Mapping[str, Any], received_at: datetime, body: Mapping[str, Any]) -> Iterator[Act]:
    for minutes, what, detail in item.get("more", ()):
        content = {"receipt": body["receipt"], **detail} if what == "add" else detail
        yield Act(received_at + timedelta(minutes=minutes), what, content)


def _body(number: int, item: Mapping[str, Any], *, received_at: datetime) -> dict[str, Any]:
    answers = {key: value for key, value in item["answers"].items() if key != "*"}
    if "*" in item["answers"]:
        answers = dict.fromkeys(QUESTIONS, item["answers"]["*"]) | answers
    body: dict[str, Any] = {
        "receipt": in_groups(new_receipt()),
        "language": item.get("language", "zh-CN"),
        "danger_now": item.get("danger", "no"),
        "what": item["what"],
        "what_by": "text",
        "about": item.get("about", ["family"]),
        "concerns": item["concerns"],
        "answers": answers,
        "reporter": _reporter(number, item),
        "children": item.get("children", []),
        "adults": item.get("adults", []),
    }
    if item["place"] is not None:
        body["place"] = {"code": item["place"], "detail": item.get("detail")}
    if "offline" in item:
        body["claimed_at"] = as_text(received_at - timedelta(minutes=item["offline"]))
    return body


def _reporter(number: int, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return who reports; professionals are known to us and nobody else, most others stay anonymous."""
    code = item["role"]
    mode = item.get("mode", "confidential" if role(code)["professional"] else "anonymous")
    reporter: dict[str, Any] = {"role": code, "mode": mode, "share_identity": item.get("share", "nobody")}
    reporter["institution"] = item.get("institution")
    reporter["safe_contact"] = item.get("safe_contact", {"ok": "yes", "when": "白天", "say_who": False})
    if mode != "anonymous":
        title = "女士" if code in _AT_HOME else "老师"
        reporter |= {"name": f"{_NAMES[number % len(_NAMES)]}{title}", "phone": f"139000000{number:02d}"}
    return reporter
