"""The route to the places: public, and the same for everybody, so any cache may keep the answer."""

from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import RAISE
from sqlalchemy.orm import Session

from nightlamp.core.db import db
from nightlamp.core.errors import field_error
from nightlamp.core.http import public
from nightlamp.places import queries
from nightlamp.places.queries import ListedPlace
from nightlamp.places.schemas import PlacesOut, PlacesQuery

MAX_AGE_SECONDS = 3600

blueprint = Blueprint("places", __name__, description="Administrative divisions, from province to village")


@blueprint.route("/places")
class Places(MethodView):
    """Places to choose from."""

    @public
    @blueprint.arguments(PlacesQuery(), location="query", unknown=RAISE)
    @blueprint.response(200, PlacesOut())
    @blueprint.alt_response(304, description="Nothing was loaded since; the copy in the cache is good")
    def get(self, asked: dict[str, str]) -> ResponseReturnValue:
        """List the places below one, those that a text finds, or one by its code; the provinces by default."""
        session = db.session()
        mark = queries.edition(session)
        if mark and request.if_none_match.contains_weak(mark):
            return Response(status=304, headers=_caching(mark))
        answer: dict[str, Any] = {"items": _asked_for(session, asked), "next_cursor": None}
        return answer, _caching(mark)


def _caching(mark: str) -> dict[str, str]:
    """Return the headers: an hour in any cache, and nowhere while there are no places yet."""
    if not mark:
        return {"Cache-Control": "no-store"}
    return {"Cache-Control": f"public, max-age={MAX_AGE_SECONDS}", "ETag": f'"{mark}"'}


def _asked_for(session: Session, asked: dict[str, str]) -> list[ListedPlace]:
    if "q" in asked:
        return queries.search(session, asked["q"])
    if "code" in asked:
        place = queries.find(session, asked["code"])
        return [queries.listed(session, place)] if place else []
    if not asked.get("parent"):
        return queries.children_of(session, None)
    parent = queries.find(session, asked["parent"])
    if parent is None:
        raise field_error("/parent", "unknown_value", "There is no place with this code; leave it out to begin.")
    return queries.children_of(session, parent)
