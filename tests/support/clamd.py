"""A virus scanner of our own on the loopback: it speaks INSTREAM and knows one bad word."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

BAD = b"INVENTED-BAD-WORD"


@dataclass
class FakeClamd:
    """A running daemon. `seen` holds what it was asked about; `answer` replaces its verdict."""

    address: str
    seen: list[bytes] = field(default_factory=list)
    answer: bytes | None = None

    def verdict(self, content: bytes) -> bytes:
        """Return what the daemon says of a file."""
        self.seen.append(content)
        if self.answer is not None:
            return self.answer
        return b"stream: Invented.Thing FOUND\0" if BAD in content else b"stream: OK\0"


@contextmanager
def running(address: str = "") -> Iterator[FakeClamd]:
    """Run the daemon, on a port that is free or at the path of a socket, until the block ends."""
    daemon = FakeClamd(address)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.read(10) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack(">I", self.rfile.read(4))[0]:
                content += self.rfile.read(size)
            self.wfile.write(daemon.verdict(content))

    kind: Any = socketserver.ThreadingUnixStreamServer if address else socketserver.ThreadingTCPServer
    with kind(address or ("127.0.0.1", 0), Handler) as server:
        if not address:
            daemon.address = f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield daemon
        server.shutdown()
        thread.join()
