# Avisos: de qué se entera alguien lejos de la pantalla, y cómo le llegó.

alert-declared = { $severity } declarado: { $title }
alert-rated = Valorado como { $to }: { $title }
alert-raised = Sube de { $from } a { $to }: { $title }
alert-promise = Una promesa pública no se cumplió a tiempo: { $title }
alert-approval = La respuesta n.º { $response } lleva demasiado tiempo esperando una aprobación: { $title }
alert-approval-alone = La respuesta n.º { $response } lleva demasiado tiempo esperando una aprobación
alert-reminder = Recordatorio: { $what }
alert-reminder-of = Recordatorio: { $what } ({ $title })
alert-signal = { $grade }: { $said }
alert-said = { $room }: { $text }
alert-test = Es una prueba de la salida { $name }; no ha pasado nada.

alert-unreachable = No hay conexión con { $what }. Compruebe la red de esta máquina y la dirección de la salida.
alert-no-such-host = No existe ninguna máquina llamada { $what }. Compruebe la dirección de la salida y después la red de esta máquina.
alert-tls = El cifrado no está en orden: { $what }. Compruebe la dirección de la salida y el reloj de esta máquina.
alert-broke-off = La conexión con { $what } se cortó antes de que llegara una respuesta.
alert-silent = No llegó respuesta a tiempo.
alert-status = El receptor tiene problemas o no admite más por ahora (responde { $what }).
alert-refused = El receptor no lo acepta (responde { $what }). Compruebe la dirección y el secreto de la salida.
alert-moved = El receptor remite a otra dirección (responde { $what }), y los avisos no la siguen. Escriba la nueva en la configuración.
alert-private = { $what } lleva a una dirección de esta máquina o de su red. Si es a propósito, ponga inside = true.
alert-open = { $what } lleva fuera, y allí solo se habla https://.
alert-url = No se entiende la dirección de la salida.
alert-no-secret = No hay secreto con que firmar. Póngalo en el entorno como { $what }, o diga keyring = true.
alert-bad-secret = Un secreto es una línea de 500 caracteres como mucho.
alert-keyring-none = El llavero del sistema no tiene secreto para esta salida en esta dirección. Guárdelo: gabinete alerts keep { $what }
alert-keyring = El llavero del sistema no da el secreto ({ $what }).
alert-full = Esperaban demasiados avisos para esta salida; se ha renunciado al más antiguo.
alert-old = Pasó hace demasiado tiempo para avisar ahora.
alert-unknown-reason = Falló por un motivo que esta versión no conoce ({ $what }).

alert-lost = Un aviso no llegó a { $name }, y se renuncia a él. { $why }
alert-late = Un aviso no llega a { $name }, y se vuelve a intentar. { $why }

alerts-none = Nadie se entera de la sala lejos de su pantalla. Añada una tabla [alerts.NOMBRE] a { $file }: gabinete config enseña cómo.
alerts-line = { $name }  { $way }  { $where }  por { $on }
alerts-standing = { $waiting ->
    [0] ninguno espera
    [one] 1 espera
   *[other] { $waiting } esperan
}, { $sent } entregados, { $failed } perdidos
alerts-why = último problema: { $why }
alerts-secret-environment = secreto en el entorno
alerts-secret-keyring = secreto en el llavero
alerts-secret-none = sin secreto
alerts-unknown = No hay ninguna salida { $name }. Hay: { $known }
alerts-which = ¿Qué salida? Nómbrela: gabinete alerts { $verb } NOMBRE
alerts-no-hook = { $name } no es un webhook: no tiene secreto.
alerts-not-in-a-drill = Esta sala es un simulacro: nada sale de ella.
alerts-worked = { $name }: entregado.
alerts-rang = { $name }: enviado a esta terminal o a este escritorio. Si no se ha oído ni visto nada, mire sus ajustes.
alerts-kept = El secreto de { $name } está en el llavero del sistema. Se usa cuando su tabla dice keyring = true.
alerts-forgotten = El secreto de { $name } ya no está en el llavero del sistema.
alerts-ask-secret = El secreto con que se firma. No se ve al escribirlo

config-no-table = { $name } es una tabla: escriba su nombre entre corchetes en una línea propia.
config-not-a-list = { $name } es una lista de textos: ["signal", "raised"].
config-not-one-of = { $name } puede ser: { $known }.
config-alert-name = { $name }: el nombre de una salida solo tiene letras, cifras, guiones y guiones bajos, 40 como mucho.
config-alert-many = Hay más de { $n } salidas.
config-alert-needs = A esta salida le falta { $name }.
config-alert-no-hook = { $name } es de los webhooks; el modo de esta salida es { $way }.
config-alert-url = La dirección empieza por https://. Una de esta máquina o de su red puede ser http://, con inside = true.
config-alert-url-inside = La dirección empieza por https:// o http://.

help-alerts = Decir quién se entera de la sala lejos de su pantalla y si le llegó; probarlo
help-alerts-verb = list, test, keep o forget; si no, list
help-alerts-name = El nombre de la salida
