"""What a push service may do instead of answering 201: refuse, be slow, hang, close before or within its answer."""

import asyncio
from dataclasses import dataclass

from aiohttp import web

from tests.support.push_phone import Post

ANSWER = b"HTTP/1.1 201 Created\r\nLocation: /m/none\r\nContent-Length: 40\r\n\r\n" + b"." * 40


@dataclass
class Trouble:
    """A misbehaviour for the next messages: a status, silence for some seconds, a closed connection, half an answer.

    `cut_after`: the message is taken, and the connection closes after so many bytes of the answer.
    """

    status: int | None = None
    retry_after: str | None = None
    hang_seconds: float = 0.0
    closes: bool = False
    cut_after: int | None = None
    times: int = 1

    @property
    def name(self) -> str:
        """What it is called in a count of troubles."""
        if self.status is not None:
            return str(self.status)
        if self.cut_after is not None:
            return "cut"
        return "closed" if self.closes else "slow"

    async def cut(self, request: web.Request, post: Post) -> None:
        """Send the beginning of an answer and close, if that is what this is."""
        if self.cut_after is None or request.transport is None:
            return
        request.transport.write(ANSWER[: self.cut_after])
        request.transport.close()


async def made(trouble: Trouble, request: web.Request, post: Post) -> web.Response | None:
    """Make trouble for a message. Return its answer, or None when it is to be taken after all."""
    post.trouble = trouble.name
    if trouble.hang_seconds:
        await asyncio.sleep(trouble.hang_seconds)
    if trouble.closes and request.transport is not None:
        request.transport.close()
    if trouble.status is None:
        return web.Response(status=500) if trouble.closes else None
    post.status, post.error = trouble.status, "told to"
    headers = {"Retry-After": trouble.retry_after} if trouble.retry_after else {}
    return web.Response(status=trouble.status, headers=headers)
