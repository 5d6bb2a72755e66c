"""By which ways people can be reached: their addresses in other channels, and who can hear us now."""
