"""What a decision must carry: reasons for lowering and for doing nothing, and a supervisor where it weighs most."""

import pytest

from nightlamp.core.errors import Forbidden, Unprocessable
from nightlamp.practice.content import codes, disposition
from nightlamp.practice.rules import PRIORITIES, is_lower
from nightlamp.triage.rules import check_decision, closes

NOTHING_FURTHER = [code for code in codes("dispositions") if disposition(code)["group"] == "no_further_action"]


def check(
    priority: str, *, current: str = "P2", code: str = "investigation", reason: str = "x", supervisor: bool = False
) -> None:
    check_decision(
        track="harm", code=code, priority=priority, current=current, reason=reason, is_supervisor=supervisor
    )


@pytest.mark.parametrize("current", PRIORITIES)
@pytest.mark.parametrize("priority", PRIORITIES)
def test_raising_is_free_lowering_needs_a_reason_and_from_the_top_a_supervisor(current: str, priority: str) -> None:
    lowers = is_lower(priority, current)
    if not lowers:
        check(priority, current=current, reason="")
        return
    with pytest.raises(Unprocessable) as unreasoned:
        check(priority, current=current, reason=" ", supervisor=True)
    assert (unreasoned.value.errors[0].pointer, unreasoned.value.errors[0].code) == ("/reason", "required")
    check(priority, current=current, supervisor=True)
    if current in ("P0", "P1"):
        with pytest.raises(Forbidden) as refused:
            check(priority, current=current)
        assert refused.value.code == "supervisor_required"
    else:
        check(priority, current=current)


@pytest.mark.parametrize("code", NOTHING_FURTHER)
def test_doing_nothing_further_needs_a_reason(code: str) -> None:
    with pytest.raises(Unprocessable):
        check("P2", code=code, reason="", supervisor=True)
    check("P2", code=code, supervisor=True)


def test_only_a_supervisor_finds_a_report_proven_false() -> None:
    with pytest.raises(Forbidden) as refused:
        check("P2", code="proven_false")
    assert refused.value.code == "supervisor_required"
    check("P2", code="proven_false", supervisor=True)


@pytest.mark.parametrize("code", codes("dispositions"))
@pytest.mark.parametrize("track", codes("tracks"))
def test_a_disposition_belongs_to_its_tracks(code: str, track: str) -> None:
    def decide() -> None:
        check_decision(track=track, code=code, priority="P2", current="P2", reason="x", is_supervisor=True)

    if track in disposition(code)["tracks"]:
        decide()
        return
    with pytest.raises(Unprocessable) as refused:
        decide()
    assert (refused.value.errors[0].pointer, refused.value.errors[0].code) == ("/disposition", "wrong_track")


def test_only_no_further_action_closes() -> None:
    assert [code for code in codes("dispositions") if closes(code)] == NOTHING_FURTHER
