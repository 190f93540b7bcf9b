"""Finance's worklist: what is to be paid or sent by hand, what failed, and what nobody can speak for."""
