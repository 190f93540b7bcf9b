"""What complains, and what only sounds so, in Spanish."""

from goodword.playbook.can_do.wording import Phrases
from goodword.promises.noticing.wording import words
from goodword.recovery.noticing.cues import Cue, Wording

_VERY = "[muy tan bastante realmente totalmente profundamente verdaderamente sumamente super bien]?"
_ANGRY = (
    "decepcionado decepcionada decepcionados decepcionadas descontento descontenta descontentos descontentas enfadado "
    "enfadada enfadados enfadadas enojado enojada enojados enojadas indignado indignada indignados indignadas furioso "
    "furiosa furiosos molesto molesta molestos molestas disgustado disgustada disgustados disgustadas harto harta "
    "hartos hartas cansado cansada insatisfecho insatisfecha insatisfechos frustrado frustrada ofendido ofendida "
    "cabreado cabreada desilusionado desilusionada"
)
_OURS = "servicio trato atencion empresa tienda clinica farmacia agencia experiencia gestion sitio compra asistencia"
_BAD = (
    "pesimo pesima horrible horroroso lamentable nefasto nefasta terrible malisimo malisima vergonzoso vergonzosa fatal"
)
_MANY = "[tres cuatro cinco seis siete ocho diez varias muchas mil infinitas 3 4 5 6 7 8 10]"
_ORDINAL = "[segunda tercera cuarta quinta sexta decima enesima 2a 3a 4a]"
_CAME = (
    "[contesta contestan contesto responde respondio coge cogio atiende atendio llama llamo llamado viene vino avisa "
    "aviso avisado dijo dice dio da sabe explica explico aparecio aparece hace hizo ayuda ayudo informo hagan diga]"
)
_WRONG = "[equivocada equivocado equivocadas equivocados erronea erroneo]"

_ENOUGH = {
    Cue.SAID: Phrases(
        "[quiero queremos quisiera deseo necesito voy vengo gustaria tengo vamos] [a que]? quejar*",
        "[poner presentar interponer formular hacer hacerles tramitar elevar] _ [queja reclamacion denuncia]",
        "[hoja hojas libro] de reclamaciones | [queja reclamacion] formal | mi [queja reclamacion] _ [es por]",
        "[manifestar expresar mostrar trasladar] _ [descontento malestar queja disgusto indignacion decepcion]",
        "[hablar] con [el la su un una] [encargado encargada jefe jefa gerente responsable director directora]",
        "me quejo [de por] | esto es una queja",
    ),
    Cue.OUTSIDE: Phrases(
        "[denuncio denunciar denunciarlo denunciarlos denunciarles denunciare denuncia]",
        "[mi mis nuestro nuestros un una al] [abogado abogada abogados] | acciones legales | via judicial",
        "los tribunales",
        "[ir voy acudir acudire acudiremos ire dirigirme reclamar] _ a consumo | oficina de consumo | defensor de el",
        "[organizacion asociacion] de consumidores | facua | ocu | profeco | procon | inspeccion de sanidad | juicio",
        "[colegio de] [medicos farmaceuticos enfermeria] | redes sociales | mala resena | resena negativa",
        "[rescindir resolver romper cancelar] _ contrato | incumplimiento _ contrato | [devolvere rechazare] _ cargo",
    ),
    Cue.HARM: Phrases(
        "[su vuestro por] [error fallo negligencia descuido culpa incompetencia]",
        "culpa [de]? [ustedes suya vuestra]",
        "por culpa de | con la salud no se juega | va a pasar una desgracia | casi se muere | pudo morir",
        "podia haber muerto",
        "quien _ [compensa paga indemniza] | [borro borraron perdieron perdio] [nuestros nuestro mis nuestras]",
        "hemos perdido _ [dias horas] de | [hacerse hacer haga hagan] [responsable responsables cargo]",
        "a lo bruto | olia a alcohol",
        "[nos me] arruinaron",
        "[sali salio salimos] llorando | [se me] [echo hicieron hizo] _ llorar | no me siento segur*",
        f"[medicacion medicina dosis medicamento pastillas receta] _ {_WRONG} | medicacion que no es la",
        "[vino vinieron llego llegaron] _ [roto rota rotos rotas pedazos trizas danado danada abierto abierta]",
        "como es posible que | como puede pasar | como pudo pasar | doble de la dosis",
    ),
    Cue.REFUND: Phrases(
        "[quiero queremos exijo exigimos necesito] _ [devuelvan devolucion reembolso compensacion indemnizacion]",
        "[exijo exigimos] | devuelvanme | devuelvame | devolvedme | [me nos] _ devuelven el dinero o | mi dinero",
        "[esperamos espero] una [compensacion indemnizacion disculpa explicacion]",
        "[me nos] deben _ [disculpa explicacion]",
        "[retenemos retendremos] el pago | [escalen escalar escalado] | [deberia deberian] revisar",
        "que me lo expliquen",
        "[espero quiero exijo] _ explicacion* | [de el] reembolso nada | donde esta mi [dinero reembolso]",
        "espero una llamada de su | [hagan haced] algo | solucionenlo ya | solucion inmediata",
    ),
    Cue.LEAVING: Phrases(
        "[me nos] [cambio cambiamos cambiare cambiaremos] [de a]? [farmacia clinica tienda agencia otra otro]",
        "[me nos] [voy vamos] a [otra otro la]",
        "[cambiar cambiarme cambiarnos] de [proveedor farmacia clinica agencia]",
        "no [vuelvo volvere volvemos volveremos] a [comprar* pisar usar pedir contratar ir venir confiar llamar]",
        "nunca mas | [perdiendo perdido pierden perdieron] _ [cliente clientes clienta] | me doy de baja",
        "[otro] proveedor",
        "no [los les] [recomiendo recomendare] | [ultima] vez que [compro pido vengo voy uso]",
    ),
    Cue.ANGER: Phrases(
        f"[estoy estamos me siento quede] {_VERY} [{_ANGRY}]",
        f"me siento {_VERY} [enganado enganada estafado estafada]",
        f"[me nos] [tienen teneis] _ [{_ANGRY}] | [{_ANGRY}] de que | muy [{_ANGRY}] con [su ustedes vuestro el la]",
        "inaceptable | inadmisible | intolerable | indignante | vergonzoso | vergonzosa | imperdonable | bochornoso",
        "[que una] verguenza | es vergonzoso",
        "[vaya que menudo] [desastre chapuza asco chasco cachondeo timo estafa robo]",
        "[tomadura] de pelo | tomando el pelo | toman el pelo | [una es] [estafa timo robo engano burla chapuza]",
        "ridiculo",
        "falta de [respeto profesionalidad seriedad consideracion educacion] | no hay derecho | no tiene nombre",
        "asi no se",
        f"[{_BAD}] [{_OURS}] | [{_OURS}] _ [{_BAD}] | [peor] [{_OURS}] | poco profesional",
        f"[{_OURS}] de [mierda pena] | deja mucho que desear | [se me] _ acaba* la paciencia | colmo",
        "perdida de tiempo",
        "[perdido perdiendo perdi] la [paciencia confianza]",
        "no [estoy estamos] _ [contento contenta contentos satisfecho]",
        "no [estoy estamos] nada | no puede ser que | es increible que | que clase de | como se atreven",
        "esperaba otra cosa",
        "esperaba mas de | ya basta | basta ya | no es normal que | [me parece] [fatal increible lamentable muy]",
        "un desastre",
        "por debajo de lo [acordado pactado] | insostenible | [mismo] [circo cuento rollo] | es una pelea",
        "les parece serio",
        "si [les os te] parece [normal serio logico justo]",
        "[les os te] parece [normal serio logico justo decente profesional]",
        "ladrones | estafadores | caraduras",
        "no es lo que [pedi pedimos encargue encargamos compre contrate esperaba] | [sentimos siento]? humillad*",
        "por eso no se cobra | me atendio mejor | [gesto] obsceno | hablar con una pared | a quien se le ocurre",
        "de verguenza | es mentira | no me ha gustado nada | no me gusto nada | ha empeorado | han empeorado",
        "va a peor",
        "[esperaba esperabamos] [mas otra] | [trasladarles transmitirles] _ preocupacion | me parece mal",
        "quien controla",
        "me dan ganas de | que desear | me saca de quicio | es el colmo | ya esta bien de | donde vamos a parar",
        "incompetentes | inutiles | sinverguenzas | impresentables | mentirosos | que verguenza | ni hablar de",
    ),
    Cue.TREATED: Phrases(
        "[me nos] [colgo colgaron colgado]",
        "[me nos le] [grito gritaron hablo hablaron trato trataron] _ [mal fatal desprecio]",
        "[tratado tratada tratados tratadas trato trataron] _ [mal fatal pesimo] | mala educacion | maleducad*",
        "mal trato",
        "con desprecio | malas formas | malos modos | groser* | [se] [rio rieron burlo burlaron] de [mi nosotros]",
        "me llamen [mentirosa mentiroso] | me acusaron | me ignoraron | me tratan como | tome en serio",
        "tomen en serio",
        "[le me nos] grito a | borde conmigo | de muy malas maneras",
    ),
    Cue.AGAIN: Phrases(
        f"[es por ya] [la]? {_ORDINAL} vez | {_ORDINAL} vez que | siempre lo mismo | una y otra vez",
        "cada dos por tres",
        f"[van ya llevo] {_MANY} veces | [he hemos] [llamado escrito ido reclamado avisado] _ {_MANY} _ veces",
        "otra vez lo",
        f"[llamado escrito avisado] {_MANY} veces | cuantas veces | {_ORDINAL} [incumplimiento fallo]",
        "[segundo tercer cuarto quinto] [incumplimiento fallo mes error] | otra vez _ [equivocad* mal rota roto]",
    ),
    Cue.UNDONE: Phrases(
        "llevo _ [semanas meses dias horas] [intentando tratando llamando esperando]",
        "llevamos _ [semanas meses dias horas] [intentando tratando llamando esperando]",
        "[incumplido incumplen] todas | [perdieron perdisteis] mi | nada de nada | [me nos] ignoran | dar largas",
        "dan largas | [se] [pasan] la pelota",
    ),
}
_HINTS = {
    Cue.SAID: Phrases(
        "no es por [molestar quejarme ser fastidiar] | no [quiero quisiera] [molestar ser perjudicar]",
        "con todo [el]? respeto",
        "[perdon perdonen perdone disculpen disculpe] _ insistencia | [perdonen perdone disculpen] que insista",
    ),
    Cue.HARM: Phrases(
        "[equivocada equivocado equivocaron rota roto rotas rotos danado danada caducado error fallo fallaron culpa]",
        "[urgencias hospital ambulancia] | [moratones vomitando herida sangre] | [cayo fallo rompio]",
        "peor de lo que | no [prende funciona enciende arranca sirve anda carga abre cierra]",
        "[manchado manchada manchados sucio sucia sucios abollado abollada rayado rayada defectuoso defectuosa]",
        "solo me [dieron llego llegaron mandaron enviaron] | [mal] olor | olor a",
        "perdi un dia | estuvo parado | quede fatal | [sin sistema datos] | empeoro",
    ),
    Cue.REFUND: Phrases(
        "den de baja mi | pagar por eso | [devuelvan reembolso compensacion] | [cobran cobraron cobrado cobrando]",
        "cobro indebido",
    ),
    Cue.ANGER: Phrases(
        "la verdad | [lamentablemente desgraciadamente horrible terrible fatal] | encima | da pena",
        "me dio _ verguenza | mas dudas que | [por] [ese el este] precio | que menos que | muy mal $",
        "estaria bien que",
        "[una pide pido] [explicacion disculpa]",
    ),
    Cue.TREATED: Phrases(
        "[grito gritaron colgaron colgo] | ni me miro | ni siquiera | delante de todos | con el movil | pagamos por"
    ),
    Cue.AGAIN: Phrases(
        f"otra vez | de nuevo | [{_MANY[1:-1]} dos] veces | volvio a | vuelve a | vuelto a | cada [semana vez]",
        f"{_ORDINAL} vez | [segundo tercero cuarto] que",
        f"{_MANY} personas | {_MANY} [*as *os] [distintas distintos] | [tercer cuarto quinto] dia seguido",
    ),
    Cue.UNDONE: Phrases(
        f"nadie [me nos le les]? [ha han]? {_CAME} | ni una sola | sin [avisar avisarnos avisarme que explicacion]",
        "no [me nos]? [ha han]? [contestan contesta responden respondieron aparecio aparecieron vino avisaron llego]",
        "[esperando espere esperandolo] | [llevo llevamos] _ [horas dias semanas meses] | sigo sin | seguimos sin",
        "[siguen] igual",
        "[han] pasado _ [semanas meses] | [prometieron prometio prometisteis] | me dijeron que",
        "nunca [me nos]? [avisaron llamaron dijeron llego]",
        "ni una [vez explicacion disculpa llamada palabra respuesta] | [llega llego llegan llegaron] _ tarde",
        "mensajes en su contestador | todos los dias desde | sin respuesta | llegan tarde | me cortan",
        "[falta faltan] _ en mi",
        "semanas [abiertas esperando] | se hace cargo | nunca nos avisan | [segundo tercer] mes seguido",
        "al telefono",
        "todavia no | aun no | se retrasa | [tardo tardaron] _ dias | que ustedes cancelaron | perseguirles",
        "tenia cita a",
    ),
}

SPANISH = Wording(
    enough=_ENOUGH,
    hints=_HINTS,
    not_so=Phrases(
        "[no sin ninguna nunca ni] _ [queja quejas quejo quejarme reclamacion enfadado enfadada molesto problema]",
        "se [queja quejan quejaba quejo] de | no es _ queja | ningun [problema error] | gracias de nuevo",
        "de nuevo gracias",
        "otra vez gracias | gracias otra vez | [intento intentare probar pruebo] otra vez | mi error",
        "por mi culpa | culpa mia",
        "[harta harto cansada cansado] de el [dolor tiempo frio] | conmigo [mismo misma] | [opiniones] _ de el",
        "me equivoque | de mi parte",
        "[dolor duele vista tos espalda rodilla cabeza] _ [horrible terrible fatal otra]",
        "gestion de quejas | curso de",
    ),
    turns=frozenset({",", ";", ":", "-", "(", ")", "pero", "aunque", '"', "¿", "¡"}),
    wondering=Phrases("por que | hasta cuando | cuanto _ [mas tiempo] | alguien _ [explicar explica explique]"),
    conditions=words("si cuando"),
    others=Phrases(
        "[mi su el la] [seguro aseguradora banco casero vecino vecina mutua]",
        "[autobus autobuses vecinos aerolinea correos seur mrw dhl estafeta fedex amazon]",
        "[cliente clientes] [nuestro nuestros]",
        "[un nuestro nuestros] [cliente clientes paciente pacientes] [fue estaba]",
        "mi [medico doctora doctor jefe hermano hermana marido mujer madre padre] | [papa mama] [estaba ha]",
        "[la el] otra [farmacia clinica tienda agencia empresa]",
        "[otra otras] [farmacia tienda clinica agencia empresa] | el ayuntamiento",
        "[otra otras otros] [marca marcas empresas tiendas proveedores] | competencia",
        "[mi] [anterior antigua antiguo] [farmacia clinica tienda agencia empresa medico] | ministerio | trafico",
    ),
    to_us=words("ustedes usted vosotros os su sus vuestro vuestra vuestros vuestras les"),
    settled=Phrases(
        "[todo ya] [esta quedo queda] _ [solucionado arreglado resuelto bien perfecto]",
        "gracias por [solucionar* arreglar*]",
        "gracias por _ [solucion rapidez arreglo] | [satisfecha satisfecho contenta contento] con la solucion",
        "[perdon perdonad perdonen disculpen disculpad disculpas siento] _ el [correo mensaje tono]",
        "retiro [mi la] queja",
        "me habia equivocado | todo perfecto | ninguna queja | no me quejo | no es una queja",
        "no [se os]? preocup* por",
        "[olviden olvidad] mi [correo mensaje]",
    ),
    automatic=Phrases(
        "respuesta automatica | fuera de la oficina | estoy de vacaciones hasta | no responda a este",
        "mensaje automatico",
    ),
    calm=Phrases(
        "no hay prisa | sin prisa | no pasa nada | son cosas que pasan | cuando [puedan podais pueda]",
        "no es urgente",
        "por lo demas | [genial estupendo estupenda maravilla fenomenal fenomeno encantados encantada] | da gusto",
        "gracias por todo",
    ),
)
