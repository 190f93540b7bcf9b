"""Grievance packs: what a law asks of whoever answers a grievance, as data. Off until the organization's counsel
has read it."""
