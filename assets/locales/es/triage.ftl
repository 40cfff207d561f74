# Por qué una mención ocupa su lugar: una frase por cada parte de su puntuación.
# $words: lo que dio los puntos, puede faltar; $points: cuántos.

why-hard-trigger = Expresión grave: { $words }
why-death = Alguien puede haber muerto por ello: { $words }
why-affected-person = Puede haber alguien afectado: { $words }
why-minor = Hay un menor: { $words }
why-risk-question = Pregunta o duda si es seguro: { $words }
why-complaint = Se queja
why-authority = Su voz pesa: { $words }
why-press = Habla en nombre de un medio: { $words }
why-followers = Con { $words } seguidores
why-verified = Cuenta verificada
why-emotion = Ira, miedo o asco: { $words }
why-video = Lleva vídeo
why-picture = Lleva imagen
why-question = Hace una pregunta
why-message = Mensaje directo
why-direct = Se dirige a la marca: { $words }
why-reply = Parte de una conversación

# Señales: lo que no es habitual, con sus cifras. $others, $indicators: listas; $text: lo que escribió la gente.

signal-volume = Volumen
signal-negative = Tono negativo
signal-cluster = Muchos dicen lo mismo
signal-reach = Voz de gran alcance
signal-platform = Plataforma nueva
signal-language = Idioma nuevo
signal-coordinated = Coordinación
signal-silence = Silencio
signal-source = Fuente
signal-of = { $what } { $name }
signal-of-group = { $what } «{ $name }»

grade-notice = aviso
grade-warning = advertencia
grade-alarm = alarma

signal-volume-weekly = { $times } veces lo habitual un { $weekday } { $hour ->
    [1] a la { $hour }:00
   *[other] a las { $hour }:00
}: { $per_hour } por hora{ $minutes ->
    [60] {""}
   *[other] {" "}en los últimos { $minutes } minutos
} frente a { $usual }
signal-volume-daily = { $times } veces lo habitual a esta hora del día: { $per_hour } por hora{ $minutes ->
    [60] {""}
   *[other] {" "}en los últimos { $minutes } minutos
} frente a { $usual }; aún faltan semanas para conocer cada día
signal-volume-lately = { $times } veces lo que suele traer una hora: { $per_hour }{ $minutes ->
    [60] {""}
   *[other] {" "}por hora en los últimos { $minutes } minutos
} frente a { $usual }, hasta donde alcanzan { $hours } horas de historial
signal-volume-growth = { $times } veces la hora anterior: { $per_hour }{ $minutes ->
    [60] {" "}menciones
   *[other] {" "}por hora en los últimos { $minutes } minutos
} frente a { $before }; aún no se sabe qué es lo habitual
signal-negative-surge = El { $share } % suena negativo en la última hora, el { $before } % en la anterior: { $negative } de { $classified } en que se distingue el tono
signal-negative-week = El { $share } % suena negativo en la última hora, el { $before } % en la semana anterior: { $negative } de { $classified } en que se distingue el tono
signal-negative-alone = El { $share } % suena negativo en la última hora, { $negative } de { $classified } en que se distingue el tono; antes hubo muy pocas para comparar
signal-cluster-growing = { $per_hour } más en una hora dicen lo mismo, { $size } en total: «{ $text }»
signal-high-reach = Habla de la marca una cuenta que puede llegar a { $reach } personas
signal-new-platform = Ahora también en { $platform }: { $count } en la última hora, casi ninguna en la semana anterior; hasta ahora, en { $others }
signal-new-language = Ahora también en { $language }: { $count } en la última hora, casi ninguna en la semana anterior; hasta ahora, en { $others }
signal-coordinated-possible = { $count ->
    [one] Posiblemente coordinadas, por un indicio: { $indicators }
   *[other] Posiblemente coordinadas, por { $count } indicios: { $indicators }
}
signal-coordinated-likely = Probablemente coordinadas, por { $count } indicios: { $indicators }
signal-coordinated-very-likely = Muy probablemente coordinadas, por { $count } indicios: { $indicators }
signal-coordinated-possible-of = { $count ->
    [one] Posiblemente coordinadas, por un indicio ({ $indicators }): «{ $text }»
   *[other] Posiblemente coordinadas, por { $count } indicios ({ $indicators }): «{ $text }»
}
signal-coordinated-likely-of = Probablemente coordinadas, por { $count } indicios ({ $indicators }): «{ $text }»
signal-coordinated-very-likely-of = Muy probablemente coordinadas, por { $count } indicios ({ $indicators }): «{ $text }»
signal-no-mentions = Ninguna fuente trae nada desde hace { $minutes } minutos, cuando lo habitual son { $usual } por hora
signal-blind = { $source } A CIEGAS desde { $since }: { $why }
signal-blind-never = { $source } A CIEGAS: { $why }
signal-caught-up = Se vuelve a oír { $source }: { $count ->
    [0] no se perdió nada de { $from } a { $to }
    [one] recuperada una mención de { $from } a { $to }
   *[other] recuperadas { $count } menciones de { $from } a { $to }
}

weekday-monday = lunes
weekday-tuesday = martes
weekday-wednesday = miércoles
weekday-thursday = jueves
weekday-friday = viernes
weekday-saturday = sábado
weekday-sunday = domingo

lang-pt = portugués
lang-fr = francés
lang-ca = catalán
lang-it = italiano
lang-de = alemán

# Qué hace que un grupo parezca coordinado; nunca sobre una persona.

indicator-same-text = el mismo texto palabra por palabra
indicator-same-tags = las mismas etiquetas en el mismo orden
indicator-tight-window = la mayoría en cinco minutos
indicator-same-link = el mismo enlace
indicator-foreign-language = otro idioma que el de las cuentas
indicator-young-accounts = cuentas recientes
indicator-made-together = cuentas creadas la misma semana
indicator-several-platforms = varias plataformas a la vez
indicator-few-voices = pocas cuentas, muchas publicaciones
indicator-no-audience = apenas audiencia

level-possible = posible
level-likely = probable
level-very-likely = muy probable

why-waiting = Espera respuesta desde hace { $t }
why-spreading = Se difunde más de lo habitual en este autor: { $words } reacciones por hora
why-said = Según una persona: { $what }
why-said-priority = prioridad
why-said-tone = tono
why-said-language = idioma
why-read = Lectura automática: { $part }
why-unknown-reach = +0 No se sabe a cuántos llega, y eso no resta.
signal-cluster-grows = { $per_hour } más en una hora dicen lo mismo, { $size } en total
