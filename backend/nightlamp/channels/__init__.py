"""Devices, their addresses, and the senders that reach them. Knows no alert and no report, only a message."""
