"""What the holder of a receipt reads and writes once the report is in."""
