"""A believable county to look at: invented people and reports, played through the same verbs that serve real ones."""
