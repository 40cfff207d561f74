# Qué puede ir mal en una línea de un archivo.
source-bad-json = no es JSON: algo está mal en la columna { $column }
source-bad-json-end = no es JSON: termina antes de tiempo, en la columna { $column }
source-bad-deep = sus listas tienen más de 128 niveles
source-bad-object = cada línea debe ser un objeto JSON: {"{"}"text": "..."{"}"}
source-bad-no-text = no tiene texto
source-bad-long = ocupa más de 1 MiB
source-bad-date = «{ $value }» no es una fecha legible; escribirla así: 2026-11-22T14:23:05Z
source-bad-type = el valor de «{ $key }» no es del tipo esperado
source-bad-columns = tiene { $found } celdas y la cabecera { $expected }: sobra un separador o una comilla
source-bad-few = tiene { $found } de las { $expected } celdas de la cabecera: faltan algunas, o la fila está cortada
source-bad-quote = hay una comilla que se abre y no se cierra

# Por qué no se puede leer un archivo.
source-open-io = No se puede leer: { $detail }.
source-open-missing = No existe ese archivo. Compruebe el nombre y la carpeta.
source-open-folder = Es una carpeta. Indique los archivos que contiene.
source-open-empty = El archivo está vacío.
source-open-not-text = Es un archivo { $what }. Expórtelo como CSV, o guarde la hoja como «CSV UTF-8», e importe ese.
source-open-binary = Esto no es texto sino bytes, como una imagen, un vídeo, un programa o un archivo comprimido. Exporte las menciones como CSV e importe ese archivo.
source-open-no-header = Ninguna fila parece tener nombres de columna. Hay: { $there }. Indique las columnas: --map text=COLUMNA,ts=COLUMNA
source-open-no-text = Ninguna columna contiene lo que se dijo. Columnas: { $there }. Indíquela: --map text=COLUMNA
source-open-bad-map = «{ $part }» no es campo=Columna, como en --map author=Username,text=Body
source-open-unknown-field = No existe el campo «{ $field }». Campos: { $known }.
source-open-unknown-column = No existe la columna «{ $column }». Columnas: { $there }.
source-open-map-of-lines = --map nombra las columnas de una tabla, y JSON Lines no las tiene: cambie el nombre de las claves en el archivo o quite --map.
source-open-unknown-preset = No existe el preajuste «{ $preset }». Preajustes: { $known }.
source-open-unknown-zone = No existe la zona horaria «{ $zone }». Escríbala así: Europe/Madrid o UTC.

## Keyword expressions

match-empty = escribe qué buscar: palabras, "frases", @cuentas, O, NO, cerca/5
match-long = columna { $column }: una expresión tiene como mucho { $most } caracteres
match-many = columna { $column }: una expresión tiene como mucho { $most } palabras y frases
match-deep = columna { $column }: los paréntesis, NO y cerca caben unos en otros como mucho { $most } veces
match-quote = columna { $column }: estas comillas no se cierran
match-open = columna { $column }: este paréntesis no se cierra
match-close = columna { $column }: este paréntesis no cierra nada
match-operand = columna { $column }: “{ $word }” no tiene al lado nada a lo que aplicarse; para buscar la propia palabra, ponla entre comillas
match-only-not = columna { $column }: esto solo excluye; diga antes qué buscar
match-near-number = columna { $column }: diga cuántas palabras puede haber en medio, de 0 a 100: cerca/5, o "dos palabras"~5
match-near-operand = columna { $column }: cerca lleva palabras, frases o (una O la otra) a cada lado
match-star = columna { $column }: * va al final de una palabra, tras dos letras al menos: acm*
match-fuzzy-number = columna { $column }: tras ~ va 1 o 2, las letras que pueden estar mal: acme~1
match-fuzzy-word = columna { $column }: ~ va con una sola palabra de letras
match-fuzzy-short = columna { $column }: una palabra necesita { $least } letras para ~{ $edits }, o encuentra casi todo
keywords-operator = columna { $column }: «{ $word }» no significa nada aquí. Ponga comas entre las palabras clave, o comillas para buscarlo tal cual.
keywords-star = columna { $column }: «{ $word }»: solo una cuenta o una etiqueta puede acabar en *. Escriba cada forma, separada por comas.
match-no-letters = columna { $column }: en “{ $word }” no hay nada que encontrar: no tiene letras, cifras ni emojis

live-expression = No se entiende qué debe escuchar, en la columna { $column }: puede probarse con gabinete match
live-expression-short = expresión no entendida
live-no-words = Nada dice qué hay que escuchar. La sala necesita palabras clave (K en la pantalla de fuentes, o: gabinete keywords acme @acme), o la fuente una expresión (--match).
live-no-words-short = nada que escuchar
blind-part = no se oye una parte
blind-part-long = No se oye { $part }. { $why } Las demás siguen.
part-short = { $part }: { $why }
parts-more = Tampoco: { $names }.
part-older = De { $part } solo se lee lo más nuevo: { $n ->
    [one] queda fuera 1 entrada más antigua
   *[other] quedan fuera { $n } entradas más antiguas
}.
part-older-short = { $n ->
    [one] 1 más antigua sin leer
   *[other] { $n } más antiguas sin leer
}

# Cómo está una fuente que se escucha.
source-connecting = conectando
source-live = en vivo
source-partly = en parte
source-unsure = aún no se sabe
source-unsure-short = espera un envío
source-unsure-long = Aún no se sabe si quien envía sigue vivo: no ha llegado nada desde que se escucha, o no hace poco, y aprender qué es habitual lleva un día y unos cuantos envíos. Un POST a /v1/alive es una señal de vida; expect = "15m" en sus ajustes dice de una vez qué es habitual.
source-waiting = reintenta
source-stopped = parada
source-left = no se escucha
source-paused = en pausa
blind-silent = demasiado silencio
blind-silent-long = No llega nada nuevo de ella desde hace mucho más de lo habitual, esté o no abierta su línea: lo que se diga allí ahora puede perderse. Se vuelve a conectar sola; si no basta, comprobar si la red está caída. Para un servidor propio tranquilo, silence_s = 0 toma sus respuestas por señales de vida.
blind-unposted = nadie le envía nada
blind-unposted-long = No se le ha enviado nada desde hace { $quiet }; lo habitual es cada { $usual } o antes: ¿sigue vivo quien envía? Comprobar ese servicio. Si es normal que no tenga nada que decir, puede decir que vive: POST /v1/alive
blind-clock = muy atrás o adelante
blind-clock-long = Lo que trae queda a horas equivocadas: va con minutos de retraso, o su reloj y el de este equipo difieren en más de dos. Ponga en hora este equipo con un servidor de tiempo; si está bien, es la red la que va tarde.
blind-unheard = nadie la escucha
blind-unheard-long = Ahora nadie la escucha: el gabinete que lo hacía ha terminado o se ha colgado. Abra la sala donde se pueda cambiar, o ejecute: gabinete collect

# Por qué falla una fuente y qué hacer; las cortas van en una columna.
live-closed = La sala no recoge nada en este momento. Compruebe si su disco está lleno y ábrala de nuevo.
live-closed-short = la sala no recoge nada
live-again = Se reintenta solo, y sigue donde lo dejó.
live-broke = Lo que llegó rompió la propia lectura de gabinete: es un defecto, y conviene avisar de él con el nombre de la fuente.
live-broke-short = se rompió al leerla
live-unreachable = No hay conexión con { $what }. Compruebe la red de este equipo y la dirección; si otros llegan, puede haber un cortafuegos o un proxy por medio.
live-unreachable-short = no se llega a ella
live-no-such-host = No existe ningún servidor llamado { $what }. Compruebe cómo está escrita la dirección, y luego la red de este equipo.
live-no-such-host-short = no existe el servidor
live-reset = La conexión con { $what } se cortó.
live-reset-short = se cortó la conexión
live-silent = No llegó nada nuevo en { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}, y la conexión se dio por perdida.
live-silent-short = no llega nada nuevo
live-tls = El cifrado no está en orden: { $what }. Compruebe la dirección y el reloj de este equipo; un proxy que lee lo que pasa necesita su certificado en el sistema.
live-tls-short = certificado no válido
live-status = El servidor contestó { $status }. De 500 en adelante es cosa del servidor y se pasa; si no, comprobar la dirección y lo que la cuenta puede hacer.
live-status-short = el servidor dice que no
live-slower = Demasiadas peticiones para este servidor. { $seconds ->
    [0] { "" }
   *[other] Pide { $seconds } segundos de calma.{ " " }
}Si dura, escuchar menos o preguntar con menos frecuencia.
live-slower-short = el servidor pide calma
live-unauthorised = El servidor no acepta el token: falta, es incorrecto o ha caducado. Cree allí uno nuevo y añada otra vez la fuente con él.
live-unauthorised-short = token no aceptado
live-refused-feed = El servidor rechaza a este lector. Abra la dirección en un navegador: si se abre, pida al sitio que admita lectores de feeds o use otra dirección suya; si no, la dirección no es pública o le falta su clave.
live-refused-stream = El servidor rechaza a este lector. Ponga otro en urls, o pregunte a quien lo lleva qué pide; si lo hacen todos, mire si un proxy de esta red contesta en su lugar.
live-refused-short = el servidor nos rechaza
live-strange = Lo que llegó no es lo que dice un servidor así: { $what }. Compruebe que la dirección es la del servicio correcto.
live-strange-short = respuesta no entendida
live-cut-off = Lo que envía { $what } acaba a la mitad, antes de que acabe su primer elemento. Si sigue así, avisar a quien lleva ese feed, o quitarlo.
live-cut-off-short = el feed llega cortado
live-too-large = Una respuesta de más de { $bytes } bytes no se lee. Compruebe la dirección, o escuche menos.
live-too-large-short = respuesta demasiado larga
live-cursor-too-old = La red ya no guarda lo que se dijo cuando se dejó de escuchar. Se sigue desde ahora; si el hueco importa, importarlo de otro sitio.
live-cursor-too-old-short = se perdió parte
live-private-address = { $what } está dentro de este equipo o de esta red, y de ahí no se trae nada. Compruebe la dirección.
live-private-address-short = dirección privada
live-no-listening = No se puede escuchar en { $what }: la dirección está ocupada o no se permite. Elija otro puerto, o cierre lo que la usa.
live-no-listening-short = dirección ocupada
live-setting = El ajuste { $name } no puede funcionar: { $what }.
live-setting-range = El ajuste { $name } debe ser un número de { $from } a { $to }.
live-setting-count = El ajuste { $name } lleva de { $from } a { $to }.
live-setting-length = El ajuste { $name } debe tener de { $from } a { $to } caracteres.
live-setting-form = El ajuste { $name } debe tener la forma { $what }.
live-setting-characters = El ajuste { $name } contiene caracteres que no caben ahí.
live-setting-missing = Al ajuste { $name } le falta { $what }.
live-setting-token = Falta el ajuste { $name }: las notificaciones, listas y búsquedas necesitan el token de una cuenta.
live-setting-encrypted = El ajuste { $name } debe empezar por https://: si no, cualquiera lo lee por el camino.
live-setting-public = El ajuste { $name } es una dirección a la que llegan otras máquinas. Si es lo que se quiere, añadir public = true.
live-setting-nothing = No se escucharía nada: { $name } y lo demás está vacío.
live-setting-unknown = El ajuste { $name } no es ninguno de: { $what }.
live-setting-no-such-key = Este tipo de fuente no tiene ningún ajuste { $key }. Tiene: { $what }. Corrija el nombre, o borre la línea.
live-setting-needed = Falta el ajuste { $key }.
live-setting-type = El valor de { $key } es de otro tipo. Un texto va entre comillas, varios entre corchetes; un número, true y false van solos.
live-setting-kept = Cambiarlo en sources.toml, o quitar la fuente y añadirla otra vez.
live-setting-short = ajuste incorrecto
live-unknown = Falla por un motivo que esta versión no conoce ({ $key }). El gabinete más nuevo que escucha dice más.
live-unknown-short = falla

# Por qué no se puede usar el archivo de fuentes; antes van su nombre y el lugar.
sources-unread = No se puede leer: { $what }.
sources-syntax = Esto no es TOML: aquí falta una comilla, un corchete o un signo igual, o un nombre se repite.
sources-many = Tiene más de { $what } fuentes.
sources-no-table = { $what } cada fuente es una tabla: escriba su nombre entre corchetes en una línea propia.
sources-name = { $what } el nombre de una fuente solo lleva letras, cifras, guiones y puntos, 40 como mucho.
sources-key = { $what }: esta clave falta o no es lo que va ahí. kind y match son textos entre comillas, paused es true o false, rooms es una lista de textos entre corchetes.
sources-by-hand = { $what } está escrita de un modo que solo una persona puede cambiar sin riesgo, y no se ha cambiado nada. Cámbiela allí a mano, o escríbala como tabla bajo su nombre entre corchetes.
sources-unwritten = No se puede escribir: { $what }.
sources-taken = Ya hay una fuente llamada { $what }. Elija otro nombre.
sources-missing = Ya no hay en él ninguna fuente llamada { $what }.
sources-can-never = { $what }
