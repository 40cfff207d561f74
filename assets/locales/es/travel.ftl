# La sala como estaba.

scope-past = En el pasado
form-past = Ver el pasado desde
form-past-intro = La pantalla está en las { $time }.
form-past-time = Hora
form-past-bad-time = No existe tal hora o fecha: escribir 14:32, 14:32:05, -10m o 21/11 09:00.
form-past-hint = 14:32 de ese día, 21/11 09:00, -10m, +2h
form-past-ahead = Esa hora todavía no ha llegado: escribir una anterior.
form-past-skipped = Ese día se adelantó el reloj y esa hora no existió: escribir una anterior o posterior.
hint-event = Suceso
hint-minute = Minuto
hint-decision = Decisión siguiente
hint-decision-before = Decisión anterior
hint-play = Reproducir
hint-stop = Parar
hint-now = Volver a ahora
refuse-as-it-was = Esta es la sala como estaba: en el pasado no se puede cambiar nada. Vuelva antes a ahora ({ $key }).
past-title = COMO ESTABA
past-band = COMO ESTABA { $time }
past-event = suceso { $n } de { $all }
past-event-short = { $n }/{ $all }
past-readonly = solo lectura
past-reading = leyendo…
past-plays = reproduciendo { $n }×
past-stands = { $n }×
past-came = ahora: { $n ->
    [one] 1 mención nueva
   *[other] { $n } menciones nuevas
}
past-came-short = ahora: +{ $n }
past-end-now = ahora
past-nothing-to-play = Esto es ahora: no hay nada que reproducir. Retrocede antes.
past-caught-up = Reproducido hasta ahora.
past-room-begins = La sala empieza más tarde ({ $time }): no hay nada anterior que mostrar.
past-before-line = La línea empieza más tarde ({ $time }): esto es la sala de antes.
past-first-decision = Antes de esta no se tomó ninguna decisión.
past-last-decision = Desde entonces no se ha tomado ninguna decisión.

act-travel = Ver el pasado
act-travel-doc = Mostrar la sala como estaba, con las mismas pantallas y una línea del tiempo del incidente; allí, ir a la hora que se escriba. Mientras tanto no se puede cambiar nada, y Esc vuelve a ahora.
act-next-event = Suceso siguiente
act-next-event-doc = Avanzar a como estaba la sala tras el suceso siguiente.
act-previous-event = Suceso anterior
act-previous-event-doc = Retroceder a como estaba la sala tras el suceso anterior.
act-next-minute = Minuto siguiente
act-next-minute-doc = Avanzar al siguiente minuto en punto.
act-previous-minute = Minuto anterior
act-previous-minute-doc = Retroceder al minuto en punto anterior.
act-next-decision = Decisión siguiente
act-next-decision-doc = Avanzar a la siguiente decisión del gabinete.
act-previous-decision = Decisión anterior
act-previous-decision-doc = Retroceder a la decisión anterior.
act-past-start = Al principio
act-past-start-doc = Al comienzo de la línea.
act-past-end = Al final
act-past-end-doc = Al último momento, todavía como pasado.
act-play = Reproducir o parar
act-play-doc = Reproducir el incidente desde aquí, de 1 a 60 veces su velocidad, o lo detiene.
act-play-faster = Más deprisa
act-play-faster-doc = 2, 5, 10, 30, 60 veces más deprisa de como ocurrió.
act-play-slower = Más despacio
act-play-slower-doc = La velocidad inmediatamente menor, hasta la de como ocurrió.
