"""Everything that was done about a complaint, as pages and files for a surveyor."""
