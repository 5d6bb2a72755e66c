"""Web Push (RFC 8030, 8188, 8291, 8292): where it may go, what it says, how it is signed and sent."""
