"""How an iCal address is read."""
