"""Who is looking. Every door to case data takes a viewer, and shows what that viewer may see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask import current_app, g

from nightlamp.accounts.permissions import PERMISSIONS, Permission, Role
from nightlamp.core.errors import SignInRequired


@dataclass(frozen=True)
class Grant:
    """A role in a team. `place_path` is where the team's scope begins ("" is everywhere)."""

    role: Role
    team_id: int
    team_level: str | None
    place_path: str


@dataclass(frozen=True)
class Viewer:
    """A person with their grants, or the named system viewer of the dispatcher (`account_id` 0, sees all)."""

    account_id: int
    uuid: str
    name: str
    grants: tuple[Grant, ...]
    is_system: bool = False

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """All that this viewer may do somewhere."""
        return frozenset().union(*(PERMISSIONS[g.role] for g in self.grants))

    def grants_for(self, permission: Permission) -> tuple[Grant, ...]:
        """Return the grants that carry a permission."""
        return tuple(g for g in self.grants if permission in PERMISSIONS[g.role])

    def covers(self, permission: Permission, place_path: str) -> bool:
        """Tell whether some grant carries `permission` at a place or above it."""
        return self.is_system or any(place_path.startswith(g.place_path) for g in self.grants_for(permission))

    def supervises(self, place_path: str) -> bool:
        """Tell whether the viewer is a supervisor at a place or above it."""
        return any(g.role is Role.SUPERVISOR and place_path.startswith(g.place_path) for g in self.grants)


SYSTEM = Viewer(account_id=0, uuid="system", name="system", grants=(), is_system=True)

GrantsLoader = Callable[[int], tuple[Grant, ...]]


def current_viewer() -> Viewer:
    """Return who is signed in, with grants read once a request. Raises SignInRequired."""
    account = g.get("account")
    if account is None:
        raise SignInRequired("Sign in first.")
    if "viewer" not in g:
        load: GrantsLoader = current_app.extensions["nightlamp.grants"]
        g.viewer = Viewer(account.id, account.uuid, account.name, load(account.id))
    found: Viewer = g.viewer
    return found
