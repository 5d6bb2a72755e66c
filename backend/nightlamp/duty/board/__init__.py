"""The shift board: rotas, shifts, overrides, swaps and calendar feeds over HTTP."""
