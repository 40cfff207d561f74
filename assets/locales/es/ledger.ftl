# El libro de hechos, las personas afectadas, las pruebas y el argumentario.

scope-facts = El libro de hechos
scope-people = Personas afectadas
scope-line = El argumentario

act-facts = Libro de hechos
act-facts-doc = Qué se sabe, con qué certeza y por quién, y qué textos se apoyan en cada hecho.
act-people-affected = Personas afectadas
act-people-affected-doc = A quién se ha hecho daño, quién espera aún una primera palabra y desde cuándo.
act-line-to-take = Argumentario
act-line-to-take-doc = Qué dice nuestra gente cuando le preguntan: el texto interno aprobado y vigente.
act-add-fact = Añadir un hecho
act-add-fact-doc = Anotar en el libro lo que se sabe, con su fuente.
act-change-fact = Cambiar el hecho
act-change-fact-doc = Confirmarlo, darlo por falso o corregir sus palabras; antes se ve qué se apoya en él.
act-supersede-fact = Sustituir el hecho
act-supersede-fact-doc = Añadir en su lugar el hecho que vale ahora; el anterior queda en el libro.
act-fact-from-mention = Hecho a partir de esta mención
act-fact-from-mention-doc = Anotar en el libro lo que alguien ha dicho; la fuente es su enlace.
act-add-affected = Persona afectada
act-add-affected-doc = Decir que alguien ha sufrido daño; lo que dijo pasa a ser lo primero de la cola.
act-change-care = Decir cómo está
act-change-care-doc = Con contacto, cerrado o de nuevo en espera, y cómo ha sido.

done-fact = El hecho { $fact } consta en el libro.
done-affected = La persona consta entre las afectadas.
done-care = La atención queda así: { $care }.

facts-title = Lo que se sabe
empty-facts = Aún no hay ningún hecho anotado.
empty-facts-do = El libro dice qué se sabe, con qué certeza y por quién, para que todos los textos digan lo mismo. Cuando un hecho cambia, muestra qué textos caducan y cuáles de los publicados hay que corregir. { $key } añade el primero.
fact-texts = { $n ->
    [one] 1 texto
   *[other] { $n } textos
}
fact-no-words = sin escribir todavía en este idioma
fact-superseded-by = lo ha sustituido el hecho { $fact }
fact-source = fuente
fact-by = comprobado por
fact-radius = Si cambia
fact-radius-none = ningún texto en revisión, aprobado o publicado se apoya en él
fact-no-responses = Ninguna respuesta se apoya en este hecho.
radius-stale = { $n ->
    [one] 1 texto caduca
   *[other] { $n } textos caducan
}
radius-correct = { $n ->
    [one] 1 texto publicado recibe una tarea de corrección
   *[other] { $n } textos publicados reciben una tarea de corrección cada uno
}
radius-again = { $what } Envíelo otra vez para seguir.

form-fact = Un hecho
form-fact-change = Qué se sabe ahora del hecho { $fact }
form-fact-supersede = Qué se sabe en lugar del hecho { $fact }
form-fact-was = Era: { $text }
form-fact-en = En inglés
form-fact-es = En español
form-fact-status = Certeza
form-fact-source = Fuente
form-fact-source-hint = hace falta para confirmar o desmentir: quién lo dice, o un enlace
form-fact-by = Comprobado por
form-fact-by-hint = usted, si queda vacío; nadie, mientras no se verifique
form-fact-brand = Sobre la marca
form-fact-reason-hint = qué ha cambiado

people-title = Personas afectadas
empty-people = No consta ninguna persona afectada.
empty-people-do = Quien ha sufrido daño queda aquí hasta que alguien habla con esa persona; la revisión empieza por con cuántas se habló en 8 horas. { $mention } en una mención añade a quien la escribió; { $key }, a cualquier otra persona.
next-affected = { $n ->
    [one] 1 persona afectada espera desde hace { $t }
   *[other] { $n } personas afectadas esperan, la que más { $t }
}
header-affected = afectadas
affected-waits = espera { $t }
affected-waits-late = espera { $t }, más de 8 h
affected-after = tras { $t }
affected-nameless = sin nombre
affected-erased = sus palabras se borraron
affected-how-answer = Una respuesta publicada a lo que dijo cuenta como haber hablado con esa persona; si fue de otro modo, { $key } lo anota.
affected-how-hand = Cuando alguien haya hablado con esa persona, { $key } lo anota.
affected-care = atención
affected-since = consta desde
affected-incident = incidente
affected-shared = Quién es y qué se anotó no es para una pantalla compartida.
affected-who = quién
affected-note = nota
affected-said = dijo
affected-no-mention = Esta persona se anotó a mano: no hay mención que abrir.
form-affected = Una persona afectada
form-affected-intro = Escriba solo lo necesario para volver a encontrarla. Su mención pasa a ser la primera de la cola.
form-affected-already = Ya consta entre las afectadas: { $care }.
form-affected-name = Se la conoce por
form-affected-name-hint = iniciales o número de pedido
form-affected-note = Cómo
form-affected-note-hint = por ejemplo: reacción alérgica, en el hospital
form-care = Persona afectada { $number }: { $care }
form-care-to = Ahora
form-care-how = Cómo
form-care-how-hint = por ejemplo: ha llamado Atención al Cliente, ya habla con un médico

line-title = Argumentario
empty-line = No hay ningún argumentario vigente.
empty-line-do = Es lo que dicen el personal y la primera línea cuando les preguntan, aprobado como cualquier otro texto. { $key } entre las respuestas empieza uno: elija «{ $kind }», hágalo aprobar y publíquelo para difundirlo.
line-other-language = No hay ninguno en su idioma; este es el vigente en el otro.
line-approved = aprobado por
line-issued = difundido
line-others = También vigentes
line-version = versión { $n }

flag-affected = afectada
why-affected-first = primera de la cola: persona afectada
detail-affected = afectada
detail-evidence = Pruebas
detail-id = número

line-how = Es un texto interno como cualquier otro: en la sala, empiece un comunicado nuevo, elija «{ $kind }», hágalo aprobar y publíquelo.
line-told = Versión { $n }, difundida { $at }, aprobada por { $by }
line-shaken = No lo difunda hasta que alguien lo revise: se apoya en algo falso o que ya no vale ({ $facts }).

attach-done = { $name } queda guardado con { $to }, SHA-256 { $hash }
attach-time = «{ $at }» no es una hora: escriba 14:05, 20m o 2026-11-22 14:05.
evidence-no-file = { $file } no está.
evidence-link = { $file } es un enlace simbólico: indique el archivo al que lleva.
evidence-special = { $file } no es un archivo corriente.
evidence-kept-changed = Lo guardado como { $hash } ya no es ese archivo: alguien lo ha cambiado. Apártelo y adjunte { $file } otra vez.
evidence-folder = No se puede guardar { $file }: la carpeta de pruebas junto a la sala es un enlace o no es una carpeta.
evidence-io = No se puede guardar { $file }: { $why }
check-evidence-missing = Pruebas: el archivo de «{ $name }» no está en la carpeta junto a la sala (SHA-256 { $hash }).
check-evidence-changed = Pruebas: el archivo de «{ $name }» ha cambiado desde que se guardó (SHA-256 { $hash }).
check-evidence-more = Pruebas: faltan o han cambiado más archivos de los que aquí se nombran.
refuse-file-stays = No se ha borrado nada: { $file } no se puede eliminar ({ $why }). Haga que se pueda y borre otra vez.
backup-evidence = { $n ->
    [one] Con ella un archivo de prueba, en la carpeta de al lado.
   *[other] Con ella { $n } archivos de prueba, en la carpeta de al lado.
  }
backup-evidence-missing = Pruebas: de «{ $name }» no hay archivo que copiar (SHA-256 { $hash }).
backup-evidence-changed = Pruebas: «{ $name }» cambió desde que se guardó y no está en la copia (SHA-256 { $hash }).
check-evidence-whole = { $n ->
    [one] Pruebas: 1 archivo está como se guardó.
   *[other] Pruebas: { $n } archivos están como se guardaron.
}
info-facts = hechos
info-affected = afect./esperan
info-evidence = pruebas

help-attach = Guardar un archivo o una imagen como prueba de una mención, un hecho o una respuesta
help-attach-file = El archivo; 64 MB como mucho
help-attach-to = A qué pertenece: mention:ID, fact:N o response:N
help-attach-by = Quién lo capturó, si fue otra persona
help-attach-at = Cuándo se capturó: 14:05, 20m, 2026-11-22 14:05; si no, ahora
help-attach-note = Qué muestra
help-line = Mostrar el argumentario vigente: qué dice nuestra gente cuando le preguntan; acaba con 1 si no hay ninguno o si un hecho en que se apoya ya no vale
help-value-thing = COSA:N
help-value-time = HORA
more-below = más: { $key }
task-tell-exec = Avisar ya a Dirección: { $name } ha dejado salir «{ $response }» sin más aprobación
task-put-right = Corregir lo publicado: { $response } se apoya en el hecho { $fact }, que ha cambiado
task-changed-words = Corregir lo publicado: { $response } salió con otras palabras que las aprobadas ({ $rules })
row-changed = otro texto
row-shaken = hecho caído
