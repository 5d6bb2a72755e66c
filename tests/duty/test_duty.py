"""Going on and off duty, and the rota, on both databases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask

from nightlamp.accounts.actions import disable_account, open_account
from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Role
from nightlamp.agencies.actions import end_role, found_agency, found_team, grant_role
from nightlamp.agencies.models import RoleGrant, Team
from nightlamp.audit.queries import acts_on
from nightlamp.core.db import db, writing, writing_connection
from nightlamp.core.errors import Unprocessable
from nightlamp.duty.actions import add_shift, go_off_duty, go_on_duty
from nightlamp.duty.queries import OnDuty, current_shifts, on_duty
from tests.conftest import PretendClock

pytestmark = pytest.mark.both_databases
HOUR = timedelta(hours=1)


@dataclass
class House:
    """Two teams; ada has a role in both, ben in the first."""

    clock: PretendClock
    teams: list[Team]
    ada: Account
    ben: Account
    grants: dict[str, RoleGrant]

    @property
    def ids(self) -> list[int]:
        return [team.id for team in self.teams]

    def on(self, who: Account, *team_ids: int) -> None:
        with writing() as session:
            go_on_duty(session, account=who, team_ids=team_ids, by=who.uuid, now=self.clock())

    def off(self, who: Account) -> int:
        with writing() as session:
            return len(go_off_duty(session, account=who, by=who.uuid, now=self.clock()))

    def rota(self, who: Account, team_id: int, starts_at: datetime, ends_at: datetime | None) -> None:
        with writing() as session:
            add_shift(
                session,
                account=who,
                team_id=team_id,
                starts_at=starts_at,
                ends_at=ends_at,
                by="system",
                now=self.clock(),
            )

    def now(self) -> list[set[int]]:
        """Return who is on duty in each team."""
        found = on_duty(db.session(), self.ids, now=self.clock())
        return [{person.account_id for person in found[team_id]} for team_id in self.ids]

    def acts(self, who: Account) -> list[str]:
        acts = [act.action for act in acts_on(db.session(), f"account:{who.uuid}")]
        return [action for action in acts if action not in ("account_opened", "role_granted")]


@pytest.fixture
def house(app: Flask, clock: PretendClock) -> House:
    """A house with nobody on duty."""
    now = clock()
    with writing() as session:
        agency = found_agency(session, name="Civil affairs", kind="civil_affairs", by="system", now=now)
        teams = [
            found_team(session, agency=agency, name=name, place_code=None, place_path="", by="system", now=now)
            for name in ("Day", "Night")
        ]
        opened: Callable[[str], Account] = lambda name: open_account(  # noqa: E731
            session,
            email=f"{name}@nightlamp.example",
            name=name,
            password="a-long-enough-one",
            language="en",
            now=now,
            by="system",
        )
        ada, ben = opened("ada"), opened("ben")
        grants = {
            name: grant_role(session, account=account, team=team, role=Role.WORKER, by="system", now=now)
            for name, account, team in (("ada 0", ada, teams[0]), ("ada 1", ada, teams[1]), ("ben 0", ben, teams[0]))
        }
    return House(clock, teams, ada, ben, grants)


def test_nobody_is_on_duty_until_somebody_says_so(house: House) -> None:
    assert house.now() == [set(), set()]
    assert on_duty(db.session(), [], now=house.clock()) == {}


def test_somebody_goes_on_duty_in_their_teams_and_off_again(house: House) -> None:
    house.on(house.ada, *house.ids)
    house.on(house.ben, house.ids[0])
    assert house.now() == [{house.ada.id, house.ben.id}, {house.ada.id}]
    house.clock.forward(hours=1)
    assert house.off(house.ada) == 2
    assert house.now() == [{house.ben.id}, set()]
    assert house.acts(house.ada) == ["went_on_duty", "went_on_duty", "went_off_duty", "went_off_duty"]


def test_going_off_duty_when_not_on_changes_nothing(house: House) -> None:
    assert house.off(house.ada) == 0
    assert house.acts(house.ada) == []


def test_a_shift_that_somebody_began_ends_by_itself_after_sixteen_hours(house: House) -> None:
    house.on(house.ada, house.ids[0])
    house.clock.forward(hours=16, seconds=-1)
    assert house.now()[0] == {house.ada.id}
    house.clock.forward(seconds=1)
    assert house.now()[0] == set()


def test_going_on_duty_twice_is_one_shift(house: House) -> None:
    start = house.clock()
    house.on(house.ada, house.ids[0], house.ids[0])
    house.on(house.ada, house.ids[0])
    assert len(current_shifts(db.session(), house.ada.id, now=start)) == 1
    assert house.acts(house.ada) == ["went_on_duty"]


def test_who_says_again_that_they_are_on_stays_on_for_sixteen_hours_more(house: House) -> None:
    start = house.clock()
    house.on(house.ada, house.ids[0])
    house.clock.forward(hours=15)
    house.on(house.ada, house.ids[0])
    house.clock.forward(hours=15)
    assert on_duty(db.session(), house.ids[:1], now=house.clock())[house.ids[0]] == [OnDuty(house.ada.id, start)]
    assert house.acts(house.ada) == ["went_on_duty", "stayed_on_duty"]


def test_the_rota_puts_people_on_and_off_by_the_clock(house: House) -> None:
    start = house.clock()
    house.rota(house.ben, house.ids[0], start + HOUR, start + 9 * HOUR)
    assert house.now()[0] == set()
    house.clock.forward(hours=1)
    assert house.now()[0] == {house.ben.id}
    house.clock.forward(hours=8)
    assert house.now()[0] == set()


def test_going_on_duty_during_a_shift_of_the_rota_leaves_the_rota_as_it_is(house: House) -> None:
    start = house.clock()
    house.rota(house.ben, house.ids[0], start, start + 8 * HOUR)
    house.on(house.ben, house.ids[0])
    house.clock.forward(hours=8)
    assert house.now()[0] == set()


def test_going_off_duty_ends_a_shift_of_the_rota_too_and_not_the_next_one(house: House) -> None:
    start = house.clock()
    house.rota(house.ben, house.ids[0], start, None)
    house.rota(house.ben, house.ids[0], start + 24 * HOUR, start + 32 * HOUR)
    assert house.off(house.ben) == 1
    assert house.now()[0] == set()
    house.clock.forward(hours=24)
    assert house.now()[0] == {house.ben.id}
    assert house.acts(house.ben) == ["shift_added", "shift_added", "went_off_duty"]


def test_who_went_off_by_mistake_and_comes_back_is_on_until_the_plan_ends(house: House) -> None:
    start = house.clock()
    house.rota(house.ben, house.ids[0], start, start + 48 * HOUR)
    house.off(house.ben)
    house.clock.forward(minutes=1)
    house.on(house.ben, house.ids[0])
    house.clock.forward(hours=47, minutes=58)
    assert house.now()[0] == {house.ben.id}
    house.clock.forward(minutes=1)
    assert house.now()[0] == set()
    house.on(house.ben, house.ids[0])
    house.clock.forward(hours=16)
    assert house.now()[0] == set(), "a plan that is over prolongs nothing"


def test_nobody_is_on_duty_in_a_team_where_they_have_no_role(house: House) -> None:
    with pytest.raises(Unprocessable):
        house.on(house.ben, house.ids[1])
    with pytest.raises(Unprocessable):
        house.rota(house.ben, house.ids[1], house.clock(), None)
    assert house.now() == [set(), set()]


def test_a_shift_ends_after_it_starts(house: House) -> None:
    with pytest.raises(Unprocessable):
        house.rota(house.ben, house.ids[0], house.clock(), house.clock())


def test_who_lost_the_role_or_the_account_is_not_on_duty(house: House) -> None:
    house.on(house.ada, *house.ids)
    house.on(house.ben, house.ids[0])
    with writing() as session:
        end_role(session, session.merge(house.grants["ada 0"]), by="system", now=house.clock())
        disable_account(session, session.merge(house.ben), by="system", now=house.clock())
    assert house.now() == [set(), {house.ada.id}]


def test_the_question_can_be_asked_on_a_bare_connection(house: House) -> None:
    house.on(house.ada, house.ids[0])
    with writing_connection() as connection:
        found = on_duty(connection, house.ids, now=house.clock())
    assert found[house.ids[0]] == [OnDuty(house.ada.id, house.clock())]
