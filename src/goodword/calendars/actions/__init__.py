"""What people do with the calendars of the house. Higher rooms guard who may."""
