"""Spanish verbs by what they do in a commitment, and their forms, made from the infinitive and a few irregular stems.

Forms are compared without accents: "llamaré" is "llamare". What a noun or another word may be as well is left out.
"""

from collections import defaultdict
from dataclasses import dataclass

from goodword.promises.noticing.wording import words

# What keeps a promise: a call, an answer, anything else.
CALLING = words("llamar telefonear marcar timbrar")
TELLING = words(
    "escribir contestar responder avisar confirmar comentar informar comunicar notificar contactar decir contar",
    "explicar aclarar indicar actualizar anunciar participar",
)
DOING = words(
    "enviar mandar entregar reparar arreglar revisar mirar comprobar verificar consultar gestionar tramitar",
    "resolver devolver reembolsar abonar preparar pasar ir venir visitar acercar traer llevar recoger instalar",
    "cambiar reponer sustituir reemplazar emitir hacer poner dar tener dejar ver estudiar analizar averiguar",
    "buscar pedir solicitar programar agendar coordinar terminar acabar completar atender procesar liberar",
    "despachar remitir reenviar subir cargar publicar corregir adjuntar facilitar ofrecer presentar firmar pagar",
    "ingresar transferir depositar cancelar anular activar desactivar habilitar configurar imprimir montar pintar",
    "limpiar cortar empezar comenzar iniciar seguir volver retomar salir ocupar encargar hablar preguntar",
    "conseguir reservar apartar surtir facturar cotizar reclamar insistir compartir mover trasladar redactar",
    "rellenar finalizar cerrar abrir asignar asegurar reactivar restablecer renovar solucionar proporcionar",
    "otorgar brindar probar valorar investigar tratar procurar intentar meter sacar quitar aplicar autorizar",
    "aprobar colocar ajustar ordenar recibir obtener expedir escanear bajar alistar acompanar presupuestar",
    "repartir arrancar migrar copiar borrar eliminar anadir agregar incluir registrar tomar checar chequear",
    "regresar echar medir cuadrar concretar proponer llegar quedar estar ser saber intervenir desbloquear",
    "reiniciar reprogramar recordar abordar rectificar reintegrar acreditar bonificar pulir hornear coser",
    "planchar lavar tapizar barnizar sellar soldar podar regar purgar desatascar fumigar revelar enmarcar",
    "encuadernar servir operar guardar esforzar trabajar correr curar vigilar rastrear localizar encontrar",
    "detallar mostrar ensenar compensar formalizar validar juntar separar apuntar anotar citar rechazar comprar",
    "conectar desconectar examinar evaluar dictaminar diagnosticar recetar vacunar extraer graduar pesar duplicar",
    "cablear enterar reunir contratar suministrar vaciar etiquetar embalar empaquetar liquidar",
)
MEANING = words(
    "esforzar intentar procurar tratar esperar prometer comprometer pensar planear pretender confiar prever",
)
RECEIVING = words(
    "recibir tener obtener saber ver contar conocer enterar disponer",
)
HAPPENING = words(
    "llegar salir quedar estar ser aparecer partir ir venir reflejar figurar pasar resolver",
)
STATES = words(
    "cerrar abrir ser correr esperar recibir saber estar necesitar cobrar quedar",
)

_IRREGULAR = {  # first person of the present, stem of the future, stem of the other present forms
    "decir": ("digo", "dir", "dic"),
    "tener": ("tengo", "tendr", "tien"),
    "obtener": ("obtengo", "obtendr", "obtien"),
    "hacer": ("hago", "har", "hac"),
    "poner": ("pongo", "pondr", "pon"),
    "reponer": ("repongo", "repondr", "repon"),
    "proponer": ("propongo", "propondr", "propon"),
    "disponer": ("dispongo", "dispondr", "dispon"),
    "dar": ("doy", "dar", "d"),
    "ir": ("voy", "ir", "v"),
    "venir": ("vengo", "vendr", "vien"),
    "intervenir": ("intervengo", "intervendr", "intervien"),
    "salir": ("salgo", "saldr", "sal"),
    "traer": ("traigo", "traer", "tra"),
    "extraer": ("extraigo", "extraer", "extra"),
    "ver": ("veo", "ver", "v"),
    "prever": ("preveo", "prever", "prev"),
    "saber": ("se", "sabr", "sab"),
    "ser": ("soy", "ser", ""),
    "estar": ("estoy", "estar", "est"),
    "resolver": ("resuelvo", "resolver", "resuelv"),
    "devolver": ("devuelvo", "devolver", "devuelv"),
    "volver": ("vuelvo", "volver", "vuelv"),
    "mover": ("muevo", "mover", "muev"),
    "probar": ("pruebo", "probar", "prueb"),
    "colocar": ("coloco", "colocar", "coloc"),
    "contar": ("cuento", "contar", "cuent"),
    "comprobar": ("compruebo", "comprobar", "comprueb"),
    "aprobar": ("apruebo", "aprobar", "aprueb"),
    "pedir": ("pido", "pedir", "pid"),
    "medir": ("mido", "medir", "mid"),
    "expedir": ("expido", "expedir", "expid"),
    "seguir": ("sigo", "seguir", "sigu"),
    "conseguir": ("consigo", "conseguir", "consigu"),
    "corregir": ("corrijo", "corregir", "corrig"),
    "cerrar": ("cierro", "cerrar", "cierr"),
    "empezar": ("empiezo", "empezar", "empiez"),
    "comenzar": ("comienzo", "comenzar", "comienz"),
    "pensar": ("pienso", "pensar", "piens"),
    "recoger": ("recojo", "recoger", "recog"),
    "restablecer": ("restablezco", "restablecer", "restablec"),
    "ofrecer": ("ofrezco", "ofrecer", "ofrec"),
    "aparecer": ("aparezco", "aparecer", "aparec"),
    "conocer": ("conozco", "conocer", "conoc"),
    "sustituir": ("sustituyo", "sustituir", "sustituy"),
    "incluir": ("incluyo", "incluir", "incluy"),
    "recordar": ("recuerdo", "recordar", "recuerd"),
    "acordar": ("acuerdo", "acordar", "acuerd"),
    "esforzar": ("esfuerzo", "esforzar", "esfuerz"),
    "regar": ("riego", "regar", "rieg"),
}
_PARTICIPLES = words(
    "hecho puesto repuesto resuelto devuelto escrito visto abierto impreso dicho listo lista listos listas hecha",
    "puesta resuelta resueltos resueltas devuelta devueltos impresa impresos abierta cubierto cubierta operativo",
    "operativa disponible disponibles terminado pronto pronta",
)
# Nouns and other words that are forms of verbs as well.
_NEVER = words(
    "para como entre se sobre este esta estan son es sera seran fue era den dan he sal pesos pide vista cuenta",
    "sean sea duda nota uno ver dar bajo ajuste corte toma firma entera quede ser pare parar pasado pedido cada",
    "hora ahora llegar",
)
_OTHER_WORDS = words(
    "presenta contacto factura informe compra pregunta muestra prueba busca registro inicio termino acuerdo",
    "anuncio uso completo limpio corte presupuesto resumo saldo objeto espera limpieza firma toma falta alta",
    "resumen contado trabajo cambio pago abono cargo envio reembolso pedido ingreso gestion visita reparacion",
    "entrega reserva pide marca marco consulta cita llamada ayuda presente mando regreso aviso comienzo asegure",
    "procura trato paso reclamo sello copia contrato reparto ajuste limpia bajo cuadro arreglo peso pesos recibo",
    "deposito entero entera corto proceso imprimo monto gasto",
)
_CLITICS = words("le les lo la los las te os me nos se")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb: its infinitive and who does it when: "ahora" or "futuro", 1 for us, 3 for all others."""

    verb: str
    tense: str
    person: int


def _stems(verb: str) -> tuple[str, str, str]:
    regular = (f"{verb[:-2]}o", verb, verb[:-2])
    return _IRREGULAR.get(verb, regular)


def _forms_of(verb: str) -> dict[str, Form]:
    first, future, stem = _stems(verb)
    theme = "a" if verb.endswith("ar") else "e"
    ours = "amos" if theme == "a" else "emos" if verb.endswith("er") else "imos"
    made = {
        f"{future}{'' if future.endswith('r') else 'r'}e": Form(verb, "futuro", 1),
        f"{future}emos": Form(verb, "futuro", 1),
        first: Form(verb, "ahora", 1),
        f"{verb[:-2]}{ours}": Form(verb, "ahora", 1),
    }
    for ending in ("a", "an", "as"):
        made[f"{future}{ending}"] = Form(verb, "futuro", 3)
    for ending in ("", "n", "s"):
        made[f"{stem}{theme}{ending}"] = Form(verb, "ahora", 3)
    other = "e" if theme == "a" else "a"
    spelled = _spelled(first[:-1] if first.endswith("o") and verb not in {"dar", "ir"} else verb[:-2], other)
    for ending in ("", "n", "s", "mos"):
        made.setdefault(f"{spelled}{other}{ending}", Form(verb, "deseo", 3))
    return made


def _spelled(stem: str, ending: str) -> str:
    """ "Saque", "pague", "empiece": as the sound before an e is written."""
    if ending != "e":
        return stem
    for written, instead in (("c", "qu"), ("g", "gu"), ("z", "c")):
        if stem.endswith(written):
            return stem[: -len(written)] + instead
    return stem


def _all_forms() -> dict[str, Form]:
    made: dict[str, Form] = {}
    counted: dict[str, int] = defaultdict(int)
    for verb in sorted(CALLING | TELLING | DOING | MEANING | RECEIVING | HAPPENING, key=_rank):
        for written, form in _forms_of(verb).items():
            counted[written] += 1
            made.setdefault(written, form)
    made["vamos"] = made["voy"] = Form("ir", "ahora", 1)
    made["hare"] = Form("hacer", "futuro", 1)
    return {word: form for word, form in made.items() if (word not in _NEVER and len(word) > 2) or word in {"va"}}


def _rank(verb: str) -> tuple[bool, bool, str]:
    return verb not in CALLING | TELLING, verb in {"ir", "ser", "ver"}, verb


FORMS = _all_forms()
AMBIGUOUS = _OTHER_WORDS  # a verb only with a pronoun before it: "le paso", "un paso"
INFINITIVES = CALLING | TELLING | DOING | MEANING | RECEIVING | HAPPENING


def form_of(word: str) -> Form | None:
    """The form that a word is, also of a verb that is not listed but plainly stands in the future."""
    found = FORMS.get(word)
    if found is not None or word in _NEVER or not word.endswith("remos"):
        return found
    if word.endswith(("aremos", "eremos", "iremos")) and len(word) > len("haremos"):
        return Form(word[: -len("emos")], "futuro", 1)
    return None


def form_after_pronoun(word: str) -> Form | None:
    """ "Le guardo", "te lo apuntamos": after a pronoun these endings can be nothing else."""
    if word.endswith(("amos", "emos", "imos")) and len(word) > len("vamos"):
        return Form(f"{word[:-4]}{word[-4]}r", "ahora", 1)
    if word.endswith("o") and len(word) > len("pero") and not is_participle(word) and word not in _NEVER:
        return Form(f"{word[:-1]}ar", "ahora", 1)
    return None


def accented_form(written: str, word: str) -> Form | None:
    """ "Enmarcaré", "enmarcará": a verb that is not listed, told by its accent."""
    last = written[-2:].lower()
    if last == "ré" and len(word) > len("pare"):
        return Form(word[:-1], "futuro", 1)
    if last == "rá" and len(word) > len("para"):
        return Form(word[:-1], "futuro", 3)
    return Form(word[:-2], "futuro", 3) if written[-3:].lower() == "rán" and len(word) > len("paran") else None


def infinitive_of(word: str) -> str | None:
    """ "Llamar", and with pronouns: "llamarle", "enviárselo"."""
    if word.endswith(("ar", "er", "ir")):
        return word if len(word) > 2 and word not in _NO_INFINITIVES else None
    for _ in range(2):
        for clitic in _CLITICS:
            if word.endswith(clitic) and len(word) - len(clitic) > 2:
                word = word[: -len(clitic)]
                break
        else:
            return None
        if word.endswith(("ar", "er", "ir")):
            return word if word not in _NO_INFINITIVES else None
    return None


_NO_INFINITIVES = words(
    "par mar ayer lugar hogar dolar taller mujer bar celular azar alquiler particular regular familiar",
)


def is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (len(word) > 4 and word.rstrip("s").endswith(("ado", "ada", "ido", "ida")))


def is_gerund(word: str) -> bool:
    """ "Enviando", "enviándole"."""
    for clitic in ("", *_CLITICS, "selo", "sela", "selos", "telo"):
        if word.endswith(("ando" + clitic, "iendo" + clitic, "yendo" + clitic)):
            return word not in {"cuando", "fernando", "bando"}
    return False


def verb_of_gerund(word: str) -> str | None:
    """The infinitive of a regular gerund."""
    at = word.find("ando")
    if at > 0:
        return f"{word[:at]}ar"
    at = word.find("iendo")
    if at <= 0:
        return None
    return next((verb for verb in (f"{word[:at]}er", f"{word[:at]}ir") if verb in INFINITIVES), None)
