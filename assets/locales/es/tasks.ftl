# Tareas que vuelven y las que tienen una condición, recordatorios, los dos relojes de un incidente.

scope-reminders = Recordatorios

act-reminders = Recordatorios
act-reminders-doc = Lo que la sala recuerda: nadie dirige, toca un informe o una información, una aprobación espera.
act-snooze-reminder = Aplazar
act-snooze-reminder-doc = Callar un recordatorio hasta una hora; vuelve.
act-dismiss-reminder = Dejar en reposo
act-dismiss-reminder-doc = Callar un recordatorio hasta que lo que recuerda empiece de nuevo.

refuse-pause-uncounted = Antes hay que decir cuánto programado y de pago está en pausa; 0 si no había nada.
refuse-resume-uncounted = Nadie ha dicho aún qué se pausó: hay que contarlo y anotarlo antes.
refuse-resume-left = { $n ->
    [one] Queda una cosa en pausa
   *[other] Quedan { $n } cosas en pausa
} por decidir, una a una{ $unlisted ->
    [0] .
   *[other] { " " }({ $unlisted } sin anotar en la lista).
}
refuse-resume-active = INC-{ $id } aún no está contenido: hasta entonces lo pausado lo cierra quien dirige, con el motivo.
refuse-resume-left-where = { refuse-resume-left } { paused-where }
refuse-resume-uncounted-where = { refuse-resume-uncounted } { paused-where }
refuse-no-pause-task = Esa tarea no pregunta cuánto está en pausa en este incidente.
refuse-no-reminder = No hay tal recordatorio, o ya está en reposo.

form-paused = ¿Cuánto está en pausa?
form-paused-how = Cuente lo programado, las campañas y las colaboraciones detenidas ahora, sumando todas las cuentas.
form-paused-count = Cuántas
form-paused-number = un número; 0 si no había nada que pausar
form-bad-count = Escriba un número, por ejemplo 14.
form-snooze-reminder = Aplazar este recordatorio

approve-no-next = No dice cuándo volveremos a informar; con { $severity } toca cada { $every }.

event-tasks-retimed = { $n ->
    [one] Una tarea vence a otra hora ({ $severity })
   *[other] { $n } tareas vencen a otra hora ({ $severity })
}
event-reminder-sent = { $n ->
    [1] Recordatorio: { $what }
   *[other] Recordatorio { $n }: { $what }
}
event-reminder-source = { $name } no se oye como debería
event-reminder-snoozed = Recordatorio aplazado hasta { $time }: { $rule }
event-reminder-dismissed = Recordatorio en reposo: { $rule }

plan-when-lead-tired = Quien dirige lleva tres cuartos de turno en su puesto

remind-no-lead = Nadie dirige «{ $title }» desde { $time }
remind-no-severity = Nadie ha dicho cómo de grave es «{ $title }», desde { $time }
remind-sitrep-due = Tocaba un informe de situación a las { $time }: «{ $title }»
remind-update-due = Tocaba una información pública a las { $time }: «{ $title }»
remind-promise-due = Vencía a las { $time }: { $title }
remind-approval-waiting = La respuesta n.º { $title } espera aprobación desde { $time }
remind-source-silent = { $title } no se oye como debería desde { $time }
remind-task-overdue = { $n ->
    [one] Una tarea de «{ $title }» está vencida desde { $time }
   *[other] { $n } tareas de «{ $title }» están vencidas, la primera desde { $time }
}
remind-lead-tired = { $lead } cumplió casi un turno a las { $time }: toca relevo ya en «{ $title }»
remind-several = { $n } recordatorios; { $key } los enumera

reminders-title = Recordatorios
reminders-keys = { $snooze } lo aplaza, { $dismiss } lo deja en reposo hasta que empiece de nuevo
reminders-shared = Los recordatorios no se muestran en una pantalla compartida.
empty-reminders = No hay nada que recordar.
empty-reminders-do = Cuando nadie dirige, o algo vence sin hacerse, se dice aquí.
reminder-said = { $n ->
    [one] dicho una vez
   *[other] dicho { $n } veces
}
reminder-snoozed = aplazado a { $time }
reminder-for = Para: { $roles }
reminder-for-all = Para todos los presentes

next-reminders = { $n ->
    [one] 1 recordatorio
   *[other] { $n } recordatorios
}
clock-sitrep = Informe
clock-public = Información pública
clock-public-late = Público tarde
clock-sitrep-late = Informe tarde
clock-public-brief = Público { $t }
clock-public-unsaid = Público: nada dicho
clock-public-change = Público: si algo cambia
clock-sitrep-brief = Informe { $t }
clock-over = { $t ->
    [ahora] toca ya
   *[other] tocaba hace { $t }
}

done-paused = { $n ->
    [0] Nada que pausar
    [one] Una cosa en pausa
   *[other] { $n } cosas en pausa
}
paused-where = Cada cosa va en la lista «{ list-paused }» del incidente: { $page } y luego { $add }.
done-reminder-snoozed = Aplazado hasta { $time }
done-reminder-dismissed = En reposo hasta que empiece de nuevo
