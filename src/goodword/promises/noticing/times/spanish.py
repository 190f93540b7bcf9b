"""Words of time in Spanish, as rows. Forms are plain: no accents, "al" is "a el", "del" is "de el"."""

from goodword.promises.noticing.times import clocks, dates
from goodword.promises.noticing.times.rows import table

_HOUR = r"(?P<hour>\d{1,2}(?:[:.]\d\d)?|{spoken})"
_AND = r"(?: (?:y |con )?(?P<and>menos cuarto|media|cuarto|pico|[1-5]\d(?! \w+mente)))?"
_UNIT = "(?: en punto)?(?: h| hs| hrs| horas)?"
_HALF = r"(?: (?P<half>am|pm))?"
_FROM = (
    r"(?P<from>\d{1,2}(?:[:.]\d\d)?|{spoken})(?: y media| y cuarto)?(?: h| hs| hrs| horas)?(?: (?P<half_from>am|pm))?"
)
_NEXT = (
    "(?:(?:la )?(?:semana (?:que (?:viene|entra)|proxima|entrante|siguiente)|(?:proxima|siguiente) semana)"
    "|(?:la )?otra semana)"
)
_WEEK = "(?:(?:de )?(?:la|esta|la presente) semana(?: en curso)?)"
_NEXT_MONTH = "(?:el )?(?:mes (?:que (?:viene|entra)|proximo|entrante|siguiente)|(?:proximo|siguiente) mes)"
_END = "(?:(?:a |en |antes de )?(?:el |los )?(?:final|finales|fin|fines|cierre|termino|ultimos))"
_BEFORE_END = (
    "(?:antes de (?:que )?(?:acabe|termine|finalice|cierre|concluya|acabar|terminar|finalizar|cerrar|concluir))"
)
_DAYLIGHT = "(?:la |mi |nuestra )?(?:el )?(?:dia|jornada|jornada laboral|horario|turno|dia laboral|oficina)"
_AT = "(?:a|para|antes de|sobre|hacia|hasta|de|desde|a eso de|alrededor de|cerca de|en torno a|por) (?:las|la)"
_BUSINESS = "(?:habil|laborable|laboral)"

DAYS = table(
    "es",
    "hoy manana pasado dia el este esta proximo proxima siguiente semana la otra a en finales fin final"
    " fines cierre antes"
    " durante dentro mitad mediados principios inicios comienzos inicio principio todos cada los lunes de mes ultimos"
    " jornada proximos termino despues ultimo",
    ("pasado manana", dates.ahead(2)),
    (
        "(?:en el transcurso|en el curso|a lo largo|en lo que queda|dentro) de(?= hoy| manana)",
        dates.part("closing"),
    ),
    (
        (
            "(?:en |durante |a lo largo de |en el transcurso de |en el curso de |dentro de )?el (?:mismo )?dia"
            " de(?= hoy| manana)"
        ),
        dates.part("closing"),
    ),
    ("hoy(?: (?:mismo|dia))?|el mismo dia|este mismo dia", dates.ahead(0)),
    (
        (
            "(?:durante|a lo largo de|en el transcurso de|en el curso de|dentro de|en) (?:el |este |la )?(?:dia"
            "|jornada)(?! de (?:manana|el|la|los))(?! habil| laborable| \\d| siguiente)"
        ),
        dates.ahead(0),
    ),
    ("manana(?: mismo)?", dates.ahead(1)),
    (f"{_END} (?:de )?(?:este |el )?(?:dia|jornada)(?! de)", dates.part("closing")),
    (f"{_BEFORE_END} (?:de )?{_WEEK}", dates.end_of_week(0)),
    (
        (
            f"(?:{_END} (?:de )?|esta misma semana|dentro de |en el transcurso de |durante |a lo largo de |en"
            f" ){_WEEK}|esta (?:misma )?semana"
        ),
        dates.end_of_week(0),
    ),
    (
        (
            f"{_BEFORE_END} (?:de )?(?:el |este )?mes|{_END} de (?:el |este )?(?:mes|mes en curso|presente mes)"
            f"|este (?:mismo )?mes"
        ),
        dates.end_of_month(0),
    ),
    (
        f"(?:a |para )?(?:el |los )?(?:principios?|inicios?|comienzos?|primeros dias) de {_NEXT}",
        dates.day_of_next_week(1),
    ),
    (f"(?:a |para )?(?:la )?(?:mediados|mitad) de {_NEXT}", dates.day_of_next_week(2)),
    (f"{{day}} (?:de |en )?{_NEXT}", dates.weekday_of_next_week),
    (f"{_NEXT} ,? ?(?:el )?{{day}}", dates.weekday_of_next_week),
    (f"(?:{_END} de |dentro de |en |durante )?{_NEXT}", dates.end_of_week(1)),
    (f"(?:{_END} de |dentro de |en |durante )?{_NEXT_MONTH}", dates.end_of_month(1)),
    (f"{_END} de {{month}}", dates.end_of_named_month),
    ("(?:este |el |proximo )*fin de semana", dates.weekend),
    (
        f"(?:el |a el |en el )?(?:(?:proximo|siguiente) dia {_BUSINESS}|dia {_BUSINESS} (?:siguiente|proximo))",
        dates.next_business_day,
    ),
    ("(?:el |a el )?dia siguiente", dates.ahead(1)),
    (
        (
            r"(?:el )?(?:pasado {day}|{day} pasado)|(?:todos los|cada|los) (?:dias|{day}|dia|semana|mes)|la"
            r" semana pasada|el mes pasado"
        ),
        dates.nothing,
    ),
    (r"(?:el )?(?:proximo|siguiente) {day}(?! \d)", dates.next_weekday),
    (r"{day} (?:que (?:viene|entra)|proximo|entrante|siguiente)(?! \d)", dates.next_weekday),
    ("(?:este(?: mismo)?|el) {day}(?! \\d| dia \\d)(?! (?:que|proximo|entrante|siguiente|de la))", dates.weekday),
    (r"de hoy en ocho(?: dias)?", dates.same_weekday),
    (r"(?:el )?(?:dia )?{number}(?: de)? {month}{year}", dates.day_then_month),
    (r"{month} {number}()", dates.month_then_day),
    (r"(20\d\d)-(\d{1,2})-(\d{1,2})", dates.iso),
    (r"(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)", dates.numeric),
    (r"(?:el )?(?:dia )?(\d{1,2})/(\d{1,2})()", dates.numeric),
    (r"(?:el )?dia {number}(?! (?:am|pm))", dates.of_month),
    (r"el {number}(?! (?:am|pm|%|por|de la|hs|h |horas))", dates.of_month),
    (r"(?<=lunes )(?:{number})", dates.of_month),
    (r"(?<=martes )(?:{number})", dates.of_month),
    (r"(?<=miercoles )(?:{number})", dates.of_month),
    (r"(?<=jueves )(?:{number})", dates.of_month),
    (r"(?<=viernes )(?:{number})", dates.of_month),
    (r"(?<=sabado )(?:{number})", dates.of_month),
    (r"(?<=domingo )(?:{number})", dates.of_month),
    ("{day}", dates.weekday),
)

TIMES = table(
    "es",
    "a la las por en de el esta este para antes sobre hacia hasta desde entre despues mediodia medianoche medio media"
    " primera primeras ultima final finales fin cierre temprano cerca alrededor noche tarde durante toda"
    " mediados fines mi"
    " luego tras pasadas nuestra",
    ("(?:hoy )?esta (?:misma )?manana", dates.ahead(0, "morning")),
    ("(?:hoy )?esta (?:misma )?tarde", dates.ahead(0, "afternoon")),
    ("(?:hoy )?esta (?:misma )?noche", dates.ahead(0, "evening")),
    ("(?:a |en )?(?:la )?primeras? horas?(?: de (?:la )?(?:manana|dia|el dia))?", dates.part("first")),
    ("(?:a |en )?(?:la )?primeras? horas? de la tarde", dates.part("afternoon")),
    ("(?:a |en )?(?:la )?ultimas? horas?(?: de (?:la tarde|el dia|la jornada|dia))?", dates.part("closing")),
    (f"{_BEFORE_END}(?: (?:de )?{_DAYLIGHT})?", dates.part("closing")),
    (f"(?:{_END}) de (?:la manana)", dates.part("morning")),
    (f"(?:{_END}) de (?:la tarde)", dates.part("afternoon")),
    (f"(?:{_END})(?: de)? (?:{_DAYLIGHT})|antes de el cierre|a el cierre", dates.part("closing")),
    (
        (
            "(?:antes de (?:la hora de )?|a la hora de |para (?:la hora de )?|a )(?:el |la )?(?:comer|comida"
            "|almorzar|almuerzo)"
        ),
        clocks.noon,
    ),
    (
        "(?:despues de |tras |pasado |luego de )(?:el |la )?(?:comer|comida|almorzar|almuerzo|mediodia|medio dia)",
        dates.part("afternoon"),
    ),
    ("(?:a |antes de |sobre |hacia |para |en )?(?:el )?(?:mediodia|medio dia)", clocks.noon),
    ("(?:a |antes de |hacia )?(?:la )?(?:medianoche|media noche)", clocks.midnight),
    (
        (
            f"(?:entre|de|desde) (?:las |la )?{_FROM} (?:y|a|hasta|-|y las|a las|hasta las|y la) (?:las |la"
            f" )?{_HOUR}{_AND}{_UNIT}{_HALF}(?! dias| meses| semanas)(?! {_BUSINESS})"
        ),
        clocks.last_of,
    ),
    (r"(?:de |entre )?(\d{1,2}(?::\d\d)?-\d{1,2}(?::\d\d)?)(?: (?P<half>am|pm)| h| hs)", clocks.compact_range),
    (f"(?:despues de|a partir de|pasadas|desde) (?:las|la) {_HOUR}{_AND}{_UNIT}{_HALF}", clocks.after),
    (f"{_AT} {_HOUR}{_AND}{_UNIT}{_HALF}", clocks.one),
    (f"(?:las|la) {_HOUR}{_AND}{_UNIT}{_HALF}(?= [^a-z]| de la| en punto|\\s*$)", clocks.one),
    (r"(?:a |sobre |antes de )?(?P<hour>\d{1,2}[:.]\d\d)(?: h| hs| hrs| horas)?(?: (?P<half>am|pm))?", clocks.one),
    (r"(?P<hour>\d{1,2}) (?P<half>am|pm)", clocks.one),
    (r"(?P<hour>\d{1,2}) (?:h|hs|hrs)", clocks.one),
    ("(?:a )?media manana|(?:a )?mediados de (?:la )?manana", dates.part("morning")),
    ("(?:a )?media tarde", dates.part("afternoon")),
    ("(?:de|por|en|durante|a|para) (?:toda )?la (?:misma )?manana(?: temprano)?", dates.part("morning")),
    ("temprano(?: (?:por|en) la manana)?", dates.part("morning")),
    ("(?:(?:de|por|en|durante|a|para) (?:la |toda la )?|la )tarde(?:cita)?", dates.part("afternoon")),
    ("(?:(?:de|por|en|durante|a|para) (?:la )?|la )noche", dates.part("evening")),
)
