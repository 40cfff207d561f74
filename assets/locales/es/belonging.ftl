# Qué menciones son de un incidente: por un grupo de las que dicen lo mismo, por palabras o a mano.

belonging-cluster = las que dicen lo mismo que la mención { $mention }

event-belonging-added = Menciones del incidente { $incident }: { $rule }
event-belonging-removed = Ya no son menciones del incidente { $incident }: { $rule }
event-mentions-placed = { $count ->
    [one] 1 mención puesta en el incidente { $incident }
   *[other] { $count } menciones puestas en el incidente { $incident }
}
event-mentions-taken-out = { $count ->
    [one] 1 mención sacada de todo incidente
   *[other] { $count } menciones sacadas de todo incidente
}

refuse-no-belonging = No hay tal regla: puede que la hayan quitado entretanto.
refuse-belonging-over = Ese incidente ya pasó: no le llegan más menciones.
refuse-belongings-many = Demasiadas reglas: { $max } por incidente y { $all } en total. Quite una antes.
refuse-query-long = Esas palabras son demasiado largas: { $max } caracteres como mucho.
refuse-same-belonging = El incidente ya tiene esa regla.
refuse-same-place = Una persona ya lo dijo de estas.

check-belonging = { $n ->
    [one] 1 mención pertenece a otro incidente que el que dicen las reglas
   *[other] { $n } menciones pertenecen a otro incidente que el que dicen las reglas
}
check-belonging-counts = { $n ->
    [one] 1 recuento de las menciones de un incidente no es lo que hay
   *[other] { $n } recuentos de las menciones de incidentes no son lo que hay
}

act-belong = Poner en un incidente
act-belong-doc = Decir de qué incidente son las menciones, a mano o con todas las que dicen lo mismo; o sacarlas de todos.
act-add-belonging = Añadir una regla
act-add-belonging-doc = Qué menciones son de este incidente: las que tienen estas palabras o las que dicen lo mismo que una.
act-remove-belonging = Quitar una regla
act-remove-belonging-doc = Las menciones que llegaron solo por ella dejan de ser de este incidente.
act-incident-mentions = Sus menciones
act-incident-mentions-doc = Mostrar en la lista las menciones de este incidente.

form-place = { $n ->
    [one] ¿De qué incidente es esta mención?
   *[other] ¿De qué incidente son estas { $n } menciones?
}
form-incident = Incidente
form-which-mentions = Cuáles
form-place-hint = se guarda con su nombre; vale más que cualquier regla
form-group-out = Un grupo llega por una regla: quítela en la página del incidente (I), o saque solo esta mención.
form-belonging-intro = Una mención es de un solo incidente. Un grupo decide antes que las palabras, la regla más antigua antes que la nueva, la palabra de una persona antes que ninguna.
form-belonging-words = Palabras
form-belonging-words-hint = como en la búsqueda: todas, "dos palabras" juntas, -ninguna de estas
form-belonging-goes = Las menciones que llegaron solo por ella dejan de ser de este incidente.
form-about = Menciones
form-about-words-hint = cuando son palabras las que dicen qué menciones son suyas
belong-none = ninguno
belong-hand = solo esta mención, a mano
belong-group = todas las que dicen lo mismo, ahora y después
belong-group-of = todas las que dicen lo mismo que «{ $text }»
belong-words = las que tienen estas palabras
belong-room = toda la sala
belong-by-words = palabras: { $words }
belong-by-group = las que dicen lo mismo
belong-by-hand = a mano
belong-no-incident = No hay ningún incidente abierto: declara uno antes (i).
refuse-choose-rule = Elija antes una regla de sus menciones.
done-placed = { $n ->
    [one] 1 mención es ahora del incidente { $incident }
   *[other] { $n } menciones son ahora del incidente { $incident }
}
done-taken-out = { $n ->
    [one] 1 mención no es ahora de ningún incidente
   *[other] { $n } menciones no son ahora de ningún incidente
}
done-belonging-added = La regla está puesta; se busca en la sala.
done-belonging-removed = La regla ya no está.

incident-mentions = Menciones
incident-own = { $n } propias, { $open } sin atender; sus cifras son las de ellas
incident-looking = { $n } propias hasta ahora, { $open } sin atender; se sigue buscando
incident-whole-room = toda la sala; sus cifras también
incident-whole-room-and = toda la sala, sus cifras también; { $n } puestas a mano
incident-no-rules = Ninguna regla lo acota: { $key } añade palabras o un grupo.
incident-rule = regla
incident-rule-why = por qué
incident-rule-until = No toma nada de después de { $time }: el incidente había pasado.

detail-incident = incidente
filter-incident = incidente { $id }
filter-no-incident = de ningún incidente

report-own = cifras de sus propias menciones ({ $all } en total, { $open } sin atender)
report-whole-room = cifras de toda la sala
report-whole-room-short = toda la sala
report-own-short = sus propias menciones
