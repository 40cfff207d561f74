### Qué falla en el archivo de un simulacro. La línea y la columna van delante de la frase.

drill-fault-toml = No se puede leer como guion de simulacro: { $message }
drill-fault-too-large = El archivo tiene { $bytes } bytes; un guion puede tener { $most } como máximo.
drill-fault-too-many = El guion produce { $count } menciones; el máximo es { $most }. Reducir `count` o `per_hour`.
drill-fault-empty = Este texto está vacío. Escribirlo también en este idioma.
drill-fault-long = Este texto tiene { $length } caracteres; el máximo es { $most }.
drill-fault-empty-list = «{ $name }» tiene una lista de textos vacía en uno de los idiomas. Poner al menos uno en cada idioma.
drill-fault-id-twice = El identificador «{ $id }» está repetido. Dar uno propio a cada inyección y a cada ola.
drill-fault-unknown-author = En el reparto no hay nadie llamado «{ $name }». Añadirlo a [cast] o corregir el nombre.
drill-fault-unknown-inject = No existe la inyección «{ $id }». Corregir el identificador.
drill-fault-later-inject = La inyección «{ $id }» no es anterior a esta. Cambiar una de las dos horas.
drill-fault-other-platform = La inyección «{ $id }» está en { $platform }; una respuesta o una cita tiene que estar también ahí.
drill-fault-platform = «{ $name }» no es un nombre de plataforma: solo minúsculas y cifras, por ejemplo x o bluesky.
drill-fault-unknown-disposition = «{ $word }» no es una disposición. Usar una de estas: { $known }.
drill-fault-offset = Esto no es un tiempo. Escribir +MM:SS o +HH:MM:SS, por ejemplo +02:30.
drill-fault-past-end = Esto llega después del final del simulacro. Subir `lasts` o adelantar la hora.
drill-fault-unknown-slot = No existe el hueco { "{" }{ $name }{ "}" }. Añadirlo a [slots] o corregir el nombre.
drill-fault-wave-source = La ola «{ $id }» necesita al menos una plataforma y o bien `copies` o bien `texts`, no ambos.
drill-fault-no-usual = Aquí no hay nada habitual: dar a [usual] una plataforma, a [crowd] nombres y a una charla un peso mayor que 0.
drill-fault-unknown-scenario = No hay ningún simulacro llamado «{ $name }». Disponibles: { $known }.
