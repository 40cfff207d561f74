# Lo que dicen --help, la página de manual y los scripts para completar.

help = Una sala de crisis en el terminal para incidentes en redes sociales: menciones, respuestas, lista de coordinación y cronología en una pantalla
help-room = Archivo de la sala; si no, la última usada que no sea un simulacro, o una en la carpeta de datos
help-as = Quién actúa: un nombre, declarado y guardado con cada decisión
help-lang = Idioma de la interfaz: en o es; si no, el del sistema
help-readonly = Mirar sin cambiar nada
help-share = Empezar con los datos personales ocultos, para una pantalla compartida; con --readonly siguen ocultos
help-allow-network-fs = Abrir una sala en una unidad de red, donde dos equipos a la vez pueden dañarla

help-drill = Empezar un simulacro en una sala propia, o seguir con el de --room; listar, comprobar, mostrar o puntuar
help-drill-what = Un guion, por su nombre o archivo; o list, check, show, score o make; si no, product_safety
help-drill-name = check y show: nombre o archivo del guion; score: la sala del simulacro, si no la de --room, si no el último jugado; make: el incidente de la sala que se repite
help-drill-to = make: el archivo del guion; no debe existir
help-drill-from = Repetir este incidente de la sala, con su gente bajo otros nombres
help-drill-json = list y score: en JSON
help-drill-speed = Cuántas veces más rápido que el reloj de pared: de 1 a 60
help-drill-text-lang = Idioma en el que escriben los personajes; si no, el de la interfaz
help-drill-seed = Semilla de los dados del simulacro: la misma semilla da el mismo simulacro; si no, una cualquiera, donde el comienzo se deja al azar

help-import = Traer menciones de archivos JSON Lines, CSV o TSV, o de la entrada estándar (-)
help-import-files = Archivos, o - para la entrada estándar
help-import-map = Qué columna es cuál: author=Username,text=Body
help-import-preset = La herramienta que lo exportó: brandwatch, meltwater, talkwalker, determ, sprout, hootsuite; si no, se deduce de las columnas
help-import-zone = Zona IANA de las horas que no dicen ninguna: Europe/Madrid
help-import-dates = Qué va primero en fechas como 03/04/2026 si ninguna fecha del archivo lo aclara: dmy para el día, mdy para el mes
help-import-history = Traerlo como pasado: para lo habitual y para buscar; nadie tiene que atenderlo
help-import-dry-run = Enseñar cómo se leen las columnas y las primeras filas, sin traer nada
help-import-rejects = Dónde se guardan las líneas ilegibles; si no, junto al archivo, como ARCHIVO.rejects.jsonl

help-follow = Traer menciones en directo de un archivo JSON Lines que crece, o de la entrada estándar (-)
help-follow-file = El archivo, o - para la entrada estándar
help-collect = Escuchar las fuentes de la sala sin pantalla, hasta que se termine
help-keywords = Decir de qué trata la sala, o fijarlo: los nombres de la marca, productos y cuentas
help-keywords-words = Los nombres y cuentas; sustituyen a los que había. Ninguno los muestra
help-sources = Decir qué fuentes se escuchan; añadir, probar, pausar o quitar una
help-sources-verb = list, add, test, pause, resume o remove; si no, list
help-sources-name = El nombre de la fuente
help-sources-kind = add: jetstream (Bluesky), mastodon, rss o webhook; si no, se pregunta
help-sources-match = add: qué se escucha; si no, las palabras clave de la sala
help-sources-set = add: una clave propia de la fuente: every_s=600; se puede repetir
help-sources-only = add: nombre de la sala para la que es; si no, es para todas

help-act = Ejecutar órdenes dadas en JSON, una por línea, y decir en JSON qué ha resultado de cada una
help-act-command = Una orden: {"{"}"do": "add_entry", "text": "..."{"}"}; si no, una por línea de la entrada estándar
help-act-schema = Mostrar el esquema JSON de las órdenes

help-detect = Leer horas y recuentos en CSV, y mostrar cada fila con lo inusual que es
help-detect-file = CSV con las columnas timestamp y value; si no, la entrada estándar
help-triage = Leer menciones en JSON Lines y escribir cada una con idioma, tono, prioridad, grupos y marcas
help-triage-file = JSON Lines; si no, la entrada estándar
help-triage-brand = Nombres y cuentas de la marca, que no dicen nada del tono y señalan lo que se le dice
help-value-names = NOMBRE,...

help-lint = Leer un borrador y escribir en JSON qué incumple o le falta a su tono y qué sería mejor
help-lint-file = El borrador; si no, la entrada estándar
help-lint-text-lang = Idioma del borrador
help-lint-type = Qué es: holding, update, correction, apology, resolution, internal o reply
help-lint-severity = Gravedad de su incidente: de SEV1 a SEV4
help-lint-facts = Lo confirmado, un hecho por línea; lo falso, tras un !
help-lint-plan = El plan con lo que nunca se dice; si no, el plan en uso
help-match = Probar una expresión de búsqueda con las menciones de la sala: cuántas por día y las últimas que encuentra
help-match-expression = acme O "banco acme" -música, @acme, #acme, acm*, acme~1, acme cerca/5 (fraude O estafa)
help-match-days = Cuántos días hacia atrás desde la mención más reciente: de 1 a 3660
help-match-json = Un objeto JSON
help-match-file = Probarla con un archivo JSON Lines (- para la entrada estándar) en vez de con la sala

help-count = Leer un texto y decir cuánto ocupa en cada plataforma; 1 si pasa de un límite
help-count-file = El texto; si no, la entrada estándar
help-count-platform = Adónde va: x, bluesky, mastodon u otra plataforma del plan; si no, todas
help-count-reply = Contarlo como respuesta, que en algunas plataformas ha de ser más corta
help-count-thread = Cortarlo en un hilo y mostrar cada parte debajo de su cuenta
help-count-limit = Lo más que admite una plataforma, si no es lo del plan: el límite propio de un servidor de Mastodon, una cuenta de pago
help-count-cw = El aviso de contenido que lleva delante, que cuenta en Mastodon
help-count-json = Un objeto JSON

help-events = Mostrar la cronología
help-events-json = Un objeto JSON por línea, con su contenido completo
help-events-from = Desde este suceso en adelante

help-check = Comprobar la sala: rehacer todos los sucesos, seguir la cadena, revisar archivo e índice
help-info = Decir dónde está la sala, qué versiones la han hecho y qué contiene
help-backup = Copiar la sala y sus pruebas a otro archivo mientras se usa
help-backup-to = La copia; no debe existir
help-plan = Decir qué plan de comunicación se usa y qué dice; escribir uno para hacerlo propio, revisarlo o comparar dos
help-plan-verb = init escribe el plan incorporado con sus comentarios; check dice qué está mal en un plan; show dice lo que contiene; diff, qué cambia entre dos; adopt hace vigente en la sala el que se usa; si no, cuál se usa
help-plan-names = init y check: el archivo; si no, la salida estándar y el plan en uso. show: roles, approvals, templates, lines, qa, clocks, severity, rules, reminders, platforms, o el código de un rol, una plantilla, una línea o una pregunta; si no, todo. diff: el archivo de antes y el de después; si no, el plan en uso
help-plan-file = show: este archivo en lugar del plan en uso
help-plan-json = show: todo el plan en JSON; diff: lo que cambia, en JSON
help-config = Mostrar cada opción del archivo de configuración, su valor y dónde está el archivo
help-completions = Generar el script para completar órdenes en un intérprete
help-completions-shell = Qué intérprete
help-man = Mostrar la página de manual

help-help = Mostrar esta ayuda o la de la orden indicada
help-flag = Mostrar la ayuda
help-version = Mostrar la versión

help-usage = Uso
help-commands = Órdenes
help-arguments = Argumentos
help-options = Opciones
help-any-options = [OPCIONES]
help-env = [variable de entorno: { $name }]
help-default = [por omisión: { $value }]
help-possible = [valores posibles: { $values }]
help-man-name = NOMBRE
help-man-synopsis = SINOPSIS
help-man-description = DESCRIPCIÓN
help-man-version = VERSIÓN

help-value-command = ORDEN
help-value-file = ARCHIVO
help-value-name = NOMBRE
help-value-columns = CAMPO=COLUMNA,...
help-value-tool = HERRAMIENTA
help-value-zone = ZONA
help-value-expression = EXPRESIÓN
help-value-event = SUCESO
help-value-type = TIPO
help-value-level = NIVEL
help-value-what = QUÉ
help-value-shell = INTÉRPRETE
help-value-kind = CLASE
help-value-setting = CLAVE=VALOR
help-value-word = PALABRA
help-value-text = TEXTO
help-value-room = SALA

misuse-argument = «{ $given }» no se espera aquí.
misuse-command = No hay ninguna orden «{ $given }».
misuse-similar = ¿Quería decir «{ $similar }»?
misuse-missing = Falta esto: { $missing }
misuse-value = «{ $value }» no vale para { $argument }.
misuse-no-value = { $argument } necesita un valor.
misuse-twice = { $argument } solo puede indicarse una vez.
misuse-more = Añada --help para ver más.
