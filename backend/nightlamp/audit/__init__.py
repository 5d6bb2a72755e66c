"""Who saw or changed what: append-only, sealed by the dispatcher, never a word of a case."""
