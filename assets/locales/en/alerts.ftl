# Alerts: what somebody hears of away from the screen, and how it got there.

alert-declared = { $severity } declared: { $title }
alert-rated = Rated { $to }: { $title }
alert-raised = Raised from { $from } to { $to }: { $title }
alert-promise = A public promise was not kept in time: { $title }
alert-approval = Response #{ $response } has waited too long for an approval: { $title }
alert-approval-alone = Response #{ $response } has waited too long for an approval
alert-reminder = Reminder: { $what }
alert-reminder-of = Reminder: { $what } ({ $title })
alert-signal = { $grade }: { $said }
alert-said = { $room }: { $text }
alert-test = This is a test of the outlet { $name }; nothing happened.

alert-unreachable = No connection to { $what }. Check this machine's network and the outlet's address.
alert-no-such-host = There is no host called { $what }. Check the outlet's address, then this machine's network.
alert-tls = The encryption is not in order: { $what }. Check the outlet's address and this machine's clock.
alert-broke-off = The connection to { $what } broke off before an answer came.
alert-silent = No answer came in time.
alert-status = The receiver is in trouble or takes no more for now (it answers { $what }).
alert-refused = The receiver does not take it (it answers { $what }). Check the outlet's address and secret.
alert-moved = The receiver sends elsewhere (it answers { $what }), which alerts do not follow. Write the new address into the configuration.
alert-private = { $what } leads to an address of this machine or its network. If that is meant, say inside = true.
alert-open = { $what } leads outside, where only https:// is spoken.
alert-url = The outlet's address cannot be understood.
alert-no-secret = There is no secret to sign with. Put one into the environment as { $what }, or say keyring = true.
alert-bad-secret = A secret is one line of at most 500 characters.
alert-keyring-none = The system's keyring has no secret for this outlet at this address. Put it in: gabinete alerts keep { $what }
alert-keyring = The system's keyring does not give the secret ({ $what }).
alert-full = Too many alerts waited for this outlet; the oldest was given up.
alert-old = It happened too long ago to tell of it now.
alert-unknown-reason = It failed for a reason that this version does not know ({ $what }).

alert-lost = An alert did not get to { $name }, and is given up. { $why }
alert-late = An alert does not get to { $name }, and is tried again. { $why }

alerts-none = Nobody hears of the room away from its screen. Add a table [alerts.NAME] to { $file }: gabinete config shows how.
alerts-line = { $name }  { $way }  { $where }  on { $on }
alerts-standing = { $waiting ->
    [0] none waits
    [one] 1 waits
   *[other] { $waiting } wait
}, { $sent } delivered, { $failed } given up
alerts-why = last trouble: { $why }
alerts-secret-environment = secret in the environment
alerts-secret-keyring = secret in the keyring
alerts-secret-none = no secret
alerts-unknown = There is no outlet { $name }. There are: { $known }
alerts-which = Which outlet? Name it: gabinete alerts { $verb } NAME
alerts-no-hook = { $name } is no webhook: it has no secret.
alerts-not-in-a-drill = This room is a drill: nothing leaves it.
alerts-worked = { $name }: delivered.
alerts-rang = { $name }: sent to this terminal or desktop. If nothing was heard or seen, look at its settings.
alerts-kept = The secret of { $name } is in the system's keyring. It is used once its table says keyring = true.
alerts-forgotten = The secret of { $name } is out of the system's keyring.
alerts-ask-secret = The secret to sign with. It does not show as you type

config-no-table = { $name } is a table: write its name in square brackets on a line of its own.
config-not-a-list = { $name } is a list of texts: ["signal", "raised"].
config-not-one-of = { $name } can be: { $known }.
config-alert-name = { $name }: an outlet's name has letters, digits, hyphens and underscores only, at most 40.
config-alert-many = There are more than { $n } outlets.
config-alert-needs = This outlet needs { $name }.
config-alert-no-hook = { $name } is for webhooks; the way of this outlet is { $way }.
config-alert-url = The address begins with https://. One of this machine or its network may be http://, with inside = true.
config-alert-url-inside = The address begins with https:// or http://.

help-alerts = Say who hears of the room away from its screen, and whether it got there; try it
help-alerts-verb = list, test, keep or forget; else list
help-alerts-name = The outlet's name
