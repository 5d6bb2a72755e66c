"""Files that people send: told by their content, stripped, drawn anew, sealed in pieces. Knows no report."""
