"""Who is told when something happened."""
