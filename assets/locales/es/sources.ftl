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
