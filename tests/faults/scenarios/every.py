"""Every scenario by its name in the table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.faults.scenarios import clocks, databases, duty, killing, pushing
from tests.faults.stand.stand import Stand


@dataclass(frozen=True)
class Scenario:
    """Hurts a running installation while so many reports come in.

    `server` says on which PostgreSQL: one that others use as well, one of its own, or one on a small disk.
    """

    run: Callable[[Stand, int], None]
    server: Literal["shared", "own", "small"] = "shared"


KILLS = {
    "kill -9 of web and dispatcher": Scenario(killing.killed),
    "two dispatchers, kill -9": Scenario(killing.two_dispatchers),
    "four dispatchers, kill -9": Scenario(killing.four_dispatchers),
}
PUSHES = {
    "push: slow": Scenario(pushing.slow),
    "push: hanging": Scenario(pushing.hanging),
    "push: 429 with Retry-After": Scenario(pushing.busy),
    "push: 406 with Retry-After": Scenario(pushing.busy_as_windows_says),
    "push: 401": Scenario(pushing.disbelieving),
    "push: 5xx": Scenario(pushing.broken),
    "push: closing before an answer": Scenario(pushing.closing_early),
    "push: closing mid-reply": Scenario(pushing.closing_in_the_middle),
    "push: all of these at once": Scenario(pushing.all_of_it),
    "push: one service of two hangs": Scenario(pushing.one_of_two_hangs),
    "push: 410, phone gone": Scenario(pushing.gone),
}
DATABASES = {
    "disk full": Scenario(databases.disk_full, server="small"),
    "database restarted": Scenario(databases.database_restarted, server="own"),
    "connections cut": Scenario(databases.connections_cut),
}
PEOPLE = {
    "clock back and forward an hour": Scenario(clocks.clocks_set),
    "nights that change the clocks": Scenario(clocks.nights_that_change_the_clocks),
    "the same nights in Shanghai": Scenario(clocks.nights_that_change_nothing),
    "nobody on duty, rota left": Scenario(duty.nobody_on_duty),
}
SCENARIOS = {**KILLS, **PUSHES, **DATABASES, **PEOPLE}
