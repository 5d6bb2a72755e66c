"""Alerts that never give up: raise, escalate, deliver, acknowledge. Knows a subject and an urgency, no report."""
