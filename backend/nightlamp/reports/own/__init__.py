"""Own reports: what a named professional has filed and wants to follow without the receipt. Nobody else sees them."""
