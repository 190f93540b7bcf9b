"""Pure formulas, each with its source: no database, no clock, nothing of the desk."""
