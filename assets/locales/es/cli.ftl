# Palabras de la línea de órdenes y de lo que rodea a la pantalla.

shell-busy = La sala está ocupada: inténtelo de nuevo en un momento. No ha cambiado nada.

screen-no-room = { $path } no existe. Arranque gabinete sin --room para crear una sala, o nombre una que exista.
screen-not-a-drill = { $path } no es un simulacro, sino una sala real. Nombre otro archivo para el simulacro: gabinete drill --room simulacro.room
room-last-was-drill = No hay ninguna sala en { $file }. La última sala usada es un simulacro, y un simulacro nunca se elige si no se nombra: --room { $drill }
screen-no-theme = No hay ningún tema «{ $theme }»: elija «default» o «mono» en el archivo de configuración.
screen-no-terminal = Hace falta un terminal: ejecútelo en uno, o use una orden como «gabinete import» o «gabinete events».

act-not-json = Eso no es JSON válido en la columna { $column }.
act-not-utf8 = Desde el byte { $byte } eso no es UTF-8, y no se ha hecho nada de ello: está escrito en otra codificación, como Latin-1. Escríbalo en UTF-8 y envíelo de nuevo; lo que está en Latin-1 se convierte con: iconv -f latin1 -t utf-8
act-too-long = Esa línea pasa de { $max } MiB. No se ha hecho nada de ella: repartirla en varias órdenes.
act-ends-early = Eso termina antes de tiempo, en la columna { $column }: falta una comilla, un corchete o una llave.
act-not-object = Una orden debe ser un objeto: {"{"}"do": "add_entry", "text": "..."{"}"}
act-missing-key = Falta «{ $key }».
act-unknown-command = No hay ninguna orden «{ $given }». Hay: { $known }.
act-unknown-key = Aquí no hay ninguna clave «{ $key }». No se ha hecho nada. Hay: { $known }.
act-wrong-value = «{ $key }» no puede ser { $given }.
act-wrong-choice = «{ $key }» no puede ser { $given }. Puede ser: { $known }.
act-unreadable = Eso no se puede leer: hay una clave repetida o un número demasiado grande.
act-see-schema = «gabinete act --schema» muestra lo que hay.

import-new-room = Sala nueva: { $room }
import-progress = { $read } leídas, { $new } nuevas, { $bad } malas
import-bad-line = línea { $line }: { $reason }
import-bad-more = Las demás líneas malas se cuentan, y se guardan con estas.
import-ended = Se ha interrumpido, con al menos { $new } nuevas en la sala. La misma orden sigue donde se quedó: lo que ya está dentro se reconoce.
import-done = { $source }: { $new ->
    [one] { $new } mención nueva
   *[other] { $new } menciones nuevas
}, { $repeated } ya conocidas, { $bad } malas, en { $room }
import-left = { $left ->
    [one] { $left } mención espera
   *[other] { $left } menciones esperan
} al programa que tiene la sala abierta: las recoge ahora.
import-left-in = { $left ->
    [one] { $left } mención que esperaba a otro programa ya está dentro
   *[other] { $left } menciones que esperaban a otro programa ya están dentro
}.
import-dates-guessed = { $file }: sus fechas pueden leerse de dos maneras, y se ha tomado el día primero: 03/04/2026 es el 3 de abril. Si va antes el mes, usar: --dates mdy. Si es así, --dates dmy lo confirma.
import-undated = { $source }: nada dice cuándo se publicaron sus menciones, así que todas cuentan como publicadas ahora y la sala no aprende de ellas qué es lo habitual. En JSON Lines la hora se llama «ts».
import-rejects = { $bad ->
    [one] { $bad } línea mala guardada
   *[other] { $bad } líneas malas guardadas
} en { $path }
import-rejects-over = Las líneas malas se escribirían encima de { $file }. Nombre otro archivo para ellas con --rejects.
import-failed = { $n } de { $all } archivos no se han podido traer: { $files }
import-not-begun = Sin empezar: { $files }
mapping-generic = ninguna herramienta conocida: por los nombres de las columnas
mapping-preset = exportado de
mapping-header = cabecera en línea
mapping-ignored = guardadas aparte
follow-started = Siguiendo { $source } hacia { $room }. Ctrl-C lo termina.
follow-waiting = No hay ningún archivo { $file }: se espera a que aparezca. Hasta entonces esta fuente no cuenta como viva. Ctrl-C lo termina.
follow-rejects-over = Las líneas malas se escribirían dentro de la sala, { $file }. Cambie el nombre de la sala o el del archivo.
follow-rejects-full = { $path } está lleno: las demás líneas malas se dicen, pero no se guardan. Muévalo a otro sitio para volver a guardarlas.

collect-started = { $n ->
    [one] Se escucha una fuente
   *[other] Se escuchan { $n } fuentes
} para { $room }. Ctrl-C lo termina.
collect-waits = Otro proceso escucha para esta sala: este espera, y toma el relevo cuando aquel pare.
collect-ended = Ya no se escucha.

keywords-none = La sala aún no tiene palabras clave: gabinete keywords acme @acme
keywords-set = { $n ->
    [one] Una palabra clave
   *[other] { $n } palabras clave
} para { $room }. Lo que llegue desde ahora se lee con ellas.

sources-none = Aún no hay ninguna fuente que escuchar: gabinete sources add pregunta por una. Se guardan en { $file }.
sources-not-in-a-drill = Un simulacro oye solo a los suyos: allí no se escucha ninguna fuente.
sources-keywords = (las palabras clave de la sala)
sources-everything = (todo lo que llega)
sources-name-which = ¿Qué fuente? Hay que nombrarla: gabinete sources { $verb } NOMBRE
sources-removed = { $name } ya no se escucha.
sources-unknown = No hay ninguna fuente { $name }. Hay: { $known }
sources-is-paused = { $name } no se escucha hasta: gabinete sources resume { $name }
sources-is-resumed = { $name } se escucha otra vez.
sources-kind-which = ¿Qué clase de fuente? --kind, una de: { $kinds }
sources-kind-unknown = { $kind } no es ninguna clase de fuente. Hay: { $kinds }
sources-there = Ya hay una fuente { $name }. Esta necesita otro nombre, o hay que quitar aquella.
sources-set = --set lleva CLAVE=VALOR, no { $what }.
sources-needs = Falta: { $key } ({ $what }). Se da con --set { $key }=...
sources-secret = Secreto inventado para ella: { $secret }
sources-ask-kind = ¿Qué clase de fuente? Su número
sources-ask-name = ¿Cómo se llamará?
sources-ask-match = ¿Qué debe escuchar? Nada significa las palabras clave de la sala
sources-ask-server = Dirección del servidor
sources-ask-token = Token de acceso de una cuenta de allí (las búsquedas y notificaciones lo necesitan; nada significa ninguno)
sources-ask-hashtags = Etiquetas, separadas por espacios
sources-ask-list = El número de una lista de esa cuenta (nada significa ninguna)
sources-ask-search = Frases que buscar, separadas por comas; necesitan el token (nada significa ninguna)
sources-ask-notifications = ¿Escuchar lo que se dice a esa cuenta? Necesita el token: s o n
sources-ask-urls = Direcciones de los canales, separadas por espacios
sources-ask-listen = Dirección en la que escuchar
sources-ask-secret = El secreto que debe saber quien envíe
sources-ask-expect = Qué pasa como mucho entre dos envíos, como 15m o 2h (nada: se aprende)
sources-ask-anyway = ¿Guardarla de todos modos, para seguir intentándolo? s o n
sources-kept = { $name } queda guardada en { $file }. Una sala abierta la oye en segundos.
sources-kept-nowhere = { $name } queda guardada en { $file }.
sources-not-kept = No se ha guardado nada.
sources-trying = Probando { $name }, hasta 20 segundos ...
sources-list-blind = A CIEGAS desde { $time }: { $why }
sources-list-heard = { $state }, oída por última vez { $time }
sources-every-room = Es para todas las salas, y en una dirección solo puede escuchar una: con --only SALA es solo de esa sala.
sources-no-such-room = Ninguna sala conocida en esta máquina se llama { $room }: { $name } se oirá allí cuando exista.
sources-untested = La prueba ha fallado: { $name } queda guardada sin probar.
sources-ask-needed = Esto no se puede dejar en blanco. Ctrl-D acaba las preguntas.
sources-is-live = { $name }: la sala la escucha en este momento.
trial-quiet = { $name }: sin respuesta en { $seconds ->
    [one] un segundo
   *[other] { $seconds } segundos
}. El servidor va lento o está colgado.
trial-heard = { $name }: { $matched ->
    [one] una publicación coincide
   *[other] { $matched } publicaciones coinciden
}; miradas: { $looked }.
trial-no-news = { $name }: conectada, y entretanto no se ha dicho nada allí.
trial-open = { $name }: está a la escucha. Envíe a http://{ $what }/v1/mentions
trial-lag = { $name }: leída hasta { $seconds ->
    [0] ahora
    [one] hace un segundo
   *[other] hace { $seconds } segundos
}.
kind-jetstream = Bluesky, todo lo público (sin cuenta)
kind-mastodon = Mastodon y servidores como él
kind-rss = Canales: alertas de noticias, blogs, búsquedas (RSS, Atom)
kind-webhook = Una dirección a la que envían otras herramientas (webhook)

detect-too-long = La línea es demasiado larga.
detect-no-time = Falta la hora (timestamp) o no es una hora.
detect-no-number = Falta el valor (value) o no es un número.
detect-negative = El valor es menor que cero.
detect-same-time = Tiene la misma hora que la fila anterior.
detect-backwards = Es anterior a la fila anterior.
match-total = { $matched } de { $all } menciones en { $days ->
    [one] un día
   *[other] { $days } días
} ({ $share })
match-ahead = { $n ->
    [one] Otra dice una hora que aún no ha llegado y no es de ningún día.
   *[other] Otras { $n } dicen una hora que aún no ha llegado y no son de ningún día.
}
match-nothing-there = Todavía no hay menciones: traiga algunas con gabinete import, o pruébela con un archivo con --file.
match-no-room = { $room } no existe. Nombre una sala con --room, o pruébela con un archivo con --file.
triage-no-file = { $file } no se puede leer: { $why }
triage-bad-line = línea { $line }: { $why }
triage-bad-lines = En total no se han podido leer { $n } líneas.
count-no-platform = El plan no tiene la plataforma «{ $name }». Diga una de { $known }, o all.
count-limit-one = --limit es el límite de una sola plataforma: nómbrela con --platform.
count-no-warning = { $name } no tiene avisos de contenido: --cw es para Mastodon.
count-too-long = El texto pasa de { $most } MiB.
count-not-utf8 = El texto no es UTF-8: no se puede leer el byte { $place }. Guárdelo como UTF-8 y vuelva a intentarlo.
count-too-many-parts = Un hilo tiene como mucho { $most } partes: la última lleva el resto y es demasiado larga.
count-bytes = bytes: { $used }

check-well = Todo en orden: { $events } sucesos y { $mentions } menciones concuerdan. Cabeza de la cadena: { $head }
check-well-but = { $events } sucesos y { $mentions } menciones concuerdan, pero no los archivos de las pruebas. Cabeza de la cadena: { $head }
check-damaged = { $file } está dañado: { $why }. No escriba en él, y guarde una copia con los archivos de al lado que terminan en -wal y -shm. Siga con la última copia de seguridad: gabinete --room COPIA. Para salvar lo que le falte, con una herramienta sqlite3 que conozca .recover: sqlite3 { $file } .recover | sqlite3 salvada.room, y después: gabinete check --room salvada.room
check-index-skipped = No se ha comparado el índice de búsqueda: la sala está en uso o no se puede escribir en ella. Repítalo cuando nadie la use.
check-faults = { $faults ->
    [one] { $faults } fallo
   *[other] { $faults } fallos
} en { $events } sucesos y { $mentions } menciones. Conserve este archivo como está y siga con una copia.

info-version = versión
info-config = configuración
info-rooms = salas
info-room = sala
info-none = Todavía no hay ninguna sala ahí.
info-name = nombre
info-zone = zona
info-format = formato
info-bytes = bytes + diario
info-events = sucesos
info-head = cabeza
info-mentions = menciones
info-unattended = sin atender
info-owed = debidas
info-incidents = incid. y resp.
info-inbox = en la bandeja
backup-done = Copiada { $from } a { $to }
plan-in-use = Se usa el plan «{ $name }», de { $path }: { $tasks } tareas, { $roles } funciones.
plan-built-in = Se usa el plan incorporado: { $tasks } tareas, { $roles } funciones. Para hacerlo propio: gabinete plan init "{ $own }", y cambie ese archivo; se usa en cuanto está ahí.
plan-refused = { $fault } { $n ->
    [one] Ninguna sala se abre con un plan que tiene un error: corríjalo, o quite el archivo para usar el plan incorporado.
   *[other] Hay { $n } errores, y ninguna sala se abre con un plan que tenga alguno: «gabinete plan check» los dice todos. Corríjalos, o quite el archivo para usar el plan incorporado.
}
plan-unreadable = No se puede leer el plan { $path } ({ $why }). Corrija «plan» en el archivo de configuración, o ponga ahí el plan.
plan-written = Escrito: { $path }. Rellene quién ocupa cada función, cambie lo que difiera y después: gabinete plan check "{ $path }"
plan-exists = { $path } ya existe y no se ha tocado. Nombre otro archivo.
plan-not-written = No se pudo escribir { $path }: { $why }
plan-name-built-in = plan incorporado
plan-checked = Comprobado: { $path }, con { $n ->
    [one] un aviso
   *[other] { $n } avisos
}.
plan-no-text = no es texto UTF-8 o es demasiado largo
plan-name-stdin = entrada estándar
plan-good = { $path }: ningún error y nada que advertir.
plan-usage = Sobra o falta un nombre. «init» y «check» llevan un archivo, «show» una parte o un código, «diff» el archivo de antes y el de después.
config-place = # Se lee de { $path }
config-unread = No se puede leer: { $detail }.
config-syntax = Esto no es TOML válido: aquí falta o sobra una comilla, un corchete o un signo igual.
config-same-key = Esta opción ya está puesta. Deje una de las dos.
config-unknown-key = No hay ninguna opción «{ $name }». Hay: { $known }.
config-not-a-switch = «{ $name }» debe ser true o false, sin comillas.
config-not-a-number = «{ $name }» debe ser un número entero desde 0, sin comillas.
config-not-a-text = «{ $name }» debe ser un texto entre comillas.
