"""People who work with reports: accounts, sessions, permissions, and the viewer that every door takes."""
