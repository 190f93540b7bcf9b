"""How notices leave the house to somebody else's servers. Nothing else of this room speaks to the network."""
