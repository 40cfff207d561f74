# Palabras de la línea de órdenes y de lo que rodea a la pantalla.

shell-busy = La sala está ocupada: inténtelo de nuevo en un momento. No ha cambiado nada.

screen-no-room = { $path } no existe. Arranque gabinete sin --room para crear una sala, o nombre una que exista.
screen-not-a-drill = { $path } no es un simulacro, sino una sala real. Nombre otro archivo para el simulacro: gabinete drill --room simulacro.room
screen-no-theme = No hay ningún tema «{ $theme }»: elija «default» o «mono» en el archivo de configuración.
screen-no-terminal = Hace falta un terminal: ejecútelo en uno, o use una orden como «gabinete import» o «gabinete events».

act-not-a-command = Eso no es una orden: { $detail }. «gabinete act --schema» muestra las que hay.

import-new-room = Sala nueva: { $room }
import-progress = { $read } leídas, { $new } nuevas, { $bad } malas
import-bad-line = línea { $line }: { $reason }
import-bad-more = Las demás líneas malas se cuentan, y se guardan con estas.
import-done = { $source }: { $new ->
    [one] { $new } mención nueva
   *[other] { $new } menciones nuevas
}, { $repeated } ya conocidas, { $bad } malas, en { $room }
import-left = { $left ->
    [one] { $left } mención espera
   *[other] { $left } menciones esperan
} al programa que tiene la sala abierta: las recoge ahora.
import-rejects = { $bad ->
    [one] { $bad } línea mala guardada
   *[other] { $bad } líneas malas guardadas
} en { $path }
import-rejects-over = Las líneas malas se escribirían encima de { $file }. Nombre otro archivo para ellas con --rejects.
mapping-preset = exportado de
mapping-header = cabecera en línea
mapping-ignored = guardadas aparte
follow-started = Siguiendo { $source } hacia { $room }. Ctrl-C lo termina.

check-well = Todo en orden: { $events } sucesos y { $mentions } menciones concuerdan. Cabeza de la cadena: { $head }
check-index-skipped = No se ha comparado el índice de búsqueda: la sala está en uso o no se puede escribir en ella. Repítalo cuando nadie la use.
check-faults = { $faults ->
    [one] { $faults } fallo
   *[other] { $faults } fallos
} en { $events } sucesos y { $mentions } menciones. Conserve este archivo como está y siga con una copia.

info-version = versión
info-config = configuración
info-rooms = salas
info-room = sala
info-none = Todavía no hay ninguna sala ahí.
info-name = nombre
info-zone = zona
info-format = formato
info-bytes = bytes + diario
info-events = sucesos
info-head = cabeza
info-mentions = menciones
info-unattended = sin atender
info-owed = debidas
info-incidents = incid. y resp.
info-inbox = en la bandeja
backup-done = Copiada { $from } a { $to }
plan-in-use = Se usa el plan «{ $name }», de { $path }: { $tasks } tareas, { $roles } funciones.
plan-built-in = Se usa el plan incorporado: { $tasks } tareas, { $roles } funciones. Para hacerlo propio: gabinete plan init "{ $own }", y cambie ese archivo; se usa en cuanto está ahí.
plan-refused = { $fault } { $n ->
    [one] Ninguna sala se abre con un plan que tiene un error: corríjalo, o quite el archivo para usar el plan incorporado.
   *[other] Hay { $n } errores, y ninguna sala se abre con un plan que tenga alguno: «gabinete plan check» los dice todos. Corríjalos, o quite el archivo para usar el plan incorporado.
}
plan-unreadable = No se puede leer el plan { $path } ({ $why }). Corrija «plan» en el archivo de configuración, o ponga ahí el plan.
plan-written = Escrito: { $path }. Rellene quién ocupa cada función, cambie lo que difiera y después: gabinete plan check "{ $path }"
plan-exists = { $path } ya existe y no se ha tocado. Nombre otro archivo.
plan-not-written = No se pudo escribir { $path }: { $why }
plan-name-built-in = plan incorporado
plan-good = { $path }: ningún error y nada que advertir.
config-place = # Se lee de { $path }
