# Responder con una sola voz: estados, revisión, hechos, promesas, personas afectadas, pruebas, el plan vigente.

state-held = retenida
state-followed-up = con seguimiento
state-done = cerrada
state-corrected = corregida
state-retracted = retirada del público
state-short-held = retenida
state-short-followed-up = seguida
state-short-done = cerrada
state-short-corrected = corregida
state-short-retracted = retractada
group-facts = hechos
group-short-facts = hecho

fact-unverified = sin verificar
fact-confirmed = confirmado
fact-false = falso
fact-superseded = sustituido
care-waiting = en espera
care-contacted = con contacto
care-closed = cerrado

refuse-tone = La revisión de tono pregunta por qué queda esto: { $rules }. Cambie las palabras o dé un motivo.
refuse-tone-grave = La revisión de tono ha encontrado algo que así no puede salir: { $rules }. Cambie las palabras o dé el motivo por el que jurídico lo dejaría pasar.
refuse-propose-own = «{ $title }» es un texto suyo: edítelo en vez de proponer.
refuse-no-objection = No hay ninguna objeción abierta con ese número.
refuse-settle-own = Hay una objeción a «{ $title }», que es suya: lo decide otra persona.
refuse-objections-many = Más de { $max } objeciones a un texto: decida antes sobre esas.
refuse-not-approver = { $name } no puede dar este visto bueno; hace falta: { $roles }. Declare su función o diga quién aprobó de viva voz.
refuse-alone-severity = Publicar por sí sola es para SEV1; con esta gravedad aprueban quienes dice el plan.
refuse-alone-lead = Publicar por sí sola lo decide la persona responsable del incidente.
refuse-alone-text = Solo se publica así una declaración inicial preaprobada, sin más cambios que los datos que se rellenan.
refuse-objection = { $by } tiene una objeción a «{ $title }»: decida antes sobre ella.
refuse-needs-more = A «{ $title }» le falta aún el visto bueno de: { $roles }.
refuse-silent = «{ $title }» está publicada: nada desaparece en silencio. Diga dónde se lee la nota pública sobre ello.
refuse-correct-unpublished = Solo se corrige un texto ya publicado; cambie este directamente.
refuse-being-answered = { $name } ya está respondiendo a esto (respuesta { $response }, { $state }). Ábrala, o responda aparte a sabiendas.
refuse-task-fixed = El plan dice cuándo vence; solo se mueven las promesas y las tareas añadidas a mano.
refuse-task-over = Está hecha u omitida: ábrala antes de nuevo.
refuse-past = Esa hora ya ha pasado.
refuse-same-time = Ya vence a esa hora.
refuse-no-fact = No hay ningún hecho con ese número.
refuse-fact-superseded = Un hecho posterior lo ha sustituido: cambie ese otro.
refuse-same-fact = No ha cambiado nada del hecho.
refuse-empty-fact = Un hecho necesita palabras, en inglés o en español.
refuse-fact-source = ¿De dónde sale? Un hecho confirmado o falso necesita su fuente.
refuse-supersede-by-fact = Añada el hecho que vale ahora y diga a cuál sustituye.
refuse-no-affected = No hay ninguna persona afectada con ese número.
refuse-no-target = Aquello a lo que pertenecería la prueba no está en esta sala.
refuse-bad-hash = El resumen debe ser SHA-256: 64 dígitos de 0-9 y a-f.
refuse-file-large = El archivo pasa de { $max } MB.
refuse-same-plan = Este plan ya está vigente.

event-response-alone = { $by } la da por buena por sí sola, preaprobada y sin cambios: { $title }
event-task-moved = Pasa a las { $time }: { $title }
event-promise-broken = Promesa no cumplida a tiempo: { $title }
event-proposal-made = Se proponen otras palabras: { $title }
event-response-staled = Caducada, ha cambiado el hecho { $fact }: { $title }
event-objection = Objeción firme a { $title }: «{ $text }»
event-objection-settled = Objeción decidida: { $title }
event-escalated = Sin respuesta de { $role }; se pregunta a { $to }: { $title }
event-escalated-nobody = Sin respuesta de { $role }, y el plan no nombra suplente: { $title }
event-response-held = Retenida: { $title }
event-response-released = Liberada: { $title }
event-response-followed-up = Con seguimiento: { $title }
event-response-done = Cerrada: { $title }
event-response-corrected = Corregida por la respuesta { $by }: { $title }
event-response-retracted = Retractada: { $title }
event-fact-added = Hecho { $fact }, { $status }: { $text }
event-fact-changed = El hecho { $fact } pasa a { $status }: { $text }
event-fact-supersedes = sustituye al hecho { $fact }
event-affected-added = Se añade una persona afectada
event-affected-changed = Persona afectada: { $care }
event-evidence = Prueba guardada: { $name } (SHA-256 { $hash }…)
event-plan-adopted = Plan vigente: { $name } { $version }
event-plan-changes = { $n ->
    [one] Un cambio
   *[other] { $n } cambios
}
