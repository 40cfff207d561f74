# El archivo del plan: qué está mal en él y qué se descubriría demasiado tarde en una crisis.
plan-fault-syntax = No es TOML válido: { $detail }. Corregirlo y volver a comprobar el plan.
plan-fault-too-big = El plan ocupa más de { $limit } KiB. ¿Es este el archivo?
plan-fault-more = Hay más errores que estos. Corregir primero estos y volver a comprobar el plan.
plan-fault-unknown-key = { $section ->
    [top] El plan no tiene ninguna sección «{ $name }». Tiene: { $known }.
   *[other] [{ $section }] no tiene ninguna clave «{ $name }». Tiene: { $known }.
}
plan-fault-missing-key = { $section ->
    [top] Al plan le falta la sección «{ $name }».
   *[other] A [{ $section }] le falta «{ $name }».
}
plan-fault-missing-level = Al plan le falta un [[{ $section }]] para { $level }.
plan-fault-wrong-kind = { $expected ->
    [text] «{ $name }» debe ser un texto entre comillas.
    [number] «{ $name }» debe ser un número entero sin comillas.
    [list] «{ $name }» debe ser una lista, entre corchetes.
    [languages] «{ $name }» debe ser {"{"} en = "…", es = "…" {"}"}, un texto por cada idioma del plan.
   *[table] «{ $name }» debe ser una sección con sus propias claves.
}
plan-fault-empty = «{ $name }» está vacío. Hay que rellenarlo.
plan-fault-too-long = «{ $name }» pasa de { $limit } caracteres. Hay que acortarlo.
plan-fault-too-many = «{ $name }» tiene más de { $limit } elementos. Hay que quitar algunos.
plan-fault-bad-number = «{ $name }» debe estar entre { $low } y { $high }.
plan-fault-bad-code = «{ $text }» no sirve de código: usar letras sin tilde, cifras, _ y -, 40 como máximo.
plan-fault-bad-role = «{ $text }» no sirve de código de rol: usar minúsculas sin tilde, cifras y _, como social_lead.
plan-fault-bad-duration = «{ $text }» no es una duración. Escribir 30s, 15m, 4h, 3d, 2w o 1h30m.
plan-fault-bad-due = «{ $text }» no es un vencimiento. Escribir T0, TD, TC, TR o TX y lo que se suma: TD+15m, TC+72h.
plan-fault-unknown-value = «{ $text }» no es ninguno de estos: { $known }.
plan-fault-unknown-role = Ningún [[role]] del plan tiene el código «{ $role }». Añadirlo o corregir el código.
plan-fault-unknown-after = La tarea { $task } espera a «{ $code }», y ninguna tarea tiene ese código.
plan-fault-unknown-text-type = Ningún [[approval]] dice quién aprueba «{ $text }». Añadirlo o corregir el tipo.
plan-fault-unknown-placeholder = Ningún [[placeholder]] se llama «{ $name }». Añadirlo o corregir el texto.
plan-fault-open-brace = Aquí hay una llave sin pareja. Los huecos son un nombre entre llaves.
plan-fault-cycle = Estas tareas se esperan unas a otras y ninguna podría empezar: { $path }. Quitar un «after».
plan-fault-duplicate = { $code } aparece dos veces. Dejar uno.
plan-fault-duplicate-of = El código «{ $code }» ya está en la línea { $line }. Cada uno necesita el suyo.
plan-fault-missing-language = A «{ $name }» le falta el texto en { $language ->
    [en] inglés (en)
    [es] español (es)
   *[other] { $language }
}, y el plan dice que habla ese idioma.

plan-warn-language-missing = El plan no tiene textos en { $language ->
    [en] inglés
    [es] español
   *[other] { $language }
}.
plan-warn-role-empty = Nadie tiene el rol { $role }, y hay tareas o aprobaciones que dependen de él.
plan-warn-role-no-backup = El rol { $role } no tiene suplente.
plan-warn-role-same-backup = En el rol { $role }, titular y suplente son la misma persona.
plan-warn-role-untested = El rol { $role } no tiene un contacto probado. Anotar cómo localizar a su titular y cuándo funcionó por última vez.
plan-warn-too-early = La tarea { $task } vence en { $due } y espera a { $after }, que vence después, en { $first }. Nadie puede llegar a tiempo.
plan-warn-template-parity = La plantilla { $template } no tiene los mismos huecos en inglés que en español.
plan-warn-template-long = La plantilla { $template } ({ $language }), rellenada como es habitual, ocupa { $used } de { $limit } en { $platform }.
