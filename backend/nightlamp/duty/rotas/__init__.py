"""Rotas: whose turn it is, planned ahead, with overrides, swaps and gaps."""
