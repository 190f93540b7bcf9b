"""What can be done to customers."""
