# Funciones de un incidente, quién suple a quién, y relevos.

scope-roles = Funciones
scope-handover = Un relevo

act-roles = Funciones
act-roles-doc = Quién hace qué: titular, suplente, última señal, y para qué funciones no se podría localizar a nadie.
act-assign-role = Asignar
act-assign-role-doc = Dar la función a alguien; la que ya tiene alguien solo la da a otra persona quien dirige.
act-claim-role = Asumir
act-claim-role-doc = Asumir una función que no tiene nadie.
act-stand-in = Suplir
act-stand-in-doc = Hacer por un rato lo que corresponde a otra persona, hasta una hora que todos ven.
act-release-role = Dejar
act-release-role-doc = Dejar de suplir, o devolver lo que dio la sala: vuelve a ser de quien nombra el plan.
act-hand-over = Dar el relevo
act-hand-over-doc = Ofrecer la función con una ficha hecha desde la sala; pasa cuando la otra persona la ha repetido. Si ya hay uno en espera, lo abre.
act-accept-handover = Tomar el relevo
act-accept-handover-doc = Decir con palabras propias qué se asume; desde entonces la función es suya.
act-refuse-handover = Rechazar
act-refuse-handover-doc = Rechazar el relevo, con un motivo.
act-withdraw-handover = Retirar
act-withdraw-handover-doc = Quien la hizo conserva la función.

roles-title = Funciones
roles-of = { $severity } · { $title }
roles-none-on = sin incidente: quién tendría que estar en SEV1
roles-lacking = { $n ->
    [0] se puede localizar a alguien para cada una
    [one] no se puede localizar a nadie para 1 función
   *[other] no se puede localizar a nadie para { $n } funciones
}
empty-roles = El plan no pide aquí ninguna función.
empty-roles-do = Un plan propio dice quién tiene cada función y cómo localizarle: gabinete plan check.

role-nobody = nadie
role-by-plan = el plan
role-by-room = desde { $time }
role-by-declared = por su cuenta
role-until = hasta { $time }
role-seen = { $t ->
    [ahora] ahora mismo
   *[other] hace { $t }
}
role-seen-never = aún no ha entrado
role-ways = { $n ->
    [0] sin contacto
    [one] 1 contacto
   *[other] { $n } contactos
}
role-holder = titular
role-how-plan = lo nombra el plan
role-how-room = dada en esta sala a las { $time }
role-how-declared = lo ha declarado; el plan no nombra a nadie
role-stand-in = suple
role-stand-in-is = { $name }, hasta { $time }
role-last = última señal
role-contacts = contactos
role-contacts-none = ninguno en el plan
role-handover = relevo
role-warning = aviso

way-phone = teléfono
way-chat = mensajería
way-mail = correo
way-other = también

lack-nobody = no la tiene nadie
lack-no-way = el plan no dice cómo localizarle
lack-unseen = sin señal suya desde hace { $t }
lack-untested = ningún contacto probado en los últimos 90 días

span-lead = { $name } dirige y tiene otra función: { $roles }
span-roles = { $name } tiene { $n } funciones: { $roles }
span-people = { $n } personas dependen de { $name }: hacen falta equipos

fatigue-suggest = { $name } dirige desde hace { $t }: conviene buscar relevo
fatigue-insist = { $name } dirige desde hace { $t }: toca dar el relevo ya
header-fatigue-insist = { $name } dirige desde hace { $t }: relevo
header-fatigue-suggest = { $name } dirige desde hace { $t }
header-lacking-brief = { $n ->
    [one] 1 función sin nadie
   *[other] { $n } funciones sin nadie
}
header-lacking-least = { $n ->
    [one] 1 func.
   *[other] { $n } func.
}
header-lacking = { $n ->
    [one] 1 función sin nadie localizable
   *[other] { $n } funciones sin nadie localizable
}
header-offer = { $from } le da el relevo: { $role } ({ $key })
header-offer-short = { $from } le da el relevo ({ $key })
handover-for-you = { $name } le da el relevo: { $role }. { $key } abre las funciones, donde espera su respuesta.
offer-waits-shared = espera a { $to }; { $key } lo abre
offer-waits = espera a { $to } desde hace { $t }; { $key } lo abre

form-assign = { $role }: quién la tiene
form-assign-now = Ahora la tiene { $name }.
form-assign-to = Para
form-assign-to-hint = el nombre con el que trabaja aquí
form-stand-in = Suplir: { $role }
form-stand-in-now = { $name } conserva la función; quien suple puede dar su palabra hasta entonces.
form-stand-in-who = Quién
form-stand-in-until = Hasta
form-stand-in-until-hint = 18:00, 2h; como mucho 24 h
form-hand-over = Dar el relevo: { $role }
form-hand-over-intro = Pasa cuando la otra persona lo ha repetido con sus palabras. Lo que sabe la sala va en la ficha:
form-hand-over-to = Para
form-hand-over-picture = Qué creemos
form-hand-over-sure = Certeza
form-hand-over-next = Y ahora qué
form-hand-over-next-hint = qué haría a continuación; si pasa esto, aquello
form-hand-over-contacts = A quién llamar
form-hand-over-contacts-hint = oculto en pantalla compartida
form-hand-over-available = Cómo está
form-hand-over-available-hint = cansancio; hasta cuándo se le puede preguntar y cómo
form-take-over = Tomar el relevo: { $role }
form-take-over-intro = Si falta algo, salga de este formulario y pregúntelo a quien entrega. Después dígalo con sus palabras, no con las de la ficha.
form-take-over-promises = { $n ->
    [one] Hay un compromiso abierto, y desde ahora es suyo:
   *[other] Hay { $n } compromisos abiertos, y desde ahora son suyos:
}
form-take-over-read = Leídos
form-take-over-readback = Con mis palabras
form-take-over-readback-hint = cómo de grave es, qué se ha prometido, qué espera, qué va a hacer ahora
form-refuse-handover = No tomar el relevo: { $role }
form-withdraw-handover = Retirar la oferta: { $role }

done-role = { $role }: { $name }
done-role-released = { $role }: dejada
done-handover-offered = Ofrecido; la función sigue siendo suya hasta que la otra persona lo repita.
done-handover-accepted = Es suya. Todos lo ven.

handover-title = Relevo
handover-of = { $role }: { $from } → { $to }
handover-waits-shared = espera a { $to }
handover-waits = espera a { $to } desde hace { $t }
handover-accepted = tomado a las { $time }
handover-refused = rechazado a las { $time }: { $reason }
handover-withdrawn = retirado a las { $time }
handover-readback = Con las palabras de { $to }
handover-now = Compromisos abiertos ahora
sure-high = alta
sure-medium = media
sure-low = baja

card-severity = gravedad
card-severity-is = { $severity }, { $status }: { $title }
card-severity-why = { $severity }, { $status }: { $title }. Por qué: { $why }
card-unrated = sin valorar
card-picture = qué creemos
card-sure = certeza: { $sure }
card-facts = hechos
card-facts-are = { $confirmed } confirmados, { $unverified } sin verificar, { $wrong } falsos
card-promises = compromisos
card-promise = { $due }: «{ $words }» ({ $owner })
card-approvals = aprobaciones
card-approval = n.º { $response }, { $kind } para { $channel }: { $state }
card-approval-missing = n.º { $response }, { $kind } para { $channel }: { $state }, espera a { $roles }
card-approval-until = n.º { $response }, { $kind } para { $channel }: { $state } hasta { $until }
card-threads = hilos vivos
card-thread = { $band } en { $platform } desde { $since } ({ $owner }), publicada: { $posted }
card-thread-said = { $author }: «{ $words }» · { $band } en { $platform } desde { $since } ({ $owner })
card-thread-alike = { $author }: «{ $words }» ×{ $alike } · { $band } en { $platform } desde { $since } ({ $owner })
card-more = { $n ->
    [one] y uno más
   *[other] y { $n } más
}
card-affected = afectadas
card-affected-wait = { $n ->
    [one] una persona espera la primera palabra desde { $since }
   *[other] { $n } esperan la primera palabra, la primera desde { $since }
}
card-decisions = decisiones
card-decision = { $question } Para: { $due }
card-decided = { $question } Decidido: { $decided }
card-objection = · objeción de { $by }: «{ $text }»
card-media = prensa
card-call = { $due }: { $text } ({ $owner })
card-contacts = a quién llamar
card-next = y ahora qué
card-held = en el puesto
card-held-since = { $name } desde { $since }
card-available = disponibilidad
card-none = nada que conste
card-no-time = sin hora
card-nobody = nadie

event-role-filled = { $role }: cubierta
event-role-passed = { $role }: pasa a otra persona
event-role-covered = { $role }: alguien suple hasta { $time }
event-role-uncovered = { $role }: ya nadie suple
event-role-left = { $role }: queda libre
event-role-offered = Relevo ofrecido: { $role }
event-role-taken = { $role }: la tiene { $to }
event-role-assigned = { $role } pasa de { $from } a { $to }
event-stand-in-began = { $role }: { $to } suple a { $from } hasta { $time }
event-stand-in-ended = { $role }: { $name } deja de suplir
event-role-released = { $role }: { $name } la deja
event-handover-offered = Relevo ofrecido por { $from } a { $to }: { $role }
event-handover-accepted = Relevo tomado: { $role }. Con sus palabras: «{ $text }»
event-handover-refused = Relevo rechazado: { $role } ({ $reason })
event-handover-withdrawn = Relevo retirado: { $role }

refuse-roles-over = Ese incidente ha terminado: ya nadie tiene funciones en él.
refuse-same-holder = { $name } ya la tiene.
refuse-role-held = La tiene { $name }. Puede dar el relevo, darla quien dirige, o alguien puede suplirle.
roles-more = { $n ->
    [one] Una más abajo.
   *[other] { $n } más abajo.
}
refuse-own-word = { $name } tiene esa función solo por su cuenta: aquí nadie se la ha dado. Asúmala o asígnela, y luego dé el relevo.
refuse-no-such-role = El plan no tiene ninguna función «{ $role }». Hay: { $known }.
refuse-no-such-role-near = El plan no tiene ninguna función «{ $role }». Sí tiene «{ $near }».
refuse-nobody-holds = Esa función no la tiene nadie: asúmala o asígnela.
refuse-stand-in-long = Se suple { $hours } horas como mucho; quien siga más tiempo toma el relevo.
refuse-stands-in = { $name } ya suple.
refuse-release-others = Solo quien dirige quita una función a otra persona.
refuse-not-held = A { $name } no se le ha dado esa función en esta sala.
refuse-lead-release = Un incidente nunca se queda sin quien lo dirija: dé el relevo o asígnelo.
refuse-no-role = Elija antes una función.
refuse-no-handover = No existe ese relevo.
refuse-handover-over = Ese relevo ya ha terminado.
refuse-not-receiver = Ese relevo es para { $name }.
refuse-not-giver = Solo { $name } retira esa oferta.
refuse-not-yours = Esa función la tiene { $name }: solo ella o él da el relevo.
refuse-handover-self = El relevo se da a otra persona.
refuse-handover-open = Esa función ya está ofrecida: retire antes esa oferta.
refuse-handover-picture = Escriba qué creemos que pasa.
refuse-handover-next = Escriba qué haría a continuación.
refuse-handover-stale = { $name } ya no tiene esa función, así que no puede darla.
refuse-promises-unseen = { $n ->
    [one] Hay un compromiso abierto que aquí no se mostró: abra el relevo otra vez y léalo.
   *[other] Hay { $n } compromisos abiertos que aquí no se mostraron: abra el relevo otra vez y léalos.
}
refuse-promises-read = Lea antes los compromisos: desde ahora son suyos.
refuse-readback-long = Es demasiado largo: { $max } caracteres como mucho.
refuse-readback-short = Dígalo con sus palabras: { $least } palabras distintas o más.
refuse-readback-copy = Esas son las palabras de la ficha. Diga con las suyas lo que ha entendido.
