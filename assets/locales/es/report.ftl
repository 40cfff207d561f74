# Informes: informe de situación, resumen ejecutivo, relevo. Lo que dicen se hace aquí y lo edita una persona.

report-sitrep = informe de situación
report-brief = resumen ejecutivo
report-handover = ficha de relevo

label-situation = SITUACIÓN
label-change = CAMBIO
label-people = PERSONAS
label-claims = AFIRMACIONES
label-published = PUBLICADO
label-actions = ACCIONES
label-decisions = DECISIONES
label-risks = RIESGOS
label-needs = NECESIDADES
label-confidence = CONFIANZA
label-status = ESTADO
label-what = QUÉ SABEMOS
label-doing = QUÉ HACEMOS
label-decision-needed = DECISIÓN NECESARIA
label-next = SIGUIENTE
label-role = FUNCIÓN
label-severity = GRAVEDAD
label-belief = QUÉ CREEMOS
label-promises = PROMESAS
label-approvals = APROBACIONES
label-threads = HILOS
label-media = PRENSA
label-contacts = CONTACTOS
label-plan = MI SIGUIENTE PASO
label-rest = CANSANCIO

confidence-high = alta
confidence-medium = media
confidence-low = baja

# Lo que queda en blanco para una persona.
blank-confidence = alta, media o baja
blank-change = qué la cambiaría
blank-options = las opciones
blank-recommend = nuestra recomendación
blank-otherwise = qué pasa entonces
blank-to = quién toma el relevo
blank-contacts = a quién localizar y cómo
blank-next = qué haría yo ahora
blank-rest = mi cansancio y cuándo se me puede localizar

report-draft = borrador
report-not-said = sin decir
report-none = ninguna
report-none-known = nada que conste
report-nobody-known = nadie que conste
report-none-open = ninguna abierta
report-no-tasks = sin tareas
report-more = y { $n } más
report-and-more = Y { $n } más.
report-none-fits = { $n ->
    [one] una afirmación que no cabe aquí.
   *[other] { $n } afirmaciones que no caben aquí.
}
report-minutes = { $n } min
report-hours = { $h } h { $min }
report-days = { $n ->
    [one] 1 día
   *[other] { $n } días
}
report-moment = { $clock } del { $day }
report-by = antes de las { $time }
report-was-due = vencía a las { $time }
report-asked-by = la pide { $by }

report-nothing-confirmed = Aún no hay nada confirmado.
report-more-confirmed = { $n ->
    [one] Y un hecho confirmado más.
   *[other] Y { $n } hechos confirmados más.
}
report-since = desde el n.º { $number } ({ $time }):
report-first = primer informe:
report-rate = { $now ->
    [one] 1 mención por hora
   *[other] { $now } menciones por hora
} ({ $usual })
report-rate-change = { $by } menciones por hora (ahora { $now }, { $usual })
report-rate-unknown = nadie sabe cuánto se dice, porque nadie escucha
report-times = { $times } veces lo habitual
report-usual-nothing = lo habitual es ninguna
report-usual-unknown = lo habitual aún no se conoce
report-negative = { $share } negativas
report-points = pt
report-tone-unknown = nadie sabe cuántas son negativas
report-media = { $n ->
    [one] 1 consulta de prensa abierta
   *[other] { $n } consultas de prensa abiertas
}
report-blind = No se oye: { $sources }.
report-blind-since = { $name } desde las { $time }
report-blind-never = { $name }, nunca hasta ahora

report-people = { $all ->
    [one] 1 persona afectada
   *[other] { $all } personas afectadas
}{ $delta }, { $contacted } con contacto
report-people-wait = , { $n ->
    [one] 1 espera
   *[other] { $n } esperan
} (la que más, { $span })

report-claims = confirmadas { $confirmed } / sin verificar { $unverified } / falsas { $wrong }
report-correcting = se está corrigiendo
report-not-correcting = nadie la corrige
report-unverified = Sin verificar: { $facts }
report-false = Falso: { $facts }

report-nothing-out = aún nada
report-replies = { $n ->
    [one] 1 respuesta
   *[other] { $n } respuestas
}
report-no-promise = ninguna promesa abierta
report-promise = próxima promesa { $time }
report-promise-late = promesa de las { $time } aún sin cumplir
report-promise-untimed = hay abierta una promesa sin hora

report-actions = hechas { $done } / en curso { $doing } / sin asumir { $open } / bloqueadas { $blocked }
report-late = { $n } con retraso
report-blocked = Bloqueada: { $task }: { $why }
report-decided = Decidido: { $what } ({ $by })
report-objection = objeción de { $by }: «{ $text }»
report-confidence = { $confidence }; la cambiaría: { $change }

report-unrated = gravedad sin decir
report-status = { $severity }, { $status }, { $trend }: { $now ->
    [one] 1 mención en la última hora
   *[other] { $now } menciones en la última hora
} ({ $lately } en los últimos 5 min), { $usual }.
report-status-deaf = { $severity }, { $status }. Nadie sabe cuánto se dice: nadie escucha.
trend-growing = en aumento
trend-steady = estable
trend-falling = a la baja
trend-quiet = en calma
trend-unknown = tendencia desconocida
report-known = Sabemos: { $facts }
report-doing = { $done ->
    [one] 1 tarea hecha
   *[other] { $done } tareas hechas
}, { $doing } en curso.
report-out = Publicado: { $what }.
report-out-nothing = Aún no se ha publicado nada.
report-contacted = Contacto con { $contacted } de { $all } personas afectadas.
report-decision = { $question } Opciones: { $options }. Recomendamos: { $recommend }. Sin decisión: { $otherwise }.
report-next-brief = Próximo resumen a las { $time }.

report-passes = { $role }: de { $from } a { $to }
report-no-role = sin función declarada
report-severity = { $severity }, { $status }: { $why }
report-no-reason = nadie anotó por qué
report-sure = Nuestra seguridad: { $confidence }
report-approval-over = la aprobación caducó a las { $time }
report-approved-until = aprobada hasta las { $time }
report-in-state = { $state } desde hace { $span }
report-thread = { $platform }, espera { $span }
report-thread-of = publicada a las { $time }: { $waits }
report-nobody = nadie

report-was = { $now } (era { $was })
report-lead = dirige { $name }
report-no-lead = nadie dirige
report-next = siguiente { $time }
report-no-time = sin hora fijada
report-next-unset = siguiente: sin hora fijada
report-issued-by = Emitido por { $by }
report-not-issued = Sin emitir
report-chain = sala a las { $time } · cadena #{ $seq } { $hash }

event-report-issued = Emitido: { $kind } n.º { $number } ({ $lang })

refuse-no-report = No hay ningún informe con ese número.
refuse-no-report-lang = No se emitió en esa lengua.
refuse-report-twin = Ese número ya se emitió en esta lengua: lo emitido no se cambia. Emita uno nuevo.
refuse-empty-report = Escriba lo que dice.
refuse-report-blank = Falta por completar: { $what }.
refuse-report-figures = Las cifras no son de esta sala. Haga el informe de nuevo.
refuse-report-meanwhile = Entretanto se emitió el n.º { $number }, y este cuenta qué ha cambiado desde el anterior a ese: cuente qué ha cambiado desde el n.º { $number }. Sus palabras se conservan.
refuse-brief-long = Un resumen tiene { $max } palabras como mucho; este tiene { $n }.
refuse-brief-decision = { $n ->
    [0] Un resumen dice DECISIÓN NECESARIA una vez, aunque sea «ninguna».
   *[other] Un resumen pide una decisión; este dice DECISIÓN NECESARIA { $n } veces.
}
refuse-brief-names = Un resumen no nombra a personas privadas. Nombra a { $what }.

# La pantalla.
scope-report = Informes
act-sitrep = Informe de situación
act-sitrep-doc = El informe de situación del incidente, hecho desde la sala: editarlo, emitirlo, copiarlo; los ya emitidos.
act-brief = Resumen ejecutivo
act-brief-doc = El resumen ejecutivo, 120 palabras como mucho, lo esencial primero: editarlo, emitirlo, copiarlo; los ya emitidos.
act-handover-card = Ficha de relevo
act-handover-card-doc = Lo que debe saber quien toma el relevo, hecho desde la sala: editarlo, emitirlo, copiarlo; los ya emitidos.
act-issue-report = Editar y emitir
act-issue-report-doc = Completar lo que solo una persona puede decir, cambiar el texto y emitirlo con el número siguiente.
act-report-language = Otra lengua
act-report-language-doc = El informe en la otra lengua; de uno emitido, su gemelo, o uno que emitir con el mismo número.
act-export-report = Exportar
act-export-report-doc = Escribir el informe en un archivo junto a la sala: HTML, Markdown o texto, con datos ocultos si la pantalla se comparte.
act-older-report = Anterior
act-older-report-doc = El informe que se emitió antes.
act-newer-report = Posterior
act-newer-report-doc = El informe que se emitió después; al final, el que se hace ahora.
report-now = ahora
report-no-incident = No hay ningún incidente abierto: un informe trata de uno.
report-no-incident-do = { $key } declara un incidente.
report-no-twin = Aún no se emitió en esa lengua: { $key } escribe el gemelo con el mismo número.
report-words = { $n ->
    [one] 1 palabra
   *[other] { $n } palabras
} de { $max }
form-issue = Emitir: { $kind } n.º { $number } ({ $lang })
form-issue-twin = Emitir el texto { $lang } de { $kind } n.º { $number }
form-issue-intro = Léalo entero: lo emitido ya no se cambia. El título y el pie son de la sala.
form-report-between = Entretanto se emitió el n.º { $number }: lo que aquí se cuenta desde el anterior hay que contarlo desde ese.
form-report-between-by = Entretanto se emitió el n.º { $number } ({ $by }, { $time }): lo que aquí se cuenta desde el anterior hay que contarlo desde ese.
form-report-own = Esto lo escribió usted y queda como está. La sala dice ahora:
form-report-renewed = Esto no lo había tocado y se ha hecho de nuevo:
form-report-anew = La sala ha seguido adelante desde que se hizo: arriba está lo que dice ahora. Envíelo otra vez para emitirlo como está; deshacer en el texto devuelve lo que había.
form-confidence = Confianza
form-blank-change = Cambiaría
form-blank-options = Opciones
form-blank-recommend = Recomendamos
form-blank-otherwise = Si no
form-blank-to = Para
form-blank-contacts = Contactos
form-blank-next = Siguiente
form-blank-rest = Cansancio
form-text = Texto
form-export = Exportar { $kind }
form-format = Formato
format-text = Texto
done-report = Emitido: { $kind } n.º { $number }
export-done = Escrito en { $file }
export-failed = No se pudo escribir: { $why }

# La línea de órdenes.
help-sitrep = Mostrar el informe de situación de un incidente según está la sala, o uno emitido; emitirlo
help-brief = Mostrar el resumen ejecutivo de un incidente según está la sala, o uno emitido; emitirlo
help-handover = Mostrar la ficha de relevo de un incidente según está la sala, o una emitida; emitirla
help-report-issue = Emitirlo con el número siguiente; con --number, como la otra lengua de ese
help-report-format = text, md, html o json; si no, text
help-report-text-lang = Lengua del texto; si no, la de la interfaz
help-report-number = El que se emitió con este número; si no, se hace ahora
help-report-incident = De este incidente; si no, del más grave en curso
help-report-fill = Completar lo que solo una persona puede decir: confidence=high; se puede dar varias veces
help-report-file = El texto que emitir, ya editado (- para la entrada estándar); si no, el que se hace ahora
help-value-blank = HUECO=TEXTO
report-fill-how = { $given } no completa nada. Aquí se puede completar: { $known }.
report-fill-choice = { $name } es uno de: { $known }.
report-file-issue = --file es el texto que emitir: dé también --issue.
help-value-format = FORMATO
report-twin-file = La otra lengua de uno emitido es un texto propio: délo con --file.
