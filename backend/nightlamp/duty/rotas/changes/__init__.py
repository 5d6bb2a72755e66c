"""What differs from a rota: overrides, hours that people take over, swaps."""
