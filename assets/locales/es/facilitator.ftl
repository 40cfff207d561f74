### La vista de quien dirige un simulacro: el guion, qué ha sido de él y lo que se adelanta a mano.

scope-facilitator = Guion del simulacro
act-facilitator = Guion del simulacro
act-facilitator-doc = Para quien dirige un simulacro: qué ha llegado, qué falta, cómo lo atendió el equipo, sus puntos hasta ahora. También adelanta algo a mano.
act-bring-now = Traer ahora
act-bring-now-doc = Hacer llegar ya, una sola vez, la publicación o el aviso al equipo que está seleccionado.

facilitator-not-drill = Esta sala no es un simulacro: no hay guion.
facilitator-shared = El guion enseña lo que va a pasar: nunca está en una pantalla compartida.
facilitator-ask = ¿Mostrar el guion del simulacro?
facilitator-ask-what = Enseña lo que va a pasar y qué sería lo correcto.
facilitator-ask-who = Es para quien dirige el simulacro, en un terminal propio. Si participa, vuelva atrás.
facilitator-title = Guion del simulacro
facilitator-empty = En este guion no hay nada.

facilitator-came = llegó
facilitator-by-hand = a mano
facilitator-next = sigue
facilitator-to-come = por llegar
facilitator-right = a tiempo
facilitator-late = tarde
facilitator-otherwise = otra cosa
facilitator-overdue = vencida
facilitator-left = queda { $t }
facilitator-open = por decidir
facilitator-none = sin decisión
facilitator-wave = { $n ->
    [one] { $name }: una publicación
   *[other] { $name }: { $n } publicaciones
  } en { $over }
facilitator-wave-came = { $came } de { $n }
facilitator-twist = Giro ({ $sort })

facilitator-when = Según el guion { $t } ({ $time })
facilitator-when-came = Según el guion { $t } ({ $time }), llegó { $came }
facilitator-truth = Lo que afirma: { $truth }
facilitator-affected = lo escribe una persona afectada
facilitator-evidence = guardar como prueba
facilitator-direct = mensaje directo
facilitator-expected = Lo correcto: { $what }
facilitator-expected-by = Lo correcto: { $what }, hasta { $t } ({ $time })
facilitator-given = Decidido: { $what }
facilitator-told = Al equipo se le dice: { $text }

facilitator-foot = { $t } de { $all } · { $time } · { $pace } · { $slower } más lento, { $faster } más rápido
facilitator-foot-chatter = Han llegado { $came } de { $n } publicaciones corrientes
facilitator-foot-score = Puntos hasta ahora: { $points } de 100 · gabinete drill score dice por qué
facilitator-paused = el reloj está parado
facilitator-speed = { $n }× la hora real
facilitator-over = el guion ha terminado

facilitator-bring = ¿Traerlo ahora?
facilitator-due = Le toca en { $t } ({ $time }).
facilitator-before-its-post = La publicación a la que responde o que cita no ha llegado todavía.
facilitator-once = Llega ahora, y no otra vez a su hora. El plazo del equipo cuenta desde ahora.
facilitator-once-told = Se le dice ahora al equipo, y no otra vez a su hora.
facilitator-brought = Traído a mano.
facilitator-came-already = Ya ha llegado.
facilitator-by-itself = Esto llega solo, a su hora: solo se traen las publicaciones escritas a mano y los avisos al equipo.
