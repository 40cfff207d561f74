# Paquetes de pruebas: un archivo con un solo incidente.
help-export = Hace un paquete de pruebas: un archivo con un solo incidente, cuya cadena se puede comprobar en cualquier parte
help-export-incident = El incidente: su número, 3 o INC-3
help-export-to = El archivo del paquete; no debe existir
help-value-incident = INCIDENTE

bundle-made = Hecho { $to } de INC-{ $incident }: { $told } sucesos contados, { $stubs } solo con cabecera y huella; { $mentions } menciones contadas, { $leaves } solo como huella; { $kb } KB.
bundle-seals =
    Cabeza de la cadena: suceso { $seq } · { $head }
    Manifiesto: { $file } · SHA-256 { $manifest }
    Comunica las dos huellas a quien reciba el paquete, por otra vía que el propio paquete. Se comprueba con: gabinete --room ARCHIVO check
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

store-bundle = { $file } es un paquete de pruebas: solo se mira, para que siga siendo lo que prueba. Trabaja en la sala de la que se tomó.
refuse-bundle-of-bundle = Esto ya es un paquete de pruebas. Copia su archivo, el manifiesto que está a su lado y su carpeta de pruebas.
refuse-bundle-merged = Este incidente ha pasado a ser parte de INC-{ $into }: haz un paquete de ese, que también lo cuenta.
refuse-bundle-pending = Todavía se está aclarando qué menciones pertenecen al incidente. Abre la sala un momento y vuelve a intentarlo.
check-bundle-manifest = Se ha cambiado el manifiesto del paquete.
check-bundle-beside = El manifiesto junto al paquete, { $file }, no es el que está dentro.
check-bundle-claim = El paquete no es lo que su manifiesto dice de él: { $what }.
check-bundle-table = Se ha cambiado la tabla { $table } del paquete.
check-bundle-plan = Se ha cambiado el plan { $digest } que guarda el paquete.
