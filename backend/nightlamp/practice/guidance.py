"""What those who meet children should look for, say and do, and whether the law makes them report. Read once."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from nightlamp.practice import VERSION, rules
from nightlamp.practice.content import LANGUAGES, codes, read, role


@dataclass(frozen=True)
class PoliceReport:
    """The answer to "must I report this?": its code, whether it is a must, and the codes of the laws that say so."""

    answer: str
    must: bool
    laws: tuple[str, ...]


def police_report(role_code: str, circumstances: Collection[str]) -> PoliceReport:
    """Tell a role whether the law makes it report what fits these circumstances.

    Raises KeyError for an unknown role.
    """
    code = rules.police_report(obligation=role(role_code)["obligation"], circumstances=circumstances)
    answer = next(each for each in read("police_report")["answers"] if each["code"] == code)
    return PoliceReport(code, answer["must"], tuple(answer["laws"]))


@cache
def guidance() -> dict[str, Any]:
    """Return what `GET /practice/guidance` answers: all words in every language, each with its source."""
    told, law, indicators = read("guidance"), read("police_report"), read("indicators")
    return {
        "version": VERSION,
        "languages": list(LANGUAGES),
        "sources": read("sources")["items"],
        "audiences": [{**each, "signs": indicators["items"][each["code"]]} for each in told["audiences"]],
        "grades": indicators["grades"],
        "when_told": told["when_told"],
        "afterwards": told["afterwards"],
        "child": told["child"],
        "laws": law["laws"],
        "police_answers": law["answers"],
        "police_reports": [
            {
                "role": code,
                "with_circumstance": police_report(code, codes("circumstances")[:1]).answer,
                "without": police_report(code, ()).answer,
            }
            for code in codes("roles")
        ],
    }
