"""Real browsers against a whole installation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.duty_steps import Week, a_week
from tests.support import chromium, live, push_service
from tests.support.live import Live
from tests.support.push_service import PushService


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    """A Web Push service of our own."""
    with push_service.running() as started:
        yield started


@pytest.fixture(scope="module")
def nightlamp(tmp_path_factory: pytest.TempPathFactory, service: PushService) -> Iterator[Live]:
    """Xihu, running, with its people and no phones."""
    home = tmp_path_factory.mktemp("live")
    with live.running(home, push_origin=service.origin) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium.running() as started:
        yield started


@pytest.fixture
def week(nightlamp: Live, browser: Browser) -> Iterator[Week]:
    """The board with a rota of its own."""
    with a_week(nightlamp, browser) as found:
        yield found
