"""What a first visit weighs, in bytes by brotli: the page, its style, its script and one language."""

import re
from pathlib import Path

from bench.figures import Table

DIST = Path(__file__).parents[1] / "frontend" / "dist"
KB = 1024


def run() -> Table:
    """Count the files that each page names, and those that they import before anything is shown."""
    table = Table("First load, brotli, HTML + CSS + JS + one language")
    for page, budget in (("index.html", 20), ("staff.html", 45)):
        files = first_load(page)
        size = sum(_brotli(file) for file in files)
        table.add(f"{page}", size / KB, "KB", at_most=budget)
        table.add(f"{page}, requests", len(files), "requests", at_most=6 if page == "index.html" else None)
    return table


def first_load(page: str) -> list[str]:
    """Return the files that a first visit fetches: the page, what it links, static imports, and one language."""
    text = (DIST / page).read_text(encoding="utf-8")
    linked = re.findall(r'(?:src|href)="/(assets/[^"]+\.(?:js|css))"', text)
    files = [page, *dict.fromkeys(linked)]
    for file in files:
        if file.endswith(".js"):
            files += [f for f in _static_imports(file) if f not in files]
    has_language = any(re.search(r"/(?:zh|en)-", file) for file in files)
    return files if has_language else files + _one_language(files)


def _static_imports(file: str) -> list[str]:
    text = (DIST / file).read_text(encoding="utf-8")
    names = re.findall(r'(?:^|;|\})\s*import\s*(?:[^"\'()]*?from\s*)?["\']\./([^"\']+\.js)["\']', text)
    return [f"assets/{name}" for name in dict.fromkeys(names)]


def _one_language(files: list[str]) -> list[str]:
    """Return the larger of the two dictionaries that are fetched by name when the app starts."""
    texts = "".join((DIST / f).read_text(encoding="utf-8") for f in files if f.endswith(".js"))
    found = set(re.findall(r"\./((?:zh|en|staff\.zh|staff\.en)-[\w-]+\.js)", texts))
    names = [f"assets/{name}" for name in found if f"assets/{name}" not in files]
    return [max(names, key=_brotli)] if names else []


def _brotli(file: str) -> int:
    return (DIST / f"{file}.br").stat().st_size
