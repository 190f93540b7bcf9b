"""Subjects without what mail programs put before them. Pure."""

import re
import unicodedata

# What the programs of the world write before the subject of an answer, and of what is passed on.
_ANSWER = (
    r"re|rép|resp|respuesta|aw|antw|antwort|sv|vs|odp|r|rif|ris|risposta|ref|bls|atb|ynt|vá|"
    r"на|отв|ответ|відп|回复|回覆|答复|答覆|返信|回信|답장"
)
_PASSED_ON = (
    r"fwd?|fw|wg|rv|reenv|tr|transf|enc|i|inoltro|doorst|pd|pdał|fs|vb|ytnl|ил|пер|пересл|转发|轉寄|轉發|転送|전달"
)
_NUMBER = r"(?:\s?[\[(]?\d{1,3}[\])]?)?"
_ANSWERING = re.compile(rf"\s*(?:{_ANSWER}){_NUMBER}\s*[:：]", re.IGNORECASE)
_PASSING = re.compile(rf"\s*\[?\s*(?:{_PASSED_ON}){_NUMBER}\s*[:：]", re.IGNORECASE)
_TAG = re.compile(r"\s*\[[^\[\]]{1,40}\]")
_MOST_PREFIXES = 10
_FEWEST_WORDS = 2
_FEWEST_LETTERS = 8
# Subjects of two words and more that say nothing of the matter, in the languages people write.
_GENERIC = frozenset(
    """
    good morning|good afternoon|good evening|hi there|hello there|quick question|a question|my question|one question
    my order|your order|order status|follow up|following up|thank you|thanks again|please help|help me|need help
    help needed|please call|call me|contact form|new message|no subject|your message|important message|my appointment
    buenos días|buenas tardes|buenas noches|una pregunta|mi pedido|muchas gracias|sin asunto|mi cita|por favor
    guten tag|guten morgen|eine frage|meine bestellung|vielen dank|ohne betreff|kein betreff|mein termin
    une question|ma commande|merci beaucoup|sans objet|mon rendez vous|bom dia|boa tarde|uma pergunta|meu pedido
    sem assunto|una domanda|il mio ordine|senza oggetto|goede morgen|een vraag|mijn bestelling|geen onderwerp
    dzień dobry|mam pytanie|bez tematu|добрый день|без темы|мой заказ
    """.strip()
    .replace("\n", "|")
    .split("|")
)


def passes_on(subject: str) -> bool:
    """Whether the subject says that the mail forwards another."""
    rest = subject[:500]
    for _ in range(_MOST_PREFIXES):
        if _PASSING.match(rest):
            return True
        answering = _ANSWERING.match(rest)
        if not answering:
            return False
        rest = rest[answering.end() :]
    return False


def without_prefixes(subject: str) -> str:
    """The subject as whoever began wrote it: "AW: Re: [desk] Visit" is "Visit"."""
    rest = subject[:500]
    for _ in range(_MOST_PREFIXES):
        found = _ANSWERING.match(rest) or _PASSING.match(rest) or _TAG.match(rest)
        if not found or not rest[found.end() :].strip():
            break
        rest = rest[found.end() :]
    return rest.strip()


def bare_subject(subject: str) -> str:
    """For comparison: without prefixes, case, punctuation and spaces."""
    text = unicodedata.normalize("NFKC", without_prefixes(subject)).casefold()
    return " ".join(re.findall(r"\w+", text))


def answered_subject(subject: str) -> str:
    """The bare subject that an answer names; nothing if it is none, or says too little to be sure of the matter."""
    if not _ANSWERING.match(subject[:500]):
        return ""
    bare = bare_subject(subject)
    return "" if _is_generic(bare) else bare


def _is_generic(bare: str) -> bool:
    if any("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in bare):
        return len(bare.replace(" ", "")) < _FEWEST_LETTERS // 2  # scripts in which a word is two signs
    words = bare.split()
    return len(set(words)) < _FEWEST_WORDS or len(bare) < _FEWEST_LETTERS or bare in _SAID_BARE


_SAID_BARE = frozenset(" ".join(re.findall(r"\w+", words.casefold())) for words in _GENERIC)
