"""Escalation policies: how alerts of one urgency climb in one team."""
