"""Where places come from: files that people hand over. Knows no database."""
