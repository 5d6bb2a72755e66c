"""A push service of our own: the endpoint of RFC 8030, and the WebSocket protocol that Firefox speaks to Mozilla's.

It checks what a strict service checks (TTL, size, coding, VAPID with the port in `aud`), keeps messages for
devices that are offline, and can be told to misbehave. A `Phone` is a device without a browser.

    with running() as service: …                       in a thread, on a free loopback port
    python -m tests.support.push_alone PORT            in a process of its own
"""

import asyncio
import json
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from cryptography.hazmat.primitives.asymmetric import ec

from tests.support.push_checks import judge
from tests.support.push_phone import Phone, Post, b64url, from_b64url
from tests.support.push_trouble import Trouble, made


@dataclass
class Channel:
    """One subscription: whose it is and which VAPID key may post to it (None: any)."""

    device: str
    key: bytes | None


@dataclass
class _Stored:
    channel: str
    topic: str | None
    expires_at: float
    frame: dict[str, Any]


@dataclass
class PushService:
    """The service and its memory. Tests read `posts` and `frames` (what browsers said) from their own thread.

    `rule` may name a trouble for each message as it comes; what `fail_next` and its like have queued comes first.
    `ahead`: by how many seconds its clock is ahead of the machine's.
    """

    origin: str = ""
    posts: list[Post] = field(default_factory=list)
    frames: list[dict[str, Any]] = field(default_factory=list)
    channels: dict[str, Channel] = field(default_factory=dict)
    rule: Callable[[Post], Trouble | None] = lambda _post: None
    ahead: float = 0.0
    _troubles: list[Trouble] = field(default_factory=list)
    _sockets: dict[str, web.WebSocketResponse] = field(default_factory=dict)
    _stored: dict[str, list[_Stored]] = field(default_factory=dict)
    _rotates: bool = False
    _lets_in: bool = True
    _loop: asyncio.AbstractEventLoop | None = None
    _runner: web.AppRunner | None = None

    def phone(self, *, key: bytes | None = None) -> Phone:
        """Subscribe a phone without a browser; `key` is the only VAPID key (65 bytes) that may post to it."""
        channel = str(uuid.uuid4())
        self.channels[channel] = Channel(device=f"phone-{channel}", key=key)
        return Phone(self.origin, self.posts, channel, ec.generate_private_key(ec.SECP256R1()), os.urandom(16))

    def fail_next(self, status: int, *, retry_after: str | None = None, times: int = 1) -> None:
        """Answer the next messages with this status."""
        self._troubles.append(Trouble(status=status, retry_after=retry_after, times=times))

    def hang_next(self, seconds: float, *, times: int = 1) -> None:
        """Take the next messages and say nothing for so long."""
        self._troubles.append(Trouble(hang_seconds=seconds, times=times))

    def close_next(self, *, times: int = 1) -> None:
        """Close the connection of the next messages without an answer."""
        self._troubles.append(Trouble(closes=True, times=times))

    def close_idle(self) -> None:
        """Close every kept connection, as a service does with idle ones."""
        self._inside(self._close_connections)

    def drop_channels(self) -> None:
        """Forget all subscriptions: the next message to any of them is answered with 410."""
        self.channels.clear()

    def kick(self, *, stay_out: bool = False) -> None:
        """Close the browsers' sockets. They come back by themselves, if need be only after `let_in`."""
        self._lets_in = not stay_out
        self._inside(self._close_sockets)

    def let_in(self) -> None:
        """Let the browsers that were kicked come back."""
        self._lets_in = True

    def rotate(self) -> None:
        """Lose the devices: browsers drop their subscriptions and fire `pushsubscriptionchange`."""
        self._rotates = True
        self.channels.clear()
        self.kick()

    def wait_for(self, happened: Callable[[], bool], *, seconds: float = 10.0) -> None:
        """Wait until something about this service is true. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > until:
                raise TimeoutError("The push service waited in vain.")
            time.sleep(0.01)

    async def start(self, port: int = 0, *, more: Iterable[web.RouteDef] = ()) -> None:
        """Listen on a loopback port (0: a free one) in the running loop."""
        self._loop = asyncio.get_running_loop()
        self._runner = web.AppRunner(
            _application(self, more), access_log=None, keepalive_timeout=300, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening and close everything."""
        assert self._runner is not None
        await self._close_sockets()
        await self._runner.cleanup()

    def _inside(self, act: Callable[[], Any]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(act(), self._loop).result(5)

    async def _close_sockets(self) -> None:
        for socket in list(self._sockets.values()):
            await socket.close()

    async def _close_connections(self) -> None:
        assert self._runner is not None
        assert self._runner.server is not None
        for connection in list(self._runner.server.connections):
            if connection.transport is not None:
                connection.transport.close()

    # --- the application server's side ---

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Answer one message (RFC 8030 section 5)."""
        post = Post(
            channel=request.match_info["channel"],
            headers={name.lower(): value for name, value in request.headers.items()},
            body=await request.read(),
            at=time.time(),
            connection=id(request.transport),
        )
        self.posts.append(post)
        if (trouble := self._trouble() or self.rule(post)) is not None:
            refused = await made(trouble, request, post)
            if refused is not None:
                return refused
        channel = self.channels.get(post.channel)
        post.status, post.error = self._judge(post, channel) if channel else _UNKNOWN
        if post.status != 201:
            return web.Response(status=post.status)
        location = await self._store(post)
        if trouble is not None:
            await trouble.cut(request, post)
        post.is_answer_lost = request.transport is None or request.transport.is_closing()
        return web.Response(status=201, headers={"Location": f"{self.origin}/m/{location}"})

    def _judge(self, post: Post, channel: Channel) -> tuple[int, str | None]:
        return judge(post, origin=self.origin, key=channel.key, ahead=self.ahead)

    def _trouble(self) -> Trouble | None:
        if not self._troubles:
            return None
        first = self._troubles[0]
        first.times -= 1
        if first.times <= 0:
            self._troubles.pop(0)
        return first

    async def _store(self, post: Post) -> str:
        ttl, topic = int(post.headers["ttl"]), post.headers.get("topic")
        version = uuid.uuid4().hex
        frame = {"messageType": "notification", "channelID": post.channel, "version": version, "ttl": ttl}
        if post.body:
            frame |= {"data": b64url(post.body), "headers": {"encoding": "aes128gcm"}}
        device = self.channels[post.channel].device
        waiting = self._stored.setdefault(device, [])
        if topic:  # RFC 8030 section 5.4: the newer message replaces the one that waits under the same topic.
            waiting[:] = [item for item in waiting if (item.channel, item.topic) != (post.channel, topic)]
        item = _Stored(post.channel, topic, time.time() + ttl, frame)
        socket = self._sockets.get(device)
        if socket is not None or ttl > 0:
            waiting.append(item)
        if socket is not None:
            await socket.send_str(json.dumps(frame))
        return version

    # --- the browser's side ---

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """Speak with one browser until it goes."""
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return web.Response(text="push service")
        if not self._lets_in:
            return web.Response(status=503)
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        device = ""
        async for raw in socket:
            if raw.type == WSMsgType.TEXT:
                frame = json.loads(raw.data)
                self.frames.append(frame)
                device = await self._answer(socket, device, frame)
        if self._sockets.get(device) is socket:
            del self._sockets[device]
        return socket

    async def _answer(self, socket: web.WebSocketResponse, device: str, frame: dict[str, Any]) -> str:
        kind = frame.get("messageType", "ping")
        if kind == "ping":
            await socket.send_str("{}")
        elif kind == "hello":
            device = await self._greet(socket, frame.get("uaid"))
        elif kind in ("register", "unregister"):
            await socket.send_str(json.dumps(self._registration(device, kind, frame)))
        elif kind == "ack":
            done = {update["version"] for update in frame["updates"]}
            waiting = self._stored.get(device, [])
            waiting[:] = [item for item in waiting if item.frame["version"] not in done]
        return device

    async def _greet(self, socket: web.WebSocketResponse, known: str | None) -> str:
        device = known if known and not self._rotates else uuid.uuid4().hex
        self._rotates = False
        self._sockets[device] = socket
        hello = {"messageType": "hello", "uaid": device, "status": 200, "use_webpush": True, "broadcasts": {}}
        await socket.send_str(json.dumps(hello))
        for item in list(self._stored.get(device, [])):
            if item.expires_at > time.time():
                await socket.send_str(json.dumps(item.frame))
        return device

    def _registration(self, device: str, kind: str, frame: dict[str, Any]) -> dict[str, Any]:
        channel = frame["channelID"]
        answer = {"messageType": kind, "channelID": channel, "status": 200}
        if kind == "unregister":
            self.channels.pop(channel, None)
            return answer
        key = from_b64url(frame["key"].rstrip("=")) if frame.get("key") else None
        self.channels[channel] = Channel(device, key)
        return answer | {"uaid": device, "pushEndpoint": f"{self.origin}/wpush/v2/{channel}"}


_UNKNOWN = (410, "no such subscription")


def _application(service: PushService, more: Iterable[web.RouteDef]) -> web.Application:
    application = web.Application(client_max_size=1 << 20)
    routes = [web.get("/", service.socket), web.post("/wpush/v2/{channel}", service.take), *more]
    application.router.add_routes(routes)
    return application


@contextmanager
def running(port: int = 0) -> Iterator[PushService]:
    """Run a service in a thread of this process until the block ends."""
    service, loop = PushService(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="push-service", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(service.start(port), loop).result(10)
        yield service
        asyncio.run_coroutine_threadsafe(service.stop(), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
