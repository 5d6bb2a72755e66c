"""Every screen in both languages and schemes, on a phone and wide: no axe violation, no sideways scroll, a picture.

The pictures are in tests/out/screens/ after a run. Look at them.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.screen_steps import County, Look, found_county
from tests.browser.screen_walks import WALKS
from tests.support.chromium import PATIENCE
from tests.support.live import Live

pytestmark = pytest.mark.browser

SIZES = {"phone": (360, 780), "wide": (1280, 800)}
LOOKS = [
    (language, scheme, size) for language in ("zh-CN", "en-GB") for scheme in ("light", "dark") for size in SIZES
]


@pytest.fixture(scope="module")
def county(nightlamp: Live) -> County:
    """A county with something on each screen."""
    return found_county(nightlamp)


@pytest.fixture(params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest, browser: Browser, county: County) -> Iterator[Look]:
    """A browser window with one language, scheme and size."""
    language, scheme, size = request.param
    width, height = SIZES[size]
    opened = browser.new_context(
        locale=language,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        service_workers="block",
        timezone_id="Asia/Shanghai",
    )
    opened.set_default_timeout(PATIENCE)
    yield Look(opened, county, "-".join(request.param))
    opened.close()


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__.removeprefix("walk_"))
def test_screens(walk: Callable[[Look], None], look: Look) -> None:
    walk(look)
    look.settle()
