"""Everything that somebody is waiting for: to whom, what, by whom, by when, kept or broken, with its proof."""
