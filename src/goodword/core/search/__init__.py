"""Search: documents go in as words we stem ourselves, so that both engines and both languages behave alike.

`words` takes text apart, `documents` makes of it what the index holds, `matching` says what to look for, `index` writes
and asks, `engines` knows FTS5 and tsvector, `vocabulary` what words there are, `rebuilding` fills the index anew.
"""
