"""Write the practice's words for the reporter's app: one file a language and use, from the practice data alone.

    tools/practice_words.py FOLDER

The app is built with them, so they are there without a network and cannot differ from the data: `tools/types` writes
them, and `tools/types --check` and tests/house fail when they are stale.
"""

import json
import sys
from pathlib import Path
from typing import Any

from nightlamp.practice import VERSION
from nightlamp.practice.content import LANGUAGES, read
from nightlamp.practice.guidance import guidance

FILES = {"zh-CN": "zh", "en": "en"}
NOTE = "Written by tools/types from backend/nightlamp/practice/data. Change it there."


def main(folder: Path) -> None:
    """Write every file into a folder."""
    for use, words in (("guidance", guidance_words), ("police", police_words)):
        for language in LANGUAGES:
            text = typescript(words(language), first=language == LANGUAGES[0], use=use)
            (folder / f"{use}.{FILES[language]}.ts").write_text(text, encoding="utf-8")
    (folder / "police_reports.ts").write_text(table(), encoding="utf-8")


def guidance_words(language: str) -> dict[str, Any]:
    """Return what the guidance pages say in one language."""
    told = guidance()

    def labels(points: list[dict[str, Any]]) -> list[str]:
        return [point["label"][language] for point in points]

    def pairs(points: list[dict[str, Any]]) -> list[dict[str, str]]:
        return [{"name": point["label"][language], "text": point["text"][language]} for point in points]

    def audience(each: dict[str, Any]) -> dict[str, Any]:
        return {
            "name": each["label"][language],
            "title": each["title"][language],
            "lead": each["lead"][language],
            "say": labels(each["say"]),
            "dos": labels(each["dos"]),
            "donts": labels(each["donts"]),
            "signs": {grade: labels(signs) for grade, signs in _by_grade(each["signs"]).items()},
            "law": [{"text": point["label"][language], "name": cited(point, language)} for point in each["law"]],
        }

    return {
        "version": VERSION,
        "audience": {each["code"]: audience(each) for each in told["audiences"]},
        "grade": {each["code"]: each["label"][language] for each in told["grades"]},
        "source": {each["code"]: each["label"][language] for each in told["sources"] if each["kind"] != "law"},
        "whenTold": {
            "title": told["when_told"]["title"][language],
            "dos": labels(told["when_told"]["dos"]),
            "donts": labels(told["when_told"]["donts"]),
        },
        "afterwards": {
            "title": told["afterwards"]["title"][language],
            "steps": pairs(told["afterwards"]["steps"]),
            "limitsTitle": told["afterwards"]["limits_title"][language],
            "limits": labels(told["afterwards"]["limits"]),
        },
        "child": {
            "title": told["child"]["title"][language],
            "lead": told["child"]["lead"][language],
            "answers": pairs(told["child"]["answers"]),
            "afraid": pairs([told["child"]["afraid"]])[0],
        },
    }


def police_words(language: str) -> dict[str, Any]:
    """Return the nine circumstances, and what the law asks of whom, in one language."""
    law = read("police_report")
    named = {each["code"]: each["label"][language] for each in law["laws"]}
    return {
        "circumstance": {each["code"]: each["label"][language] for each in read("circumstances")["items"]},
        "answer": {
            each["code"]: {
                "title": each["title"][language],
                "also": each.get("also", each["title"])[language],
                "text": each["text"][language],
                "laws": [named[code] for code in each["laws"]],
            }
            for each in law["answers"]
        },
    }


def cited(point: dict[str, Any], language: str) -> str:
    """Return a law's name with the article, as it is cited in that language."""
    source = next(each for each in guidance()["sources"] if each["code"] == point["source"])
    name = source["label"][language].replace("中华人民共和国", "").replace(" (trial)", " (2020)")
    return (
        f"{name}第{_chinese(int(point['article']))}条"
        if language == "zh-CN"
        else f"{name}, article {point['article']}"
    )


def _chinese(number: int) -> str:
    """Return a number below 100 in Chinese figures."""
    tens, ones = divmod(number, 10)
    figures = "零一二三四五六七八九"
    return (("" if tens == 1 else figures[tens]) + "十" if tens else "") + (figures[ones] if ones else "")


def _by_grade(signs: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grades: dict[str, list[dict[str, Any]]] = {}
    for sign in signs:
        grades.setdefault(sign.get("grade") or "all", []).append(sign)
    return grades


def typescript(words: dict[str, Any], *, first: bool, use: str) -> str:
    """Return a dictionary as a module. The first language gives the type, so a missing key does not compile."""
    body = json.dumps(words, ensure_ascii=False, indent=2)
    if first:
        return f"/** {NOTE} */\nexport default {body};\n"
    head = f"/** {NOTE} */\nimport type zh from './{use}.zh.ts';\n\n"
    return f"{head}const words: typeof zh = {body};\n\nexport default words;\n"


def table() -> str:
    """Return which answer holds for which role, as the rule of the practice gives it."""
    told = guidance()
    must = [each["code"] for each in told["police_answers"] if each["must"]]
    rows = {each["role"]: [each["with_circumstance"], each["without"]] for each in told["police_reports"]}
    lines = "".join(f"  {role}: ['{some}', '{none}'],\n" for role, (some, none) in rows.items())
    return (
        f"/** {NOTE} */\n\n"
        f"export type PoliceAnswer = {' | '.join(repr(each['code']) for each in told['police_answers'])};\n\n"
        "/** Of each role: the answer when a circumstance fits, and when none does. */\n"
        f"export const POLICE_REPORTS: Record<string, readonly [PoliceAnswer, PoliceAnswer]> = {{\n{lines}}};\n\n"
        f"/** In these answers the law makes them report. */\n"
        f"export const MUST: ReadonlySet<PoliceAnswer> = new Set<PoliceAnswer>([{', '.join(map(repr, must))}]);\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
