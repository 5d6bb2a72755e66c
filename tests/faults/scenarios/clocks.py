"""The clock of the machine is set, and nights in which the clocks on the wall are changed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from nightlamp.alerts.models import CLOSED, Alert, Delivery
from nightlamp.core.clock import utc_now
from nightlamp.duty.models import Shift
from nightlamp.reports.models import Report
from tests.faults.scenarios.duty import make_rota
from tests.faults.stand.stand import Stand

HOUR = timedelta(hours=1)
LONDON = "Europe/London"
_Expected = Sequence[tuple[int, str]]
# Who is on by the clock on the wall: weekday (5 is Saturday), from when, for how many minutes.
WALL = (
    ("colleague", 5, "22:00", 120),
    ("worker", 6, "00:00", 90),
    ("colleague", 6, "01:30", 90),
    ("worker", 6, "03:00", 120),
)
# Minutes since midnight UTC of the Sunday, and who must hear. In spring 00:59 is followed by 02:00: the hand-over of
# 01:30, which no clock shows, is then. In autumn 01:59 is followed by 01:00: it is when the clocks first show 01:30.
SPRING = ((-30, "colleague"), (5, "worker"), (55, "worker"), (65, "colleague"), (115, "colleague"), (125, "worker"))
AUTUMN = (
    (-65, "colleague"), (-55, "worker"), (25, "worker"), (35, "colleague"), (65, "colleague"), (95, "colleague"),
    (175, "colleague"), (185, "worker"),
)  # fmt: skip
# Shanghai is eight hours ahead and never changes its clocks: the same Sunday there begins at 16:00 UTC on Saturday.
ALWAYS = (
    (-485, "colleague"), (-475, "worker"), (-395, "worker"),
    (-385, "colleague"), (-305, "colleague"), (-295, "worker"),
)  # fmt: skip


def clocks_set(stand: Stand, count: int) -> None:
    """The clock of the machine is set back an hour, then forward two, while reports come in."""
    stand.open()
    part = count // 4
    for ahead, some in ((-3600.0, part), (3600.0, count - 3 * part)):
        stand.file(part)
        with stand.harm():
            stand.set_clocks(ahead)
        stand.file(some)
        stand.settle(hurries=False)
    _prove_that_clocks_were_set(stand)


def nights_that_change_the_clocks(stand: Stand, count: int) -> None:
    """A rota hands over in the hour that is left out, and in the one that comes twice: only who is on hears."""
    _over_nights(stand, LONDON, [(night, SPRING if is_spring else AUTUMN) for night, is_spring in _changes()], count)


def nights_that_change_nothing(stand: Stand, count: int) -> None:
    """The same nights and the same rota in Shanghai, where clocks never change."""
    _over_nights(stand, "Asia/Shanghai", [(night, ALWAYS) for night, _ in _changes()], count)


def _over_nights(stand: Stand, zone: str, nights: Sequence[tuple[datetime, _Expected]], count: int) -> None:
    people = {who: stand.accounts[who] for who in ("worker", "colleague")}
    shifts = [
        {"account": people[who], "weekday": weekday, "begins": begins, "minutes": minutes}
        for who, weekday, begins, minutes in WALL
    ]
    make_rota(stand, zone=zone, kind="weekly", shifts=shifts)
    moments = [(night + timedelta(minutes=after), who) for night, expected in nights for after, who in expected]
    stand.open()
    for number, (moment, who) in enumerate(moments):
        _set_clocks_to(stand, moment)
        share = (number + 1) * count // len(moments) - number * count // len(moments)
        subjects = {reference.replace("-", "") for reference in stand.file(share, danger_now="unknown")}
        stand.settle(hurries=False)
        heard = {person: alerts & subjects for person, alerts in stand.heard().items() if alerts & subjects}
        assert heard == {who: subjects}, f"{moment} in {zone}: {set(heard)} heard, {who} is on"
        _close_alerts(stand)


def _changes() -> list[tuple[datetime, bool]]:
    """Return midnight UTC of the next two Sundays on which London changes its clocks, and whether to summer time."""
    zone, day = ZoneInfo(LONDON), utc_now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    days = [day + timedelta(days=number) for number in range(400)]
    offsets = [(one, one.astimezone(zone).utcoffset() or timedelta()) for one in days]
    return [(one, after > before) for (one, before), (_, after) in pairwise(offsets) if before != after][:2]


def _set_clocks_to(stand: Stand, moment: datetime) -> None:
    """Set the clocks, and wait until the dispatcher has drawn the plan that far: no real clock leaps over months."""
    with stand.harm():
        ahead = (moment - datetime.now(UTC)).total_seconds()
        stand.service.ahead = ahead  # it is that night for everybody
        stand.set_clocks(ahead)
    stand.wait_for(lambda: _is_planned(stand, moment), f"somebody is on duty at {moment}")


def _is_planned(stand: Stand, moment: datetime) -> bool:
    soon = moment + timedelta(minutes=2)  # a plan begins when it is drawn, a little after the moment
    with stand.writing() as session:
        on = select(func.count()).select_from(Shift).where(Shift.starts_at <= soon, Shift.ends_at > soon)
        return session.execute(on.where(Shift.ended_at.is_(None))).scalar_one() > 0


def _close_alerts(stand: Stand) -> None:
    """What was heard is decided, so that it does not ring on through the night."""
    with stand.writing() as session:
        session.execute(update(Alert).values(state=CLOSED, closed_at=utc_now(), next_at=None))


def _prove_that_clocks_were_set(stand: Stand) -> None:
    """Web wrote when it received, the dispatcher when it sent: by clocks that were two hours apart in the end."""
    with stand.writing() as session:
        for written in (Report.received_at, Delivery.sent_at):
            first, last = session.execute(select(func.min(written), func.max(written))).one()
            apart = last - first if first and last else timedelta()
            assert apart > 1.9 * HOUR, f"The clock behind {written} was not set."
