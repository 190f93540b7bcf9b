"""How money and goods leave the house: one small interface, and a module for each way."""
