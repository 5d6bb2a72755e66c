"""Turn alerts into what staff see: names for ids, words for times."""

from collections.abc import Mapping, Sequence
from typing import Any

from nightlamp.accounts.models import Account
from nightlamp.accounts.queries import people, people_by_uuid
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import teams_by_id
from nightlamp.alerts.actions import PROVISIONAL
from nightlamp.alerts.answering.standing import HandedBack, calling_everybody_next, handed_back, noted_by
from nightlamp.alerts.models import ACKNOWLEDGED, Alert
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from nightlamp.core.ids import in_groups


def alerts_out(alerts: Sequence[Alert]) -> list[dict[str, Any]]:
    """Return alerts as a list shows them."""
    back = handed_back(db.session(), alerts)
    names = people({alert.acknowledged_by for alert in alerts} | {each.account_id for each in back.values()})
    teams = teams_by_id({alert.team_id for alert in alerts})
    everybody, noted = calling_everybody_next(db.session(), alerts), noted_by(db.session(), alerts)
    supervisors = people_by_uuid(set(noted.values()))
    return [
        {
            "id": alert.uuid,
            "subject": shown_subject(alert.subject),
            "urgency": alert.urgency,
            "round": alert.round,
            "state": alert.state,
            "team": team_out(teams[alert.team_id]),
            "raised_at": as_text(alert.raised_at),
            "next_at": as_text(alert.next_at),
            "everybody_next": alert.id in everybody,
            "unverified": alert.unverified,
            "acknowledged_by": person_out(names.get(alert.acknowledged_by or 0)),
            "acknowledged_at": as_text(alert.acknowledged_at),
            "provisional": alert.state == ACKNOWLEDGED and alert.grade == PROVISIONAL,
            "noted_by": person_out(supervisors.get(noted.get(alert.id, ""))),
            "handed_back": handed_back_out(back.get(alert.id), names),
        }
        for alert in alerts
    ]


def shown_subject(subject: str) -> str:
    """Return a subject as people read it: a reference in groups of four, anything else (`kind:id`) as it is."""
    return subject if ":" in subject else in_groups(subject)


def acknowledgement_out(alert: Alert, account_id: int) -> dict[str, Any]:
    """Return in whose hands an alert is, to somebody who has just answered it."""
    return {
        "alert": alert.uuid,
        "acknowledged_by": person_out(people([alert.acknowledged_by]).get(alert.acknowledged_by or 0)),
        "acknowledged_at": as_text(alert.acknowledged_at),
        "by_me": alert.acknowledged_by == account_id,
    }


def handed_back_out(back: HandedBack | None, names: Mapping[int, Account]) -> dict[str, Any] | None:
    """Return who handed an alert back and when, or None. Why has a door of its own."""
    return {"by": person_out(names.get(back.account_id)), "at": as_text(back.at)} if back else None


def team_out(team: Team | None) -> dict[str, str] | None:
    """Return a team by its public id, or None."""
    return {"id": team.uuid, "name": team.name} if team else None


def person_out(account: Account | None) -> dict[str, str] | None:
    """Return a person as shown beside an act, or None."""
    return {"id": account.uuid, "name": account.name} if account else None
