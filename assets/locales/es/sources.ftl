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
source-bad-few = tiene { $found } celdas y la cabecera { $expected }: faltan algunas, o la fila está cortada
source-bad-quote = hay una comilla que se abre y no se cierra

# Por qué no se puede leer un archivo.
source-open-io = No se puede leer: { $detail }.
source-open-missing = No existe ese archivo. Comprobar el nombre y la carpeta.
source-open-folder = Es una carpeta. Indicar los archivos que contiene.
source-open-empty = El archivo está vacío.
source-open-not-text = Es un archivo { $what }. Exportarlo como CSV, o guardar la hoja como «CSV UTF-8», e importar ese.
source-open-no-header = Ninguna fila parece tener nombres de columna. Hay: { $there }. Indicar las columnas: --map text=COLUMNA,ts=COLUMNA
source-open-no-text = Ninguna columna contiene lo que se dijo. Columnas: { $there }. Indicarla: --map text=COLUMNA
source-open-bad-map = «{ $part }» no es campo=Columna, como en --map author=Username,text=Body
source-open-unknown-field = No existe el campo «{ $field }». Campos: { $known }.
source-open-unknown-column = No existe la columna «{ $column }». Columnas: { $there }.
source-open-unknown-preset = No existe el preajuste «{ $preset }». Preajustes: { $known }.
source-open-unknown-zone = No existe la zona horaria «{ $zone }». Escribirla así: Europe/Madrid o UTC.

## Keyword expressions

match-empty = escribe qué buscar: palabras, "frases", @cuentas, O, NO, cerca/5
match-long = columna { $column }: una expresión tiene como mucho { $most } caracteres
match-many = columna { $column }: una expresión tiene como mucho { $most } palabras y frases
match-deep = columna { $column }: los paréntesis, NO y cerca caben unos en otros como mucho { $most } veces
match-quote = columna { $column }: estas comillas no se cierran
match-open = columna { $column }: este paréntesis no se cierra
match-close = columna { $column }: este paréntesis no cierra nada
match-operand = columna { $column }: “{ $word }” no tiene al lado nada a lo que aplicarse; para buscar la propia palabra, ponla entre comillas
match-only-not = columna { $column }: esto solo excluye; di antes qué buscar
match-near-number = columna { $column }: di cuántas palabras puede haber en medio, de 0 a 100: cerca/5, o "dos palabras"~5
match-near-operand = columna { $column }: cerca lleva palabras, frases o (una O la otra) a cada lado
match-star = columna { $column }: * va al final de una palabra, tras dos letras al menos: acm*
match-fuzzy-number = columna { $column }: tras ~ va 1 o 2, las letras que pueden estar mal: acme~1
match-fuzzy-word = columna { $column }: ~ va con una sola palabra de letras
match-fuzzy-short = columna { $column }: una palabra necesita { $least } letras para ~{ $edits }, o encuentra casi todo
match-no-letters = columna { $column }: en “{ $word }” no hay nada que encontrar: no tiene letras, cifras ni emojis

live-expression = No se entiende qué debe escuchar, en la columna { $column }: puede probarse con gabinete match
live-expression-short = no se entiende su expresión
live-no-words = Nada dice qué hay que escuchar: la sala necesita palabras clave, o la fuente una expresión (match)
live-no-words-short = nada dice qué hay que escuchar
blind-part = no se oye una de sus partes
