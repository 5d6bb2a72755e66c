"""Nightlamp: from someone worried about a child to a child seen."""

__version__ = "0.1.0"
