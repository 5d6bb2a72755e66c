"""The dead-man switch: called while all is well, silent when something is wrong, and never in the way."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from nightlamp.alerts.models import Alert
from nightlamp.core.config import SettingError, Settings, read_settings
from nightlamp.core.db import writing
from nightlamp.core.dead_man import tell_that_all_is_well
from nightlamp.dispatcher import Dispatcher
from tests.conftest import PretendClock
from tests.support.live import free_port
from tests.support.town import Town
from tests.support.watcher import Watcher, watching


class AtOnce(Executor):
    """Runs what it is given before it goes on."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run it."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    with watching() as watcher:
        yield watcher


@pytest.fixture
def settings(settings: Settings, watcher: Watcher) -> Settings:
    return replace(settings, dead_man_url=watcher.url)


def test_the_watcher_is_called_each_minute_while_all_is_well(
    town: Town, clock: PretendClock, watcher: Watcher
) -> None:
    dispatcher = Dispatcher(town.app, pool=AtOnce())
    for _ in range(3):
        dispatcher.tick(clock())
        clock.forward(seconds=20)
        dispatcher.tick(clock())
        clock.forward(seconds=40)
    assert watcher.asked == ["/ping/secret?a=b"] * 3


def test_the_watcher_hears_nothing_while_something_is_wrong(
    town: Town, clock: PretendClock, watcher: Watcher
) -> None:
    town.file()
    with writing() as session:
        session.execute(update(Alert).values(next_at=None))
    dispatcher = Dispatcher(town.app, pool=AtOnce())
    dispatcher.tick(clock())
    assert watcher.asked == []
    assert town.client.get("/healthz").json["faults"] == ["alert_without_next"]
    with writing() as session:
        session.execute(update(Alert).values(next_at=clock.forward(minutes=5)))
    dispatcher.tick(clock())
    assert len(watcher.asked) == 1
    assert town.client.get("/healthz").status_code == 200
    assert town.rung()


def test_a_watcher_that_refuses_or_is_not_there_is_a_line_in_the_log_without_its_address(
    watcher: Watcher, caplog: pytest.LogCaptureFixture
) -> None:
    assert tell_that_all_is_well(watcher.url)
    watcher.status = 500
    assert not tell_that_all_is_well(watcher.url)
    assert not tell_that_all_is_well(f"http://127.0.0.1:{free_port()}/secret")
    assert len(caplog.messages) == 2
    assert "secret" not in caplog.text


def test_an_address_that_is_none_is_refused_without_being_repeated() -> None:
    for wrong in ("watch.example/secret", "ftp://watch.example/secret", "https:///secret", "https://w.example/a b"):
        with pytest.raises(SettingError, match="NIGHTLAMP_DEAD_MAN_URL must be") as refused:
            read_settings({"NIGHTLAMP_DEAD_MAN_URL": wrong})
        assert "secret" not in str(refused.value)
