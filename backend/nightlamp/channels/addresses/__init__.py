"""Addresses in other channels than Web Push: what one looks like, who it belongs to, and the proof of that."""
