"""Where messages of other channels arrive in tests: a mail server and an HTTP server, each on a loopback port."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default as modern
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """What a mail server has taken. `refuse` is what it says to every recipient instead of taking their mail."""

    port: int = 0
    mails: list[tuple[str, Mail]] = field(default_factory=list)
    refuse: str = ""

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail."""
        mail = message_from_bytes(envelope.content or b"", policy=modern)  # type: ignore[arg-type, call-overload]
        self.mails += [(to, mail) for to in envelope.rcpt_tos]
        return "250 OK"

    def texts(self, to: str) -> list[str]:
        """Return the words of the mails to somebody, oldest first."""
        return [f"{mail['subject']}\n{body_of(mail)}" for whom, mail in self.mails if whom == to]


def body_of(mail: Any) -> str:
    """Return the text of a mail."""
    return str(mail.get_body(("plain", "html")).get_content())


@contextmanager
def a_mail_server() -> Iterator[Mailbox]:
    """Run a mail server of our own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box = Mailbox(port=probe.getsockname()[1])
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    try:
        yield box
    finally:
        server.stop()


@dataclass
class Board:
    """What an HTTP server has been posted. `answers` come first, then 200 `{}` for ever."""

    origin: str = ""
    posts: list[tuple[str, str]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def authority(self) -> str:
        """Return host and port."""
        return self.origin.removeprefix("http://")


@contextmanager
def an_http_server() -> Iterator[Board]:
    """Run an HTTP server that stands for ntfy, a robot or a gateway."""
    board = Board()

    class Handler(BaseHTTPRequestHandler):
        """Notes what is posted."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            board.posts.append((self.path, body))
            status, headers, said = board.answers.pop(0) if board.answers else (200, {}, json.dumps({}).encode())
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(said))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    board.origin = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield board
    finally:
        server.shutdown()
        server.server_close()
