"""Kept connections: reused, renewed when stale, and never led elsewhere."""

import http.server
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nightlamp.channels.webpush import connections
from nightlamp.channels.webpush.connections import AddressNotPublic, Connections, Limits
from nightlamp.channels.webpush.endpoints import Endpoint, check_endpoint
from tests.support.certificates import self_signed
from tests.support.push_service import PushService


class Ticks:
    """A monotonic count that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def endpoint_of(service: PushService, path: str = "/wpush/v2/nobody") -> Endpoint:
    return check_endpoint(service.origin + path, listed={service.origin})


def used(service: PushService) -> int:
    return len({post.connection for post in service.posts})


def test_one_connection_serves_many_messages(service: PushService) -> None:
    kept = Connections()
    for _ in range(5):
        assert kept.post(endpoint_of(service), b"x", {}).status == 410
    assert (len(service.posts), used(service)) == (5, 1)


def test_each_thread_has_its_own_connection(service: PushService) -> None:
    kept, together = Connections(), threading.Barrier(4)

    def post(_: int) -> None:
        together.wait(5)
        kept.post(endpoint_of(service), b"x", {})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(post, range(4)))
    assert used(service) == 4


def test_a_connection_that_the_service_closed_is_opened_anew_once(service: PushService) -> None:
    kept = Connections()
    kept.post(endpoint_of(service), b"x", {})
    service.close_idle()
    assert kept.post(endpoint_of(service), b"x", {}).status == 410
    assert used(service) == 2


def test_a_kept_connection_that_closes_on_the_message_sends_it_again_once(service: PushService) -> None:
    kept = Connections()
    kept.post(endpoint_of(service), b"x", {})
    service.close_next()
    assert kept.post(endpoint_of(service), b"again", {}).status == 410
    assert [post.body for post in service.posts] == [b"x", b"again", b"again"]


def test_a_new_connection_that_closes_is_not_tried_again(service: PushService) -> None:
    service.close_next()
    with pytest.raises(ConnectionError):
        Connections().post(endpoint_of(service), b"x", {})
    assert len(service.posts) == 1


def test_a_connection_that_was_idle_for_long_is_not_trusted(service: PushService) -> None:
    ticks = Ticks()
    kept = Connections(ticks=ticks)
    kept.post(endpoint_of(service), b"x", {})
    ticks.seconds += 51
    kept.post(endpoint_of(service), b"x", {})
    assert used(service) == 2


def test_silence_ends_in_a_timeout_and_the_connection_is_given_up(service: PushService) -> None:
    kept = Connections(limits=Limits(read=0.1))
    service.hang_next(1.0)
    with pytest.raises(TimeoutError):
        kept.post(endpoint_of(service), b"x", {})
    assert kept.post(endpoint_of(service), b"x", {}).status == 410
    assert used(service) == 2


def test_nobody_listening_is_an_os_error() -> None:
    with pytest.raises(OSError, match="refused"):
        Connections().post(Endpoint("http", "127.0.0.1", 1, "/", is_listed=True), b"x", {})


def test_a_name_that_leads_inside_is_not_connected_to(service: PushService) -> None:
    port = int(service.origin.rsplit(":", 1)[1])
    with pytest.raises(AddressNotPublic):
        Connections().post(Endpoint("http", "localhost", port, "/wpush/v2/x", is_listed=False), b"x", {})
    assert service.posts == []


def test_of_mixed_addresses_only_the_public_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(2, 1, 6, "", ("10.0.0.1", 443)), (2, 1, 6, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(connections.socket, "getaddrinfo", lambda *_args, **_kwargs: rows)
    endpoint = check_endpoint("https://fcm.googleapis.com/x", listed=())
    assert connections._addresses(endpoint) == [(2, ("93.184.215.14", 443))]


class _Redirecting(http.server.BaseHTTPRequestHandler):
    paths: list[str]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.paths.append(f"{self.headers['Host']} {self.path}")
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[int, Path, list[str]]]:
    """A TLS server with a certificate of its own for localhost, which redirects; its port, certificate and log."""
    certificate = self_signed(tmp_path, "localhost")
    paths: list[str] = []
    handler = type("Handler", (_Redirecting,), {"paths": paths})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_address[1], certificate, paths
    server.shutdown()
    server.server_close()


def test_tls_is_spoken_and_no_redirect_is_followed(elsewhere: tuple[int, Path, list[str]]) -> None:
    port, certificate, paths = elsewhere
    kept = Connections(tls=ssl.create_default_context(cafile=str(certificate)))
    endpoint = Endpoint("https", "localhost", port, "/wpush?token=a%2fb", is_listed=True)
    used_for = []
    for _ in range(3):
        assert kept.post(endpoint, b"x", {}).status == 307
        used_for.append(kept._kept()[endpoint.origin].connection)
    assert paths == [f"localhost:{port} /wpush?token=a%2fb"] * 3
    assert len(set(used_for)) == 1
    kept.close()


def test_a_certificate_that_nobody_vouches_for_gets_no_message(elsewhere: tuple[int, Path, list[str]]) -> None:
    port, _, paths = elsewhere
    with pytest.raises(ssl.SSLCertVerificationError):
        Connections().post(Endpoint("https", "localhost", port, "/x", is_listed=True), b"x", {})
    assert paths == []


def test_a_certificate_for_another_name_gets_no_message(elsewhere: tuple[int, Path, list[str]]) -> None:
    port, certificate, paths = elsewhere
    kept = Connections(tls=ssl.create_default_context(cafile=str(certificate)))
    with pytest.raises(ssl.SSLCertVerificationError):
        kept.post(Endpoint("https", "127.0.0.1", port, "/x", is_listed=True), b"x", {})
    assert paths == []
