"""Sign in, who am I and what may I, sign out. Here and not in accounts, because the answer names teams."""

from typing import Any

from flask import current_app, g, make_response
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.actions import SESSION_LIFE, sign_in, sign_out
from nightlamp.accounts.guard import cookie_name, requires_sign_in
from nightlamp.accounts.models import Account
from nightlamp.accounts.schemas import SignInIn
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import current_grants
from nightlamp.agencies.schemas import HolderOut, MeOut
from nightlamp.core import clock
from nightlamp.core.config import Settings
from nightlamp.core.db import db
from nightlamp.core.http import public
from nightlamp.places.queries import find

blueprint = Blueprint("session", __name__, description="Sign-in of the people who work with reports")


@blueprint.route("/session")
class Session(MethodView):
    """One signed-in browser."""

    @public
    @blueprint.arguments(SignInIn())
    @blueprint.response(200, MeOut(), description="Signed in; the answer sets the session cookie")
    def post(self, typed: dict[str, Any]) -> ResponseReturnValue:
        """Sign in with e-mail and password."""
        settings: Settings = current_app.extensions["nightlamp.settings"]
        account, token = sign_in(typed["email"], typed["password"], now=clock.now())
        g.account = account
        answer = make_response(MeOut().dump(_me(account)))
        answer.set_cookie(
            cookie_name(settings.is_https),
            token,
            max_age=int(SESSION_LIFE.total_seconds()),
            secure=settings.is_https,
            httponly=True,
            samesite="Lax",
            path="/",
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @requires_sign_in
    @blueprint.response(200, MeOut())
    def get(self) -> ResponseReturnValue:
        """Tell who is signed in and what they may do."""
        return _me(g.account), 200, {"Cache-Control": "no-store"}

    @requires_sign_in
    @blueprint.response(204)
    def delete(self) -> ResponseReturnValue:
        """Sign out: the session is revoked on the server, whatever the browser keeps."""
        settings: Settings = current_app.extensions["nightlamp.settings"]
        sign_out(g.session_id, g.account, now=clock.now())
        answer = make_response("", 204)
        answer.delete_cookie(cookie_name(settings.is_https), path="/", secure=settings.is_https, httponly=True)
        return answer


@blueprint.route("/session/holder", methods=["GET"])
@public
@blueprint.response(200, HolderOut())
def get_holder() -> ResponseReturnValue:
    """Tell whose session this browser holds, if any: a page that only begins asks so, and nobody is no fault."""
    account = g.get("account")
    return {"me": _me(account) if account else None}, 200, {"Cache-Control": "no-store"}


def _me(account: Account) -> dict[str, Any]:
    viewer = current_viewer()
    return {
        "id": account.uuid,
        "name": account.name,
        "email": account.email,
        "language": account.language,
        "grants": [{"role": grant.role, "team": _team(grant.team)} for grant in current_grants(account.id)],
        "permissions": sorted(viewer.permissions),
    }


def _team(team: Team) -> dict[str, Any]:
    place = find(db.session(), team.place_code) if team.place_code else None
    return {"id": team.uuid, "name": team.name, "place": place}
