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
refuse-otherwise-since = Desde que se entregó «{ $title }», en otro sitio se dice otra cosa ({ $rule }): { $against }. Ábrala con e y entréguela de nuevo, con otras palabras o con el motivo por el que valen las dos.
refuse-retract-word = Para retractar «{ $title }» hace falta el visto bueno de: { $roles }. Diga quién lo dio.
refuse-said-already = «{ $title }» dice palabra por palabra, o casi, lo que ya está publicado ahí, en la respuesta { $response }. Descártela o diga algo nuevo; si tiene que salir dos veces, entréguela con el motivo ({ $rule }).
refuse-propose-own = «{ $title }» es un texto suyo: edítelo en vez de proponer.
refuse-no-objection = No hay ninguna objeción abierta con ese número.
refuse-settle-own = Hay una objeción a «{ $title }», que es suya: lo decide otra persona.
refuse-objections-many = Más de { $max } objeciones a un texto: decida antes sobre esas.
refuse-not-approver = { $name } no puede dar este visto bueno; hace falta: { $roles }. Declare su función o diga quién aprobó de viva voz.
refuse-nobody-approves = El plan no nombra a nadie que apruebe un texto como «{ $title }» en esta gravedad: no se publica. Indique las funciones en las aprobaciones del plan.
refuse-release = Solo deja seguir «{ $title }» quien lo retuvo, quien dirige, Legal o la dirección de comunicación.
refuse-settle-say = Con esta gravedad decide sobre una objeción quien dirige, Legal, la dirección de comunicación o quien la hizo.
refuse-publish-say = Con esta gravedad publica «{ $title }» quien tiene esa función: responsable de redes, gestor/a de comunidad, dirección de comunicación, responsable de prensa, comunicación interna, secretario/a de bitácora, responsable del incidente o adjunto/a. Tome una de ellas o pídaselo a quien la tenga.
refuse-note-grave = La nota pública tiene un error de tono ({ $rules }): escríbala de otro modo o diga quién dio el visto bueno de Legal y qué errores deja pasar. Hasta entonces «{ $title }» sigue publicada.
refuse-note-short = «{ $title }» está publicada: dé la dirección de la nota pública, con https://, o las palabras de la nota.
refuse-alone-severity = Publicar sin más aprobación es para SEV1; con esta gravedad aprueban quienes dice el plan.
refuse-alone-lead = Publicar sin más aprobación lo decide la persona responsable del incidente.
refuse-alone-unsigned = Son las palabras del plan, sin cambios, pero nadie responde de ellas: ponga en esa plantilla su approved_by, o un valid_until nuevo, y adopte el plan.
refuse-alone-text = Solo se publica así una declaración inicial preaprobada, sin más cambios que los datos que se rellenan.
refuse-alone-errs = En este texto se dejó pasar un error de tono y hace falta el visto bueno de Legal: nadie lo publica por sí solo.
refuse-objection = { $by } tiene una objeción a «{ $title }»: decida antes sobre ella.
refuse-needs-more = A «{ $title }» le falta aún el visto bueno de: { $roles }.
refuse-silent = «{ $title }» está publicada: nada desaparece en silencio. Diga dónde se lee la nota pública sobre ello.
refuse-correct-unpublished = Solo se corrige un texto ya publicado; cambie este directamente.
claim-others = { $n ->
    [0] { $name } acaba de asumirla: otra vez y pasa a usted.
    [one] La tiene { $name } desde hace { $n } minuto: otra vez y pasa a usted.
   *[other] La tiene { $name } desde hace { $n } minutos: otra vez y pasa a usted.
}
refuse-answered-by-you = Ya está respondiendo a esto (respuesta { $response }, { $state }). Continúe con ella; o, antes de abrirla, pida lo mismo otra vez para escribir otra.
refuse-being-answered = { $name } ya está respondiendo a esto (respuesta { $response }, { $state }). Ábrala; o pida lo mismo otra vez para responder aparte.
refuse-taken-on = { $n ->
    [0] { $owner } acaba de asumirla. Pida lo mismo otra vez para responder de todos modos.
    [one] La tiene { $owner } desde hace { $n } minuto. Pida lo mismo otra vez para responder de todos modos.
   *[other] La tiene { $owner } desde hace { $n } minutos. Pida lo mismo otra vez para responder de todos modos.
}
refuse-task-fixed = El plan dice cuándo vence; solo se mueven las promesas y las tareas añadidas a mano.
refuse-task-over = Está hecha u omitida: ábrala antes de nuevo.
refuse-task-free = No la tiene nadie.
refuse-past = Esa hora ya ha pasado.
refuse-same-link = Ese ya es su enlace.
refuse-needs-link = Indica dónde se puede leer: una dirección completa, con https://.
refuse-same-time = Ya vence a esa hora.
refuse-no-fact = No hay ningún hecho con ese número.
refuse-fact-superseded = Un hecho posterior lo ha sustituido: cambie ese otro.
refuse-same-fact = No ha cambiado nada del hecho.
refuse-empty-fact = Un hecho necesita palabras, en inglés o en español.
refuse-fact-source = ¿De dónde sale? Un hecho confirmado o falso necesita su fuente.
refuse-supersede-by-fact = Añada el hecho que vale ahora y diga a cuál sustituye.
refuse-affected-already = Esta persona ya está entre las afectadas, con el número { $number } ({ $care }). Cambie cómo va su atención; otra persona con ese nombre necesita otro nombre.
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
event-response-linked = Se puede leer en { $link }: { $title }
event-response-released = Liberada: { $title }
event-response-followed-up = Con seguimiento: { $title }
event-response-done = Cerrada: { $title }
event-response-corrected = Corregida por la respuesta { $by }: { $title }
event-with-note = { $said }; dicho en público: { $note }
event-with-stands = { $said } (Legal dejó pasar: { $rules })
event-with-words = { $said } (con el visto bueno de { $names })
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
event-plan-declined = Sigue el plan vigente; no se adopta: { $name } { $version }
refuse-other-plan = El plan disponible ya no es el que miró. Mírelo otra vez.
plan-changed = El archivo del plan difiere del plan vigente: { $n ->
    [one] un cambio
   *[other] { $n } cambios
  }. Nada de ello cuenta hasta que alguien lo adopte: en la paleta, «Plan cambiado».
plan-faulty = El archivo del plan tiene { $n ->
    [one] un error
   *[other] { $n } errores
  }, y sigue el plan vigente. { $fault }
plan-no-change = El plan disponible es el vigente.
plan-adopt = adoptarlo: rige desde ahora
plan-decline = seguir con el plan vigente
form-plan = El plan ha cambiado
form-plan-intro = { $name } { $version } difiere del plan vigente en { $n ->
    [one] un lugar
   *[other] { $n } lugares
  }. Adoptarlo queda en la cronología con la diferencia.
form-plan-how = Y ahora
act-plan-change = Plan cambiado
act-plan-change-doc = Ver en qué difiere el archivo del plan del plan vigente, y adoptarlo o no.

# Acciones y formularios de la revisión.
act-propose = Proponer otras palabras
act-propose-doc = Escribir el texto como debería ser; quien lo escribió lo acepta o no.
act-object = Objeción firme
act-object-doc = Decir qué no debe salir y por qué; las palabras se guardan tal cual y detienen el texto hasta que alguien decida.
act-settle-objection = Decidir sobre una objeción
act-settle-objection-doc = Decir qué se ha decidido sobre la primera objeción abierta, y por qué.
act-hold = Retener o liberar
act-hold-doc = Que no pase nada con el texto hasta que se libere: por jurídico o por un embargo.
act-follow-up = Hacer seguimiento
act-follow-up-doc = Decir cómo ha caído un texto publicado y si queda cerrado.
act-correct-published = Corregir
act-correct-published-doc = Empezar el texto que corrige uno publicado; los dos quedan enlazados.
act-retract = Retractar
act-retract-doc = Retirar un texto publicado, con la nota pública que lo dice.
act-alternative = Otra versión
act-alternative-doc = Empezar otro texto con el mismo fin; al aprobar uno se retiran los demás.
act-other-language = En el otro idioma
act-other-language-doc = Empezar el mismo texto en el otro idioma; publicar uno sin el otro avisa.
act-publish-alone = Publicar sin más aprobación
act-publish-alone-doc = En SEV1, como responsable: dejar salir sin más aprobación una declaración inicial preaprobada y sin cambios.
no-objection = Nadie tiene objeciones a este texto.
form-propose = Otras palabras para «{ $title }»
form-propose-intro = Escríbalo como debería ser. Quien lo escribió ve la diferencia y lo entrega, o no.
form-propose-text = Texto
form-object = Objeción a «{ $title }»
form-object-text = Qué no debe salir, y por qué
form-object-hint = se guarda tal cual
form-settle-objection = Objeción de { $by }: «{ $text }»
form-settled-how = Qué se ha decidido, y por qué
form-settled-hint = entonces el texto puede seguir
form-hold = Retener «{ $title }»
form-hold-hint = por ejemplo: embargo hasta las 18:00
form-follow-up = Cómo ha caído «{ $title }»
form-follow-note = Qué se ha visto
form-follow-hint = reacciones, preguntas, lo que queda abierto
form-follow-done = No queda nada más
form-retract = Retractar «{ $title }»
form-retract-intro = Nada desaparece en silencio: publique antes una nota que diga que se retira y por qué, y diga aquí dónde se lee.
form-public-note = Nota pública
form-public-note-hint = su enlace o sus palabras
form-retract-words = Han dicho sí
form-retract-words-hint = además de usted, según el plan: nombres con comas
form-retract-stands = Legal deja pasar
form-retract-stands-hint = errores de tono de la nota, por su código: T10, T27
form-no-public-note = ¿Dónde se lee la nota pública?
retract-word = retractar
retract-word-hint = escriba: retractar
retract-word-wrong = Escriba la palabra «retractar» para seguir.
form-alone = Publicar «{ $title }» sin más aprobación
form-alone-intro = El plan lo permite en SEV1 con una declaración inicial preaprobada que nadie ha cambiado. La cronología dirá que fue usted, y hay que avisar a Dirección de inmediato.
form-alone-why = Por qué no puede esperar
alone-word = sola
alone-word-hint = escriba: sola
alone-word-wrong = Escriba la palabra «sola» para seguir.
response-needs = hace falta
response-given = { $by } por { $roles }, { $at }
response-given-any = { $by }, { $at }
response-missing = falta aún: { $roles }
response-escalated = preguntado a suplentes: { $roles }
response-objections = objeciones
response-objection-open = { $by }, { $at }: «{ $text }», sin decidir
response-objection-settled = { $by }, { $at }: «{ $text }». { $settler }: { $how }
response-proposal = { $by } preferiría decir
response-proposal-how = Quien lo escribió toma estas palabras con { $edit } y luego { $take }, y las entrega.
compose-proposed = { $by } preferiría decirlo de otro modo: { $key } pone esas palabras, deshacer las quita.
response-waived = queda pese a
response-waiver = { $rule } { $name }, porque: { $reason }
stands-here = aquí: «{ $words }»
stands-missing = falta: { $element }
response-corrects = Corrige la respuesta { $id }
response-twin = El mismo texto en el otro idioma: respuesta { $id }
response-instead = Otra versión de la respuesta { $id }
response-alone = publicada por sí sola por { $by }

# La misma respuesta a quien llega después, y una respuesta con nombre.
why-answered-before = ya contestado en la respuesta { $id }: { $key } ofrece las mismas palabras
earlier-offered = Las palabras de la respuesta { $id }, que contestó a otros que dicen lo mismo. { $key } vacía el texto.
reply-greeting = Hola, { $name }:
reply-greeting-plain = Hola
reply-salutations = hola buenas buenos dias tardes noches estimado estimada querido querida
refuse-nobody-waits = Nadie espera ya «{ $title }»: a quienes contesta ya se les ha contestado, o los tiene su texto en el otro idioma.
refuse-one-by-one = «{ $title }» va a cada persona por su nombre: diga de cada respuesta qué ha sido de ella.
refuse-not-waiting = «{ $title }» no tiene nada que decir a esa mención: ya le llegó, o ya no la contesta.
refuse-many-replies = { $n } respuestas de una vez son más de las que una cuenta envía seguidas; { $max } como mucho. Envíelas a mano o conteste a menos.
refuse-each-fact = Ha cambiado un hecho en el que se apoya el texto: lo que falta no debe salir. Pare aquí y entregue el texto de nuevo para quienes quedan.
refuse-each-objection = Alguien objeta al texto: decida sobre eso antes de que salga lo que falta.
event-reply-sent = Contestado uno a uno ({ $mention }): { $title }
event-reply-sent-changed = Contestado uno a uno, con otras palabras ({ $mention }): { $title }
event-replies-passed = { $n ->
    [one] A una de ellas no
   *[other] A { $n } de ellas no
  }: { $title }
event-replies-twin = { $n ->
    [one] Una de ellas es
   *[other] { $n } de ellas son
  } de la respuesta { $to }, en su idioma: { $title }
each-of = { $sent } de { $total }
each-out = { $sent } de { $total } fuera
each-approve = Va a cada una de { $total } personas por separado: { $slot } se rellena al salir. Su palabra cubre el texto con su hueco, y nada más puede cambiar.
each-named = El más largo: «{ $text }»
each-unnamed = { $n ->
    [one] Una no tiene
   *[other] { $n } no tienen
  } nombre que se pueda decir y recibe: «{ $text }»
each-twin = { $n ->
    [one] Una habla el idioma de la respuesta { $to } y recibe esa.
   *[other] { $n } hablan el idioma de la respuesta { $to } y reciben esa.
  }
each-how = Cada respuesta se rellena, se copia y se abre su mención, una tras otra; de cada una dice usted cómo fue.
each-how-drill = Cada respuesta se rellena y se copia, una tras otra; de cada una dice usted cómo fue.
each-account = Una cuenta las envía una tras otra.
form-each = Respuesta { $at } de { $total }: { $title }
form-each-to = A { $who }: { $said }
each-sent = como se aprobó, con el nombre puesto
each-changed = otras palabras que las aprobadas
each-passed = a esta no
each-stop = parar: a ninguna de las que quedan
done-reply = Anotada; la siguiente está en el portapapeles.
done-reply-passed = Se deja pasar.
response-each = a cada una
address-slot = { $slot } está donde va cada nombre; cada respuesta se rellena al salir.
act-address-by-name = Saludar por el nombre
act-address-by-name-doc = Poner delante de las palabras el nombre de la persona a la que contesta la respuesta, en el idioma del texto; si son varias, un hueco que toma cada nombre.
address-one-reply = Solo una respuesta a una mención puede saludar a su autor por el nombre.
address-shared = La pantalla está compartida: se vería el nombre.
address-no-name = El autor no da ningún nombre con el que saludarlo.

# La lectura de pruebas y las palabras del plan.
act-approved-words = Palabras aprobadas
act-approved-words-doc = Poner una línea o plantilla del plan, con lo que hay que rellenar.
waive-title = Entregar de todos modos
waive-intro = ¿Por qué queda así? El motivo se guarda con el texto. Esc vuelve a las palabras.
waive-grave = Un error solo sale si jurídico lo deja pasar. Dé el motivo; se pide su visto bueno. Esc vuelve a las palabras.
waive-hint = se guarda con el texto y en la cronología
proof-against-response = La respuesta { $id } dice: «{ $says }»
proof-against-fact = El hecho { $id } dice: «{ $says }»
words-title = Las palabras del plan
words-which = Cuáles
words-fill = Rellenar
words-none = El plan no tiene palabras para esta clase de texto aquí.
words-unapproved = sin aprobar aún
words-precondition = Antes de usarla: { $text }
words-true = Es así
words-not-true = Diga antes que se cumple lo que debe cumplirse.
words-hint-text = unas palabras
words-hint-time = por ejemplo, 18:00 CET
words-hint-date = por ejemplo, 22 de noviembre
words-hint-number = en cifras
words-hint-url = empieza por https://
words-hint-contact = un teléfono, una dirección, un enlace
words-hint-product = su nombre y sus lotes
words-hint-account = con su @
compose-tone = tono { $score }
compose-clean = sin observaciones
compose-errors = { $n ->
    [one] 1 error
   *[other] { $n } errores
}
compose-warnings = { $n ->
    [one] 1 aviso
   *[other] { $n } avisos
}
compose-more = sigue abajo: { $key }
compose-cleared = palabras del plan, sin cambios

parity-none = ! No hay versión en { $lang }: quienes leen en ese idioma no sabrán nada.
parity-not-out = ! La versión en { $lang } (respuesta { $id }) está { $state }.
parity-missing-there = ! La otra versión no dice: { $says }
parity-missing-here = ! Solo la otra versión dice: { $says }
# promesas: la lista, la cabecera, el formulario que aplaza una
phase-promise = Lo que hemos prometido
next-promise = palabra dada, { $time }: { $what }
next-promise-late = promesa incumplida: { $what }, { $t } tarde
form-move = ¿Para cuándo será, y por qué no a tiempo?
form-move-due = Nueva hora
act-move-task = Aplazar
act-move-task-doc = Aplazar una promesa, o una tarea añadida a mano, y decir por qué.

confirm-told = Ya se ha dicho qué fue de «{ $title }»: consta como { $state }.
confirm-moved = El hecho { $fact } ha cambiado desde que se entregó el texto: ahora consta como { $status } («{ $text }»). Si el texto ya ha salido, dígalo: se propone una tarea para rectificarlo.
event-approval-narrowed = { $severity }: lo aprobado vale menos tiempo: { $title }
event-approval-carried = Palabra por palabra lo aprobado como n.º { $of }, que vale también aquí: { $title }
event-approval-narrowed-needs = { $severity }: necesita el visto bueno de { $roles } y vale menos tiempo: { $title }
approve-stands = Lo que se encontró y queda pese a ello:
event-promise-kept-late = Promesa cumplida tarde, vencía { $due }: { $title }
response-waits-too = La respuesta { $id } dice lo mismo, palabra por palabra o casi, y también espera: la que salga después necesita un motivo.
publish-account-short = El servidor de { $account } admite { $limit } caracteres y este texto tiene { $n }: lo rechazará.
publish-said-before = Estas palabras, o casi las mismas, ya salieron ahí hace { $ago }, en la respuesta { $id }.
response-goes-with = Va con él
form-goes-with = Va con él: { $file }
form-goes-with-title = Lo que sale con «{ $title }»
form-goes-with-intro = La aprobación cubre el texto y estos archivos: tras un cambio se entrega de nuevo.
form-file = Archivo { $n }
act-goes-with = Archivos que lo acompañan
act-goes-with-doc = Elegir cuáles de los archivos guardados salen con el texto; quien aprueba y quien publica lo saben.
goes-with-none = No hay ningún archivo guardado: gabinete attach ARCHIVO --to response:{ $id } guarda uno.
goes-with-late = Ya salió o se abandonó: nada más sale con él.
refuse-attachments-many = Con un texto salen como mucho { $max } archivos.
evidence-not-approved = Lo que se guarda aquí como prueba no forma parte de lo aprobado, salvo que se adjunte al texto.
refuse-attachment-unknown = El adjunto { $hash }… no es un archivo guardado como prueba de esta respuesta ni de una mención que responde: guárdelo antes.
refuse-permalink-odd = Un enlace permanente es una dirección web entera: empieza por https:// o http://, sin espacios y con { $max } caracteres como mucho.
response-leans = { $n ->
    [one] Se apoya en un hecho
   *[other] Se apoya en { $n } hechos
}
response-leans-none = No se apoya en ningún hecho anotado.
response-lean-moved = ha cambiado desde que se entregó el texto
response-lean-says = en el texto: { $words }
compose-facts = se apoya en
quoted = «{ $text }»
