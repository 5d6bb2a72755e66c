"""The hotline: what a caller says, written down by who answers the telephone, filed as any report."""
