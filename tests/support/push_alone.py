"""The push service in a process of its own: `python -m tests.support.push_alone PORT` prints `ready ORIGIN`.

GET /_test/log · POST /_test/fail {"status", "retry_after", "times"} · POST /_test/phones → a subscription.
"""

import asyncio
import sys
from dataclasses import asdict

from aiohttp import web

from tests.support.push_phone import b64url
from tests.support.push_service import PushService


class Control:
    """What a test in another process may ask: the log, a failure, a phone."""

    def __init__(self, service: PushService) -> None:
        self._service = service

    async def log(self, _: web.Request) -> web.Response:
        posts = [asdict(post) | {"body": b64url(post.body)} for post in self._service.posts]
        return web.json_response({"posts": posts, "frames": self._service.frames})

    async def fail(self, request: web.Request) -> web.Response:
        self._service.fail_next(**await request.json())
        return web.Response(status=204)

    async def phone(self, _: web.Request) -> web.Response:
        return web.json_response(self._service.phone().subscription())


async def serve(port: int) -> None:
    """Listen until the process ends."""
    service = PushService()
    control = Control(service)
    routes = [
        web.get("/_test/log", control.log),
        web.post("/_test/fail", control.fail),
        web.post("/_test/phones", control.phone),
    ]
    await service.start(port, more=routes)
    print(f"ready {service.origin}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
