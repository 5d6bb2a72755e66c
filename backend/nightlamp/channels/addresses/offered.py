"""Which channels people of this deployment may add an address in."""

from functools import cache
from importlib.util import find_spec

from nightlamp.core.config import ADDRESS_CHANNELS, Settings


def offered_channels(settings: Settings) -> list[str]:
    """Return the channels that are set up here: each has its apprise URL, and apprise is installed.

    Asks whether apprise is there without loading it: a web process never does.
    """
    if not _is_installed():
        return []
    templates = settings.apprise_templates
    return [name for name in ADDRESS_CHANNELS if name in templates and (name != "ntfy" or settings.ntfy_hosts)]


@cache
def _is_installed() -> bool:
    return find_spec("apprise") is not None
