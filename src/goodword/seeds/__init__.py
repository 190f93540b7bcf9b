"""The demo: an agency, its people and two weeks of their letters, told through the real actions at travelled times."""
