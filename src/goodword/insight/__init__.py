"""What the desk can know of itself: measures over every room, read only."""
