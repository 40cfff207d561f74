# Las palabras de la pantalla: cabecera, paneles, páginas, estados vacíos. Cortas: van en columnas.

too-small = gabinete necesita una pantalla de al menos { $w } por { $h } caracteres; esta tiene { $now-w } por { $now-h }. Amplíe la ventana o reduzca la letra; hasta entonces solo actúa { $key }, que sale.
loading = Un momento…
late = tarde
yes = sí
no = no
age-now = ahora
media-gif = gif
media-photo = foto
media-audio = audio
media-video = vídeo
media-image = imagen
age-min = { $n } min
age-h = { $n } h
age-d = { $n } d
span-s = { $n } s
elapsed-h = { $h } h { $m }
due-in = en { $t }
due-now = vence ya
due-late = tarde { $t }

banner-drill-note = Nada sale de esta sala.
banner-over = EL GUION HA TERMINADO
banner-paused = reloj en pausa
banner-speed = { $n }x
banner-shared = COMPARTIDA
banner-shared-note = Los nombres y datos de personas van enmascarados en esta pantalla.

header-watching = en vigilancia
header-resolved = INC-{ $id } resuelto · falta la revisión
header-in-review = INC-{ $id } en revisión
header-usual-rate = lo habitual de { $low } a { $high }/min
header-usual-band = habitual { $low }–{ $high }/min
header-usual-unknown = habitual: sin datos
header-usual = lo habitual
header-per-minute = /min
header-lead = responsable
header-no-lead = sin responsable
header-goes-on = sigue { $severity }: { $title }
header-more-incidents = { $n ->
    [one] +1 incidente
   *[other] +{ $n } incidentes
}
header-unattended = sin atender
header-owed = debidas
header-oldest = hace
header-snoozed = pospuestas { $n }
header-negative = negativas
header-negative-short = neg.
header-negative-few = pocas
header-negative-late = pocas ({ $n } llegaron tarde)
header-live = { $n ->
    [one] 1 fuente activa
   *[other] { $n } fuentes activas
}
header-live-short = { $n ->
    [one] 1 activa
   *[other] { $n } activas
}
header-no-source = sin fuentes aún
header-last-seen = última mención { $time }
header-live-some = { $n } de { $all } fuentes activas
header-live-some-short = { $n } de { $all } activas
header-blind = A CIEGAS { $name } desde { $time }
header-blind-short = A CIEGAS { $name } { $time }
header-blind-brief = A CIEGAS
header-blind-never = A CIEGAS { $name }
header-measured = se mide { $severity }
header-signals = { $n ->
    [one] 1 señal
   *[other] { $n } señales
}
header-next = próximo
header-readonly = solo lectura

next-late-tasks-brief = { $n ->
    [one] 1 tarea vencida
   *[other] { $n } tareas vencidas
}
next-late-tasks = { $n ->
    [one] 1 tarea vencida
   *[other] { $n } tareas vencidas
}{ $waiting ->
    [0] {""}
   *[other] {", "}{ $waiting } en espera
}
next-task = próxima tarea
next-in-review = { $n ->
    [one] 1 texto espera aprobación { $t }
   *[other] { $n } textos esperan aprobación, el primero { $t }
}
next-publishing = { $n ->
    [one] 1 texto en camino: ¿ha salido?
   *[other] { $n } textos en camino: ¿han salido?
}
next-stale = { $n ->
    [one] 1 aprobación caducada
   *[other] { $n } aprobaciones caducadas
}
next-to-confirm = { $n ->
    [one] 1 aprobación por confirmar
   *[other] { $n } aprobaciones por confirmar
}
next-approved = { $n ->
    [one] 1 texto aprobado
   *[other] { $n } textos aprobados
}
next-expires = la aprobación vence en { $t }
next-expired = la aprobación venció { $t ->
    [ahora] ahora mismo
   *[other] hace { $t }
}
next-nothing = no vence nada

scope-unattended = sin atender
scope-owed = debidas
scope-mine = de { $name }
scope-snoozed = pospuestas
scope-all = todas
scope-alike = casi con las mismas palabras
scope-narrative = sobre una afirmación, a favor o en contra
order-priority = por prioridad
order-newest = las últimas primero
order-oldest = las más antiguas primero
order-waking = por la hora en que vuelven
list-marked = { $n ->
    [one] { $n } marcada
   *[other] { $n } marcadas
}
new-mentions = nuevas +{ $n } ({ $key })
flag-reopened = reabierta
flag-writing = en respuesta
flag-direct = MD
flag-history = histórico
flag-caught-up = recuperada
flag-gone = ya no está
text-erased = borrado a petición
words-folded = plegado
text-abusive = ofensiva: plegada
text-abusive-open = Texto ofensivo, plegado: abra la mención y despliéguela para leerlo.
snoozed-over = ya es la hora
snoozed-over-long = hasta { $time }: ya es la hora, y vuelve en cuanto alguien trabaje en la sala
snoozed-until = hasta { $time }
owes-short-answer = respuesta
owes-short-check = comprobación
owes-short-escalation = escalado
why-rank = { $band }, { $score } puntos
why-came-later = entró { $t } después de publicarse: su plazo corre desde entonces
why-due = responder { $due }
why-alike = { $n } casi con estas palabras
why-tone-said = suena { $tone }
why-tone-heeded = suena { $tone }, como dijo antes una persona de estas mismas palabras
why-tone = suena { $tone } (aprox.)
why-tone-sure = suena { $tone }, seguridad { $sure } %
why-tone-words = suena { $tone }, seguridad { $sure } %: { $words }

key-by-palette = { $key } y «{ $title }»
empty-mentions = Aún no hay menciones.
empty-mentions-do = { $sources } escucha las redes, { $import } trae un archivo, { $add } añade una a mano; un simulacro trae las suyas.
empty-unattended = No queda nada sin atender.
empty-scope-do = { $key } pasa a la lista siguiente: debidas, mías, pospuestas, todas.
empty-owed = No se debe nada.
empty-owed-do = Al decidir responder, comprobar o escalar, la mención queda aquí hasta que se haga.
empty-snoozed = No hay nada pospuesto.
empty-snoozed-do = { $key } aparta una mención hasta la hora que se elija.
empty-list = Aquí no hay nada.
empty-search = Nada coincide.
empty-search-do = Solo se ha mirado en esta lista: { $next } pasa a la siguiente. { $key } quita la búsqueda y el filtro.
empty-responses = Aún no hay respuestas.
empty-responses-do = { $respond } en una mención inicia una respuesta; { $statement } aquí, una declaración.
empty-checklist = Sin incidente no hay lista.
empty-checklist-do = { $key } declara un incidente: su lista de coordinación sale del plan.
empty-tasks = La lista está vacía.
empty-tasks-do = { $key } añade una tarea a mano.
empty-timeline = Aún no ha pasado nada.
empty-timeline-do = La cronología se escribe sola; { $key } añade una anotación.
empty-incidents = No hay incidentes.
empty-incidents-do = { $key } declara uno.

responses-open = { $n ->
    [one] { $n } abierta
   *[other] { $n } abiertas
}
responses-published = { $n ->
    [one] { $n } publicada
   *[other] { $n } publicadas
}
state-short-draft = borrador
state-short-in-review = en revisión
state-short-changes-requested = cambios
state-short-approved = aprobada
state-short-to-confirm = por confirmar
state-short-stale = caducada
state-short-publishing = saliendo
state-short-published = publicada
state-short-retired = retirada
state-short-discarded = descartada
approval-left = quedan { $t }
approval-expired = vencida { $t }
approval-unsure = dada con el reloj adelantado: pida que la confirmen
approval-aloud = de palabra; lo anotó { $name }

checklist-done = { $done }/{ $all } hechas
checklist-late = { $n ->
    [one] 1 vencida
   *[other] { $n } vencidas
}
task-waits-for = espera { $codes }
due-t0 = primera señal
due-after = { $anchor } +{ $n } { $unit ->
    [s] s
    [m] min
    [h] h
    [d] d
   *[w] sem.
}
due-when = una vez { $anchor }
due-tx = revisión
due-tr = resuelto
due-tc = contenido
due-td = declarado
task-late-waits = tarde, espera { $code }
phase-prepare = Preparar
phase-detect = Detectar y valorar
phase-first-15 = Primeros 15 minutos
phase-first-hour = Primera hora
phase-first-day = Primer día
phase-recover = Recuperar y aprender
phase-by-hand = Añadidas a mano
short-role-incident-lead = respons.
short-role-deputy = adjunto/a
short-role-scribe = bitácora
short-role-social-lead = redes
short-role-responder = comunidad
short-role-listening = escucha
short-role-comms-lead = dircom
short-role-media = prensa
short-role-spokesperson = portavoz
short-role-legal = jurídico
short-role-dpo = DPD
short-role-exec = dirección
short-role-care = atención
short-role-internal = c. interna
short-role-sme = experto/a
short-role-hr = RR. HH.
short-role-security = seguridad
short-role-paid = anuncios
short-role-crisis-team = gabinete
short-role-pir-owner = revisión

timeline-all = decisiones, textos, tareas
timeline-pinned = fijadas
timeline-quiet = también las discretas
group-short-decisions = dec.
group-short-responses = texto
group-short-tasks = tarea
group-short-notes = nota
group-short-mentions = menc.
group-short-room = sala
group-short-signals = señal
event-was-undone = deshecho
event-was-corrected = corregido en #{ $seq }
event-private = PRIVADO
event-hidden = anotación privada
event-logged = anotado { $time }
event-title = Suceso
event-happened = ocurrió
event-logged-at = se anotó
event-who = quién
event-behind = cuenta
event-group = clase
event-chain = en la cadena
event-place = n.º { $seq }, decisión { $decision }
event-touched = menciones

detail-title = Mención
detail-reach = alcance { $n }
detail-reopened = La misma persona ha vuelto a escribir después de atenderse.
detail-gone = Ya no es pública desde { $time }. Lo que la sala tiene de ella queda como prueba.
detail-gone-erased = Ya no es pública desde { $time }.
detail-caught-up = No se oyó cuando se dijo y se buscó después: llegó { $time } y no es noticia de esa hora.
account-followers = { $n } seguidores
account-verified = verificada
account-days = { $n ->
    [0] cuenta creada ese mismo día
    [one] cuenta de un día
   *[other] cuenta de { $n } días
}
account-months = cuenta de { $n } meses
account-years = cuenta de { $n } años
detail-likes = { $count ->
    [one] { $n } me gusta
   *[other] { $n } me gusta
}
detail-reposts = { $count ->
    [one] { $n } reenvío
   *[other] { $n } reenvíos
}
detail-replies = { $count ->
    [one] { $n } respuesta
   *[other] { $n } respuestas
}
detail-decided = decisión
detail-undecided = nada aún
detail-owes = se debe
detail-due = responder
detail-owner = la lleva
detail-snoozed = pospuesta
detail-why = Por qué va aquí
detail-responses = Respuestas que la contestan
detail-thread = Hilo
detail-alike = { $n ->
    [one] otra casi con estas palabras
   *[other] otras { $n } casi con estas palabras
}
detail-contrary = Casi con estas palabras afirman otra cosa
detail-claim = Lo mismo con otras palabras
group-growth = crece
group-grows = { $n } en su última hora
group-first = primera voz
group-loudest = más alcance
group-reach = alcance
group-where = dónde
group-languages = idiomas
group-coordinated = coordinación
detail-author = De la misma persona
detail-history = Qué se ha hecho
detail-from = De dónde viene
detail-source = fuente
detail-arrived = llegó
detail-given = hora dada
detail-cut = se quitó

response-title = Respuesta
response-state = estado
response-author = de
response-approved = aprobó
response-note = nota
response-link = enlace
response-link-none = Nadie lo ha indicado todavía: al abrir el enlace se le pide.
response-stale-note = Lo aprobado ha cambiado después: hay que volver a entregarlo.
response-no-text = Aún no se ha entregado ningún texto.
response-went-out = Lo que salió
response-journal = Su texto sin entregar
response-answers = { $n ->
    [0] No contesta a ninguna mención
    [one] Contesta a 1 mención
   *[other] Contesta a { $n } menciones
}

compose-title = Texto nuevo
compose-kept = El texto está guardado: { $time }
compose-unkept = Guardando…
compose-hint = Se guarda al teclear; nadie más lo ve hasta entregarlo.
compose-conflict = { $name } ha guardado otro texto entretanto:
compose-wish = se pidió
compose-apart = { $n ->
    [one] Una más dice lo mismo en otra plataforma o en privado, adonde esto no llega: allí sigue haciendo falta respuesta.
   *[other] { $n } más dicen lo mismo en otras plataformas o en privado, adonde esto no llega: allí sigue haciendo falta respuesta.
}
form-more-fields = { $n ->
    [one] un campo más abajo
   *[other] { $n } campos más abajo
}
compose-answers = Contesta a
compose-characters = { $n ->
    [one] 1 carácter
   *[other] { $n } caracteres
}
compose-left = quedan { $n }
compose-over = sobran { $n }
compose-over-bytes = sobran bytes

form-more = { $n ->
    [one] 1 línea más
   *[other] { $n } líneas más
}
form-waiting = Un momento…
form-listening = Escuchando un momento, hasta 20 segundos…
form-heard = { $key } la guarda. Lo que se cambie aquí se prueba de nuevo.
form-not-heard = { $key } la guarda de todos modos, y se reintenta sola; o se corrige aquí lo que falla.
palette-title = Órdenes
palette-empty = Ninguna orden se llama así.
help-title = Teclas
help-refused = (solo lectura)
help-refused-drill = (no en un simulacro)
incidents-title = Incidentes
signals-title = Lo que la sala ha notado
signals-acknowledge = { $key } la da por vista; Intro muestra de qué trata
empty-signals = No se ha notado nada inusual.
empty-signals-do = Aquí saldrán picos, cambios de tono, grupos que crecen, voces de mucho alcance, plataformas nuevas y silencios. Lo habitual se aprende del historial de la propia sala.
signal-seen-by = vista { $by }
signal-over = terminada
signal-goes-on = continúa
themes-title = De qué tratan las quejas de la última hora
themes-of = ninguna queja que destaque; todas las menciones, { $n } leídas, copias una vez
themes-of-complaints = { $n } quejas leídas, copias una vez
theme-texts = { $n ->
    [one] 1 texto
   *[other] { $n } textos
}
theme-mentions = { $n ->
    [one] 1 mención
   *[other] { $n } menciones
}
theme-before = { $n } antes
empty-themes = Nada distingue esta hora.
empty-themes-do = Ninguna frase se dice claramente más que antes. Las palabras clave de la sala no cuentan: las dice todo el mundo.
trial-counting = Contando lo que coincide en la sala…
trial-failed = No se ha podido contar lo que coincide: { $why }
trial-nothing-there = La sala aún no tiene menciones con las que probarlo.
trial-counted = En la sala, últimos { $days } días: coinciden { $matched } de { $all } menciones ({ $share })

sources-title = Fuentes
sources-of = se oyen { $n } de { $all }
sources-state = cómo
sources-head-name = fuente
sources-kind = tipo
sources-heard = oída
sources-gap = cada
sources-rate = leído/m
sources-lag = retraso
sources-mentions = menciones
sources-failures = fallos
form-choice-hint-last = la letra subrayada o las flechas eligen
sources-blind = A CIEGAS
sources-followed = se sigue
sources-quiet = no en vivo
sources-since = { $state } desde { $time }
sources-why = motivo
sources-again = se prueba
sources-again-at = { $time } { $n ->
    [one] (1 fallo)
   *[other] ({ $n } fallos seguidos)
}
sources-life = oída
sources-last-heard = { $age ->
    [ahora] ahora mismo
   *[other] a las { $time }, hace { $age }
}
sources-never = ni una vez aún
sources-usual-gap = lo habitual, cada { $t }
sources-looked = { $n } publicaciones leídas por minuto
sources-behind = { $t } por detrás de la red
sources-ahead = su reloj va { $t } por delante del nuestro
sources-brought = trajo
sources-brought-none = ninguna mención aún
sources-brought-last = { $n ->
    [one] 1 mención
   *[other] { $n } menciones
}, la última { $time }
sources-cursor = { $age ->
    [ahora] seguirá sin hueco
   *[other] seguirá desde hace { $age }
}
sources-caught = recuperó
sources-caught-up = { $n ->
    [0] nada nuevo
    [one] 1 mención
   *[other] { $n } menciones
} de { $from } a { $to }
sources-caught-short = recuperó { $n }
sources-parts = partes
sources-part-short = { $n ->
    [one] no se oye una parte
   *[other] no se oyen { $n } partes
}
sources-part-since = { $part }, desde { $time }: { $why }
sources-parts-more = y { $n } más
sources-keyed = Las palabras clave de la sala: { $words }. { $key } las cambia.
sources-unkeyed = La sala aún no tiene palabras clave, y sin ellas una fuente no oye nada: { $key } las fija.
sources-other = Ahora no se escucha: un archivo que se trajo, lo añadido a mano o una fuente de red que se quitó.
sources-other-live = Un archivo que se sigue: lo que se escribe en él llega al momento.
sources-other-drill = Lo que se dice en un simulacro: su gente, según el guion, y lo que se trajo o se añadió a mano.
sources-other-silent = Un archivo que se seguía, y ya nadie lo sigue: lo que se escribe ahora en él no se oye.
empty-sources = No se escucha nada.
empty-sources-do = { $key } añade una fuente: Bluesky no pide cuenta. En la línea de órdenes: gabinete sources add
empty-sources-readonly = Quien pueda cambiar esta sala la añade en esta pantalla, o con: gabinete sources add
notice-error = FALLO

start-what = Una sala de crisis para incidentes en redes: menciones, respuestas, lista de coordinación y cronología en una pantalla, en un archivo propio.
start-drill-note = un incidente con guion, en su propia sala
start-create-note = nombre, palabras de la marca, idioma
start-import-note = CSV, TSV o JSON Lines de su escucha
start-recent = Últimas salas
start-is-drill = simulacro
start-first = ¿Primera vez? El simulacro dura unos diez minutos y no toca nada.
