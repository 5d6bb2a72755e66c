"""Entrances: an address and a poster for an institution, where its people report with what is known filled in."""
