"""What screens need to know of conversations, one page a module."""
