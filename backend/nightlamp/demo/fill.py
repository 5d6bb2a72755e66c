"""Fill a demo installation, once; afterwards only keep its rota ahead."""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import func, select

from nightlamp.accounts.models import Account
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.demo.people import keep_rota, settle_people
from nightlamp.demo.phones import phones_for_everybody
from nightlamp.demo.play import Play
from nightlamp.demo.stories import stories
from nightlamp.places.actions import DEMO_VILLAGES, load_villages
from nightlamp.reports.models import Report

# The earliest story is eight weeks old; the people were there a little before.
PAST = timedelta(days=60)


def fill(app: Flask, *, now: datetime) -> bool:
    """Fill an installation in which nobody is yet; return whether there was something to fill.

    Started again, it puts everybody on the rota for the days to come and leaves all else as it is. A fill that was
    cut off among the reports leaves fewer of them: remove the home to begin anew.
    """
    settings: Settings = app.extensions["nightlamp.settings"]
    with app.app_context():
        load_villages(DEMO_VILLAGES)
        people = not _count(Account)
        with writing() as session:
            if people:
                settle_people(session, now=now - PAST)
            keep_rota(session, zone=settings.zone, now=now, past=PAST if people else timedelta(0))
        reports = not _count(Report)
        if reports:
            with phones_for_everybody(app, since=now - PAST, until=now) as phones:
                Play(app, phones).run(stories(now=now, zone=settings.zone), until=now)
        db.session.remove()
    return people or reports


def _count(model: type[Account] | type[Report]) -> int:
    counted = db.session.execute(select(func.count()).select_from(model)).scalar_one()
    db.session.rollback()
    return counted
