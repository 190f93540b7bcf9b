"""Whether a letter only thanks: then nobody need answer it. English and Spanish, by its words alone."""

import re
from collections.abc import Iterable

MOST_WORDS = 14
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OTHER = re.compile(r"[?¿\d]")
_THANKING = """
thanks thank thx ty cheers appreciated appreciate gracias agradezco agradecida agradecido agradecemos works worked
fixed solved resolved sorted solucionado resuelto funciona funcionó arreglado
"""
_AROUND_IT = """
a again all always and any are as at awesome be best brilliant day dear evening everything excellent fine for from
good great have having hello help helped helpful helping hi i i'll i'm indeed is it it's kind kindly lot lots love
lovely many me morning much my nice now of ok okay on once our perfect perfectly please quick quickly rapid regards
reply response sincerely so speedy super team that that's the them then this time to too understood us very warm we
week weekend well will wishes wonderful yes you your yours ahora amable atención atencion atentamente ayuda ayudarme
ayudarnos bien bueno buena buenas buenos con cordial cordiales de del día dia días dias ella el en entendido es está
esta esto estupendo excelente fantástico fenomenal feliz fin genial hola igualmente la las le les lo los mi mil muchas
muchísimas muchisimas mucho muy noche noches nos para perfecto por pronta pronto que rapidez rápida rápido rapida
rapido recibido respuesta saludo saludos se semana señor señora sí si son su sus tan tarde tardes te todo todos tu un
una usted ustedes vale ya
"""
_SAYS_SO = frozenset(_THANKING.split())
_KNOWN = _SAYS_SO | frozenset(_AROUND_IT.split())


def only_thanks(text: str, names: Iterable[str] = ()) -> bool:
    """Whether the letter thanks (or says that it works) and says nothing else that would want an answer.

    `names` are those of the people it is from and to: they may stand in it.
    """
    if _OTHER.search(text):
        return False
    words = _words(text)
    if not words or len(words) > MOST_WORDS:
        return False
    known = _KNOWN.union(*map(_words, names))
    return any(word in _SAYS_SO for word in words) and all(word in known for word in words)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]
