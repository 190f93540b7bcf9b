"""Where mail providers bring mail, and tell what became of ours. No person comes here."""
