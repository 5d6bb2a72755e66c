"""Which team a report belongs to, and where it climbs. Pure: teams and paths come in, teams go out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

# A path has one group a level: 33/ 3301/ 330106/ 330106003/ 330106003055/.
DEPTH_OF_LEVEL = {"province": 1, "prefecture": 2, "county": 3, "township": 4, "village": 5}

# Worries about people whose own office might receive the report.
STAFF = frozenset(
    {
        "school_staff",
        "medical_staff",
        "village_or_community_staff",
        "child_service_staff",
        "police",
    }
)


@dataclass(frozen=True)
class TeamRef:
    """What routing needs to know of a team."""

    id: int
    uuid: str
    name: str
    place_path: str


def depth(path: str) -> int:
    """Return how many levels a materialised path passes through; 0 is the root."""
    return path.count("/")


def path_prefixes(path: str) -> list[str]:
    """Return the path, those of all its ancestors, and "" for the root, deepest first."""
    groups = path.split("/")[:-1]
    return ["".join(f"{g}/" for g in groups[:n]) for n in range(len(groups), -1, -1)]


def receiving_teams(
    teams: Sequence[TeamRef], place_path: str, *, intake_level: str, about: Collection[str]
) -> list[TeamRef]:
    """Return the teams that may receive a report about a place, nearest first; the first one owns it.

    Teams below the intake level are left out (village child directors get tasks, not raw reports). When the
    worry is about staff, every team at or below that township is skipped, so that nobody judges their own
    house. The list ends with the root, which receives what has no other team; it is empty only if there is no team.
    """
    limit = DEPTH_OF_LEVEL[intake_level]
    if STAFF & set(about):
        limit = min(limit, depth(place_path) - 1, DEPTH_OF_LEVEL["township"] - 1)
    above = [
        team for team in teams if place_path.startswith(team.place_path) and depth(team.place_path) <= max(limit, 0)
    ]
    return sorted(above, key=lambda team: depth(team.place_path), reverse=True)
