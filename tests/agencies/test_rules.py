"""Which team receives a report: the nearest at the intake level, and never the house that it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.agencies.rules import STAFF, TeamRef, depth, path_prefixes, receiving_teams

VILLAGE = "33/3301/330106/330106012/330106012200/"
PATHS = {
    "root": "",
    "province": "33/",
    "prefecture": "33/3301/",
    "county": "33/3301/330106/",
    "township": "33/3301/330106/330106012/",
    "village": VILLAGE,
}
TEAMS = [TeamRef(number, f"uuid-{name}", name, path) for number, (name, path) in enumerate(PATHS.items())]
STRANGER = TeamRef(99, "uuid-99", "stranger", "33/3301/330105/330105001/")


def names(
    place: str, level: str = "township", about: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> list[str]:
    teams = [team for team in [STRANGER, *TEAMS] if team.name not in without]
    return [team.name for team in receiving_teams(teams, place, intake_level=level, about=about)]


ALL = ["township", "county", "prefecture", "province", "root"]


@pytest.mark.parametrize("place", [VILLAGE, PATHS["township"]])
def test_the_township_owns_and_those_above_follow(place: str) -> None:
    assert names(place) == ALL


def test_village_people_never_receive_a_raw_report() -> None:
    assert "village" not in names(VILLAGE, without=("township", "county", "prefecture", "province"))


@pytest.mark.parametrize(
    ("level", "expected"),
    [("township", ALL), ("county", ALL[1:]), ("prefecture", ALL[2:]), ("province", ALL[3:])],
)
def test_intake_begins_at_the_level_that_the_deployment_sets(level: str, expected: list[str]) -> None:
    assert names(VILLAGE, level) == expected


def test_without_a_near_team_the_next_one_above_owns() -> None:
    assert names(VILLAGE, without=("township",))[0] == "county"
    assert names(VILLAGE, without=("township", "county", "prefecture", "province")) == ["root"]


def test_an_unknown_place_is_the_roots() -> None:
    assert names("") == ["root"]
    assert names("", about=("police",)) == ["root"]


@pytest.mark.parametrize("about", sorted(STAFF))
def test_a_worry_about_staff_skips_every_team_at_or_below_that_township(about: str) -> None:
    assert names(VILLAGE, about=("family", about)) == ALL[1:]
    assert names(PATHS["township"], about=(about,)) == ALL[1:]


def test_a_worry_about_staff_of_a_county_skips_the_county_too() -> None:
    assert names(PATHS["county"], about=("police",)) == ALL[2:]


@pytest.mark.parametrize("about", [(), ("family",), ("other",), ("unknown",)])
def test_other_worries_skip_nobody(about: tuple[str, ...]) -> None:
    assert names(VILLAGE, about=about) == ALL


@given(st.sampled_from(list(PATHS.values())), st.sets(st.sampled_from([*STAFF, "family"])))
def test_the_root_is_always_there_and_order_climbs(place: str, about: set[str]) -> None:
    teams = receiving_teams([*TEAMS, STRANGER], place, intake_level="township", about=about)
    depths = [depth(team.place_path) for team in teams]
    assert teams[-1].name == "root"
    assert depths == sorted(depths, reverse=True)
    assert all(place.startswith(team.place_path) for team in teams)


def test_prefixes_end_with_the_root() -> None:
    assert path_prefixes(PATHS["county"]) == ["33/3301/330106/", "33/3301/", "33/", ""]
    assert path_prefixes("") == [""]
