"""What can be done to a conversation, one verb a module."""
