"""The reporter's whole app on a phone whose owner chose text of twice the size: nothing sticks out of any screen."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.screen_steps import County, Look, found_county
from tests.browser.screen_walks import WALKS, walk_staff
from tests.browser.test_large_text import LARGE, LOOKS, STICKS_OUT
from tests.support import live
from tests.support.chromium import ARGUMENTS, BINARY, PATIENCE
from tests.support.push_service import PushService

pytestmark = pytest.mark.browser


class LookingLarge(Look):
    """A look that minds only what is wider than the phone."""

    def faults(self) -> list[str]:
        found: list[str] = self.page.evaluate(STICKS_OUT)
        return found[:4]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory, service: PushService) -> Iterator[County]:
    with live.running(tmp_path_factory.mktemp("live"), push_origin=service.origin) as running:
        yield found_county(running)


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """A browser with text of 32 px where others have 16."""
    launched = browser.browser_type.launch(executable_path=BINARY, args=[*ARGUMENTS, LARGE])
    yield launched
    launched.close()


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize(
    "walk", [walk for walk in WALKS if walk is not walk_staff], ids=lambda walk: walk.__name__.removeprefix("walk_")
)
def test_at_twice_the_text_nothing_sticks_out(
    walk: Callable[[Look], None], language: str, large: Browser, county: County
) -> None:
    opened = large.new_context(
        **LOOKS[language], viewport={"width": 360, "height": 740}, reduced_motion="reduce", service_workers="block"
    )
    opened.set_default_timeout(PATIENCE)
    look = LookingLarge(opened, county, f"large-{language}")
    walk(look)
    opened.close()
    look.settle()
