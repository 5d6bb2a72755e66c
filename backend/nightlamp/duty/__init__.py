"""Who is on duty at a moment: shifts from a rota and those that people begin themselves."""
