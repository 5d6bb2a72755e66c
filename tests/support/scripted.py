"""A push service that says what it is told to, byte for byte, be it nonsense."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import parse_headers

from nightlamp.channels.webpush.connections import Connections
from nightlamp.channels.webpush.endpoints import check_endpoint

CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
HANGS_UP = b"\0"


class Scripted(socketserver.ThreadingTCPServer):
    """Answers each request with the next of `replies`, whatever it is, and closes after one that ends in HANGS_UP."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _OneConnection)
        self.replies: list[bytes] = []
        self.connections: list[socket.socket] = []
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"

    def statuses(self, kept: Connections, *replies: bytes) -> list[int]:
        """Post once for each reply; return the statuses."""
        self.replies += replies
        endpoint = check_endpoint(f"{self.origin}/m", listed={self.origin})
        return [kept.post(endpoint, b"body", {}).status for _ in replies]


class _OneConnection(socketserver.StreamRequestHandler):
    server: Scripted

    def handle(self) -> None:
        self.server.connections.append(self.connection)
        with suppress(ConnectionError):  # Who finds more than an answer closes while we still write.
            self._answer_each()

    def _answer_each(self) -> None:
        while self.rfile.readline().startswith(b"POST "):
            self.rfile.read(int(parse_headers(self.rfile)["Content-Length"]))
            reply = self.server.replies.pop(0)
            self.wfile.write(reply.removesuffix(HANGS_UP))
            if reply.endswith(HANGS_UP):
                return


@contextmanager
def scripted() -> Iterator[Scripted]:
    """Run one on a free loopback port until the block ends."""
    with Scripted() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
