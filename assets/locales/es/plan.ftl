# El archivo del plan: qué está mal en él y qué se descubriría demasiado tarde en una crisis.
plan-fault-syntax = No es TOML válido: aquí falta o sobra una comilla, un corchete o un signo igual. Corríjalo y vuelva a comprobar el plan.
plan-fault-same-key = Esta clave ya está en la misma sección. Deje una de las dos.
plan-fault-too-big = El plan ocupa más de { $limit } KiB. ¿Es este el archivo?
plan-fault-more = Hay más errores que estos. Corrija primero estos y vuelva a comprobar el plan.
plan-fault-unknown-key = { $section ->
    [top] El plan no tiene ninguna sección «{ $name }». Tiene: { $known }.
   *[other] [{ $section }] no tiene ninguna clave «{ $name }». Tiene: { $known }.
}{ plan-near }
plan-fault-missing-key = { $section ->
    [top] Al plan le falta la sección «{ $name }».
   *[other] A [{ $section }] le falta «{ $name }».
}
plan-fault-missing-level = Al plan le falta un [[{ $section }]] para { $level }.
plan-fault-wrong-kind = { $expected ->
    [text] «{ $name }» debe ser un texto entre comillas.
    [number] «{ $name }» debe ser un número entero sin comillas.
    [decimal] «{ $name }» debe ser un número sin comillas, como 2 o 2.5.
    [flag] «{ $name }» debe ser true o false, sin comillas.
    [list] «{ $name }» debe ser una lista, entre corchetes.
    [languages] «{ $name }» debe ser {"{"} en = "…", es = "…" {"}"}, un texto por cada idioma del plan.
   *[table] «{ $name }» debe ser una sección con sus propias claves.
}
plan-fault-empty = «{ $name }» está vacío. Hay que rellenarlo.
plan-fault-too-long = «{ $name }» pasa de { $limit } caracteres. Hay que acortarlo.
plan-fault-too-many = «{ $name }» tiene más de { $limit } elementos. Hay que quitar algunos.
plan-fault-bad-number = «{ $name }» debe estar entre { $low } y { $high }.
plan-fault-bad-code = «{ $text }» no sirve de código: use letras sin tilde, cifras, _ y -, 40 como máximo.
plan-fault-bad-role = «{ $text }» no sirve de código de rol: use minúsculas sin tilde, cifras y _, como social_lead.
plan-fault-bad-duration = «{ $text }» no es una duración. Escriba 30s, 15m, 4h, 3d, 2w o 1h30m.
plan-fault-bad-due = «{ $text }» no es un vencimiento. Escriba T0, TD, TC, TR o TX y lo que se suma: TD+15m, TC+72h.
plan-fault-bad-date = «{ $text }» no es un día. Escríbalo así: 2026-11-22.
plan-fault-bad-zone = «{ $text }» no es una zona horaria. Escríbala así: Europe/Madrid.
plan-fault-bad-own = “{ $text }” no es un enlace, un identificador, un correo ni un teléfono.
plan-fault-either = «{ $one }» y «{ $other }» no van juntos. Deje uno de los dos.
plan-fault-too-often = Nadie atiende un aviso que llega más de una vez por minuto. Escriba 1m o más.
plan-fault-measure-order = A un nivel más grave no se puede llegar con menos que a uno más leve.
plan-fault-capture-first = Lo que se oculta, denuncia o borra se captura antes, o después nadie podrá mostrar por qué. Ponga "capture" delante.
plan-fault-unknown-value = «{ $text }» no es ninguno de estos: { $known }.{ plan-near }
plan-fault-unknown-role = Ningún [[role]] del plan tiene el código «{ $name }». Añadirlo o corregir el código.{ plan-near }
plan-fault-unknown-after = La tarea { $task } espera a «{ $code }», y ninguna tarea tiene ese código.
plan-fault-unknown-text-type = Ningún [[approval]] dice quién aprueba «{ $name }». Añadirlo o corregir el tipo.{ plan-near }
plan-fault-unknown-placeholder = Ningún [[placeholder]] se llama «{ $name }». Añadirlo o corregir el texto.{ plan-near }
plan-fault-unknown-line = Ninguna [[line]] tiene el código «{ $name }». Añadirla o corregir el código.{ plan-near }
plan-fault-unknown-platform = Ninguna [[platform]] tiene el código «{ $name }». Añadirla o corregir el código.{ plan-near }
plan-near = { $near ->
    [none] {""}
   *[other] {" "}¿Quería decir «{ $near }»?
}
plan-fault-open-brace = Aquí hay una llave sin pareja. Los huecos son un nombre entre llaves.
plan-fault-cycle = Estas tareas se esperan unas a otras y ninguna podría empezar: { $path }. Quite un «after».
plan-fault-duplicate = { $code } aparece dos veces. Deje uno.
plan-fault-duplicate-of = El código «{ $code }» ya está en la línea { $line }. Cada uno necesita el suyo.
plan-fault-missing-language = A «{ $name }» le falta el texto en { $language ->
    [en] inglés (en)
    [es] español (es)
   *[other] { $language }
}, y el plan dice que habla ese idioma.

plan-warn-language-missing = El plan no tiene textos en { $language ->
    [en] inglés
    [es] español
   *[other] { $language }
}.
plan-warn-role-empty = Nadie tiene el rol { $role }, y hay tareas o aprobaciones que dependen de él.
plan-warn-role-no-backup = El rol { $role } no tiene suplente.
plan-warn-role-same-backup = En el rol { $role }, titular y suplente son la misma persona.
plan-warn-approver-no-backup = El rol { $role } no tiene suplente, y en { $levels } hay textos que esperan la aprobación de esa única persona.
plan-warn-role-no-contact = Nadie podría localizar al rol { $role }: ni el rol ni su titular tienen un contacto.
plan-warn-backup-no-contact = { $name } suple a { $role } y no hay cómo localizarle. Añadir una [[person]] con ese nombre y un teléfono.
plan-warn-untested = Nadie ha probado todavía si se localiza a { $name }. Pruébelo y anote el día en «tested».
plan-warn-tested-ahead = No se ha podido localizar a { $name } el { $day }: ese día aún no ha llegado.
plan-warn-tested-long-ago = La última vez que se localizó a { $name } fue hace { $days } días. Pruébelo de nuevo y anote el día en «tested».
plan-warn-day-unreadable = «{ $text }» no es un día, así que nadie sabe si esto es viejo. Escríbalo así: 2026-11-22.
plan-warn-person-idle = { $name } no tiene ningún rol ni suple a nadie.
plan-warn-lead-elsewhere = { $name } dirige el incidente y además tiene el rol { $role }. Quien dirige no hace nada más.
plan-warn-nobody-approves = Nadie aprueba «{ $text }» en { $levels }: ahí no se publica nunca. Indique las funciones cuyo visto bueno hace falta.
plan-warn-approver-twice = { $name } tiene { $roles }, que deben aprobar «{ $text }» en { $levels }: la segunda mirada sería la misma que la primera.
plan-warn-too-early = La tarea { $task } vence en { $due } y espera a { $after }, que vence después, en { $first }. Nadie puede llegar a tiempo.
plan-warn-silent-too-long = En { $level } se pregunta al suplente tras { $wait } de silencio. Con el silencio del suplente son más que los { $public } en los que el público debe saber algo.
plan-subject = { $sort ->
    [template] La plantilla { $code }
    [line] La línea aprobada { $code }
    [qa] La respuesta { $code }
   *[other] Un mensaje clave
}
plan-warn-parity = { plan-subject } no tiene los mismos huecos en inglés que en español.
plan-warn-not-translated = { plan-subject } dice lo mismo en inglés que en español. ¿Se olvidó traducir?
plan-warn-do-not-say = { plan-subject } dice «{ $phrase }», que está en la lista de lo que nunca se dice.
plan-warn-too-long = { plan-subject } ({ $language }), tras rellenar los huecos como es habitual, ocupa { $used } de { $limit } en { $platform }. Acorte el texto, o diga en «platforms» adónde va.
plan-warn-line-unapproved = Nadie ha aprobado todavía la línea { $line }. Anote quién lo hizo en «approved_by».
plan-warn-template-unapproved = Nadie ha aprobado de antemano la plantilla { $template }: necesita los mismos vistos buenos que una declaración escrita desde cero, y en SEV1 no puede publicarse por decisión de una sola persona. Anote quién la aprobó en «approved_by».
plan-warn-template-expired = La plantilla { $template } estaba aprobada hasta { $day }. Hay que volver a aprobarla.
plan-warn-line-expired = La línea aprobada { $line } valía hasta { $day }. Hay que volver a aprobarla.
plan-warn-placeholder-unused = Ningún texto tiene el hueco { $name }.
plan-warn-no-holding = No habría primeras palabras: ninguna plantilla de tipo «holding» sirve para { $types }.
plan-warn-limit-old = Los límites de { $platform } se miraron por última vez en { $day }, hace más de un año. Puede que hayan cambiado.
plan-warn-key-messages = Hay { $n } mensajes clave, y la gente recuerda tres.

# Lo que no cabe en un hueco.
plan-fits-missing = { $name } está sin rellenar.
plan-fits-signs = { $name } tiene una llave, un salto de línea o un signo oculto. Quítelo.
plan-fits-long = { $name } pasa de 500 caracteres. Hay que acortarlo.
plan-fits-time = { $name } no es una hora. Escríbala así: 18:00 CET.
plan-fits-zone = { $name } no dice en qué zona horaria. Escríbala así: 18:00 CET o 18:00 (hora peninsular).
plan-fits-date = { $name } no es un día. Escríbalo así: 22 de noviembre.
plan-fits-date-which = { $name } se puede leer de dos maneras. Escriba el mes con letras.
plan-fits-number = { $name } no es una cifra. Escríbala con números.
plan-fits-url = { $name } no es un enlace seguro. Debe empezar por https:// y nombrar un sitio.
plan-fits-contact = { $name } no sirve para localizar a nadie: escriba un teléfono, una dirección, un enlace o una cuenta.
plan-fits-product = { $name } debe nombrar un producto con palabras, sin enlaces ni direcciones.
plan-fits-account = { $name } no nombra ninguna cuenta. Escríbala con su @.
plan-fits-no-place = El texto no tiene ningún hueco { $name }.
plan-fits-too-long = Con los huecos rellenos, el texto pasa de 10 000 caracteres.

# El plan como lo lee la gente.
plan-show-plan = { $name }, versión { $version }
plan-show-same = Los dos planes dicen lo mismo.
plan-show-more = Hay más diferencias que estas.
plan-show-order = en otro orden
plan-show-unknown = En el plan no hay nada que se llame «{ $text }». Pida uno de { $topics }, o el código de un rol, una plantilla, una línea o una pregunta.
plan-show-empty = nada todavía
plan-show-nobody = nadie: no sale
plan-show-vacant = nadie todavía
plan-show-holder = Titular
plan-show-backup = Suplente
plan-show-contact = Contacto
plan-show-reached = Última localización
plan-show-approves = Aprueba
plan-show-tasks = Tareas
plan-show-liability = Si puede reconocer una responsabilidad, también
plan-show-note = Nota
plan-show-fill = Por rellenar
plan-show-before = Antes de usarla
plan-show-for = Para
plan-show-all = todo
plan-show-approved = aprobada por { $name }
plan-show-until = aprobada por { $name }, hasta { $day }
plan-show-expired = CADUCADA el { $day }
plan-show-unapproved = SIN APROBAR
plan-show-internal = INTERNA, no se envía nunca
plan-show-by-line = Como la línea { $line }:
plan-show-instead = En su lugar
plan-show-own = nuestros
plan-show-once = una vez
plan-show-every = cada { $every }
plan-show-every-most = cada { $every }, { $n } veces como máximo
plan-show-after = tras { $after }
plan-show-at-once = en el acto
plan-show-least = desde { $severity }
plan-show-bell = con timbre
plan-show-everybody = todas las personas
plan-show-measures = Medido
plan-show-lasting = durante { $duration }
plan-show-suspected = { $severity } mientras se sospecha
plan-show-raise = { $n ->
    [one] se sube un nivel
   *[other] se suben { $n } niveles
}
plan-show-floor = Menciones por hora, como mínimo
plan-show-limit = { $limit } por publicación, { $reply } por respuesta
plan-show-no-limit = sin límite
plan-show-checked = consultado en { $day }

plan-topic-roles = Funciones
plan-topic-approvals = Quién aprueba qué
plan-topic-templates = Plantillas
plan-topic-lines = Líneas aprobadas
plan-topic-qa = Preguntas y respuestas
plan-topic-clocks = Plazos
plan-topic-severity = Qué sugiere una gravedad
plan-topic-triggers = Qué basta por sí solo
plan-topic-rules = Normas de la comunidad
plan-topic-voice = Lo que se dice siempre
plan-topic-bans = Lo que no se dice nunca
plan-topic-reminders = Avisos
plan-topic-platforms = Plataformas

plan-clock-acknowledge = Alerta confirmada, desde T0
plan-clock-declare = Declarado o descartado, desde T0
plan-clock-public-ack = Primeras palabras, desde TD
plan-clock-public-ack-max = Primeras palabras, como muy tarde
plan-clock-statement = Declaración más amplia, desde TD
plan-clock-public-update = Entre informaciones públicas
plan-clock-public-update-for = Ese ritmo se mantiene
plan-clock-public-update-later = Entre informaciones, después
plan-clock-sitrep = Entre informes de situación
plan-clock-brief = Entre resúmenes a Dirección
plan-clock-meeting = Entre reuniones
plan-clock-lead-shift = Quien dirige da el relevo a las
plan-clock-approval-wait = Se pregunta al suplente tras un silencio de
plan-clock-approval = Una aprobación vale
plan-clock-review = Reunión de revisión, desde TR
plan-clock-band = Se responde a una mención

plan-measured-rate-times = veces el ritmo habitual
plan-measured-rate-z = desviaciones del ritmo habitual
plan-measured-negative-percent = % negativas
plan-measured-followers = seguidores
plan-measured-authorities = medios y autoridades de este plan
plan-measured-sector = medios del sector de este plan
plan-measured-voices = voces verificadas
plan-measured-platforms = plataformas

plan-when-no-lead = Un incidente que nadie dirige
plan-when-no-severity = Un incidente cuya gravedad nadie ha fijado
plan-when-sitrep-due = Toca un informe de situación
plan-when-update-due = Toca una información pública
plan-when-promise-due = Vence lo que prometimos
plan-when-approval-waiting = Un texto espera su aprobación
plan-when-source-silent = Una fuente está en silencio
plan-when-task-overdue = Una tarea está vencida

plan-do-leave = dejarlo
plan-do-answer = responder
plan-do-capture = capturarlo
plan-do-hide = ocultarlo
plan-do-report = denunciarlo
plan-do-delete = borrarlo
plan-do-block = bloquear a quien lo publica
plan-do-escalate = avisar a quien deba saberlo
