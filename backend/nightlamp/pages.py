"""Serve the built front end beside the API: two pages, their files, and headers that keep them to themselves."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.headers import Headers

from flask import Flask, Response, current_app, request
from whitenoise import WhiteNoise

from nightlamp.core.config import Settings
from nightlamp.core.http import problem, public

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# No inline script or style, nothing from elsewhere, no frame around us. blob: is for a picture of the receipt.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "media-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(self), interest-cohort=()",
}
# The language of index.html.
FIRST = "zh"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


class Pages:
    """The pages, read once, in each encoding that the build has made of them.

    `reporter`: the languages that the reporter's first screen was drawn in, as the pages are named (`index.en.html`).
    """

    def __init__(self, folder: Path) -> None:
        drawn = {each.name.split(".")[1]: each.name for each in sorted(folder.glob("index.*.html"))}
        self.reporter = [FIRST, *drawn]
        pages = {FIRST: "index.html", **drawn, "staff": "staff.html"}
        self._bodies = {
            (page, coding): (folder / f"{name}{suffix}").read_bytes()
            for page, name in pages.items()
            for coding, suffix in (("identity", ""), *_ENCODINGS)
            if (folder / f"{name}{suffix}").is_file()
        }

    def answer(self, page: str) -> Response:
        """Return a page: never from a cache without asking, so that it always names files that exist."""
        accepted = set(request.accept_encodings.values())
        coding = next((c for c, _ in _ENCODINGS if c in accepted and (page, c) in self._bodies), "")
        body = self._bodies.get((page, coding or "identity"))
        if body is None:
            return problem(503, "front_end_missing", "The front end is not built. Run `make build`.")
        answer = Response(body, mimetype="text/html")
        answer.headers["Cache-Control"] = "no-cache"
        answer.headers["Vary"] = "Accept-Encoding, Accept-Language"
        answer.set_etag(hashlib.sha256(body).hexdigest()[:20])
        if coding:
            answer.headers["Content-Encoding"] = coding
        answer.make_conditional(request)
        return answer


def init_pages(app: Flask, settings: Settings) -> None:
    """Serve pages and files from the folder of the built front end."""
    app.extensions["nightlamp.pages"] = Pages(settings.frontend)
    app.add_url_rule("/", "reporter", reporter)
    app.add_url_rule("/e/<_>", "reporter/e", reporter)
    for path in ("/s", "/r"):
        app.add_url_rule(path, f"reporter{path}", reporter)
    app.add_url_rule("/share", "share", shared, methods=["POST"])
    app.add_url_rule("/staff/", "staff", staff)
    app.add_url_rule("/staff/<path:_>", "staff-page", staff)
    app.wsgi_app = _with_headers(app.wsgi_app, https=settings.is_https)  # type: ignore[method-assign,assignment]
    if settings.frontend.is_dir():
        files = WhiteNoise(
            app.wsgi_app,
            root=str(settings.frontend),
            max_age=3600,
            immutable_file_test=lambda _path, url: url.startswith("/assets/"),
            add_headers_function=_file_headers,
            mimetypes={".webmanifest": "application/manifest+json"},
        )
        app.wsgi_app = files  # type: ignore[method-assign]


@public
def reporter(_: str = "") -> Response:
    """Answer the reporter's app. The whole form is one address, so history holds no step of it.

    Its first screen is drawn at build time in each language; the browser's own preference chooses.
    """
    pages = _pages()
    asked = (tag.split("-")[0].lower() for tag in request.accept_languages.values())
    return pages.answer(next((each for each in asked if each in pages.reporter), FIRST))


@public
def shared() -> Response:
    """Lead to the app whoever shares with it while its service worker is away: what they share is not read here."""
    return Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})


@public
def staff(_: str = "") -> Response:
    """Answer the staff app, whatever its own router makes of the path."""
    return _pages().answer("staff")


def _pages() -> Pages:
    found: Pages = current_app.extensions["nightlamp.pages"]
    return found


def _with_headers(inner: "WSGIApplication", *, https: bool) -> "WSGIApplication":
    """Return the application with what every answer says to the browser; what a view sets more strictly stays."""
    fixed = [*HEADERS.items(), *([("Strict-Transport-Security", "max-age=31536000")] if https else [])]

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], object]:
            given = {name for name, _ in headers}
            return start_response(status, headers + [pair for pair in fixed if pair[0] not in given], error)

        return inner(environ, start)

    return application


def _file_headers(headers: Headers, _path: str, url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if url.endswith(("/sw.js", ".webmanifest", ".html")):
        headers["Cache-Control"] = "no-cache"
    if url == "/staff/sw.js":
        headers["Service-Worker-Allowed"] = "/staff/"
