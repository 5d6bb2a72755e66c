"""Practice as versioned data: concerns, questions, guidance, the priority table, standards, alert steps."""

VERSION = "2026-12"
