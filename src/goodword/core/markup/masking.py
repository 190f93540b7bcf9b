"""Links by which a customer opens a page of ours stand in letters; whoever has one can act as the customer.

What is kept, and the letter that brings one, hold them whole. Colleagues read a copy in which the signed part is left
out; a quote leaves it out too.
"""

import re

# What our signers make for customers: a number, perhaps a second one, `~` and the signature (`Signer(sep="~")`).
_SIGNED = re.compile(r"(?<=/)\d{1,19}(?:-\d{1,19})?(?:~|%7E)[\w-]{20,}", re.IGNORECASE)
LEFT_OUT = "…"


def without_signed_links(words: str) -> str:
    """The text or HTML with the signed part of each such link left out."""
    return _SIGNED.sub(LEFT_OUT, words)
