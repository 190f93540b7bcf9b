"""A no, and what answers it, in Spanish."""

from goodword.playbook.can_do.wording import Phrases, Wording
from goodword.promises.noticing.spanish.heads import heads
from goodword.promises.noticing.wording import words

_PRONOUNS = "[me te le les lo la los las se nos os selo sela]?"
_ABLE = (
    "puedo podemos puede pueden podre podremos podra podran podria podriamos podrian pude pudimos pudo pudieron "
    "logramos"
)
_GIVING = (
    "permite permiten admite admiten admitimos acepta aceptan aceptamos acepto cubre cubren cubrimos paga pagan "
    "pagamos aplica aplican ofrece ofrecen ofrecemos hacemos hace hacen atendemos atiende atienden vende venden "
    "vendemos tenemos disponemos reparte reparten repartimos enviamos envia envian entregamos entrega devolvemos "
    "devuelve devuelven reembolsamos reembolsa cambiamos cambia cambian da dan damos doy trabajamos canjea "
    "canjean deja dejan autoriza autorizan autorizamos aprueba aprueban cumple cumplen cumplimos procede "
    "encuentro encontramos conseguimos consigo fabricamos fabrican fabrica servimos sirve recetamos abonamos "
    "concedemos realizamos recibimos queda quedan haremos daremos reembolsaremos devolveremos aceptaremos "
    "enviaremos ofreceremos pagaremos cubriremos abonaremos cambiaremos atenderemos entregaremos cubrira pagara "
    "aceptara reembolsar devolver aceptar cambiar"
)
_GIVE_AR = (
    "manej tramit factur fabric entreg repar prest autoriz anul cancel adelant aplaz instal despach bonific mejor "
    "retir revis renov mand trabaj ampli abon descont financ asegur rebaj regal guard dispens recet"
)
_GIVE_ER_IR = "cog recog vend atend expend emit repart imprim ced conced recib cubr reconoc met"
_GIVEN = (
    "disponible disponibles permitido permitida permitidos autorizado autorizada autorizados cubierto cubierta incluido"
)
_DENIED = (
    "rechazado rechazada rechazados denegado denegada denegados desestimado desestimada negado negada negados negadas"
)


def _forms(stems: str, present: str, plural: str, future: str) -> str:
    """ "Repara, reparan, reparamos", and what is to come."""
    return " ".join(
        f"{stem}{present} {stem}{present}n {stem}{plural}mos {stem}{future}ra {stem}{future}ran {stem}{future}remos"
        for stem in stems.split()
    )


_FORMS = f"{_forms(_GIVE_AR, 'a', 'a', 'a')} {_forms(_GIVE_ER_IR, 'e', 'e', 'e')}"
_NOES = Phrases(
    f"[no tampoco] {_PRONOUNS} {_PRONOUNS} [{_ABLE}]",
    f"[no tampoco] {_PRONOUNS} {_PRONOUNS} [{_GIVING}]",
    f"[no tampoco] {_PRONOUNS} {_PRONOUNS} [{_FORMS} contamos cuentan]",
    "no [es son era sera seran] [reembolsable* transferible* canjeable* acumulable* aplicable* viable* factible*]",
    "no [es son era sera seran] [negociable* valido valida validos validas compatible* apto apta procedente*]",
    "no [tiene tienen tendra] [cambio cambios devolucion reembolso derecho arreglo cobertura garantia]",
    "no [esta estan] en [nuestras mis sus] manos | no depende de [nosotros mi] | fuera de [nuestro mi] alcance",
    "[hemos he ha han] [decidido resuelto acordado] no | [decidimos decidi acordamos] no",
    "[se] [mantiene mantienen] _ [cargo cargos decision penalizacion recargo multa] | mantenemos el [cargo recargo]",
    "[taller curso grupo clase clases agenda lista turno horario] _ [esta estan] _ [completo completa lleno llena]",
    f"no {_PRONOUNS} [vamos voy va van] a poder",
    f"no {_PRONOUNS} [es sera resulta fue era seria] posible | no {_PRONOUNS} [va ha] [a sido] _ posible",
    "no sera posible",
    f"no [esta estan estamos estoy estara] _ [{_GIVEN}]",
    "no estamos en [condiciones posicion disposicion] | no [esta estan] a la venta",
    "no [tiene tienen tenemos] permitido",
    "no hay _ [podamos pueda puedo podemos manera forma existencias stock disponibilidad huecos citas plazas]",
    "no hay [devoluciones devolucion reembolsos reembolso cambios excepciones] | sin existencias | imposible",
    "[agotado agotada agotados agotadas descatalogado descatalogada descatalogados descatalogadas descontinuado]",
    "descontinuada | [estamos esta] completos | completo hasta",
    f"[ha han hemos he fue fueron sido queda quedo quedan esta resulto] _ [{_DENIED}]",
    "[desestimo desestima desestimaron desestimamos rechazo rechazaron denego denegaron nego negaron] _ [su tu la el]",
    "[debemos tenemos debo] _ [rechazar denegar declinar] | [denegamos rechazamos rechazo denego]",
    "[niega niegan negamos nego] a | respuesta es _ no | ni _ ni _ [pueden puede podemos]",
    "bajo [ningun ninguna] [concepto circunstancia] | en ningun caso | de ninguna manera",
    "[norma politica regla normas] [es de]? no | [es demasiado] tarde para | fuera de _ [garantia plazo cobertura]",
    "manos atadas | contra [nuestra la nuestras las] [politica norma normas ley]",
    "[excluye excluyen excluido excluida]",
    "no ha sido [aceptada aceptado aprobada aprobado concedida concedido]",
    f"dice que no {_PRONOUNS} [puede pueden podemos] | dice que no | [tuvimos tenemos] que cancelar",
    "no hay [nada caso remedio arreglo] | nada que hacer | ni hablar",
    "[se] descarta* | [descartamos descarto] | no [ha han]? [prosperado prospero] | [quedo queda quedan] fuera de",
    "[pierde pierden perdio] _ derecho | no [ve ven] [a adultos ninos pacientes] | imposibilidad",
    f"no {_PRONOUNS} [localizamos localizo hallamos ofertamos garantizamos]",
)
_NO_NOES = Phrases(
    f"no {_PRONOUNS} puede [estar quedarse vivir seguir faltar esperar pasar] _ [sin mas]",
    f"[se siento lamento entiendo comprendo imagino] que _ no {_PRONOUNS} [puede pueden]",
    "[no] [podria podriamos] estar _ mas | no [podemos puedo] esperar a | no podemos _ agradecer | no es que",
    "nada imposible | no es imposible | no hay nada [mejor como]",
    "no contamos _ [visita error dia]",
    "no tenemos _ [inconveniente problema palabras] | no hace falta | no hay problema | no se hace",
    "no [hace hacen] _ [ruido dano]",
    "no hacemos mas que | nada es imposible | no cambia nada | no queda _ claro | no le queda bien | no da problemas",
)
_DONE = "pasado enviado mandado guardado abierto pedido devuelto preparado reservado puesto cambiado encargado reparado"
_DID = "abri guarde mande envie pase pedi puse devolvi aparte reserve prepare adjunto mando envio llamo aparto guardo"
_WE_DO = "abrimos guardamos mandamos enviamos pasamos pedimos pusimos devolvimos reservamos adjuntamos reparamos"
_ANSWERS = Phrases(
    "[si tambien] [puedo podemos puede pueden podria] | lo que si | en su lugar | en cambio | como alternativa",
    "otra opcion",
    "[puedo podemos puede pueden podria podrian podriamos] | esto es lo que",
    "[le les te] _ [ofrezco ofrecemos serviria]",
    "alternativamente | [serviria valdria sirve] | el mismo | la misma | es el mismo | el mas parecido",
    "la mas parecida",
    "[lo la los las] [tiene tienen] | hay sitio | hay hueco | tenemos [dos tres otro otra otros otras uno una]",
    f"[he hemos] _ [{_DONE}] | [le les se te] _ [{_DID}] | [le les te] [{_WE_DO}]",
    "le adjunto | va en camino | en camino | ya hay",
    "[pase pruebe pida use elija escoja visite acuda traiga envie]",
    "su _ si ; | cabecera si | otro va | otra va | estoy [preguntando consultando buscando]",
    "estamos [preguntando buscando]",
    "[va van] a [consultar* preguntar* revisar* ver* llamar* escribir* mirar* buscar* averiguar* pedir* estudiar*]",
    "aqui tiene | ya esta [hecho hecha lista listo enviado enviada resuelto resuelta] | [pregunte pida] por",
    "si $ | [le te les] [doy damos] [un una el la hora cita]",
    "recurrimos | llamo a | hablamos | bienvenido | con gusto le | [pregunto consulto reviso]",
)
_NO_ANSWERS = Phrases(
    "[puedo podemos] [entender comprender imaginar asegurar] | puede [contar escribirnos llamarnos ser estar]",
    "[puede pueden] resultar | en cambio de",
)
_COURTESY = Phrases(
    "[alguna cualquier mas otra] [pregunta duda consulta preguntas dudas cosa] | algo mas",
    "tiene [preguntas dudas] | no dude en",
    "quedamos a su | a su disposicion | esperamos [verla verle verlo seguir contar] | gracias por",
    "si tiene preguntas",
)
_DAYS = "lunes martes miercoles jueves viernes sabado domingo manana hoy"
_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_TIMES = Phrases(
    f"[{_DAYS}] | [semana mes] que viene | [proxima proximo] [semana mes lunes martes miercoles jueves viernes]",
    "esta [tarde noche]",
    "en [un una dos tres cuatro cinco 1 2 3 4 5 24 48] [dia dias hora horas minutos semana semanas mes]",
    f"en [{_MONTHS}] | de [{_MONTHS}] | antes de las | a las [8 9 10 11 12 1 2 3 4 5 6]",
)
_UNTIL = Phrases(f"[hasta antes] _ [{_DAYS} proxima proximo {_MONTHS}]")
_PAST = Phrases(
    "[ayer pasado pasada era fue fueron pidio pedia llamo llamar escribio quiso queria gracias]",
    "[recibimos compro estuvo hace cerrado]",
)

SPANISH = Wording(
    noes=_NOES,
    no_noes=_NO_NOES,
    commands=Phrases("no tome"),
    conditions=words("si cuando caso siempre"),
    turns=frozenset({",", ";", ":", "-", "(", ")", "pero", "aunque", '"', "¿", "¡"}),
    buts=words("pero"),
    thanks=Phrases(
        "[gracias agradecemos esperamos sentimos lamentamos siento lamento entiendo entendemos disculpe perdone]"
    ),
    answers=_ANSWERS,
    no_answers=_NO_ANSWERS,
    courtesy=_COURTESY,
    times=_TIMES,
    until=_UNTIL,
    past=_PAST,
    heads=heads,
    idle=words(
        "agradecemos agradezco lamentamos lamento sentimos siento tomamos hayamos haya entendemos entiendo",
        "comprendemos comprendo valoramos apreciamos deseamos deseo esperamos espero confiamos quedamos quedo",
        "seguimos figura consta aparece indica establece",
        "vemos sabemos contamos disculpamos estaremos seremos estudiamos revisamos hayan tengamos seguiremos",
    ),
)
