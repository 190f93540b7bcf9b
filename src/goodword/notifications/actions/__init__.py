"""What changes notifications: telling, reading, sending along by mail."""
