# Compartir pantalla: máscaras, mirar detrás de ellas, pantalla en blanco, modo presentador y protección frente al abuso.

event-revealed = Mostrado sin máscara en una pantalla compartida un momento: { $what } n.º { $n }
refuse-no-subject = Lo que se quiere mostrar no está en esta sala.
subject-mention = mención
subject-response = respuesta
subject-task = tarea
subject-entry = suceso
subject-fact = hecho
subject-affected = persona afectada

scope-present = Modo presentador
act-reveal = Mostrar tal cual
act-reveal-doc = En una pantalla compartida, mostrar sin máscaras durante unos segundos solo lo que está bajo el cursor; que usted miró queda en la cronología.
act-blank = Pantalla en blanco
act-blank-doc = No mostrar nada al instante, esté donde esté; cualquier otra tecla devuelve la pantalla como estaba.
act-present = Modo presentador
act-present-doc = Mostrar en grande las cifras que mira una reunión, en pantalla compartida; otra vez para salir.
act-next-page = Página siguiente
act-next-page-doc = Pasar a la página siguiente.
act-previous-page = Página anterior
act-previous-page-doc = Volver a la página anterior.
reveal-nothing-hidden = No hay nada oculto: el modo compartido está apagado.
reveal-nothing = Bajo el cursor no hay nada que mostrar.
done-revealed = Se muestra { $n } segundos o hasta la próxima tecla. Que usted miró queda en la cronología.
blank-screen = La pantalla está en pausa. Cualquier letra la devuelve.
refuse-share-bound = Las máscaras se quedan: se abrió compartida y de solo lectura, donde no puede quedar constancia de quien mira detrás.
refuse-share-copy = Una copia lo contiene todo sin máscaras: no se hace con --share.
banner-revealed-note = Un dato se muestra sin máscara por un momento; lo demás sigue enmascarado.
objections-hidden = (Lo que se ha objetado no se muestra en una pantalla compartida.)
plan-hidden = (Lo que cambia del plan no se muestra en una pantalla compartida.)
draft-hidden = (El texto no se muestra en una pantalla compartida hasta que se publica.)
compose-hidden = Lo que se escribe aquí no se muestra mientras se comparte la pantalla; se guarda igualmente. { $key } lo muestra unos segundos, hasta la próxima tecla.
abuse-read = Menciones ofensivas que ha abierto en este turno: { $n }. Solo usted lo ve y nada lo guarda.
abuse-rotate = Ha abierto { $n } menciones ofensivas en este turno. Es hora de que otra persona las releve. Solo usted lo ve y nada lo guarda.
abuse-shared = Los textos ofensivos siguen plegados en una pantalla compartida.
present-severity = Gravedad
present-elapsed = Desde que se declaró
present-unattended = Sin atender
present-owed = Debidas
present-listening = Escucha
present-blind = CIEGA
present-rate = Menciones por minuto
present-negative = Negativo
present-rough = última hora, aprox.
present-promise = Próximo compromiso
present-no-promise = Nada prometido
present-tasks = Tareas con retraso
present-affected = Personas por contactar
present-approvals = Por aprobar
present-decisions = Decisiones abiertas
present-sitrep = Próximo informe
present-no-sitrep = No toca ninguno
present-no-public = No toca ninguna
present-open = { $n ->
    [0] Ninguna decisión abierta
    [one] { $n } decisión abierta
   *[other] { $n } decisiones abiertas
}
present-waiting = { $n ->
    [0] Ningún texto espera aprobación
    [one] 1 texto espera aprobación
   *[other] { $n } textos esperan aprobación
}
present-said = Lo último que dijimos
present-nothing-said = Aún no se ha publicado nada.
help-present = Empezar en modo presentador, con cifras grandes y pantalla compartida
