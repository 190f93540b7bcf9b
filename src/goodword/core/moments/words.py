"""The words of time in English and Spanish, as they stand once case and accents are gone."""

WEEKDAYS = {
    word: day
    for day, words in enumerate(
        (
            "monday mon lunes lun",
            "tuesday tues tue martes",
            "wednesday weds wed miercoles mie",
            "thursday thurs thur thu jueves jue",
            "friday fri viernes vie",
            "saturday sat sabado sab",
            "sunday sun domingo dom",
        )
    )
    for word in words.split()
}

MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for word in words.split()
}

# "Once" is eleven in Spanish; in English nobody names a moment by it.
NUMBERS = {
    word: number
    for number, words in {
        2: "two dos",
        3: "three tres",
        4: "four cuatro",
        5: "five cinco",
        6: "six seis",
        7: "seven siete",
        8: "eight ocho",
        9: "nine nueve",
        10: "ten diez",
        11: "eleven once",
        12: "twelve doce",
        15: "fifteen quince",
        20: "twenty veinte",
        30: "thirty treinta",
        45: "cuarenta",
    }.items()
    for word in words.split()
}

# What says how many: "a week", "un par de horas", "a few days".
FEW = {"a": 1, "an": 1, "one": 1, "un": 1, "una": 1, "uno": 1, "couple": 2, "par": 2, "few": 3, "pocos": 3, "pocas": 3}

UNITS = {
    word: unit
    for unit, words in {
        "minutes": "m min mins minute minutes minuto minutos",
        "hours": "h hr hrs hour hours hora horas",
        "days": "d day days dia dias",
        "weeks": "w wk wks week weeks semana semanas",
        "months": "month months mes meses",
        "years": "year years ano anos",
    }.items()
    for word in words.split()
}

# What carries no meaning of its own between the words that do.
FILLERS = frozenset(
    word
    for words in (
        "at on by the in of and around about until till from to this next coming hour hours hrs h oclock",
        "a al las la el los lo de del en para por hasta y sobre este esta proximo proxima que viene dia hora horas",
    )
    for word in words.split()
)
