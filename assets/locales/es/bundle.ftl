# Paquetes de pruebas: un archivo con un solo incidente.
help-export = Hacer un paquete de pruebas: un archivo con un solo incidente, cuya cadena se puede comprobar en cualquier parte
help-export-incident = El incidente: su número, 3 o INC-3
help-export-to = El archivo del paquete; no debe existir
help-value-incident = INCIDENTE

bundle-made = Hecho { $to } de INC-{ $incident }: { $told } sucesos contados, { $stubs } solo con cabecera y huella; { $mentions } menciones contadas, { $leaves } solo como huella; { $kb } KB.
bundle-seals =
    Cabeza de la cadena: suceso { $seq } · { $head }
    Manifiesto: { $file } · SHA-256 { $manifest }
    Comunique las dos huellas a quien reciba el paquete, por otra vía que el propio paquete. Se comprueba con: gabinete --room ARCHIVO check
bundle-otherwise = { $n ->
    [one] 1 mención estaba de otro modo en la sala: alguien decidió sobre ella junto con menciones ajenas, y esa decisión no se cuenta.
   *[other] { $n } menciones estaban de otro modo en la sala: alguien decidió sobre ellas junto con menciones ajenas, y esas decisiones no se cuentan.
}
bundle-is =
    Esto es un paquete de pruebas de INC-{ $incident } { $title }, tomado de la sala { $room } el { $made }: se cuentan { $told } sucesos, de { $stubs } solo están la cabecera y la huella.
    SHA-256 de su manifiesto: { $manifest }
bundle-mark = PAQUETE DE PRUEBAS · INC-{ $incident } · solo lectura
banner-bundle = PAQUETE DE PRUEBAS · INC-{ $incident } · { $room } · solo lectura
bundle-choosing = Eligiendo: { $done } de { $all }
bundle-events = Escribiendo sucesos: { $done } de { $all }
bundle-mentions = Escribiendo menciones: { $done } de { $all }
bundle-sealing = Calculando huellas de las tablas: { $done } de { $all }

store-bundle = { $file } es un paquete de pruebas: solo se mira, para que siga siendo lo que prueba. Trabaje en la sala de la que se tomó.
refuse-bundle-of-bundle = Esto ya es un paquete de pruebas. Copie su archivo, el manifiesto que está a su lado y su carpeta de pruebas.
refuse-bundle-merged = Este incidente ha pasado a ser parte de INC-{ $into }: haga un paquete de ese, que también lo cuenta.
refuse-bundle-pending = Todavía se está aclarando qué menciones pertenecen al incidente. Abra la sala un momento y vuelva a intentarlo.
check-bundle-manifest = Se ha cambiado el manifiesto del paquete.
check-bundle-beside = El manifiesto junto al paquete, { $file }, no es el que está dentro.
check-bundle-claim = El paquete no es lo que su manifiesto dice de él: { $what }.
check-bundle-table = Se ha cambiado la tabla { $table } del paquete.
check-bundle-plan = Se ha cambiado el plan { $digest } que guarda el paquete, o ninguno de sus sucesos lo nombra.

# Borrar a petición las palabras de una persona.
help-erase = Borrar para siempre las palabras de una persona que lo pide
help-erase-mention = Una mención, por el número que dice cuando está abierta; se puede repetir
help-erase-author = Todo lo que escribió esta persona: su usuario, o su nombre tal como aparece
help-erase-platform = Con --author: solo en esta plataforma
help-erase-reason = Con qué fundamento, sin nombrarla: se guarda
help-erase-yes = Borrarlo; si no, solo se dice qué se borraría

erase-nothing = No hay nada suyo en la sala.
erase-gone = Las palabras ya se habían borrado, o no hay tal mención.
erase-would = { $n ->
    [one] Se borrarían para siempre las palabras de 1 mención
   *[other] Se borrarían para siempre las palabras de { $n } menciones
}{ $files ->
    [0] {""}
    [one] , con 1 archivo de pruebas que les pertenece
   *[other] , con { $files } archivos de pruebas que les pertenecen
}: { $list }
erase-done = { $n ->
    [one] Borradas: las palabras, el autor y el enlace de 1 mención
   *[other] Borradas: las palabras, el autor y el enlace de { $n } menciones
}{ $files ->
    [0] {""}
    [one] , y 1 archivo de pruebas
   *[other] , y { $files } archivos de pruebas
}: { $list }. Las copias que se hayan hecho de la sala (de seguridad, paquetes, exportaciones) aún los tienen.
erase-lines = { $n ->
    [one] 1 suceso propio pierde enteras las líneas que la nombran o repiten sus palabras
   *[other] { $n } sucesos propios pierden enteras las líneas que la nombran o repiten sus palabras
}: { $list }
erase-veils = { $n ->
    [one] 1 suceso propio pierde su nombre, o lo hecho con sus palabras, y guarda lo demás
   *[other] { $n } sucesos propios pierden su nombre, o lo hecho con sus palabras, y guardan lo demás
}: { $list }
erase-unsent = También se van líneas que alguien teclea y no ha entregado: { $list }
erase-in-forms = un formulario
erase-stays = { $n ->
    [one] 1 suceso propio la nombra, aunque sea por una parte de su nombre, o repite sus palabras, y se queda
   *[other] { $n } sucesos propios la nombran, aunque sea por una parte de su nombre, o repiten sus palabras, y se quedan
}: { $list }
erase-others = { $n ->
    [one] 1 mención de otra persona la nombra y se queda; al compartir y al repetir como simulacro su nombre se oculta
   *[other] { $n } menciones de otras personas la nombran y se quedan; al compartir y al repetir como simulacro su nombre se oculta
}: { $list }
erase-looked = Solo para las { $n } primeras se ha buscado qué palabras propias hablan de ella.
erase-say-yes = No se ha borrado nada. No se puede deshacer: repítelo con --yes.

# Un incidente pasado, repetido como simulacro.
replay-usage = Diga qué incidente y en qué archivo: gabinete drill make INC-1 repeticion.toml
replay-unwritten = No se ha podido escribir { $file }: { $why }
replay-exists = { $file } ya existe y no se sobrescribe. Elija otro nombre.
replay-no-incident = «{ $given }» no es un incidente. Escriba su número: 3 o INC-3.
replay-made = Hecho { $file }: { $n } menciones, con su gente bajo otros nombres y enlaces que no llevan a nada.
replay-no-keywords = La sala no tiene palabras clave: la marca se llama como la sala, y sus propios usuarios tienen otro nombre, como los de todo el mundo. Para mejorarlo póngalas (gabinete keywords) y hágalo de nuevo.
replay-faster = Duró más de lo que puede durar un simulacro: se cuenta { $n } veces más deprisa.
replay-names-left = Estas palabras son parte del nombre de alguien y también palabras corrientes, así que siguen ahí: { $names }
replay-read-it = Léelo antes de jugarlo: lo que solo reconoce quien lee, como una calle o un apodo, sigue ahí. Después: gabinete drill check ARCHIVO, gabinete drill ARCHIVO
replay-nobody = Nadie dijo nada que pertenezca a este incidente: no hay nada que repetir.

replay-title = Repetición del incidente { $incident }
replay-goal = Llevar otra vez el incidente { $incident }, y mejor: reconocerlo antes que entonces, responder antes, decidir igual de bien.
replay-start = Un día corriente. Llega lo que llegó entonces, de { $n } menciones del incidente; la gente tiene otros nombres.
replay-ends = Cuando se haya dicho lo último que se dijo entonces, y diez minutos más.
replay-phase-begins = Empieza
replay-phase-begins-note = Charla corriente y las primeras menciones del incidente. ¿Quién las ve?
replay-phase-declared = Entonces se declaró
replay-phase-declared-note = Se declaró { $minutes } minutos después de empezar. Un equipo que ha aprendido llega antes.
replay-phase-answered = Entonces hablamos
replay-phase-answered-note = La primera palabra en público salió { $minutes } minutos después de empezar. Un equipo que ha aprendido llega antes.
replay-claim = El incidente { $incident } ocurrió como dice la gente
replay-chatter-1 = ¿Alguien más es fan de { $brand }?
replay-chatter-2 = Hoy he visto un anuncio de { $brand }.
replay-chatter-3 = ¿Qué os parece { $brand } últimamente?
replay-chatter-4 = { $brand } otra vez esta semana, como todas.
