"""Screening: what a person decides about a report, and why."""
