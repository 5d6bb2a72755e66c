"""Reports: file one, add to it, follow it up by receipt, see it. Owns state, priority, team and milestones."""
