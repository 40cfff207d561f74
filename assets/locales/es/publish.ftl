# Lo que sale por las cuentas: por qué no salió, cómo está, y las propias cuentas.

publish-unreachable = No hay conexión con { $what }. Revise la red de este equipo y el servidor de la cuenta.
publish-no-such-host = No existe ningún servidor { $what }. Revise el servidor de la cuenta y después la red de este equipo.
publish-tls = El cifrado no está en orden: { $what }. Revise el servidor de la cuenta y el reloj de este equipo.
publish-broke-off = La conexión con { $what } se cortó antes de que llegara una respuesta.
publish-silent = No llegó respuesta en { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}.
publish-status = El servidor tiene problemas (responde { $status }).
publish-slower = El servidor no admite más por ahora. { $seconds ->
    [0] Probar de nuevo dentro de unos minutos.
    [one] Probar de nuevo dentro de 1 segundo.
   *[other] Probar de nuevo dentro de { $seconds } segundos.
}
publish-unauthorised = El servidor no acepta el nombre, la contraseña o el token de la cuenta. Cree allí uno nuevo y añada otra vez la cuenta con él.
publish-strange = Lo que llegó no es lo que dice un servidor así ({ $what }). Revise el servidor de la cuenta.
publish-refused = El servidor no admite este texto de esta cuenta (responde { $status } { $code }). Mire allí qué puede hacer la cuenta.
publish-too-long = El texto es demasiado largo allí: { $used } de { $limit }.
publish-reply-gone = Aquello a lo que responde ya no está, o no se puede responder desde esta cuenta.
publish-setting = El ajuste { $what } de la cuenta falta o no puede funcionar. Cámbielo en accounts.toml, o quite la cuenta y añádala de nuevo.
publish-other-channel = La cuenta es para { $what }, y el texto no.
publish-keyring-no-entry = El llavero del sistema no tiene ningún secreto de esta cuenta en esta dirección. Se guarda con: gabinete accounts keep NOMBRE
publish-keyring-locked = El llavero del sistema está bloqueado o se ha negado: { $what }. Desbloquéelo e inténtelo de nuevo.
publish-keyring-absent = Aquí no responde ningún llavero del sistema ({ $what }). El secreto puede estar en el archivo o en el entorno.
publish-keyring-several = El llavero del sistema tiene varios secretos con el nombre de esta cuenta. Quite uno con su propio programa.
publish-keyring-not-text = Lo que guarda el llavero del sistema para esta cuenta no es un texto. Guarde el secreto de nuevo: gabinete accounts keep NOMBRE
publish-keyring-silent = El llavero del sistema no ha respondido en { $seconds } s. Si pide su contraseña en una ventana, escribirla ahí e intentarlo de nuevo.
publish-not-there = Se preguntó al servidor y no tiene ese texto. Mire allí antes de publicarlo otra vez.
publish-waited = Esperó demasiado para enviarse, y no se envió: nadie aquí tuvo la cuenta a tiempo.
publish-changed = Lo que se aprobó ya no está en vigor tal como está.
publish-drill = Esto es un simulacro: nada sale.
publish-unknown-reason = Falló por un motivo que esta versión no conoce ({ $key }).

outbox-queued = espera a que lo envíe { $account }
outbox-sending = lo está enviando { $account }
outbox-unknown = enviado por { $account }; aún no se sabe si ha salido
outbox-sent = enviado por { $account }
outbox-failed = no enviado por { $account }
outbox-unknown-short = no se sabe
response-account = cuenta
outbox-asks-again = se pregunta de nuevo { $when }
outbox-sends-again = se intenta de nuevo { $when }

refuse-drill-publish = Esto es un simulacro: ningún texto sale de este equipo. Publíquelo a mano: se copia con SIMULACRO delante.
refuse-account-name = El nombre de una cuenta tiene de 1 a { $max } caracteres.
refuse-account-attachments = La respuesta tiene adjuntos, y una cuenta envía solo el texto. Publíquela a mano.
refuse-no-account = Aquí no hay ninguna cuenta { $name }. Mire: gabinete accounts
refuse-still-sending = Se está enviando en este momento. Diga cómo fue dentro de un minuto, cuando se haya preguntado al servidor.

event-publishing-started-via = Entregada a la cuenta { $account }: { $title }

form-publish-via = Cómo
form-publish-by-hand = a mano
form-publish-via-account = cuenta { $account }
form-publish-account-how = Una cuenta envía el texto por sí sola cuando se teclea su nombre y las primeras palabras del texto: { $words }
form-publish-as-reply = Sale como respuesta a la primera de ellas.
publish-word-hint-via = publicar o, para una cuenta, su nombre y las primeras palabras
publish-word-wrong-via = Teclee el nombre de la cuenta y las primeras palabras del texto, como se ven arriba.
form-publish-account-gone = Esa cuenta ya no está. Cerrar esto y probar de nuevo.
done-publishing-via = Entregada a { $account }. Aquí dirá cómo fue.
account-sent = { $account } la ha enviado: ya está publicada.
account-failed = { $account } no la ha enviado y no está publicada: { $why }

account-kind-bluesky = Bluesky, con una contraseña de aplicación
account-kind-mastodon = Mastodon y servidores que hablan como él
accounts-open = Otros pueden leerlo, y guarda secretos. Que solo su dueño lo lea: chmod 600
accounts-many = Tiene más de { $what } cuentas.
accounts-no-table = { $what } cada cuenta es una tabla: su nombre va entre corchetes en una línea propia.
accounts-name = { $what } el nombre de una cuenta solo tiene letras, cifras, guiones y puntos, 40 como máximo.
accounts-none = No hay ninguna cuenta con la que publicar, y solo se publica a mano. gabinete accounts add pregunta por una. Se guardan en { $file }.
accounts-name-which = ¿Qué cuenta? Decir su nombre: gabinete accounts { $verb } NOMBRE
accounts-unknown = No hay ninguna cuenta { $name }. Hay: { $known }
accounts-removed = { $name } está quitada. Retire también su contraseña o su token en la plataforma.
accounts-there = Ya hay una cuenta { $name }. Dé a esta otro nombre, o quite aquella.
accounts-kind-which = ¿Qué clase de cuenta? --kind, una de: { $kinds }
accounts-kind-unknown = { $kind } no es ninguna clase de cuenta. Hay: { $kinds }
accounts-needs = Falta: { $key }. Se da con --{ $key }
accounts-ask-kind = ¿Qué clase de cuenta? Su número
accounts-ask-name = ¿Cómo se llamará?
accounts-ask-server = Dirección del servidor
accounts-ask-login = El identificador de la cuenta
accounts-ask-password = Una contraseña de aplicación de la cuenta (Configuración, Privacidad y seguridad, Contraseñas de aplicación). No se ve al escribirla
accounts-ask-token = Un token de acceso de la cuenta con read y write:statuses (Preferencias, Desarrollo). No se ve al escribirlo
accounts-ask-anyway = ¿Guardarla de todos modos? s o n
accounts-kept = { $name } está guardada en { $file }. Nada se publica con ella si nadie teclea su nombre bajo un texto aprobado.
accounts-not-kept = No se ha guardado nada.
accounts-trying = Probando { $name } ...
accounts-limit = Su servidor admite { $limit } caracteres.
accounts-works = { $name }: funciona, como { $handle }.
accounts-secret-file = en el archivo
accounts-secret-environment = en el entorno
accounts-secret-keyring = en el llavero
accounts-secret-nowhere = aún sin secreto: gabinete accounts keep { $name }
accounts-ask-where = ¿Dónde se guarda su secreto? 1 en el llavero del sistema, 2 en el archivo, 3 en ningún sitio: en el entorno como { $variable }
accounts-keyring-put = El secreto de { $name } está en el llavero del sistema, y en ningún archivo. gabinete accounts test { $name } lo prueba.
accounts-keyring-forgotten = El secreto de { $name } ya no está en el llavero del sistema. Retire también la contraseña o el token en la plataforma, si nadie lo necesita.
accounts-keyring-left = Su secreto sigue en el llavero del sistema: { $why }
accounts-secret-none = No se ha dado ningún secreto.
accounts-secret-long = Un secreto tiene { $max } caracteres como máximo, en una línea.
accounts-not-in-a-drill = Esta sala es un simulacro: desde aquí no se habla con ninguna cuenta.

help-accounts = Decir con qué cuentas se puede publicar; añadir, probar o quitar una
help-accounts-verb = list, add, test, keep, forget o remove; si no, list
help-accounts-name = El nombre de la cuenta
help-accounts-kind = add: bluesky o mastodon; si no, se pregunta
help-accounts-server = add: la dirección de su servidor
help-accounts-login = add: su identificador (Bluesky)
help-accounts-visibility = add: quién ve lo que publica (Mastodon): public, unlisted, private o direct
help-accounts-keyring = add: el secreto va al llavero del sistema, preguntando o de la entrada estándar
help-accounts-only = add: el nombre de una sala para la que es; si no, es para todas
help-value-url = URL
help-value-handle = IDENTIFICADOR
help-value-who = QUIÉN
