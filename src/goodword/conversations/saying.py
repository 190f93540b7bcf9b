"""Whose turn it is after a letter of ours, as far as its words tell: whoever writes it may say otherwise.

It asks, if the customer is asked something; we are still on it, if it says so; else it answers. English and Spanish.
"""

import re

from goodword.conversations.choices import Says

LONGEST = 20_000
# Questions that ask for no answer.
_ROUND_OFF = re.compile(
    r"(?:^|(?<=[.!?\n]))[^.!?\n]*\b(?:(?:any|other|more|further) questions|anything else|algo más|alguna (?:otra )?"
    r"(?:duda|pregunta|consulta))[^.!?\n]*\?",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:"
    r"(?:get|come|be) back to you|let you know|keep you (?:posted|informed|updated)|look(?:ing)? into (?:it|this|that)"
    r"|(?:still )?(?:checking|looking|working) (?:on|into|with)|(?:will|[’']ll) (?:check|find out|look|ask|call)"
    r"|bear with (?:me|us)|one moment|as soon as (?:i|we)|update you"
    r"|le (?:aviso|avisaré|avisaremos|llamo|llamaré|llamaremos|escribo|escribiré|informo|informaré|informaremos"
    r"|confirmo|confirmaré|contesto|contestaré)|(?:lo )?(?:estoy|estamos) (?:revisando|viendo|mirando"
    r"|trabajando|consultando"
    r"|comprobando)|me pondré en contacto|nos pondremos en contacto|vamos a (?:revisar|mirar|ver|consultar|comprobar)"
    r"|voy a (?:revisar|mirar|ver|consultar|comprobar)|en cuanto (?:sepa|sepamos|tenga|tengamos)|un momento"
    r")\b",
    re.IGNORECASE,
)


def says_of(text: str) -> Says:
    """What a letter with these words says. One without a word (a file, a picture) answers."""
    words = text[:LONGEST]
    if "?" in _ROUND_OFF.sub("", words):
        return Says.ASKS
    return Says.HOLDS if _HOLDS.search(words) else Says.SOLVES
