# Coordinar el gabinete: qué debe cumplirse para que un incidente avance, sus listas, lo que hay que decidir.

status-merged = integrado en otro

list-media = consulta de prensa
list-amplifier = lo que se avecina
list-paused = contenido en pausa
list-risk = riesgo
list-need = necesidad
list-review = revisión
list-action = acción de mejora

guard-who = su función puede dar este paso
guard-rated = alguien ha dicho la gravedad
guard-lead = alguien lo dirige
guard-triggers = ningún desencadenante de SEV1 nuevo en 2 horas
guard-rate = menos de la mitad del pico durante 2 horas
guard-statement = hay publicada una declaración inicial o más completa
guard-usual = tantas menciones como de costumbre en 9 de cada 10 horas
guard-mood = no más negativo de lo habitual en un día
guard-urgent = de P1 y P2 nada espera ni tiene respuesta pendiente
guard-promises = se ha cumplido todo lo prometido
guard-amplifiers = nada se avecina en 72 horas
guard-media = toda consulta de prensa está contestada o declinada
guard-paused = lo pausado se ha mirado pieza por pieza
guard-comms = dirección de comunicación está de acuerdo
guard-recent = terminó hace 14 días como mucho
guard-planned = la revisión tiene responsable y fecha
guard-reviewed = se ha hecho la revisión
guard-actions = cada acción tiene responsable y fecha

guard-who-now = corresponde a otra función que la suya
guard-rated-now = nadie
guard-lead-now = nadie
guard-triggers-now = { $minutes ->
    [-1] ninguno hasta ahora
   *[other] el último, hace { $minutes } min
}
guard-rate-now = { $blind ->
    [0] { $before ->
        [-1] aún no lleva 2 horas
       *[other] { $now } en la última hora, { $before } en la anterior, { $peak } en el pico
    }
    [one] una fuente está ciega, así que nadie puede decirlo
   *[other] { $blind } fuentes están ciegas, así que nadie puede decirlo
}
guard-statement-now = { $n ->
    [0] ninguna
    [one] una
   *[other] { $n }
}
guard-usual-now = { $blind ->
    [0] { $n ->
        [-1] aún nadie sabe qué es lo habitual aquí
       *[other] en { $n } de las últimas { $hours } horas; se miran { $asked }
    }
    [one] una fuente está ciega, así que nadie puede decirlo
   *[other] { $blind } fuentes están ciegas, así que nadie puede decirlo
}
guard-mood-now = { $most ->
    [-1] aún nadie sabe qué es lo habitual aquí
   *[other] { $now ->
        [-1] nadie habla de ello
       *[other] el { $now } % son negativas; lo habitual sería el { $most } % como mucho
    }
}
guard-urgent-now = { $n ->
    [one] espera una mención
   *[other] esperan { $n } menciones
}
guard-promises-now = { $n ->
    [one] una sigue abierta
   *[other] { $n } siguen abiertas
}
guard-amplifiers-now = { $all ->
    [0] nadie ha dicho si hay algo
   *[other] { $n ->
        [0] nada de lo que hay en la lista
       *[other] { $hours ->
            [-1] { $n } en la lista, sin fecha
           *[other] { $n } en la lista, lo próximo en { $hours } h
        }
    }
}
guard-media-now = { $all ->
    [0] nadie ha dicho si las hubo
   *[other] quedan { $n } de { $all }
}
guard-paused-now = { $all ->
    [-1] nadie ha contado lo que se pausó
   *[other] { $n ->
        [one] queda una de { $all }
       *[other] quedan { $n } de { $all }
    }
}
guard-comms-now =
    { $held ->
        [0] nadie tiene esa función
       *[other] no ha dicho nada
    }
guard-recent-now = hace { $days } días: declare uno nuevo
guard-planned-now = aún no
guard-reviewed-now = aún no
guard-actions-now = { $n ->
    [one] a una le faltan
   *[other] a { $n } les faltan
}
guard-missing = { $what } ({ $now })
guard-accepted = { $by } lo da por bueno: { $why }

refuse-guard = Todavía no puede pasar a «{ $to }». Lo que no se cumple: { $missing }.
refuse-percent = Un porcentaje es un número de 0 a 100.
refuse-number-large = Son demasiados: { $max } como mucho.
refuse-condition-not-asked = Ningún paso siguiente de este incidente pide eso.
refuse-condition-holds = Eso ya se cumple.
refuse-condition-known = Se sabe que eso no se cumple: no se puede dar por bueno.
refuse-condition-comms = Esa palabra solo puede darla dirección de comunicación.
refuse-merge-self = Un incidente no puede ser parte de sí mismo.
refuse-merge-over = Los dos incidentes tienen que seguir en marcha.
refuse-merge-ahead = El incidente { $id } está { $from } y { $into } solo { $to }: hágalo al revés, que { $into } sea parte de { $id }.
refuse-merge-graver = El incidente { $id } es más grave que { $into }: hágalo al revés, que { $into } sea parte de { $id }, o suba antes { $into }.
refuse-merged = Ese incidente ya es parte de { $into }: dígalo de ese.
refuse-empty-item = Escriba qué es.
refuse-items-many = La lista está llena: { $max } líneas como mucho.
refuse-same-item = Ya está así.
refuse-no-item = No hay tal línea en ninguna lista.
refuse-item-over = Esa línea ya terminó.
refuse-empty-matter = Escriba qué hay que decidir.
refuse-empty-objection = Escriba la objeción tal como se dijo.
refuse-matter-objections = Como mucho { $max } objeciones a un mismo asunto.
refuse-empty-decision = Escriba qué se decidió.
refuse-no-basis = Escriba sobre qué base: hechos, plan, asesoramiento.
refuse-no-matter = No hay tal asunto.
refuse-matter-over = Eso ya está decidido.

event-incident-detected = Detectado: { $title }
event-incident-merged = Integrado en el incidente { $into } ({ $reason })
event-incident-merged-since = Integrado en el incidente { $into }, que con él empezó a las { $time } ({ $reason })
event-condition-accepted = Se da por bueno: { $what } ({ $why })
event-baseline-set = Porcentaje habitual de menciones negativas: { $negative } % ± { $spread }
event-paused-confirmed = { $count ->
    [0] No había nada programado ni pagado: nada que pausar
    [one] Un contenido programado o pagado, en pausa
   *[other] { $count } contenidos programados o pagados, en pausa
}
event-item-added = { $list }: { $text }
event-item-changed = { $title }: cambia quién se ocupa o cuándo es
event-item-settled = { $title }: { $how }
event-matter-opened = Por decidir: { $question }
event-matter-opened-due = Por decidir antes de { $time }: { $question }
event-matter-objected = Objeción firme de { $by } a «{ $title }»: { $text }
event-matter-decided = Decide { $by }: { $what } (base: { $basis })
event-matter-decided-aloud = Decide { $by }, lo anota { $recorder }: { $what } (base: { $basis })
event-matter-dropped = Ya no hay que decidirlo: { $title } ({ $basis })

scope-incident = La página de un incidente
incident-title = Incidente
incident-unrated = gravedad aún sin decir
incident-decisions = Por decidir
incident-open = { $n } por decidir
incident-no-decisions = Nada por decidir, y aún no se ha decidido nada.
incident-by = antes de { $time }
incident-no-time = sin plazo
incident-objections = { $n ->
    [one] 1 objeción
   *[other] { $n } objeciones
}
incident-objection = Objeción
incident-asked = Lo plantea
incident-step = Próximo paso
incident-step-none = Ha terminado: no sigue ningún paso.
incident-step-free = Nada lo impide.
incident-progress = { $to }: se cumplen { $n } de { $all }
incident-lists = Listas
incident-paused = { $n ->
    [0] no se pausó nada
    [one] se pausó 1 contenido
   *[other] se pausaron { $n } contenidos
}
incident-no-items = Aún no hay anotada ninguna consulta de prensa, nada que se avecine, { $paused ->
    [0] nada en pausa
   *[other] nada de lo que se pausó
}, ningún riesgo, ninguna necesidad: { $key } añade una línea.
incident-can-accept = Nadie puede decirlo: Intro lo da por bueno con su nombre y un motivo.
incident-ended = Terminó
incident-since = Anotado

act-incident-page = Página del incidente
act-incident-page-doc = Lo que hay que decidir, lo que pide el próximo paso, sus listas
act-add-item = Añadir a una lista
act-add-item-doc = Una consulta de prensa, lo que se avecina, algo en pausa, un riesgo, una necesidad, la revisión
act-change-item = Responsable y hora
act-change-item-doc = Decir quién se ocupa de la línea, o cuándo es
act-open-matter = Plantear una decisión
act-open-matter-doc = Anotar qué hay que decidir y antes de cuándo
act-object-to-matter = Objeción firme
act-object-to-matter-doc = Conservar una objeción palabra por palabra
act-count-paused = Contar lo pausado
act-count-paused-doc = Decir cuántos contenidos programados y pagados se pausaron
act-set-baseline = Decir qué es lo habitual
act-set-baseline-doc = Cuánto de negativo es lo habitual, si la sala es demasiado joven para saberlo
act-merge-incident = Integrar en otro
act-merge-incident-doc = Este incidente es parte de otro que está en marcha

form-granted = ¿Darlo por bueno?
form-granted-intro = Queda con su nombre, y vale hasta que el incidente vuelva a estar activo.
form-granted-hint = qué le da la seguridad
form-which-list = Lista
form-item = Qué
form-item-hint = quién pregunta, qué está previsto, qué publicación…
form-owner = Quién se ocupa
form-when = Cuándo
form-settle-item = ¿Cómo terminó?
form-media-hint = contestada, o declinada, por quién
form-resumed-hint = reanudado, o retirado
form-resumed-facts = { $n ->
    [one] 1 hecho ha cambiado desde que se paró. ¿Sigue valiendo lo que dice?
   *[other] { $n } hechos han cambiado desde que se paró. ¿Sigue valiendo lo que dice?
}
form-resumed-fact = #{ $id } { $status }: { $text }
form-ended-hint = en qué quedó
form-paused-intro = Publicaciones programadas y anuncios en marcha, en todos los canales. 0 si no había; cada uno tiene su línea en la lista y se mira antes de que vuelva.
form-count = Cuántos
form-count-hint = un número
form-baseline-intro = De las menciones con tono: cuántas de cada cien son negativas en un día normal, y cuánto varían los días.
form-negative = Negativas, %
form-spread = Los días varían, %
form-percent-hint = de 0 a 100
form-bad-number = «{ $name }» es un número entero, como 12.
form-merge-intro = Termina como parte del otro, que conserva su responsable y su gravedad. Lo abierto va con él: lo prometido, pausado y anotado, su comienzo y sus funciones donde el otro no tenga a nadie.
form-into = Parte de
form-question = Por decidir
form-question-hint = una pregunta de sí o no, o con sus opciones
form-decide-by = Decidir antes de
form-objections-poll = «¿Alguna objeción firme?»
form-said-by = Quién lo dijo
form-said-by-hint = usted, si se deja vacío
form-decide = ¿Qué se decidió?
form-decided = Se decide
form-decided-by = Quién decide
form-basis = Sobre qué base
form-basis-hint = hechos, plan, asesoramiento
form-any-objection = ¿Alguna objeción firme?
form-any-objection-hint = palabra por palabra; vacío si no la hubo
form-objector = Quién objetó
form-dropped = Ya no hace falta decidirlo

refuse-merge-alone = No hay otro incidente en marcha.
refuse-choose-matter = Elija primero qué hay que decidir: su línea está arriba.
refuse-choose-item = Elija primero una línea de las listas.

form-watch = Por ahora, solo vigilar
incident-question = Asunto

suggest = { $severity } por lo que se mide: { $why }
suggest-times = { $n } veces el ritmo habitual
suggest-deviations = { $n } desviaciones sobre el ritmo habitual
suggest-negative = { $n } % negativas
suggest-followers = habla una cuenta de { $n } seguidores
suggest-outlets = { $n ->
    [one] habla { $who }
   *[other] hablan { $who }
}
suggest-voices = hablan { $n } cuentas públicas
suggest-platforms = en { $n } plataformas
suggest-trigger = { $title } ({ $n ->
    [one] 1 mención
   *[other] { $n } menciones
})
