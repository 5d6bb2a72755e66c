"""What a decision must carry. Pure."""

from nightlamp.core.errors import Forbidden, field_error
from nightlamp.practice.content import disposition
from nightlamp.practice.rules import is_lower

NO_FURTHER_ACTION = "no_further_action"
TEST_OR_SPAM = "test_or_spam"


def check_decision(*, track: str, code: str, priority: str, current: str, reason: str, is_supervisor: bool) -> None:
    """Raise a refusal that names the field, unless this decision may be taken.

    People override with a reason: lowering the priority and taking no further action need one. Lowering from P0
    or P1, and finding a report proven false, need a supervisor.
    """
    chosen = disposition(code)
    if track not in chosen["tracks"]:
        raise field_error("/disposition", "wrong_track", "This disposition does not belong to this track.")
    lowers = is_lower(priority, current)
    if ((lowers and current in ("P0", "P1")) or chosen["supervisor_only"]) and not is_supervisor:
        raise Forbidden("This needs a supervisor. Ask yours to decide it.", code="supervisor_required")
    if (lowers or chosen["group"] == NO_FURTHER_ACTION) and not reason.strip():
        raise field_error("/reason", "required", "Say in a sentence why.")


def check_family_contact(code: str, *, decided: bool, reason: str) -> None:
    """Raise a refusal unless a person has decided, with a reason, that the family of a child who reports may hear.

    Only for what brings somebody to the family. A child's own report never leads to a guardian by itself.
    """
    if not contacts_family(code):
        return
    if not decided:
        raise field_error(
            "/family_contact",
            "decision_required",
            "The child reports for themself. Decide first whether their family may be contacted.",
        )
    if not reason.strip():
        raise field_error("/reason", "required", "Say in a sentence why the family may be contacted.")


def contacts_family(code: str) -> bool:
    """Tell whether a disposition brings somebody to the child's family."""
    return bool(disposition(code)["contacts_family"])


def closes(code: str) -> bool:
    """Tell whether a disposition ends the report."""
    return bool(disposition(code)["group"] == NO_FURTHER_ACTION)


def owes_result(code: str) -> bool:
    """Tell whether the reporter is owed the result: always, but for a test or a wrong number.

    Law on the Protection of Minors, article 11, third paragraph: whoever reported is told in a suitable way.
    """
    return code != TEST_OR_SPAM
