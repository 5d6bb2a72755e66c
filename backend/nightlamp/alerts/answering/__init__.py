"""What people answer to an alert: take it, hand it back, have it escalated."""
