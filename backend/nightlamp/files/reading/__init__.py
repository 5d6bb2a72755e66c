"""What a file is, and what of it may be kept."""
