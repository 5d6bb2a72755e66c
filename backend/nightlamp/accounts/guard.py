"""The guards of routes: who is signed in, what the route requires, and no request forged by another site."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, g, request
from flask_login import LoginManager

from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import PERMISSIONS, Permission, Role
from nightlamp.accounts.queries import account_of_session
from nightlamp.accounts.viewer import current_viewer
from nightlamp.core import clock
from nightlamp.core.errors import Forbidden, SignInRequired
from nightlamp.core.http import View

_SAFE = ("GET", "HEAD", "OPTIONS")


def requires(permission: Permission) -> Callable[[View], View]:
    """Let a route be reached only by somebody who is signed in and has `permission` in some team."""

    def guarded(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            if permission not in current_viewer().permissions:
                raise Forbidden(_who_may(permission), code="permission_missing")
            return view(*args, **kwargs)

        checked.guard = str(permission)  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return guarded


def _who_may(permission: Permission) -> str:
    roles = [f"{'an' if role[0] in 'aeiou' else 'a'} {role}" for role in Role if permission in PERMISSIONS[role]]
    return f"Only {' or '.join(roles)} may do this (it needs {permission})."


def requires_sign_in(view: View) -> View:
    """Let a route be reached by anybody who is signed in, whatever their role."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        current_viewer()
        return view(*args, **kwargs)

    checked.guard = "signed-in"  # type: ignore[attr-defined]
    return checked  # type: ignore[return-value]


def cookie_name(is_https: bool) -> str:
    """Return the session cookie's name: `__Host-` binds it to one origin, and browsers demand https for it."""
    return "__Host-nightlamp" if is_https else "nightlamp"


def init_guard(app: Flask, *, is_https: bool) -> None:
    """Load the account of a session cookie through Flask-Login, and refuse forged requests that carry one."""
    name = cookie_name(is_https)
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)

    @manager.request_loader
    def load(incoming: Request) -> Account | None:
        token = incoming.cookies.get(name)
        found = account_of_session(token, now=clock.now()) if token else None
        if found is None:
            return None
        g.account, g.session_id = found
        return found[0]

    @manager.unauthorized_handler
    def refuse() -> None:
        raise SignInRequired("Sign in first.")

    @app.before_request
    def identify() -> None:
        if name not in request.cookies:
            return
        if request.method not in _SAFE and is_foreign(request):
            raise Forbidden("This request came from another site.", code="cross_site")
        manager._load_user()

    app.after_request(_keep_nowhere)


def _keep_nowhere(answer: Response) -> Response:
    # What somebody sees who is signed in belongs into no cache, unless a route says that it is everybody's.
    if "account" in g:
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def is_foreign(incoming: Request) -> bool:
    """Tell whether a browser says that another site made this request; a missing header says nothing."""
    if incoming.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return True
    origin = incoming.headers.get("Origin")
    return origin is not None and _host_of(origin) != incoming.host


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
