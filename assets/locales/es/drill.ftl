### Qué falla en el archivo de un simulacro. La línea y la columna van delante de la frase.

drill-fault-toml = No se puede leer como guion de simulacro: { $message }
drill-fault-too-large = El archivo tiene { $bytes } bytes; un guion puede tener { $most } como máximo.
drill-fault-too-many = El guion produce { $count } menciones; el máximo es { $most }. Reduzca `count` o `per_hour`.
drill-fault-empty = Este texto está vacío. Escríbalo también en este idioma.
drill-fault-long = Este texto tiene { $length } caracteres; el máximo es { $most }.
drill-fault-empty-list = «{ $name }» tiene una lista de textos vacía en uno de los idiomas. Ponga al menos uno en cada idioma.
drill-fault-id-twice = El identificador «{ $id }» está repetido. Dé uno propio a cada inyección y a cada ola.
drill-fault-unknown-author = En el reparto no hay nadie llamado «{ $name }». Añadirlo a [cast] o corregir el nombre.
drill-fault-unknown-inject = No existe la inyección «{ $id }». Corrija el identificador.
drill-fault-later-inject = La inyección «{ $id }» no es anterior a esta. Cambie una de las dos horas.
drill-fault-other-platform = La inyección «{ $id }» está en { $platform }; una respuesta o una cita tiene que estar también ahí.
drill-fault-name = «{ $name }» no sirve como nombre de escenario: sin barras, y sin punto al principio.
drill-fault-platform = «{ $name }» no es un nombre de plataforma: solo minúsculas y cifras, por ejemplo x o bluesky.
drill-fault-unknown-disposition = «{ $word }» no es una disposición. Use una de estas: { $known }.
drill-fault-offset = Esto no es un tiempo. Escriba +MM:SS o +HH:MM:SS, por ejemplo +02:30.
drill-fault-past-end = Esto llega después del final del simulacro. Suba `lasts` o adelante la hora.
drill-fault-unknown-slot = No existe el hueco { "{" }{ $name }{ "}" }. Añadirlo a [slots] o corregir el nombre.
drill-fault-wave-source = La ola «{ $id }» necesita al menos una plataforma y o bien `copies` o bien `texts`, no ambos.
drill-fault-no-usual = Aquí no hay nada habitual: dé a [usual] una plataforma, a [crowd] nombres y a una charla un peso mayor que 0.
drill-fault-unknown-scenario = No hay ningún simulacro llamado «{ $name }». Disponibles: { $known }.
drill-fault-syntax = Esto no es TOML válido: aquí falta o sobra una comilla, un corchete o un signo igual.
drill-fault-same-key = Esta clave ya está en la misma tabla. Deje una de las dos.
drill-fault-unknown-key = { $section ->
    [top] Un guion no tiene «{ $name }». Tiene: { $known }.
   *[other] «{ $section }» no tiene «{ $name }». Tiene: { $known }.
}
drill-fault-missing-key = { $section ->
    [top] Al guion le falta «{ $name }».
   *[other] A «{ $section }» le falta «{ $name }».
}
drill-fault-wrong-kind = { $expected ->
    [text] «{ $name }» debe ser un texto entre comillas.
    [both] «{ $name }» debe ser un texto en los dos idiomas: { $name }.en y { $name }.es.
    [lists] «{ $name }» debe ser una lista de textos en los dos idiomas: { $name }.en y { $name }.es.
    [texts] «{ $name }» debe ser una lista de textos: ["...", "..."].
    [number] «{ $name }» debe ser un número entero sin comillas, 0 o más.
    [flag] «{ $name }» debe ser true o false, sin comillas.
    [tables] «{ $name }» deben ser tablas, cada una bajo [[{ $name }]].
   *[other] «{ $name }» debe ser una tabla.
}
drill-fault-missing-language = A «{ $name }» le falta el texto en { $language ->
    [en] inglés (en)
   *[other] español (es)
}. Escríbalo en los dos idiomas.
drill-fault-unknown-word = «{ $word }» no es ninguna de las palabras que caben aquí: { $known }.
drill-fault-lasts = Un simulacro dura entre un minuto y cuatro horas.
drill-fault-past-short = Una sala sabe qué es lo habitual tras { $hours } horas. Suba `past` a 25:00:00.
drill-fault-starts = El comienzo puede retrasarse 30 minutos como máximo.
drill-fault-phase-order = Esta fase no empieza después de la anterior. Ponga las fases en su orden.
drill-fault-no-time = Nadie podría hacerlo: no hay tiempo. Dé más plazo, o que llegue al menos un minuto antes del final.
drill-fault-private-answer = Nadie podría hacerlo: «{ $id }» es un mensaje directo y no se puede responder en público. Añadir una disposición que encaje, como respond_then_private.
drill-fault-claim-words = Nada dice qué hecho del libro trata de esta afirmación. Ponga al menos una palabra en `words`.
drill-fault-unscored = Nada en el guion tiene { $what }: la puntuación no tendría en qué basarse.
drill-fault-twist-lacks = Este tipo de giro necesita `{ $name }`.
drill-fault-not-a-forgery = «{ $id }» no es una captura falsa: necesita truth = "false" y una imagen en `media`.
drill-fault-unknown-role = El plan no tiene el rol «{ $name }». Tiene: { $known }.
drill-fault-unknown-trigger = El plan no tiene el desencadenante «{ $name }». Tiene: { $known }.
drill-fault-over-length = En { $platform } este texto cuenta { $length }, con las palabras más largas con las que se puede rellenar o difundir; el máximo es { $most }.

# Lo que dicen `drill list`, `check`, `show` y `score`.

drill-list-line = { $name }: { $title }. { $minutes } minutos, desde { $severity }.
drill-good = { $name } se puede jugar: { $injects } inyecciones escritas a mano, { $mentions } menciones en total, { $minutes } minutos.
drill-unreadable = No se puede leer { $path }: { $why }
drill-usage = drill admite el nombre o el archivo de un guion; list; check o show con un nombre o un archivo; score con una sala o sin nada; make con un incidente y un archivo nuevo.
drill-no-room = Todavía no hay ningún simulacro que puntuar. Para jugar uno: gabinete drill
drill-bundle = Esto es un paquete de pruebas solo del INC-{ $incident }; una puntuación es de un simulacro entero. Puntúe la sala de la que salió.
drill-not-one = { $path } no es un simulacro, sino una sala real: no tiene puntuación.
drill-no-scenario = El guion de este simulacro ya no se puede usar: { $why }
drill-show-goal = Objetivo: { $text }
drill-show-start = Al empezar: { $text }
drill-show-ends = Final: { $text }
drill-show-any = Las horas son las de su archivo. Todo llega hasta { $most } más tarde, según la semilla; --seed N muestra las de verdad.
drill-show-later = Con la semilla { $seed } todo llega { $later } más tarde de lo que dice su archivo; las horas de aquí son las reales.
drill-show-right = Correcto: { $severity } o más grave, desde «{ $origin }».
drill-show-expect = correcto: { $what }
drill-show-by = antes de { $time }
drill-show-evidence = guardar como prueba
drill-show-told = se le dice al equipo: { $text }
drill-show-twist = Giro ({ $kind }): { $text }
drill-show-wave = { $n } menciones en { $over }
drill-truth-true = cierto
drill-truth-false = falso
drill-truth-unknown = no se sabe
twist-approver-absent = falta quien aprueba
twist-false-screenshot = captura falsa
twist-feed-silent = fuente callada
twist-second-crisis = segunda crisis
twist-leaked-note = nota filtrada
twist-handover = relevo

score-head = { $title } · { $when } · semilla { $seed }
score-total = Puntuación: { $points } de 100. { $rating }.
score-not-over = El simulacro no ha terminado: esta es la puntuación hasta ahora.
score-asks = Un simulacro por debajo de 70, o con un error de tono publicado, pide una acción de mejora.
score-misses = Decidido de otra forma que la esperada, tarde o sin decidir:
score-miss = { $inject }: lo correcto sería { $expected }; decidido: { $given }
score-miss-late = tarde: { $given }
score-undecided = nada
score-earlier = Simulacros anteriores:
score-earlier-line = { $when } · { $title }: { $points } ({ $difference })
score-earlier-none = No hay ningún simulacro anterior con el que comparar.
rating-performed = Realizado sin dificultades (P)
rating-some = Realizado con algunas dificultades (S)
rating-major = Realizado con grandes dificultades (M)
rating-unable = No se pudo realizar (U)

score-detection = Detección y declaración dentro del plazo
score-severity = Gravedad correcta o mayor, desencadenantes detectados
score-pause = Contenido en pausa antes de la primera publicación
score-holding = Declaración inicial en plazo y limpia
score-facts = Hechos y rumores separados, nada sin confirmar publicado
score-affected = Personas afectadas, las primeras en recibir respuesta
score-dispositions = Decisiones correctas sobre las menciones
score-approvals = Aprobaciones respetadas, ninguna caducada
score-promises = Promesas cumplidas y ritmo mantenido
score-handover = Relevo repetido por completo
score-privacy = Nada personal en lo publicado
score-evidence = Pruebas completas

score-noticed = Detectado a los { $took }; el plazo es { $clock }.
score-noticed-never = Nadie lo detectó; el plazo es { $clock }.
score-acked = Una persona se dio por enterada { $took } después; el plazo es { $clock }.
score-acked-never = Nadie se dio por enterado; el plazo es { $clock }.
score-declared = Declarado a los { $took }; el plazo es { $clock }.
score-declared-never = No se declaró; el plazo es { $clock }.
score-severity-set = Se declaró { $set }; lo correcto era { $expected } o más grave.
score-severity-never = No se declaró; lo correcto era { $expected } o más grave.
score-triggers = { $n } de { $of } desencadenantes tuvieron su nivel a tiempo ({ $codes }).
score-paused = Lo programado se pausó antes de publicar nada.
score-paused-late = Se pausó, pero ya se había publicado algo.
score-paused-never = Nadie dijo que lo programado esté en pausa.
score-held = Primera palabra pública { $took } después de declarar; el plazo es { $clock }.
score-held-never = Ninguna palabra pública para todos; el plazo es { $clock }.
score-clean = No incumple ninguna regla que detenga un texto.
score-unclean = Incumple reglas que detienen un texto: { $n }.
score-clean-never = No hubo texto que revisar.
score-claims = { $n } de { $of } afirmaciones constan en el libro de hechos como lo que son.
score-confirmed = Ningún texto publicado especula ni afirma lo que nadie ha confirmado.
score-unconfirmed = Textos que especulan o afirman lo que nadie ha confirmado: { $n }.
score-confirmed-none = No se publicó nada.
score-first = { $n } de { $of } personas afectadas recibieron respuesta, y antes que nadie que escribiera después.
score-decided = { $n } de { $of } decisiones correctas y a tiempo, { $late } correctas pero tarde.
score-approved = { $n } de { $of } textos salieron tal como se aprobaron y con la aprobación vigente.
score-approved-none = No se publicó nada, así que no se respetó ninguna aprobación.
score-promised = { $n } de { $of } promesas cumplidas a tiempo.
score-promised-later = Lo prometido vence después del final.
score-promised-never = Ningún texto dijo cuándo habría más información.
score-updates = Actualizaciones públicas en { $n } de { $of } tramos de { $clock }.
score-updates-never = Ninguna palabra pública, así que no hubo ritmo.
score-sitreps = Informes de situación en { $n } de { $of } tramos de { $clock }.
score-sitreps-never = No se declaró, así que no hubo ritmo de informes.
score-offered = Se ofreció un rol con su ficha.
score-offered-never = No se ofreció ningún rol.
score-restated = Quien lo tomó repitió lo recibido.
score-restated-never = Nadie repitió lo recibido.
score-private = Ningún texto publicado identifica a una persona privada.
score-personal = Textos que identifican a una persona privada: { $n }.
score-private-none = No se publicó nada.
score-kept = { $n } de { $of } pruebas guardadas.

drill-title-product-safety = El lote A12 de yogur
drill-title-employee-misconduct = El tren de las 22:40 a Puerto Claro
drill-title-false-rumour = «Desde el lunes no habrá efectivo»
drill-title-outage-hijack = Sin cobertura y con un extraño al teclado
form-drill-scenario = Qué ocurre
