"""Agencies, their teams, the places they cover, and who plays which role in which team."""
