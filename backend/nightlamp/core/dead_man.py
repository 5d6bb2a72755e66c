"""The dead-man switch: tell a watcher outside, each minute that all is well, so that it alarms when nobody tells it.

Only silence alarms: the call carries nothing, and what it answers changes nothing here.
"""

import http.client
import logging
from urllib.parse import urlsplit

log = logging.getLogger("nightlamp.dead_man")

_TIMEOUT = 5.0


def tell_that_all_is_well(url: str) -> bool:
    """GET an address, following no redirect, within seconds; tell whether it answered with 2xx or 3xx. Never raises.

    The address may hold a secret, so no log line names it.
    """
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=_TIMEOUT)
        try:
            connection.request("GET", target, headers={"User-Agent": "nightlamp"})
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        log.warning("The dead-man watcher could not be told: %s.", type(error).__name__)
        return False
    if status >= 400:
        log.warning("The dead-man watcher answered %d.", status)
    return status < 400
