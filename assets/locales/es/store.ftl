# El archivo de la sala: qué ha fallado y qué hacer.
store-not-found = No hay ninguna sala en { $file }. Compruebe la ruta o cree una sala ahí.
store-no-folder = No existe la carpeta { $folder }. Créela o elija otra.
store-exists = { $file } ya existe y se ha dejado como estaba. Elija otro nombre o ábralo.
store-not-a-room = { $file } no es una sala de gabinete. No se ha cambiado nada. Para traer menciones de un archivo: gabinete import
store-newer = { $file } se escribió con un gabinete más nuevo (versión de sala { $found }; este conoce la { $known }). No se ha cambiado nada. Actualice gabinete y vuelva a abrirla.
store-older = { $file } es de una versión anterior ({ $found }; este lee la { $known }). Ábrala una vez sin --readonly para actualizarla; al lado queda una copia.
store-read-only = No se puede escribir en { $file }: gabinete también necesita escribir en la carpeta { $folder }. Cambie sus permisos o copie la sala a una carpeta propia.
store-no-files = No se puede crear { $file }: { $folder } no admite archivos. Elija una carpeta propia.
store-full = El disco de { $file } está lleno. Lo confirmado hasta ahora está a salvo; este último cambio no se ha hecho. Libere espacio y repítalo.
store-locked = Otro programa retiene { $file } desde hace demasiado tiempo. Ciérrelo allí (quizá una copia de seguridad o un visor de bases de datos) y vuelva a intentarlo.
store-corrupt = { $file } está dañado: { $why }. No escriba en él. Guarde una copia, ejecute: gabinete check, y siga con la última copia de seguridad.
store-moved = { $file } se ha movido a { $now } mientras estaba abierto. Ya no se guarda nada de lo que se haga aquí. Devuélvalo a su sitio para seguir, o salga y ábralo allí: lo confirmado hasta ahora está en él.
store-replaced = En { $file } hay ahora otro archivo que el que está abierto. Ya no se guarda nada de lo que se haga aquí. Salga y abra el archivo que se quiera.
store-gone = { $file } se ha borrado mientras estaba abierto, o se ha movido a donde no se encuentra. Ya no se guarda nada de lo que se haga aquí. Devuélvalo a su sitio para seguir, o salga y abra una copia de seguridad.
store-network = { $file } está en un sistema de archivos en red ({ $kind }), donde una sala puede dañarse. Cópiela a un disco local o use --allow-network-fs por cuenta propia.
store-inbox-full = Hay demasiadas menciones esperando. Abra la sala o ejecute: gabinete collect, y vuelva a intentarlo cuando hayan entrado.
store-taken-over = Otro proceso incorpora ahora las menciones a { $file }. Lo que ya había entrado está; vuelva a traer el resto: nada entra dos veces.
store-other = No se puede usar { $file }: { $why }.

refuse-key-long = La clave de idempotencia pasa de { $max } bytes. Use una más corta.
refuse-key-reused = Esta clave de idempotencia ya se usó con otra orden. No se ha hecho nada: dé a cada orden una clave propia.
refuse-empty-mention = Una mención necesita su texto o su enlace.
refuse-name-long = Eso pasa de { $max } caracteres. Use algo más corto.
refuse-keywords-many = Una sala admite como máximo { $max } palabras clave.
refuse-same-keywords = Esas ya son las palabras clave.
refuse-clock-real = Solo se puede cambiar el reloj de un simulacro: esta sala es real.
refuse-clock-fast = Un simulacro va como máximo { $max } veces más rápido que el tiempo real.
refuse-already-erased = Las palabras de esta mención ya se borraron.
refuse-reason-names = El motivo nombra a la persona cuyas palabras se van a borrar, y se guarda para siempre. Diga con qué fundamento sin nombrarla.
refuse-rejects-left = No se ha borrado nada, porque { $file }, donde una importación guardó sus líneas malas, puede contener estas palabras y no se puede limpiar ({ $why }). Borre ese archivo, o permita escribir en él y en su carpeta, y repita.
refuse-already-undone = Esa decisión ya se deshizo.

check-event-missing = Faltan en la cadena los sucesos { $from } a { $to }.
check-event-order = El suceso { $seq } se registró antes que el que lo precede.
check-event-payload = El contenido del suceso { $seq } no es el que se registró.
check-event-chain = El suceso { $seq } no se sigue del anterior: se ha cambiado él o alguno de los anteriores.
check-event-unreadable = No se puede leer el suceso { $seq } ({ $kind }): su contenido no es el de un suceso así.
check-event-newer = No se puede leer el suceso { $seq } ({ $kind }): lo escribió un gabinete más nuevo (versión { $version }; este conoce la { $known }).
check-root = Las { $n } menciones que llegaron con el suceso { $seq } no son las que hay en la sala.
check-strangers = { $n ->
    [one] Hay una mención en la sala que ningún suceso trajo.
   *[other] Hay { $n } menciones en la sala que ningún suceso trajo.
}
check-table = La tabla { $table } no es lo que dicen los sucesos, en la fila { $row }.
check-mention = El estado de la mención { $mention } no es lo que dicen los sucesos.
check-count = La cuenta de { $what } es { $kept }, pero hay { $counted }.
check-clusters = { $n ->
    [one] Un grupo de menciones iguales tiene un tamaño equivocado.
   *[other] { $n } grupos de menciones iguales tienen un tamaño equivocado.
}
check-file = SQLite ha encontrado daños: { $why }.
check-index = El índice de búsqueda no concuerda con las menciones.
check-unclean = En las partes sin usar del archivo pueden quedar palabras borradas. Cierre otros programas que lo lean y abra la sala una vez; debe haber tanto espacio libre como ocupa la sala.
check-aside = Un archivo de evidencia quedó apartado en { $folder } por un borrado que se interrumpió. Abra la sala una vez donde se pueda escribir en esa carpeta.
