# Antes de la próxima crisis: qué fallaría esta noche, de qué tratan las quejas, quién defiende a la marca, qué es lo habitual.

## Preparación
ready-fails = FALLA ESTA NOCHE
ready-weak = DÉBIL
ready-note = nota
ready-of-room = sala
ready-of-people = personas
ready-of-texts = textos
ready-of-alerts = avisos
ready-of-sources = fuentes
ready-of-usual = ritmo habitual
ready-of-actions = acciones
ready-of-drills = simulacros
ready-all-well = Todo listo: no falta nada.
ready-well = { $n ->
    [one] Todo listo; hay una nota.
   *[other] Todo listo; hay { $n } notas.
}
ready-not = { $n ->
    [one] No está listo: hay una cosa que arreglar.
   *[other] No está listo: { $n } cosas, primero las más graves.
}
ready-lacking = No está listo: { $fails ->
    [0] nada fallaría,
    [one] una cosa fallaría esta noche,
   *[other] { $fails } cosas fallarían esta noche,
}{" "}{ $weak ->
    [0] nada débil,
    [one] una débil,
   *[other] { $weak } débiles,
}{" "}{ $notes ->
    [0] sin notas.
    [one] una nota.
   *[other] { $notes } notas.
}
ready-no-plan = El plan en uso es el que trae el programa: no nombra a nadie.
ready-do-plan = Escriba uno propio: gabinete plan init "{ $own }", y cambie ese archivo.
ready-do-fill = Escriba quién la ejerce como «holder» en el plan.
ready-do-holder = Escriba a otra persona como «holder» en el plan.
ready-do-contact = Escriba un teléfono o una dirección en el plan, y pruébelo.
ready-do-backup = Escriba a otra persona como «backup» en el plan.
ready-do-template = Escriba una plantilla del tipo «holding» para ellos.
ready-do-reword = Corrija el texto en el plan.
ready-do-due = Dé otro «due» en el plan a una de las dos.
ready-do-role = Dele una función, o quítela del plan.
ready-do-placeholder = Quítelo del plan, o úselo.
ready-do-limit = Consultarlos, y escribir el día en «checked_on».
ready-do-fewer = Quite alguno.
ready-templates-unapproved = Nadie ha aprobado de antemano { $n } plantillas ({ $names }): cada una necesita los mismos vistos buenos que una declaración escrita desde cero, y en SEV1 no puede publicarse por decisión de una sola persona. Anote quién las aprobó en «approved_by».
ready-templates-expired = A { $n } plantillas se les pasó la aprobación ({ $names }). Hay que volver a aprobarlas.
ready-lines-unapproved = Nadie ha aprobado todavía { $n } líneas ({ $names }). Anote quién lo hizo en «approved_by».
ready-lines-expired = { $n } líneas aprobadas ya no valen ({ $names }). Hay que volver a aprobarlas.
ready-no-room = Todavía no hay ninguna sala.
ready-do-room = Cree una: gabinete, y «Crear una sala».
ready-unwritable = No se puede escribir en la sala, o en la carpeta donde está.
ready-do-writable = Dese permiso de escritura, o ponga la sala en otro sitio.
ready-disk-full = Solo quedan { $free } MiB libres en el disco de la sala.
ready-disk-low = Quedan { $free } MiB libres en el disco de la sala, que ocupa { $room } MiB: puede que no quepa una crisis, o una copia de la sala.
ready-do-disk = Haga sitio, o ponga la sala en otro lugar.
ready-alerts-none = Nadie se entera de lo que pasa en la sala si no mira su pantalla.
ready-do-alerts = Añadir un [alerts.NOMBRE] a la configuración: gabinete config muestra cómo.
ready-alert-untried = El aviso «{ $outlet }» no ha dicho nunca nada de esta sala, y nadie lo ha probado.
ready-alert-failed = La última prueba del aviso «{ $outlet }» falló.
ready-alert-lost = { $n ->
    [one] El aviso «{ $outlet }» se dio por perdido una vez y nunca ha llegado.
   *[other] El aviso «{ $outlet }» se dio por perdido { $n } veces y nunca ha llegado.
}
ready-do-alert = Pruébelo: gabinete alerts test { $outlet }
ready-no-source = No se escucha nada.
ready-do-source = Añadir una fuente: gabinete sources add
ready-source-paused = La fuente «{ $source }» está en pausa: lo que se dice allí no se oye.
ready-do-resume = Vuelva a escucharla: gabinete sources resume { $source }
ready-source-deaf = La fuente «{ $source }» está sorda.
ready-source-failed = La última prueba de la fuente «{ $source }» falló.
ready-source-untried = De la fuente «{ $source }» no ha llegado nunca nada, y nadie la ha probado.
ready-do-test = Vea por qué: gabinete sources test { $source }
ready-nobody-listens = { $n ->
    [one] Nadie escucha ahora una de las fuentes.
   *[other] Nadie escucha ahora { $n } de las fuentes.
}
ready-do-listen = Abra la sala, o deje en marcha gabinete collect.
ready-usual-none = No se sabe qué es lo habitual, así que ningún pico se notaría.
ready-usual-part = Lo habitual se sabe de { $n } de { $of } horas de la semana por sus propias semanas; otras horas suplen al resto.
ready-do-usual = Importe las semanas pasadas: gabinete import --history ARCHIVO
ready-action-late = { $days ->
    [0] «{ $text }» vencía hoy y no está hecho.
    [one] «{ $text }» venció hace un día y no está hecho.
   *[other] «{ $text }» venció hace { $days } días y no está hecho.
}
ready-do-action = Pregunte a { $owner }, o dele otra fecha.
ready-do-action-nobody = Dele un responsable.
ready-drill-none = En este equipo no se ha hecho ningún simulacro.
ready-drill-old = El último simulacro en este equipo fue hace { $days } días.
ready-do-drill = Haga uno: gabinete drill
help-ready = Decir qué fallaría esta noche, primero lo más grave, y qué hacer; 1 cuando no está listo
help-ready-json = Un solo objeto JSON

## The screen
prevention-title = Antes de la próxima crisis
prevention-ready = Qué fallaría esta noche
scope-prevention = Antes de la próxima crisis
empty-ready-do = Lo que falte aparecerá aquí, con lo que hay que hacer.
act-readiness = Preparación
act-readiness-doc = Qué fallaría esta noche: contactos sin probar, textos que no caben, fuentes sordas, medio año sin simulacros; con lo que hay que hacer.
start-ready = ¿Todo listo para esta noche? { $said } ({ $key })
prevention-complaints = Quejas
prevention-ambassadors = Embajadores
prevention-usual = Ritmo habitual
act-complaints = Quejas
act-complaints-doc = De qué tratan las quejas de los últimos días, si van a más y quién las dice; sin las menciones propias de los incidentes.
act-ambassadors = Embajadores
act-ambassadors-doc = Quién defiende a la marca o habla bien de ella una y otra vez, primero quien no ha recibido las gracias; y cuánto de lo bueno y de lo malo se ha atendido.
act-usual-week = Ritmo habitual por hora
act-usual-week-doc = Qué se sabe del ritmo habitual por hora de la semana, y qué falta.
act-hand-theme = Pasar un tema
act-hand-theme-doc = Pasar el tema elegido, con las menciones que hablan de él, a quien puede arreglarlo.

## Quejas
complaint-growing = crece
complaint-fading = remite
complaint-steady = estable
complaint-more = más
complaint-few = muy pocas
complaint-unknown = sin anterior
complaint-of = { $n } de { $of }
complaints-basis = { $days } días: { $all ->
    [one] 1 queja
   *[other] { $all } quejas
}, de ellas { $read } leídas por igual cada día; { $before } en los { $days } días anteriores.{ $own ->
    [0] {""}
    [one] {" "}Otra es de un incidente y no se cuenta.
   *[other] {" "}Otras { $own } son de incidentes y no se cuentan.
}
complaints-partial = De un día con más de 20.000 quejas se cuentan las más nuevas.
complaint-rests = { $n } de { $of } leídas lo dicen, en { $voices ->
    [one] un solo texto
   *[other] { $voices } textos distintos
}; antes, { $before } de { $read }.
complaint-keys = Intro muestra quién lo dice; { $key } lo pasa a quien puede arreglarlo; { $step } dice hasta dónde ha llegado lo que se pasó.
empty-complaints = Ningún tema destaca entre las quejas.
empty-complaints-do = Un tema es lo que dicen al menos tres de las leídas, más que las demás menciones de estos días.
clue-open = «{ $phrase }» se pasó a { $owner } con { $n ->
    [one] una mención
   *[other] { $n } menciones
}, { $due }
clue-no-day = sin fecha
clue-which = Elija antes un tema entre las quejas.
clue-with = «{ $phrase }» se pasó a { $owner }
clue-none = No hay nada pendiente de lo que se pasó.
form-clue-which = Cuál
form-clue-intro = { $n ->
    [one] Una mención acompaña a «{ $phrase }».
   *[other] { $n } menciones acompañan a «{ $phrase }».
}
form-clue-owner = A quién
form-clue-owner-hint = quien responde del producto
form-clue-note = Qué se pide
form-clue-note-hint = ver si el lote 12 está mal
refuse-clue-phrase = Un tema necesita las palabras de que trata.
refuse-clue-owner = Diga quién lo recibe.
refuse-clue-note = Diga qué se le pide.
event-theme-handed = pasó «{ $phrase }» a { $owner } con { $n ->
    [one] una mención
   *[other] { $n } menciones
}: { $note }
themes-none = Ningún tema destaca.
help-themes = Decir de qué trataron las quejas de los últimos días, con recuentos por día, hacia dónde va cada tema y quién lo dice
help-themes-days = Cuántos días, de 24 horas cada uno; se comparan con otros tantos anteriores
help-themes-json = Un solo objeto JSON

## Embajadores
thanks-none = sin gracias
thanks-owed = se deben
thanks-given = dadas
ambassadors-shares = Atendidas en { $days } días: { $good } % de las positivas ({ $good_n } de { $good_of }), { $bad } % de las negativas ({ $bad_n } de { $bad_of })
ambassadors-partial = De cada clase se cuentan las 50.000 más nuevas.
ambassador-stood-up = { $n ->
    [one] dio la cara una vez
   *[other] dio la cara { $n } veces
}
ambassador-said = { $n ->
    [one] un elogio
   *[other] { $n } elogios
} en { $days ->
    [one] un día
   *[other] { $days } días
}
ambassador-negative = { $n } negativas
ambassador-reach = alcance { $n }
ambassador-keys = Intro abre la mención, donde se dan las gracias como a las demás.
empty-ambassadors = Nadie ha defendido todavía a la marca.
empty-ambassadors-do = { $read ->
    [one] Se leyó 1 mención positiva
   *[other] Se leyeron { $read } menciones positivas
} de { $days } días. Cuenta quien habló bien durante un incidente, contestó a una queja, o habló bien dos días con palabras propias.
help-ambassadors = Decir quién defiende a la marca o habla bien de ella una y otra vez, primero quien no ha recibido las gracias, y cuánto de lo bueno y de lo malo se ha atendido
help-ambassadors-days = Cuántos días
help-ambassadors-json = Un solo objeto JSON

## Ritmo habitual
day-mon = lun
day-tue = mar
day-wed = mié
day-thu = jue
day-fri = vie
day-sat = sáb
day-sun = dom
empty-usual = Todavía no se sabe nada de lo habitual.
empty-usual-do = Hace falta escuchar un día al menos, y tres semanas para que cada hora de la semana descanse en sí misma. gabinete import --history trae semanas pasadas.
usual-legend = Menciones por hora. { $about } otra hora suple; { $unknown } no se sabe.
usual-legend-bars = Las barras son menciones por hora. { $about } otra hora suple; { $unknown } no se sabe.
usual-known = De { $of } horas, { $own } descansan en sus propias semanas, { $time } en la misma hora de los días pasados, { $any } en cualquier hora de la semana pasada, { $none } en nada.
usual-missing = Desde { $since } se oyeron menciones en { $heard } de { $of } horas; { $aside } se apartan por incidentes o campañas.
help-usual = Decir qué es lo habitual por hora de la semana, y qué falta
help-usual-json = Un solo objeto JSON
