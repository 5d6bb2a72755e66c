"""Practice as versioned data: concerns, questions, the priority table, standards, alert steps, working time."""

VERSION = "2026-11"
