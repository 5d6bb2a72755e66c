"""Nobody is on duty, whatever the rota says."""

from typing import Any

from sqlalchemy import select

from nightlamp.accounts.models import Account
from nightlamp.agencies.actions import end_role
from nightlamp.agencies.models import RoleGrant, Team
from nightlamp.core.clock import utc_now
from nightlamp.duty.actions import go_off_duty
from nightlamp.duty.rotas.actions import add_rota
from nightlamp.duty.rotas.reading import read_rota
from tests.faults.stand.stand import Stand


def nobody_on_duty(stand: Stand, count: int) -> None:
    """A rota has lost its people, and nobody else is on duty: no report waits for a step that would call nobody."""
    people = [stand.accounts[who] for who in ("worker", "colleague")]
    begins = f"{utc_now():%Y-%m-%dT00:00}"
    make_rota(stand, zone="UTC", kind="rotation", begins=begins, period="hour", every=1, people=people)
    with stand.writing() as session:
        for who in stand.accounts:
            account = session.execute(select(Account).where(Account.uuid == stand.accounts[who])).scalar_one()
            go_off_duty(session, account=account, by="test", now=utc_now())
        theirs = select(RoleGrant).join(Account, Account.id == RoleGrant.account_id).where(Account.uuid.in_(people))
        for grant in session.execute(theirs).scalars():
            end_role(session, grant, by="test", now=utc_now())
    stand.open()
    stand.file(count)
    stand.settle()
    heard = stand.heard()
    assert not heard["worker"] | heard["colleague"], "who has left is not called"
    stand.hurt += 1


def make_rota(stand: Stand, **typed: Any) -> None:
    """Give the township a rota, in the shape of `POST /rotas`."""
    with stand.writing() as session:
        team = session.execute(select(Team).where(Team.uuid == stand.township)).scalar_one()
        plan = read_rota(session, team, {"name": "夜班", "windows": [], **typed})
        add_rota(session, team, plan, by="test", now=utc_now())
