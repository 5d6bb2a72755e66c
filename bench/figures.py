"""Figures beside what they should reach, as text and as data."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """One measured figure. `reach` is the promise (None: for information); `within` whether it was kept."""

    name: str
    value: float
    unit: str
    reach: str = ""
    within: bool | None = None


@dataclass
class Table:
    """The figures of one benchmark."""

    title: str
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(
        self, name: str, value: float, unit: str, *, at_least: float | None = None, at_most: float | None = None
    ) -> None:
        """Add a figure, held against its bound if it has one."""
        reach, within = "", None
        if at_least is not None:
            reach, within = f">= {at_least:g}", value >= at_least
        elif at_most is not None:
            reach, within = f"<= {at_most:g}", value <= at_most
        self.figures.append(Figure(name, value, unit, reach, within))

    def text(self) -> str:
        """Return the figures as a table for a terminal."""
        marks = {True: "yes", False: "NO", None: ""}
        rows = [(f.name, f"{f.value:,.4g}", f.unit, f.reach, marks[f.within]) for f in self.figures]
        rows = [("figure", "value", "unit", "reach", "within"), *rows]
        widths = [max(len(row[i]) for row in rows) for i in range(5)]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        return "\n".join([self.title, "=" * len(self.title), *lines, *(f"  {note}" for note in self.notes)])

    def as_dict(self) -> dict[str, object]:
        """Return everything for a JSON file."""
        return {"title": self.title, "figures": [vars(f) for f in self.figures], "notes": self.notes}
