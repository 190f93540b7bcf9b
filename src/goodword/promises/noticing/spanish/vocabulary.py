"""Spanish words around the verb. Forms as tokens have them: no accents, "al" is "a el"."""

from goodword.promises.noticing.wording import words

CLITICS = words("le les lo la los las te os se me nos")
NEGATIONS = words("no nunca tampoco ni jamas")
ADVERBS = words(
    "ya tambien mismo misma personalmente ahora entonces luego hoy manana si igual solo asi despues enseguida",
    "siempre todavia aun primero",
)
PEOPLE = words(
    "tecnico tecnica tecnicos doctor doctora enfermera enfermero enfermeras farmaceutico farmaceutica companero",
    "companera companeros equipo departamento oficina encargado encargada gerente supervisor supervisora",
    "repartidor mensajero conductor asesor asesora agente representante alguien licenciada licenciado colega area",
    "medico jefa jefe director directora personal ejecutivo ejecutiva ingeniero ingeniera contador contadora",
    "recepcion recepcionista coordinador coordinadora especialista operador operadora taller almacen bodega",
    "laboratorio tienda administracion contabilidad facturacion mantenimiento responsable persona nosotros",
    "dentista terapeuta trabajadora trabajador socio socia fontanero electricista plomero instalador cuadrilla",
    "pintor chofer abogada abogado perito gestor gestora comercial tutor tutora profesor profesora secretaria",
    "secretario senorita maestro limpieza compras ventas soporte direccion comite clinica farmacia auxiliar",
    "cocinera cocinero carpintero cerrajero jardinero administrador administradora operario hija hijo hermano",
    "muchachos chicos muchacho chico senora cajera contable legal logistica sistemas informatica despacho",
    "consultora",
)
OTHERS = words(
    "vuelo autobus bus tren avion clase curso oferta suscripcion poliza plan huelga inmigracion seguridad",
    "ministerio notificador banco aseguradora seguro fabricante proveedor correos seur fedex dhl ups mrw",
    "ayuntamiento juzgado hacienda notaria notario casero hospital universidad gobierno imss sat issste policia",
    "companias compania telefonica movistar claro iberdrola endesa cfe naturgy amazon paypal visa distribuidor",
    "mutua paqueteria transportista aduana embajada consulado municipalidad entidad financiera arrendador",
    "propietario vendedor inquilino telmex condado alcaldia estafeta vodafone orange afip anses colegio sanitas",
    "adeslas mapfre axa allianz registro",
)
THEIR_OWN = words(
    "abogado abogada banco seguro aseguradora empresa jefe jefa contador casero",
)
# Kinds by what is given or had.
CALL_NOUNS = words("llamada llamadita telefonazo timbrazo toque llamado fonazo")
REPLY_NOUNS = words(
    "respuesta contestacion correo mensaje noticias confirmacion email mail whatsapp novedades razon aviso",
    "conocer saber noticia informacion resolucion-escrita actualizacion informe-verbal mensajito respuestas",
    "correito contacto comunicado",
)
LIGHT = words(
    "dar tener recibir enviar mandar hacer dejar poner echar obtener esperar contar devolver pegar meter haber",
    "pasar",
)
LEADING = words(
    "intentar procurar tratar esperar prometer comprometer pensar planear pretender confiar prever asegurar",
    "encargar pedir hacer ir poder deber volver quedar lograr ocupar tener dejar estar",
)
# After a present such as "le escribo": what is done by writing it, and no promise.
PERFORMED = words("porque acerca adjunto adjunta adjuntos debido respecto que")
PERFORMED_WITH = {
    "en": words(
        "relacion respuesta nombre referencia representacion seguimiento",
    ),
    "con": words("motivo relacion respecto referencia"),
    "de": words("parte"),
    "por": words("lo el su sus tu que si"),
    "desde": words("la el nuestra nuestro"),
    "sobre": words("su lo el la"),
}
EVENTS = words(
    "cita citas visita reunion consulta turno vuelo curso clase operacion cirugia intervencion sesion reserva",
    "evento fiesta boda viaje junta videollamada entrevista examen prueba congreso webinar taller-de",
)
NO_NOUNS = words(
    "antes despues partir dentro final finales fin fines cierre luego plazo menos mas alrededor cerca fuera tarde",
    "horas primera ultima principios mediados inicios , y o ( - pasado manana lunes martes miercoles jueves",
    "viernes",
)
FINITE = words(
    "es son esta estan estamos estare estaremos fue eran era tiene tenemos hay cierra cerramos abre abrimos",
    "termina vence puede pueden podemos puedo necesito necesitamos debe requiere dura tarda estuve hubo habra",
    "caduca acaba empieza seria podria podriamos queda necesita quisiera",
)
