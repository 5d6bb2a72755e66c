"""Fill a demo installation, once; afterwards only keep its rota ahead."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask

from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.demo.people import have_worked, keep_rotas, settle_people
from nightlamp.demo.phones import leave_phones, phones_for_everybody
from nightlamp.demo.play import Play
from nightlamp.demo.stories import stories
from nightlamp.demo.unfinished import is_empty, unfinished
from nightlamp.places.actions import DEMO_VILLAGES, import_places

# The earliest story is eight weeks old; the people were there a little before.
PAST = timedelta(days=60)


def fill(app: Flask, *, now: datetime) -> bool:
    """Fill an installation in which nobody is yet; return whether there was something to fill.

    Started again, it puts everybody on the rota for the days to come and leaves all else as it is. Until the fill is
    whole its mark lies beside the database (`demo/unfinished.py`). Raises CannotFill while somebody else fills.
    """
    with app.app_context():
        import_places(DEMO_VILLAGES)
        filled = is_empty() and _fill_empty(app, now=now)
        if not filled:
            with writing() as session:
                keep_rotas(session, zone=_zone(app), now=now)
        db.session.remove()
    return filled


def _fill_empty(app: Flask, *, now: datetime) -> bool:
    with unfinished():
        if not is_empty():  # somebody else was faster, and is done
            return False
        with writing() as session:
            settle_people(session, now=now - PAST)
            have_worked(session, since=now - PAST, now=now)
            keep_rotas(session, zone=_zone(app), now=now)
        with phones_for_everybody(app, since=now - PAST, until=now) as phones:
            Play(app, phones).run(stories(now=now, zone=_zone(app)), until=now)
        with writing() as session:
            leave_phones(session, now=now)
    return True


def _zone(app: Flask) -> ZoneInfo:
    settings: Settings = app.extensions["nightlamp.settings"]
    return settings.zone
