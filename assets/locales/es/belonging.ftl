# Qué menciones son de un incidente: por un grupo de las que dicen lo mismo, por palabras o a mano.

belonging-cluster = las que dicen lo mismo que la mención { $mention }
belonging-query = palabras: { $words }

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
refuse-belongings-many = Demasiadas reglas: { $max } por incidente y { $all } en total. Quita una antes.
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
