"""Files that belong to a report: photos, voice notes, documents. Sealed with it, and shown to whoever may read it."""
