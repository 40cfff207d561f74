# Palabras del dominio: niveles, estados, decisiones, negativas y lo que ha pasado.

severity-1 = Crítica
severity-2 = Alta
severity-3 = Media
severity-4 = Baja

type-product-failure = Fallo de producto o retirada
type-employee-misconduct = Mala conducta de personal
type-data-breach = Brecha de datos
type-offensive-post = Publicación ofensiva nuestra
type-misinformation = Desinformación o ataque coordinado
type-outage = Caída del servicio
type-account-hijack = Cuenta secuestrada
type-unknown = Aún no se sabe

status-detected = detectado
status-assessing = en valoración
status-active = activo
status-contained = contenido
status-resolved = resuelto
status-stood-down = desactivado
status-review = en revisión
status-closed = cerrado

disposition-respond-public = responder en público
disposition-respond-then-private = responder y pasar a privado
disposition-correct = corregir
disposition-acknowledge = reconocer
disposition-verify = verificar
disposition-escalate = escalar
disposition-monitor = vigilar
disposition-moderate = moderar
disposition-let-stand = dejar estar
disposition-thank = agradecer
disposition-join-cluster = igual que otras
disposition-not-relevant = no va con nosotros
disposition-evidence-only = guardar como prueba

owes-answer = una respuesta
owes-check = una comprobación
owes-escalation = noticias del escalado

response-reply = Respuesta
response-holding = Declaración inicial
response-update = Actualización
response-correction = Corrección
response-apology = Disculpa
response-resolution = Mensaje de cierre
response-internal = Nota interna

state-draft = borrador
state-in-review = en revisión
state-changes-requested = con cambios pedidos
state-approved = aprobada
state-to-confirm = por confirmar
state-stale = caducada por cambios
state-publishing = publicándose
state-published = publicada
state-retired = retirada
state-discarded = descartada

task-open = abierta
task-done = hecha
task-skipped = omitida
task-blocked = bloqueada

entry-note = nota
entry-fact = hecho
entry-decision = decisión
entry-contact = contacto
entry-summary = en resumen
entry-went-well = salió bien
entry-went-badly = no salió bien
entry-lucky = donde hubo suerte
entry-factor = factor que contribuyó

group-decisions = decisiones
group-responses = respuestas
group-tasks = tareas
group-notes = notas
group-mentions = menciones
group-room = sala
group-signals = señales

tone-negative = negativo
tone-neutral = neutro
tone-positive = positivo
tone-unknown = no se sabe

kind-post = publicación
kind-reply = respuesta
kind-quote = cita
kind-repost = compartida
kind-review = reseña
kind-message = mensaje

refuse-empty-title = Hace falta un título: unas pocas palabras que todos reconozcan.
refuse-title-long = El texto es demasiado largo: como mucho { $max } caracteres.
refuse-no-incident = Ese incidente no está en esta sala.
refuse-same-severity = La gravedad ya es { $severity }.
refuse-lower-needs-reason = Bajar la gravedad necesita un motivo: escriba por qué.
refuse-status-step = De «{ $from }» un incidente no puede pasar a «{ $to }».
refuse-needs-reason = Hace falta un motivo: escriba por qué.
refuse-empty-name = Hace falta un nombre.
refuse-same-lead = { $name } ya es responsable.
refuse-same-type = Ya es de ese tipo.
refuse-not-here = Eso no se puede decidir aquí.
refuse-no-mention = Ninguna de estas menciones está en la sala.
refuse-bulk = { $n } menciones son demasiadas para una decisión: como mucho { $max }. Elija menos.
refuse-changed-by-others = Nada ha cambiado: alguien ha decidido sobre esto entretanto. Cierre, vuelva a mirar y decida.
refuse-snooze-past = Esa hora ya ha pasado: elija otra posterior.
refuse-far = Queda a más de un año: elija una hora más cercana.
refuse-snooze-attended = Solo se pueden posponer las menciones sin atender.
refuse-same-owner = Nada cambiaría: ya es suya.
refuse-nothing-owed = En estas menciones no se debe nada.
refuse-nothing-corrected = Falta decir qué se lee de otro modo: cómo suena, su idioma o su prioridad.
refuse-same-reading = Nada cambiaría: ya se lee así.
refuse-same-group = Nada cambiaría: ya están juntas.
refuse-first-of-group = La primera de un grupo es con la que se comparan las demás. Marque las demás, sepárelas, y deje esta.
refuse-language-code = Ese idioma no se conoce aquí. Se conocen: { $known }.
refuse-score = La prioridad va de 0 a 100.
refuse-no-signal = Esa señal no está en esta sala.
refuse-acknowledged = { $by } ya la ha visto.
refuse-aside-empty = El final tiene que ser posterior al principio.
refuse-aside-long = Como mucho se pueden apartar 400 días de una vez.
refuse-no-task = Esa tarea no está en esta sala.
refuse-same-status = Ya está { $status }.
refuse-task-waits = Antes: { $codes }.
refuse-future-entry = Una anotación no puede ser posterior a ahora: corrija la hora.
refuse-no-entry = Esa anotación no está en la cronología.
refuse-pinned = La anotación { $seq } ya está fijada.
refuse-not-pinned = La anotación { $seq } no está fijada.
refuse-empty-entry = Falta escribir qué ha pasado.
refuse-entry-long = La anotación es demasiado larga: como mucho { $max } caracteres.
refuse-no-response = Esa respuesta no está en esta sala.
refuse-changed-meanwhile = Alguien ha cambiado «{ $title }» entretanto: vuelva a leerla y decida.
refuse-response-state = «{ $title }» está { $state }: ahora no se puede hacer eso con ella.
refuse-not-approved = No está aprobada: solo sale lo aprobado.
refuse-stale = El texto ha cambiado después de aprobarse: vuelva a entregarlo.
refuse-hour-gone = «{ $title }» promete «{ $hour }», y esa hora ya ha pasado. Ponga otra hora, o diga qué día, y entréguela de nuevo.
refuse-expired = La aprobación de «{ $title }» ha caducado: pida que la confirmen.
refuse-to-confirm = «{ $title }» se aprobó con el reloj adelantado y no se sabe cuándo caduca: pida que la confirmen.
refuse-same-text = No ha cambiado nada.
refuse-approved-already = { $name } ya ha aprobado «{ $title }».
refuse-approve-other-text = El texto ya no es el que ha leído: vuelva a leerlo y apruebe.
refuse-own-text = Lo ha escrito { $name }: en SEV1 y SEV2 aprueba otra persona. Si se aprobó de viva voz, diga quién.
refuse-empty-text = Falta escribir el texto.
refuse-text-long = El texto es demasiado largo: como mucho { $max } bytes.
refuse-nothing-to-undo = No hay nada suyo que deshacer.
refuse-cannot-undo = Eso no se puede deshacer: corríjalo con una anotación nueva.
refuse-undo-declared = Una declaración no se deshace: desactive el incidente y diga por qué no lo era.
refuse-stand-down-told = Hay una declaración publicada sobre él: termina contenido y resuelto, no desactivado.
refuse-undo-declared-where = Una declaración no se deshace: { $menu } y luego { $status } sobre el incidente lo desactiva, con el motivo de que no lo fuera.
refuse-undo-changed = Alguien lo ha cambiado después: ya no queda nada que deshacer.
refuse-same-speed = El reloj ya va a esa velocidad.
refuse-clock-not-drill = Solo se puede ajustar el reloj de un simulacro.
refuse-readonly = Esta sala está abierta solo para leer.
refuse-no-keywords = Hace falta al menos una palabra: marca, producto o cuenta.

event-room-opened = Sala «{ $name }» abierta
event-drill-opened = Simulacro «{ $name }» abierto
event-self-declared = { $name } está aquí
event-self-declared-role = { $name } está aquí como { $role }
event-clock-set = El reloj va a { $speed }x
event-clock-paused = Reloj en pausa
event-keywords-set = Palabras clave: { $words }
event-mentions-arrived = { $count ->
    [one] { $count } mención de { $source }
   *[other] { $count } menciones de { $source }
}
event-mentions-by-hand = { $count ->
    [one] { $count } mención añadida a mano
   *[other] { $count } menciones añadidas a mano
}
source-drill = simulacro
source-by-hand = a mano
event-history-arrived = { $count ->
    [one] { $count } mención pasada de { $source }
   *[other] { $count } menciones pasadas de { $source }
}
event-of-mention = { $said } · { $mention }
event-looked-back = Se miró { $hours } h atrás en { $source }: { $count ->
    [0] nada que la sala no tuviera
    [one] una mención
   *[other] { $count } menciones
}
event-mentions-disposed = { $count ->
    [one] { $disposition }
   *[other] { $count } menciones: { $disposition }
}
event-mentions-snoozed = { $count ->
    [one] Mención pospuesta hasta { $time }
   *[other] { $count } menciones pospuestas hasta { $time }
}
event-mentions-woke = { $count ->
    [one] Una mención vuelve a la vista
   *[other] { $count } menciones vuelven a la vista
}
event-mentions-claimed = { $count ->
    [one] { $owner } se encarga de una mención
   *[other] { $owner } se encarga de { $count } menciones
}
event-mentions-released = { $count ->
    [one] Una mención queda libre
   *[other] { $count } menciones quedan libres
}
event-owed-settled = { $count ->
    [one] Hecho: { $how }
   *[other] { $count } hechas: { $how }
}
event-owed-published = publicado
event-reading-corrected = { $count ->
    [one] Lectura corregida: { $is }
   *[other] Lectura corregida en { $count } menciones: { $is }
}
event-mentions-regrouped = { $count ->
    [one] Una mención pasa a otro grupo
   *[other] { $count } menciones pasan a otro grupo
}
event-mention-reopened = Ha vuelto a escribir: una mención se reabre
event-signal-ended = Termina la señal { $seq }
event-signal-ended-of = { $what }: termina la señal { $seq }
event-signal-grew = La señal { $seq } se agrava: otra la sustituye
event-signal-grew-of = { $what }: la señal { $seq } se agrava: otra la sustituye
event-signal-acknowledged = Señal { $seq } vista
event-signal-acknowledged-of = { $what }: señal { $seq } vista
event-hours-aside = De { $from } a { $to } no cuenta como habitual: { $reason }
event-mention-erased = Texto de la mención { $mention } borrado{ $files ->
    [0] {""}
    [one] , con 1 archivo
   *[other] , con { $files } archivos
}{ $own ->
    [0] {""}
   *[other] , también de { $list }
}: { $reason }
event-incident-declared = { $severity } declarado: { $title }
event-severity-rated = valorado como { $to }
event-severity-rated-why = valorado como { $to } ({ $reason })
event-severity-changed = { $from } → { $to }
event-severity-changed-why = { $from } → { $to } ({ $reason })
event-status-changed = { $from } → { $to }
event-status-changed-why = { $from } → { $to } ({ $reason })
event-lead-changed = { $to } es responsable
event-type-changed = Tipo: { $to }
event-tasks-added = { $count ->
    [one] Tarea añadida: { $title }
   *[other] { $count } tareas añadidas a la lista
}
event-task-done = { $code } hecha: { $title }
event-task-open = { $code } abierta de nuevo: { $title }
event-task-skipped = { $code } omitida: { $note }
event-task-blocked = { $code } bloqueada: { $note }
event-task-claimed = { $owner } se encarga de { $code } { $title }
event-task-released = { $code } queda libre
event-response-opened = { $kind } empezada: { $title }
event-response-submitted = Entregada para aprobar: { $title }
event-response-revised = Texto cambiado: { $title }
event-response-approved = { $by } aprueba: { $title }
event-response-approved-aloud = { $by } aprueba de viva voz, lo anota { $recorder }: { $title }
event-changes-requested = Cambios pedidos en { $title }: { $note }
event-publishing-started = Llevada a la plataforma: { $title }
event-response-published = Publicada: { $title }
event-response-published-changed = Publicada con cambios: { $title }
published-left = { $n ->
    [one] 1 mención de otra plataforma sigue esperando respuesta ({ $places })
   *[other] { $n } menciones de otras plataformas siguen esperando respuesta ({ $places })
}
event-publishing-abandoned = No salió: { $title } ({ $reason })
event-response-discarded = Descartada: { $title } ({ $reason })
event-response-retired = Retirada, otra ya responde: { $title }
event-entry-corrected = Anotación { $seq } corregida: { $text }
event-entry-pinned = Anotación { $seq } fijada
event-entry-unpinned = Anotación { $seq } ya no está fijada
event-undone = Decisión { $decision } deshecha
event-undone-some = Decisión { $decision } deshecha, salvo { $skipped } que han cambiado
event-erased = no se cuenta en este archivo: solo cabecera y huella
event-unknown = { $kind }
entry-text = { $text }
untitled = sin título
untitled-text = texto #{ $id }

search-hint-short = Hacen falta al menos dos letras.
search-hint-no-words = Solo se buscan letras y cifras: los signos y los emojis no están en el índice.
search-hint-only-exclusions = Hace falta una palabra que buscar: no se puede solo excluir.
search-hint-long = La búsqueda es larga: solo se usa el principio.
search-hint-unreadable = No se entiende la búsqueda: pruebe con palabras sueltas.
search-hint-partial = Solo se ha mirado una parte de la sala: siga bajando o acote la lista.
