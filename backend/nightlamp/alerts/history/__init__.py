"""What was sent to whom about an alert, and what came of it."""
