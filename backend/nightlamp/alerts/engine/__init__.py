"""How an alert moves and how its messages get out: the ladder, whom a rung reaches, leases, tokens."""
