"""What the components show, reckoned from plain values."""
