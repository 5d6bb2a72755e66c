"""Waiting: a nudge from another thread, or from before, ends it; so does what somebody has written."""

import resource
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask

from nightlamp.core.db import db, writing
from nightlamp.core.hints import Nudge, make_hint
from nightlamp.core.instance import Instance

LONG = 120.0


def test_a_nudge_ends_the_wait_that_comes_after_it_and_no_other() -> None:
    nudge = Nudge()
    nudge.give()
    nudge.give()
    assert nudge.wait(LONG)
    assert not nudge.wait(0)


def test_nudges_that_nobody_feels_never_block() -> None:
    nudge = Nudge()
    for _ in range(100_000):
        nudge.give()
    assert nudge.wait(LONG)


def test_a_process_with_thousands_of_open_files_still_feels_a_nudge() -> None:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(limit[0], min(limit[1], 4096)), limit[1]))
    with ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, limit)
        files = [stack.enter_context(Path("/dev/null").open("rb")) for _ in range(1100)]
        assert files[-1].fileno() > 1024
        nudge = Nudge()
        nudge.give()
        assert nudge.wait(LONG)
        assert not nudge.wait(0)


@pytest.mark.both_databases
def test_a_nudge_ends_a_wait_for_the_database(app: Flask) -> None:
    nudge, stop, done = Nudge(), threading.Event(), []
    hint = make_hint(db.engine, nudge)
    hint.wait(0, stop)  # opens its connection

    def wait() -> None:
        hint.wait(LONG, stop)
        done.append(True)

    thread = threading.Thread(target=wait)
    thread.start()
    nudge.give()
    thread.join(LONG / 2)
    assert done


@pytest.mark.both_databases
def test_a_hint_whose_connection_is_lost_opens_another_one(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    nudge, stop = Nudge(), threading.Event()
    hint = make_hint(db.engine, nudge)
    hint.wait(0, stop)
    hint._connection.close()  # type: ignore[attr-defined]
    hint.wait(0.01, stop)
    assert "for the moment" in caplog.text
    nudge.give()
    hint.wait(LONG, stop)
    with writing() as session:
        session.merge(Instance(id=1, kind="demo"))
    nudge.give()
    hint.wait(LONG, stop)
