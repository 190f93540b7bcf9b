"""Spanish verbs by what they do in a commitment, and what their forms are made of where that is irregular."""

from goodword.promises.noticing.wording import words

# What keeps a promise: a call, an answer, anything else.
CALLING = words("llamar telefonear marcar timbrar")
TELLING = words(
    "escribir contestar responder avisar confirmar comentar informar comunicar notificar contactar decir contar",
    "explicar aclarar indicar actualizar anunciar participar",
)
DOING = words(
    "retirar cursar colgar convertir revertir repetir calentar funcionar reanudar enviar mandar entregar reparar",
    "arreglar revisar mirar comprobar verificar consultar gestionar tramitar resolver devolver reembolsar abonar",
    "preparar pasar ir venir visitar acercar traer llevar recoger instalar cambiar reponer sustituir reemplazar",
    "emitir hacer poner dar tener dejar ver estudiar analizar averiguar buscar pedir solicitar programar agendar",
    "coordinar terminar acabar completar atender procesar liberar despachar remitir reenviar subir cargar",
    "publicar corregir adjuntar facilitar ofrecer presentar firmar pagar ingresar transferir depositar cancelar",
    "anular activar desactivar habilitar configurar imprimir montar pintar limpiar cortar empezar comenzar",
    "iniciar seguir volver retomar salir ocupar encargar hablar preguntar conseguir reservar apartar surtir",
    "facturar cotizar reclamar insistir compartir mover trasladar redactar rellenar finalizar cerrar abrir",
    "asignar asegurar reactivar restablecer renovar solucionar proporcionar otorgar brindar probar valorar",
    "investigar tratar procurar intentar meter sacar quitar aplicar autorizar aprobar colocar ajustar ordenar",
    "recibir obtener expedir escanear bajar alistar acompanar presupuestar repartir arrancar migrar copiar borrar",
    "eliminar anadir agregar incluir registrar tomar checar chequear regresar echar medir cuadrar concretar",
    "proponer llegar quedar estar ser saber intervenir desbloquear reiniciar reprogramar recordar abordar",
    "rectificar reintegrar acreditar bonificar pulir hornear coser planchar lavar tapizar barnizar sellar soldar",
    "podar regar purgar desatascar fumigar revelar enmarcar encuadernar servir operar guardar esforzar trabajar",
    "correr curar vigilar rastrear localizar encontrar detallar mostrar ensenar compensar formalizar validar",
    "juntar separar apuntar anotar citar rechazar comprar conectar desconectar examinar evaluar dictaminar",
    "diagnosticar recetar vacunar extraer graduar pesar duplicar cablear enterar reunir contratar suministrar",
    "vaciar etiquetar embalar empaquetar liquidar",
)
MEANING = words(
    "esforzar intentar procurar tratar esperar prometer comprometer pensar planear pretender confiar prever",
)
RECEIVING = words(
    "recibir tener obtener saber ver contar conocer enterar disponer",
)
HAPPENING = words(
    "funcionar volver reanudar llegar salir quedar estar ser aparecer partir ir venir reflejar figurar pasar",
    "resolver",
)
STATES = words(
    "sentir mejorar sanar dormir recuperar doler cerrar abrir ser correr esperar recibir saber estar necesitar",
    "cobrar quedar",
)

IRREGULAR = {  # first person of the present, stem of the future, stem of the other present forms
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
    "atender": ("atiendo", "atender", "atiend"),
    "servir": ("sirvo", "servir", "sirv"),
    "mostrar": ("muestro", "mostrar", "muestr"),
    "encontrar": ("encuentro", "encontrar", "encuentr"),
    "renovar": ("renuevo", "renovar", "renuev"),
    "colgar": ("cuelgo", "colgar", "cuelg"),
    "soldar": ("sueldo", "soldar", "sueld"),
    "transferir": ("transfiero", "transferir", "transfier"),
    "convertir": ("convierto", "convertir", "conviert"),
    "revertir": ("revierto", "revertir", "reviert"),
    "repetir": ("repito", "repetir", "repit"),
    "calentar": ("caliento", "calentar", "calient"),
    "regar": ("riego", "regar", "rieg"),
}
PARTICIPLES = words(
    "hecho puesto repuesto resuelto devuelto escrito visto abierto impreso dicho listo lista listos listas hecha",
    "puesta resuelta resueltos resueltas devuelta devueltos impresa impresos abierta cubierto cubierta operativo",
    "operativa disponible disponibles terminado pronto pronta",
)
# Words that look like forms of verbs and are none here; below, those that are verbs only with a pronoun: "le paso".
NEVER = words(
    "para como entre se sobre este esta estan son es sera seran fue era den dan he sal pesos pide vista cuenta",
    "sean sea duda nota uno ver dar bajo ajuste corte toma firma entera quede ser pare parar pasado pedido cada",
    "hora ahora llegar",
)
AMBIGUOUS = words(
    "presenta contacto factura informe compra pregunta muestra prueba busca registro inicio termino acuerdo",
    "anuncio uso completo limpio corte presupuesto resumo saldo objeto espera limpieza firma toma falta alta",
    "resumen contado trabajo cambio pago abono cargo envio reembolso pedido ingreso gestion visita reparacion",
    "entrega reserva pide marca marco consulta cita llamada ayuda presente mando regreso aviso comienzo asegure",
    "procura trato paso reclamo sello copia contrato reparto ajuste limpia bajo cuadro arreglo peso pesos recibo",
    "deposito entero entera corto proceso imprimo monto gasto",
)
INFINITIVES = CALLING | TELLING | DOING | MEANING | RECEIVING | HAPPENING
