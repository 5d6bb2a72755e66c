"""What comes in from reporters: read it, file it, add to it, follow it up. Everything here is open to everybody."""
