"""Shapes of teams and of the signed-in person with their roles."""

from marshmallow import Schema, fields


class TeamPlaceOut(Schema):
    """The place that a team answers for."""

    code = fields.Str(required=True)
    name = fields.Str(required=True)
    path_name = fields.Str(required=True)
    level = fields.Str(required=True)


class TeamOut(Schema):
    """A team by its public id."""

    id = fields.Str(required=True)
    name = fields.Str(required=True)


class GrantTeamOut(TeamOut):
    """A team with its place; null is everywhere."""

    place = fields.Nested(TeamPlaceOut, required=True, allow_none=True)


class GrantOut(Schema):
    """One role in one team."""

    role = fields.Str(required=True)
    team = fields.Nested(GrantTeamOut, required=True)


class MeOut(Schema):
    """The signed-in person: who, in which teams, and what they may do."""

    id = fields.Str(required=True)
    name = fields.Str(required=True)
    email = fields.Str(required=True)
    language = fields.Str(required=True)
    grants = fields.List(fields.Nested(GrantOut), required=True)
    permissions = fields.List(fields.Str(), required=True)


class HolderOut(Schema):
    """The signed-in person of this browser; null when nobody is signed in."""

    me = fields.Nested(MeOut, required=True, allow_none=True)
