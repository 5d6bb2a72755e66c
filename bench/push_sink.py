"""A push service that takes everything and does next to nothing: `python -m bench.push_sink CERTIFICATE [SECONDS]`.

It prints `ready ORIGIN`. A bench that compares senders needs one that is never the slower side. It keeps connections
open and speaks HTTP/1.1 over TLS; each answer comes after SECONDS, as if from far away. Whether messages are right is
for the strict service of the tests.
"""

import asyncio
import re
import ssl
import sys

_ANSWER = b"HTTP/1.1 201 Created\r\nLocation: /m/1\r\nContent-Length: 0\r\n\r\n"
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Sink(asyncio.Protocol):
    """One connection: each whole request is answered with 201."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._waiting = b""

    def data_received(self, data: bytes) -> None:
        """Answer as many requests as have come whole."""
        self._waiting += data
        while (end := self._waiting.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._waiting, 0, end)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._waiting) < whole:
                return
            self._waiting = self._waiting[whole:]
            self._answer()

    def _answer(self) -> None:
        if self._seconds:
            asyncio.get_running_loop().call_later(self._seconds, self._transport.write, _ANSWER)
        else:
            self._transport.write(_ANSWER)


async def _serve(certificate: str, seconds: float) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    server = await asyncio.get_running_loop().create_server(lambda: Sink(seconds), "127.0.0.1", 0, ssl=tls)
    print(f"ready https://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
