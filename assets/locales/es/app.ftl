# Palabras de lo que hacen las pantallas: acciones, formularios, avisos.

pane-mentions = Menciones
pane-responses = Respuestas
pane-checklist = Lista
pane-timeline = Cronología

start-drill = Empezar un simulacro
start-create = Crear una sala
start-import = Importar un archivo

key-space = Espacio
key-enter = Intro
key-esc = Esc
key-tab = Tab
key-shift-tab = Mayús-Tab
key-backspace = Retroceso
key-delete = Supr
key-insert = Ins
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-home = Inicio
key-end = Fin
key-page-up = RePág
key-page-down = AvPág

scope-global = En todas partes
scope-list = En una lista
scope-mentions = Menciones
scope-responses = Respuestas
scope-checklist = Lista
scope-timeline = Cronología
scope-mention-view = Una mención abierta
scope-response-view = Una respuesta abierta
scope-event-view = Un suceso abierto
scope-incidents = Incidentes
scope-signals = Lo que la sala ha notado
scope-themes = De qué tratan las quejas
scope-sources = Fuentes
scope-scroll = Leyendo
scope-compose = Redactando un texto
scope-form = Un formulario
scope-text = Tecleando
scope-palette = Órdenes
scope-help = Ayuda
scope-start = Pantalla de inicio

help-where = Dónde
help-keys = Teclas
help-action = Acción
help-does = Qué hace

# quién y dónde
who-social-lead = Responsable de redes (de guardia)
who-responder = Gestor/a de comunidad
who-incident-lead = Responsable del incidente
who-deputy = Adjunto/a
who-scribe = Secretario/a de bitácora
who-listening = Analista de escucha
who-comms-lead = Dirección de comunicación (Dircom)
who-media = Responsable de prensa
who-spokesperson = Portavoz
who-legal = Asesoría jurídica
who-dpo = Delegado/a de protección de datos
who-exec = Dirección (aprobación final)
who-care = Atención al cliente
who-internal = Comunicación interna
who-sme = Experto/a en la materia
who-hr = Personas / RR. HH.
who-security = Seguridad de la información
who-paid = Responsable de publicidad
who-none = Sin función
lang-en = inglés
lang-es = español
form-who = ¿Quién es usted?
form-who-intro = El nombre acompaña a todo lo que se decide. Se declara, no se comprueba.
form-name = Nombre
form-role = Función
form-create = Crear una sala
form-create-intro = Una sala es un solo archivo con las menciones, respuestas, tareas y cronología de una marca.
form-room-name = Nombre de la sala
form-keywords = Marca y productos
form-keywords-hint = y cuentas, todo separado por comas
form-room-lang = Idioma de la sala
form-drill = Empezar un simulacro
form-drill-intro = Un incidente guionizado en una sala propia. Nada de lo que ocurra allí puede salir de ella.
form-drill-lang = Su gente habla
form-speed = Velocidad del reloj
speed-paused = en pausa
form-import = Importar un archivo
form-import-here = Sus menciones entran en esta sala. Se leen CSV, TSV y JSON Lines; las líneas malas se apartan. Las del pasado solo cuentan para lo habitual y la búsqueda.
form-import-new = Sus menciones entran en una sala nueva. Se leen CSV, TSV y JSON Lines; las líneas malas se apartan. Las del pasado solo cuentan para lo habitual y la búsqueda.
form-path = Archivo
form-path-hint = una ruta, o arrastre aquí el archivo
form-no-path = Escribir la ruta del archivo.
form-history = Son del pasado
form-dates = Fechas como 03/04/2026
form-dates-told = lo dice el archivo
form-dates-day = día primero
form-dates-month = mes primero
form-times = Horas sin zona
form-times-here = las de este ordenador
form-times-room = las de esta sala ({ $zone })
form-dates-open = Todavía no se ha importado nada: las fechas de este archivo pueden leerse de dos maneras y ninguna dice cuál. Elija cómo se lee 03/04/2026: con el día primero es el 3 de abril; con el mes primero, el 4 de marzo.
form-quit = ¿Salir?
form-quit-intro = Todo queda guardado. Intro sale, Esc se queda.
form-quit-draft = Las palabras sin entregar quedan guardadas y se ofrecerán de vuelta. Intro sale, Esc se queda.
form-words-kept = Lo escrito queda guardado y estará ahí al volver a abrir esto.
form-words-back = Estas son las palabras de antes.

form-keywords-intro = Lo que hace nuestra una mención, y lo que escucha toda fuente sin expresión propia. Vale desde ahora; lo que ya está en la sala no cambia.
form-keywords-set-hint = separadas por comas: acme, @acme, yogur acme
form-still-counting = Aún se está contando lo que coincide. Otra vez guarda sin esperarlo.

source-kind-bluesky = Bluesky
source-kind-mastodon = Mastodon
source-kind-feeds = Canales RSS
source-kind-webhook = Webhook
form-source = Escuchar: { $kind }
form-source-intro = ¿Qué hay que escuchar? Bluesky no pide cuenta y funciona al momento; Mastodon pide un servidor, los canales RSS sus direcciones; un webhook recoge lo que envían otros programas. X, Instagram, Facebook y TikTok no dejan escuchar a nadie: exporte de una herramienta de escucha e importarlo, o que la herramienta envíe a un webhook.
form-source-kind = Fuente
form-source-bluesky = Lo que se publica en Bluesky, en segundos. No hace falta cuenta. Se prueba un momento antes de guardarla.
form-source-mastodon = Se prueba un momento antes de guardarla. El token queda en un archivo que solo usted puede leer.
form-source-feeds = Entradas nuevas de canales RSS y Atom: blogs, prensa, alertas de Google, búsquedas de Reddit. Se prueban un momento antes de guardarlos.
form-source-webhook = Lo que pueda llamar a una dirección envía aquí menciones: POST http://DIRECCIÓN/v1/mentions con la cabecera Authorization: Bearer SECRETO. Escucha en cuanto se guarda.
form-match = Busca
form-match-hint = vacío: las palabras clave de la sala
form-match-hint-webhook = vacío: todo lo que se envíe
form-server = Servidor
form-server-hint = mastodon.social, o el de la clientela
form-token = Token de acceso
form-token-hint = puede quedar vacío; muchos servidores lo exigen
form-hashtags = Etiquetas
form-hashtags-hint = separadas por espacios
form-token-needed-hint = de Preferencias, Desarrollo; con permiso de lectura
form-phrases = Frases
form-phrases-hint = con comas; el servidor tiene que saber buscar
form-list = Lista
form-list-hint = su número o su dirección: https://…/lists/12345
form-no-token = Hace falta el token de una cuenta de ese servidor.
form-nothing-there = Indicar qué hay que escuchar.
form-more-settings = Ajustes
form-more-settings-hint = opcional: CLAVE=VALOR, como en sources.toml
form-bad-more = Escribir cada ajuste como CLAVE=VALOR, separados por espacios.
form-there = Escuchar
there-intro = ¿Qué de ese servidor? Buscar, las listas y lo que dicen a la cuenta propia piden una cuenta allí; lo demás funciona sin ella en la mayoría.
there-hashtags = Etiquetas
there-hashtags-intro = Lo público que lleva estas etiquetas, hasta donde lo conoce ese servidor.
there-public = Todo lo público
there-public-intro = De todo lo público que conoce ese servidor, lo que coincide.
there-local = Lo de ese servidor
there-local-intro = De lo público que se escribe en ese mismo servidor, lo que coincide.
there-search = Búsqueda
there-search-intro = Lo que contiene alguna de estas frases, si el servidor sabe buscar.
there-list = Una lista
there-list-intro = Lo que publican quienes la cuenta propia tiene en una de sus listas.
there-mentions = Menciones de la cuenta
there-mentions-intro = Lo que nombra a la cuenta propia de allí, con las respuestas.
form-urls = Direcciones
form-urls-hint = https://…, varias separadas por espacios
form-listen = Dirección
form-listen-hint = a 127.0.0.1 solo llega este equipo
form-secret = Secreto
form-secret-hint = para quien envíe; solo usted puede leer el archivo
form-expect = Lo habitual
form-expect-hint = como mucho entre dos envíos: 15m; vacío, se aprende
form-bad-expect = Escribirlo como 15m, 2h o 1d: de un minuto a una semana. Vacío, se aprende.
form-source-here = Solo para esta sala
form-bad-source-name = Usar letras, cifras, guiones y puntos, 40 como mucho.
form-no-server = Escribir el nombre del servidor.
form-bad-urls = Cada dirección empieza por https:// o http://.
form-bad-listen = Escribir una dirección y un puerto: 127.0.0.1:8790
form-bad-secret = Al menos 16 letras, cifras o signos, sin espacios ni acentos.
form-remove-source = ¿Quitar { $name }?
form-remove-source-intro = Deja de escucharse, y sus ajustes salen del archivo. Lo que trajo se queda en la sala. Intro la quita, Esc la conserva.
hint-room = Volver a la sala
hint-add = Añadir
hint-keywords = Palabras
hint-save = Guardar
hint-pause = Pausar
hint-resume = Reanudar
source-added = { $name } está guardada y se escucha
source-now-paused = { $name } está en pausa
source-resumed = { $name } vuelve a escucharse
source-removed = { $name } está quitada
refuse-drill-sources = Un simulacro solo oye a su propia gente.
refuse-no-source = No hay ninguna fuente a la que hacerle eso.
refuse-source-not-live = Ahora no se escucha por la red: no hay nada que pausar ni quitar.
start-leave = Al salir no se pierde nada: { $key } sale de gabinete.
start-opening = Abriendo la sala…
start-drill-opening = Preparando el simulacro…
start-importing = Importando…

# comunes a los formularios
form-reason = Por qué
form-optional = puede quedar vacío
form-choice-hint = la letra subrayada elige y sigue; las flechas eligen
form-toggle-hint = Espacio dice sí o no
form-bad-time = Eso no es una hora: escribir 18:00, 90m, 2h o 2026-11-22 18:00.
form-future-time = Eso está en el futuro: escribir cuándo ocurrió.
form-title = Título
form-title-default = vacío: se llama como a quien responde
form-kind = Clase
form-type = Tipo
form-choice-or-time = elija con letra o flechas; o escriba: 90m, 18:00
form-until = Hasta
form-until-hint = 18:00, 90m, 2h
form-note = Nota
form-at = Cuándo ocurrió
form-at-hint = vacío si es ahora, o 14:05, -10m

# menciones
form-add-mention = Añadir una mención
form-add-mention-intro = Pegar lo que alguien ha visto: si trae un enlace, va a su sitio. Ctrl-D envía.
form-mention-text = Qué dice
form-mention-text-hint = pegue juntos texto y enlace
form-mention-url = Enlace
form-mention-author = Autor
form-mention-platform = Plataforma
form-platform-hint = x, bluesky, web y otras; vacío: cualquiera
form-mention-platform-hint = vacío: la del enlace
form-no-mention = Pegar su texto o su enlace.
form-bad-link = Un enlace empieza por https:// o http://.
form-dispose = { $n ->
    [one] ¿Qué se hace con esta mención?
   *[other] ¿Qué se hace con estas { $n } menciones?
}
form-disposition = Decisión
form-owes = { $what } — debe { $owes }
form-reason-hint = hace falta para moderar, escalar y no va con nosotros
form-snooze = { $n ->
    [one] Posponer esta mención
   *[other] Posponer { $n } menciones
}
form-how-long = Cuánto tiempo
snooze-15 = 15 minutos
snooze-30 = 30 minutos
snooze-60 = 1 hora
snooze-240 = 4 horas
snooze-until = hasta una hora
form-settle = { $n ->
    [one] Lo prometido está hecho
   *[other] Lo prometido en { $n } menciones está hecho
}
form-how = Cómo
settle-answered = respondido fuera
settle-checked = comprobado
settle-taken = asumido por otros
settle-other = de otro modo
form-settle-hint = dónde, quién, qué se encontró
form-erase = Borrar para siempre las palabras de esta mención
form-erase-intro = No quedará ni un byte de su texto, autor y enlace. Que estuvo aquí, lo que se decidió y lo demás que escribió su equipo se queda, salvo lo que se dice abajo. No se puede deshacer. Todo lo que escribió una persona se borra de una vez con: gabinete erase --author USUARIO
form-erase-files = { $n ->
    [one] El archivo guardado como prueba de ella se borra también
   *[other] Los { $n } archivos guardados como prueba de ella se borran también
  }, salvo lo que es prueba de otra cosa.
form-erase-hint = quién lo pidió y con qué base
form-aside-intro = Las horas de una campaña o una emisión no enseñan a la sala qué es lo habitual.
form-aside-from = Desde
form-aside-to = Hasta
form-aside-hint = 14:05, o -3h
form-correct-reading = { $n ->
    [one] Cómo hay que leer esta mención
   *[other] Cómo hay que leer { $n } menciones
}
form-stays-as = queda: { $is }
form-stays = queda como está
form-score = Prioridad
form-score-hint = de 0 a 100; P1 desde 70, P2 desde 50, P3 desde 30
form-search = Palabras
form-search-hint = la última puede quedar a medias
form-filter = Filtrar
filter-any = cualquiera
form-language = Idioma
form-language-hint = es, en …; vacío: cualquiera
form-band = Prioridad
form-tone = Tono
form-group = Qué
form-pinned = Solo lo fijado
form-quiet = También lo menor
form-this-incident = Solo de este incidente
nothing-selected = No hay nada seleccionado.
not-an-entry = Solo se corrige lo que alguien ha anotado; para lo demás, añadir una nota.
private-while-shared = Es una anotación privada: quite antes el modo compartido.
nothing-to-repeat = Aún no se ha decidido aquí nada que se pueda repetir.
join-needs-marks = Marque con Espacio las menciones que van aquí, vaya a aquella a cuyo grupo se unen y pulse la tecla otra vez.
done-read-otherwise = { $n ->
    [one] Queda leída como usted dice
   *[other] { $n } menciones quedan leídas como usted dice
}
done-regrouped = { $n ->
    [one] Una mención cambia de grupo
   *[other] { $n } menciones cambian de grupo
}
range-begun = Rango empezado: vaya al otro extremo y pulse la tecla otra vez.
marked-so-many = { $n ->
    [one] { $n } marcada.
   *[other] { $n } marcadas.
}
marked-apart = { $n ->
    [one] Una del grupo dice otra cosa y no lo está.
   *[other] { $n } del grupo dicen otra cosa y no lo están.
}
marks-full = Se pueden marcar { $max } menciones como mucho: { $left } quedaron fuera. Decida antes sobre estas.
no-link = No tiene enlace.
link-odd = «{ $link }» no es un enlace web: cópielo y mírelo antes de abrirlo.
drill-no-link = Esto es un simulacro: no se abre ningún enlace.

# incidentes y tareas
form-declare = Declarar un incidente
form-declare-intro = Ante la duda entre dos gravedades, la mayor: bajarla después es fácil.
form-title-hint = como lo llamará todo el mundo
form-severity = Gravedad
form-lead = Responsable
form-lead-hint = vacío: usted
form-since = Primera señal
form-since-hint = vacío si es ahora, o 13:40, -30m
form-severity-of = Gravedad de «{ $title }»
form-lower-hint = hace falta para bajarla
lower-far = De { $from } a { $to } es más de un nivel: se pregunta a menos gente y más tarde. { $why }.{ $affected ->
    [0] {""}
    [one] {" "}Una persona afectada de esta sala espera noticias.
   *[other] {" "}{ $affected } personas afectadas de esta sala esperan noticias.
}{ $promises ->
    [0] {""}
   *[other] {" "}Hay una promesa abierta en esta sala.
} Si lo envía otra vez, se baja.
lower-not-measured = Aún no se ha medido si algo indica más
lower-nothing-measured = Nada de lo que se mide indica más
form-status-of = Estado de «{ $title }»
form-status = Pasa a
form-stand-down-hint = hace falta para desactivarlo
form-status-gone = Su estado ha cambiado entretanto: abrir esto otra vez.
form-lead-of = ¿Quién lleva «{ $title }»?
form-type-of = ¿Qué clase de incidente es «{ $title }»?
form-task = Añadir una tarea
form-what = Qué hacer
form-due = Vence
form-task-blocked = ¿Por qué no puede seguir?
form-task-skipped = ¿Por qué se deja fuera?
no-incident = No hay ningún incidente abierto: declare uno primero.
no-such-task = No hay ninguna tarea así.
task-done-already = Ya está hecha; { $key } la reabre.
gravest-already = Ya tiene la gravedad máxima.
status-last = Está cerrado: no sigue nada.

# respuestas
form-response = { $n ->
    [0] Nueva declaración
    [one] Responder a esta mención
   *[other] Responder a { $n } menciones
}
form-channel = Canal
form-channel-hint = x, bluesky, instagram, web y otros
form-no-channel = Decir adónde irá: x, bluesky, web …
form-text-lang = Idioma del texto
form-goes-to = Va a: { $channel } · { $lang }
form-answers = Responde a: { $names }
form-answers-more = Responde a: { $names } y { $more } más
form-approve = Aprobar «{ $title }»
form-aloud = Aprobado de viva voz por
form-aloud-hint = el nombre de otra persona; vacío: aprueba usted
form-changes = Pedir cambios en «{ $title }»
form-what-changes = Qué debe cambiar
form-publish = Publicar «{ $title }»
form-publish-how = El texto se copia y se abre el enlace. Se pega y se envía allí, y después se dice aquí cómo fue.
form-publish-drill = Simulacro: el texto se copia con DRILL / SIMULACRO delante y no se abre ningún enlace. Después se dice aquí cómo fue.
form-type-word = Teclee la palabra
publish-word = publicar
publish-word-hint = publicar
publish-word-wrong = Teclear: publicar
form-link = ¿Dónde se puede leer «{ $title }»?
form-confirm = ¿Salió «{ $title }»?
form-went-out = Qué pasó
confirm-as-approved = tal como se aprobó
confirm-changed = con cambios
confirm-not-out = no salió
form-permalink = Su enlace
form-changed-text = Lo que salió
form-changed-hint = solo si salió con cambios
form-say-changed = Escribir lo que salió, tal como está allí.
form-why-not = Por qué no
form-why-not-hint = solo si no salió
form-discard = Descartar esta respuesta
draft-offered = Han vuelto las palabras sin entregar de las { $at }; deshacer lo tecleado muestra el texto guardado.
draft-changed-meanwhile = Alguien ha cambiado este texto entretanto. Se guardan los dos: F2 toma el suyo, F3 sigue con el propio.
erased-taken-out = Entretanto se han borrado palabras, también de lo que usted escribe: vuelva a leerlo.
draft-choose-first = Alguien ha cambiado este texto entretanto: elija antes, F2 toma el suyo, F3 sigue con el propio.
draft-lost = No se han podido guardar las palabras: { $why } Siguen aquí; copiarlas antes de salir.

# cronología
form-entry = Anotar en la cronología
form-decision = Anotar una decisión
form-what-happened = Qué
form-private = Ocultar si se comparte (un contacto, siempre)
form-correct = Corregir la anotación { $seq }
form-correct-intro = La anotación queda como está; otra nueva dice lo que debió decir.
form-should-say = Lo que debe decir

# lo que se ha hecho
done-done = Hecho.
done-nothing = Nada ha cambiado: ya estaba en la sala.
done-skipped = { $n ->
    [one] { $n } se ha dejado como estaba: cambió entretanto
   *[other] { $n } se han dejado como estaban: cambiaron entretanto
}
done-undoes = { $key } lo deshace
done-disposed = Decidido sobre { $n }: { $disposition }
done-snoozed = { $n ->
    [one] { $n } pospuesta hasta { $until }
   *[other] { $n } pospuestas hasta { $until }
}
done-claimed = { $n ->
    [one] Asumida
   *[other] { $n } asumidas
}
done-released = { $n ->
    [one] Soltada
   *[other] { $n } soltadas
}
done-settled = { $n ->
    [one] { $n } promesa saldada
   *[other] { $n } promesas saldadas
}
done-undone = { $n ->
    [one] { $n } deshecha
   *[other] { $n } deshechas
}
done-undone-skipped = { $n ->
    [one] { $n } deshecha
   *[other] { $n } deshechas
}; { $skipped ->
    [one] { $skipped } había cambiado después y se queda
   *[other] { $skipped } habían cambiado después y se quedan
}
done-task = Tarea: { $status }
done-promise = Promesa cumplida: { $what }
done-task-claimed = Ahora la tarea es de { $owner }
done-task-released = La tarea vuelve a estar libre
done-approved = Aprobado; vale hasta { $until }
done-declared = { $severity } declarado: { $title }
text-too-long = { $n ->
    [0] Demasiado largo para { $platform }, por sus bytes.
    [one] Sobra { $n } para { $platform }.
   *[other] Sobran { $n } para { $platform }.
} Acortarlo; o hacer esto otra vez, si va a salir en partes.
mention-known = Eso ya está aquí: esto es lo que dice. No se ha añadido nada.
done-mention-added = La mención está dentro.
done-response-opened = A escribir: cada palabra se guarda al teclear.
done-handed-in = Entregado para su aprobación.
done-approved-missing = Queda anotada; todavía no está aprobada: falta { $roles }
done-approved-with = Palabra por palabra como la n.º { $of }, que se aprobó: puede salir hasta las { $until }.
done-kept-for-all = Guardado donde todos lo ven; sin entregar.
done-publishing = Llevado a la plataforma: diga cómo fue.
done-published = Publicado.
clock-fastest = El reloj ya va tan deprisa como puede.
clock-slowest = El reloj ya está parado.
done-clock = El reloj va a { $n }x.
done-clock-paused = El reloj está en pausa.
done-entry = En la cronología.
done-keywords = { $n ->
    [one] Una palabra clave fijada: lo que llegue desde ahora se lee con ella
   *[other] { $n } palabras clave fijadas: lo que llegue desde ahora se lee con ellas
}
done-self = Actúa { $name }
copied-verified = Copiado, y releído para estar seguros.
copied-unknown = Enviado al portapapeles de la terminal. Al pegar, compare las primeras palabras: «{ $words }»
copied-failed = No se ha podido copiar: { $why }
share-on = Modo compartido: los datos personales se ocultan.
share-off = Modo compartido desactivado: los datos personales se ven.
mouse-on = El ratón actúa aquí. Para seleccionar texto, desactivarlo.
mouse-off = El ratón selecciona texto.
paste-nowhere = Para añadir lo pegado como mención, pulsar antes + y pegarlo después.
text-full = No cabe todo: el texto ha llegado a su máximo.
imported-so-far = { $read } líneas leídas, { $new } menciones nuevas, { $bad } malas
imported-all = Importado: { $new } menciones nuevas de { $read } líneas, { $bad } malas
imported-rejects = { $bad ->
    [one] { $bad } línea no se ha podido leer; queda con su motivo en { $file }
   *[other] { $bad } líneas no se han podido leer; quedan con sus motivos en { $file }
}

# lo que ha ido mal
refuse-no-room = Abra antes una sala.
refuse-busy = Demasiadas decisiones esperan la respuesta del archivo: pruebe dentro de un momento.
decision-failed = No se ha decidido: { $why }
read-failed = No se ha podido leer la sala: { $why }
open-failed = No se ha podido abrir: { $why }
link-failed = No se ha podido abrir el enlace: { $why }
failed = Algo ha ido mal: { $why }

# acciones

act-help = Ayuda
act-help-doc = Las teclas de este sitio y lo que hacen.
act-palette = Órdenes
act-palette-doc = Buscar cualquier orden por su nombre.
act-back = Volver
act-back-doc = Descartar el error; si no, cerrar lo de encima; si no, soltar marcas y búsqueda.
act-close-layer = Cerrar
act-close-layer-doc = Cerrar lo de encima; desde los paneles, salir tras preguntar.
act-quit = Salir
act-quit-doc = Preguntar si se sale; dos veces sale ya. Lo escrito se guarda.
act-undo = Deshacer
act-undo-doc = Retirar la última decisión propia, como un suceso nuevo; lo que otros cambiaron después se queda.
act-next-pane = Panel siguiente
act-next-pane-doc = Ir al panel siguiente.
act-previous-pane = Panel anterior
act-previous-pane-doc = Ir al panel anterior.
act-pane-mentions = Menciones
act-pane-mentions-doc = Ir a las menciones.
act-pane-responses = Respuestas
act-pane-responses-doc = Ir a la cola de respuestas.
act-pane-checklist = Lista
act-pane-checklist-doc = Ir a la lista de coordinación.
act-pane-timeline = Cronología
act-pane-timeline-doc = Ir a la cronología.
act-zoom = Ampliar
act-zoom-doc = Dar toda la pantalla a un panel, o repartirla de nuevo.
act-search = Buscar
act-search-doc = Buscar en las menciones según se escribe.
act-show-new = Ver nuevas
act-show-new-doc = Ir arriba, donde están las menciones nuevas.
act-next-unattended = Siguiente sin atender
act-next-unattended-doc = Ir a la siguiente mención sobre la que nadie ha decidido.
act-add-mention = Añadir mención
act-add-mention-doc = Meter a mano lo que alguien ha visto: pegar su enlace y su texto. En una lista de otra cosa la tecla añade lo que esa lista contiene.
act-incident-menu = Incidentes
act-incident-menu-doc = Declarar un incidente o cambiar el que está abierto.
act-keywords = Palabras clave
act-keywords-doc = Ver y cambiar por qué se reconocen las menciones de la sala, con lo que coincide en ella, día por día.
act-declare-incident = Declarar incidente
act-declare-incident-doc = Darle título, gravedad y tipo; la lista llega con él.
act-add-note = Anotar
act-add-note-doc = Escribir en la cronología: nota, hecho o contacto, ahora o antes.
act-add-decision = Anotar decisión
act-add-decision-doc = Escribir en la cronología lo que se ha decidido.
act-new-statement = Nueva declaración
act-new-statement-doc = Empezar un texto que no responde a ninguna mención: declaración inicial, actualización.
act-language = Español / English
act-language-doc = Hablar en el otro idioma desde ahora.
act-share = Modo compartido
act-share-doc = Ocultar los datos personales para una reunión o un proyector, o mostrarlos.
act-mouse = Ratón
act-mouse-doc = Que el ratón actúe aquí, o dejárselo a la terminal para seleccionar texto.
act-redraw = Redibujar
act-redraw-doc = Dibujar toda la pantalla de nuevo.
act-slower = Simulacro más lento
act-slower-doc = Frenar el reloj del simulacro; el último paso lo detiene.
act-faster = Simulacro más rápido
act-faster-doc = Acelerar el reloj del simulacro, hasta 60 veces.
act-drill-speed = Velocidad del simulacro
act-drill-speed-doc = Elegir la velocidad del reloj del simulacro.
act-who-am-i = Quién actúa
act-who-am-i-doc = Decir nombre y función; se declaran, no se comprueban.
act-import-file = Importar un archivo
act-import-file-doc = Traer menciones de un archivo: CSV, TSV o JSON Lines.
act-rooms = Otras salas
act-rooms-doc = Volver a la pantalla de inicio: otra sala o un simulacro.
act-set-aside = Apartar horas
act-set-aside-doc = Que unas horas no cuenten para lo habitual: una campaña, una emisión.
act-dismiss-all = Descartar todos los errores
act-dismiss-all-doc = Quitar todos los errores de la pantalla.
act-up = Arriba
act-up-doc = Una fila arriba.
act-down = Abajo
act-down-doc = Una fila abajo.
act-page-up = Página arriba
act-page-up-doc = Una página arriba.
act-page-down = Página abajo
act-page-down-doc = Una página abajo.
act-top = Principio
act-top-doc = A la primera fila.
act-bottom = Final
act-bottom-doc = A la última fila.
act-open = Abrir
act-open-doc = Abrir lo seleccionado.
act-dispose = Decidir
act-dispose-doc = Decir qué se hace con las menciones elegidas o marcadas, y por qué.
act-repeat = Igual otra vez
act-repeat-doc = Decidir como la última vez, con el mismo motivo.
act-respond = Responder
act-respond-doc = Empezar una respuesta a las menciones elegidas o marcadas.
act-respond-as = Responder como
act-respond-as-doc = Empezar una respuesta eligiendo clase, canal e idioma.
act-snooze = Posponer
act-snooze-doc = Quitar menciones de la vista hasta una hora; vuelven.
act-claim = Asumir
act-claim-doc = Asumirlo para que nadie más trabaje en ello; otra vez lo suelta.
act-settle = Saldar lo prometido
act-settle-doc = Decir que lo prometido está hecho: respondido fuera, comprobado, asumido.
act-mark = Marcar
act-mark-doc = Marcar la fila, o quitarle la marca.
act-range = Rango
act-range-doc = Empezar aquí un rango; pulsar de nuevo en el otro extremo marca todo lo de en medio.
act-mark-alike = Marcar iguales
act-mark-alike-doc = Marcar las menciones sin atender que afirman lo mismo casi con las mismas palabras, sin las que lo desmienten.
act-show-alike = Ver iguales
act-show-alike-doc = Listar las menciones casi con las mismas palabras: copias, y las que por una palabra pueden decir lo contrario.
act-signals = Señales
act-signals-doc = Lo que la sala ha notado: picos, cambios de tono, grupos que crecen, voces de mucho alcance, silencios.
act-themes = Temas
act-themes-doc = De qué tratan las quejas de la última hora: las frases que las distinguen, y quienes las dicen. Si ninguna destaca, de qué tratan todas las menciones.
act-sources = Fuentes
act-sources-doc = De dónde llegan las menciones, y cómo se oye cada fuente.
act-add-source = Añadir una fuente
act-add-source-doc = Escuchar Bluesky, un servidor de Mastodon, canales RSS, o una dirección a la que otros envían.
act-pause-source = Pausar o reanudar
act-pause-source-doc = Dejar de escuchar la fuente por ahora, o volver a escucharla; lo dicho entretanto se recupera si la red lo guarda.
act-remove-source = Quitar
act-remove-source-doc = Dejar de escuchar la fuente para siempre; lo que trajo se queda en la sala.
act-acknowledge = Dar por vista
act-acknowledge-doc = Decir que alguien ha visto la señal; deja la cabecera.
act-show-narrative = Ver lo que afirman
act-show-narrative-doc = Listar las menciones sobre una afirmación, también con otras palabras o en otro idioma, y con ellas las que la niegan casi con las mismas.
act-read-otherwise = Leer de otro modo
act-read-otherwise-doc = Corregir la lectura automática: tono, idioma, prioridad. Manda su palabra.
act-join-group = Unir al grupo
act-join-group-doc = Poner las menciones marcadas entre las que dicen lo mismo que esta.
act-part-group = Separar del grupo
act-part-group-doc = Sacar menciones de las que dicen lo mismo, a un grupo propio.
act-unmark = Desmarcar todo
act-unmark-doc = Soltar todas las marcas.
act-filter = Filtrar
act-filter-doc = Dejar fuera lo que ahora no importa.
act-order = Prioridad / recientes
act-order-doc = Ordenar por prioridad, o primero lo más reciente.
act-next-scope = Lista siguiente
act-next-scope-doc = Pasar a la lista siguiente: sin atender, debidas, mías, pospuestas, todas.
act-previous-scope = Lista anterior
act-previous-scope-doc = Volver a la lista anterior.
act-why = Por qué
act-why-doc = Mostrar cada parte de por qué la mención está donde está; otra vez: en breve.
act-copy-text = Copiar
act-copy-text-doc = Copiar el texto, con los datos ocultos si se comparte la pantalla.
act-open-link = Abrir el enlace
act-open-link-doc = Abrir la publicación en el navegador; nunca en un simulacro.
act-erase = Borrar las palabras
act-erase-doc = Borrar para siempre las palabras de una mención, porque alguien lo pidió; la cadena queda.
act-unfold = Desplegar
act-unfold-doc = Mostrar las palabras de una mención plegada por abusiva, o plegarlas.
act-next-item = Siguiente
act-next-item-doc = Abrir la siguiente mención de la lista.
act-previous-item = Anterior
act-previous-item-doc = Abrir la mención anterior de la lista.
act-edit = Editar
act-edit-doc = Seguir escribiendo: las palabras se guardan mientras se teclea.
act-approve = Aprobar
act-approve-doc = Aprobar exactamente este texto, tras leerlo entero.
act-request-changes = Pedir cambios
act-request-changes-doc = Decir qué debe cambiar antes de aprobarlo.
act-publish = Publicar
act-publish-doc = Llevar el texto aprobado a la plataforma: se copia, se abre el enlace y luego se dice cómo fue.
act-discard = Descartar
act-discard-doc = Renunciar a la respuesta, con un motivo.
act-task-done = Hecha
act-task-done-doc = Marcar la tarea como hecha.
act-task-blocked = Bloqueada
act-task-blocked-doc = Decir que la tarea no puede seguir, y por qué.
act-task-skipped = Omitir
act-task-skipped-doc = Dejar la tarea fuera, con un motivo.
act-task-reopened = Reabrir
act-task-reopened-doc = Abrir la tarea otra vez.
act-add-task = Añadir tarea
act-add-task-doc = Poner una tarea en la lista a mano.
act-next-mine = Siguiente mía
act-next-mine-doc = Ir a la siguiente tarea abierta mía.
act-next-overdue = Siguiente vencida
act-next-overdue-doc = Ir a la siguiente tarea vencida.
act-next-unowned = Siguiente sin dueño
act-next-unowned-doc = Ir a la siguiente tarea abierta que nadie ha asumido.
act-correct = Corregir
act-correct-doc = Corregir una anotación con otra nueva; la anterior queda.
act-pin = Fijar
act-pin-doc = Fijar el suceso, o quitarle la chincheta.
act-raise = Subir la gravedad
act-raise-doc = Un nivel más grave, ya: sin motivo.
act-severity = Gravedad
act-severity-doc = Elegir la gravedad; bajarla pide un motivo.
act-status = Estado
act-status-doc = Mover el incidente: contenido, resuelto, desactivado…
act-lead = Responsable
act-lead-doc = Decir quién lleva el incidente.
act-type = Tipo
act-type-doc = Decir qué clase de incidente es.
act-hand-in = Entregar
act-hand-in-doc = Entregar el texto para su aprobación.
act-keep-for-all = Guardar para todos
act-keep-for-all-doc = Guardar el texto donde todos lo ven, sin entregarlo.
act-text-language = Idioma del texto
act-text-language-doc = Escribir este texto en el otro idioma.
act-next-channel = Canal
act-next-channel-doc = Enviarlo por el canal siguiente.
act-take-theirs = Tomar el suyo
act-take-theirs-doc = Tomar el texto más nuevo que guardó otra persona, o las palabras que propuso quien revisa; el propio queda a un deshacer.
act-keep-mine = Seguir con el mío
act-keep-mine-doc = Seguir con el texto propio por encima del más nuevo, ya visto.
act-next-field = Campo siguiente
act-next-field-doc = Ir al campo siguiente.
act-previous-field = Campo anterior
act-previous-field-doc = Ir al campo anterior.
act-accept = Aceptar
act-accept-doc = Pasar al campo siguiente, o enviar desde el último; en un texto, línea nueva.
act-send = Enviar
act-send-doc = Enviar el formulario desde cualquier campo.
act-text-undo = Deshacer lo tecleado
act-text-undo-doc = Deshacer lo último tecleado.
act-text-redo = Rehacer lo tecleado
act-text-redo-doc = Volver a ponerlo.
act-delete-word = Borrar la palabra
act-delete-word-doc = Borrar la palabra anterior al cursor.
act-delete-to-start = Borrar hasta el principio
act-delete-to-start-doc = Borrar desde el principio de la línea hasta el cursor.
act-cut-text = Cortar
act-cut-text-doc = Cortar la selección al portapapeles (se selecciona con Mayús y las flechas).
act-start-drill = Empezar un simulacro
act-start-drill-doc = Entrenar con un incidente guionizado en una sala propia.
act-create-room = Crear una sala
act-create-room-doc = Crear una sala: su nombre y las palabras por las que se reconoce una mención de la marca.
list-just-turned = La lista acababa de moverse: esta es la fila ahora. Pulse otra vez.
form-choose-first = Elija antes una opción, por su letra o con las flechas.
clock-ahead = La última entrada de la sala ({ $at }) va { $n } minutos por delante del reloj de este equipo: uno de los dos relojes va mal, o iba mal. Ponga en hora este con un servidor de tiempo. Los plazos van por el reloj de este equipo; lo que se anote hasta entonces llevará esa hora.
drill-over = El guion ha terminado: ya ha hablado todo el mundo. El reloj se para en su final, y la puntuación también; > lo pone en marcha para lo que viene después. Ctrl-C sale.
form-bulk-copies = { $n ->
    [one] Con ellas va una copia: { $all } en total.
   *[other] Con ellas van { $n } copias: { $all } en total.
}
form-bulk-away = { $away ->
    [one] Una de estas no está ahora en la pantalla.
   *[other] { $away } de estas no están ahora en la pantalla.
}
form-bulk-wordings = Lo dicen con { $wordings } redacciones distintas: se decide sobre todas.
form-bulk-urgent = Urgentes entre ellas: { $p1 } P1, { $p2 } P2.
form-one-copies = { $n ->
    [0] Solo esta: de las que dicen casi lo mismo ninguna es una copia pendiente.
    [one] Una copia suya, esté donde esté, va con ella: { $all } en total.
   *[other] { $n } copias suyas, estén donde estén, van con ella: { $all } en total.
}
