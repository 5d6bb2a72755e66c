"""Notices: what people are told beside alerts. Each once, whichever dispatcher finds it first."""
