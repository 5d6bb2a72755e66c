"""My rules and quiet hours over HTTP."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.alerts.hearing.actions import LATEST, set_habits
from nightlamp.alerts.hearing.queries import habits_of
from nightlamp.alerts.hearing.rules import ALWAYS, IN_OFFICE_HOURS, NONE_SET, OTHERS_AFTER, quiet_until
from nightlamp.alerts.hearing.schemas import HabitsIn, HabitsOut
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.db import db, writing
from nightlamp.practice.rules import PRIORITIES

blueprint = Blueprint("hearing-rules", __name__, description="How I want to be told of alerts")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/hearing/rules")
class MyRules(MethodView):
    """By which channel I am told of what, after how long, and when rather not."""

    @requires(Permission.DEVICE_WRITE)
    @blueprint.response(200, HabitsOut())
    def get(self) -> ResponseReturnValue:
        """Show my rules and quiet hours, and what holds where nothing is set."""
        return _shown(current_viewer().account_id), 200, _QUIET

    @requires(Permission.DEVICE_WRITE)
    @blueprint.arguments(HabitsIn())
    @blueprint.response(200, HabitsOut())
    def put(self, typed: dict[str, Any]) -> ResponseReturnValue:
        """Set my rules and quiet hours anew. P0 and P1 are never silenced."""
        viewer = current_viewer()
        with writing() as session:
            set_habits(session, viewer, typed["rules"], typed["quiet_hours"], now=clock.now())
        return _shown(viewer.account_id), 200, _QUIET


def _shown(account_id: int) -> dict[str, Any]:
    habits = habits_of(db.session(), [account_id]).get(account_id, NONE_SET)
    quiet = habits.quiet
    return {
        "rules": [
            {"urgency": urgency, "channel": channel, "after_seconds": after}
            for (urgency, channel), after in sorted(habits.after.items())
        ],
        "quiet_hours": quiet
        and {
            "zone": quiet.zone,
            "weekdays": sorted(quiet.weekdays),
            "begins": f"{quiet.begins:%H:%M}",
            "minutes": quiet.minutes,
        },
        "quiet_until": as_text(quiet_until(quiet, now=clock.now())) if quiet else None,
        "defaults": [
            {
                "urgency": urgency,
                "others_after_seconds": OTHERS_AFTER[urgency],
                "in_office_hours": urgency in IN_OFFICE_HOURS,
                "never_silenced": urgency in ALWAYS,
                "latest_seconds": LATEST[urgency],
            }
            for urgency in PRIORITIES
        ],
    }
