"""Opening hours, holidays, and time as they count it. Knows nothing of what is due by it."""
