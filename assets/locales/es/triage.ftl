# Por qué una mención ocupa su lugar: una frase por cada parte de su puntuación.
# $words: lo que dio los puntos, puede faltar; $points: cuántos.

why-hard-trigger = Expresión grave: { $words }
why-affected-person = Puede haber alguien afectado: { $words }
why-minor = Hay un menor: { $words }
why-risk-question = Pregunta o duda si es seguro: { $words }
why-complaint = Se queja
why-authority = Su voz pesa: { $words }
why-press = Habla en nombre de un medio: { $words }
why-followers = Con { $words } seguidores
why-verified = Cuenta verificada
why-emotion = Ira, miedo o asco: { $words }
why-video = Lleva vídeo
why-picture = Lleva imagen
why-question = Hace una pregunta
why-message = Mensaje directo
why-direct = Se dirige a la marca: { $words }
why-reply = Parte de una conversación
