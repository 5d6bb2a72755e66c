"""What a notice may be about, and how urgent it is. Pure."""

from typing import Literal

NoticeCode = Literal[
    "device_gone", "device_failing", "unreachable_soon", "next_shift_unreachable", "shift_begins", "coverage_gap",
    "swap_asked", "swap_answered", "swap_expired", "shift_changed",
]  # fmt: skip

# As with alerts, P0 to P2 wake a dozing phone, and P4 waits until it wakes by itself.
URGENCY: dict[str, str] = {
    "next_shift_unreachable": "P1",
    "unreachable_soon": "P1",
    "device_gone": "P2",
    "device_failing": "P2",
    "swap_expired": "P2",
    "shift_begins": "P3",
    "shift_changed": "P3",
    "swap_asked": "P3",
    "swap_answered": "P3",
    "coverage_gap": "P4",
}
# A test and a code are waited for by somebody who looks at a screen.
AWAITED = "P1"


def urgency_of(notice: str | None) -> str:
    """Return how urgent a message is that belongs to no alert."""
    return URGENCY.get(notice or "", AWAITED)
