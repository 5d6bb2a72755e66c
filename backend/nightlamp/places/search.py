"""Find places by a part of their name, in memory: no database, no request.

All names stand in one long text, highest level first, so that one sub-string search in C meets them in the
order in which they are shown, and stops when enough are found. For the divisions that takes 1 to 2 ms where
LIKE took 6, and with every village of the country 6 to 20 ms where LIKE needs more than 100.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from nightlamp.places import rules

# Where one word fits many places and another few, the look ends here, after some 40 ms: a rare find may be missed.
EXAMINED = 20_000
# One character that is left of a word like 市辖区 is no trace of a path.
PATH_PART = 2


class Lines:
    """Many short lines as one text, with the position at which each begins."""

    def __init__(self, text: str) -> None:
        self._text = f"\n{text}"
        self._starts = array("I", (found.start() for found in re.finditer("\n", self._text)))

    def __getitem__(self, number: int) -> str:
        return self._text[self._starts[number] + 1 : self._starts[number + 1]]

    def having(self, part: str) -> Iterator[int]:
        """Yield the numbers of the lines that hold `part`, in order.

        A line break in it stands for the beginning or the end of a line. `part` may not be empty.
        """
        position = self._text.find(part)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self._text.find(part, self._starts[number + 1])


class PlaceIndex:
    """Places by name and by path; made of `(code, name, path_name)`, in the order in which equals are shown."""

    def __init__(self, places: Iterable[tuple[str, str, str]]) -> None:
        codes, names, paths = StringIO(), StringIO(), StringIO()
        above, folded = "", ""
        for code, name, path_name in places:
            head, _, last = path_name.rpartition(" ")
            if head != above:
                # Neighbours have the same places above them, mostly: these are folded once.
                above, folded = head, rules.fold_path(head)
            codes.write(f"{code}\n")
            names.write(f"{rules.fold(name)}\n")
            paths.write(f"{folded}{rules.fold_path(last)}\n")
        self._codes = Lines(codes.getvalue())
        self._names = Lines(names.getvalue())
        self._paths = Lines(paths.getvalue())

    def codes_for(self, terms: Sequence[str], *, limit: int) -> list[str]:
        """Return the codes that match every term, best first: the name itself, its beginning, within it, the path.

        The last term is the one that the name should match; the others may stand anywhere in the path.
        """
        if not terms:
            return []
        others = [rules.fold_path(term) for term in terms[:-1]]
        found: dict[int, None] = {}
        for lines, part in self._looks(terms[-1]):
            for number in islice(lines.having(part), EXAMINED):
                if all(other in self._paths[number] for other in others):
                    found[number] = None
                if len(found) == limit:
                    return [self._codes[number] for number in found]
        return [self._codes[number] for number in found]

    def _looks(self, term: str) -> Iterator[tuple[Lines, str]]:
        yield self._names, f"\n{term}\n"
        yield self._names, f"\n{term}"
        yield self._names, term
        part = rules.fold_path(term)
        if len(part) >= PATH_PART:
            yield self._paths, part
