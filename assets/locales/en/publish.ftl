# What goes out through accounts: why it did not, where it stands, the accounts themselves.

publish-unreachable = No connection to { $what }. Check this machine's network and the account's server.
publish-no-such-host = There is no host called { $what }. Check the account's server, then this machine's network.
publish-tls = The encryption is not in order: { $what }. Check the account's server and this machine's clock.
publish-broke-off = The connection to { $what } broke off before an answer came.
publish-silent = No answer came for { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.
publish-status = The server is in trouble (it answers { $status }).
publish-slower = The server takes no more for now. { $seconds ->
    [0] Try again in a few minutes.
    [one] Try again in 1 second.
   *[other] Try again in { $seconds } seconds.
}
publish-unauthorised = The server does not accept the account's name, password or token. Make a new one there, and add the account again with it.
publish-strange = What came back is not what such a server says ({ $what }). Check the account's server.
publish-refused = The server does not take this text from this account (it answers { $status } { $code }). See there what the account may do.
publish-too-long = The text is too long there: { $used } of { $limit }.
publish-reply-gone = What it answers is no longer there, or cannot be answered from this account.
publish-setting = The account's setting { $what } is missing or cannot work. Change it in accounts.toml, or remove the account and add it again.
publish-other-channel = The account is for { $what }, and the text is not.
publish-keyring-no-entry = The system's keyring has no secret for this account at this address. Put it in: gabinete accounts keep NAME
publish-keyring-locked = The system's keyring is locked, or said no: { $what }. Unlock it and try again.
publish-keyring-absent = No keyring of the system answers here ({ $what }). The secret can stand in the file or in the environment instead.
publish-keyring-several = The system's keyring has several secrets under this account's name. Take one out with its own program.
publish-keyring-not-text = What the system's keyring has for this account is no text. Put the secret in anew: gabinete accounts keep NAME
publish-keyring-silent = The system's keyring has not answered for { $seconds } s. If it asks for its password in a window, type it there and try again.
publish-not-there = The server was asked and has no such text. Look there before you publish it again.
publish-waited = It waited too long to be sent, and was not: nobody here had the account in time.
publish-changed = What was approved is no longer in force as it stands.
publish-drill = This is a drill: nothing leaves.
publish-unknown-reason = It failed for a reason that this version does not know ({ $key }).

outbox-queued = waits to be sent by { $account }
outbox-sending = being sent by { $account }
outbox-unknown = sent by { $account }; nobody knows yet whether it is out
outbox-sent = sent by { $account }
outbox-failed = not sent by { $account }
outbox-unknown-short = not known
response-account = account
outbox-asks-again = asked again { $when }
outbox-sends-again = tried again { $when }

refuse-drill-publish = This is a drill: no text leaves this machine. Take it out by hand, where it is copied with DRILL before it.
refuse-account-name = An account's name has 1 to { $max } characters.
refuse-account-attachments = The response has attachments, and an account sends the text alone. Publish it by hand.
refuse-no-account = There is no account { $name } here. See: gabinete accounts
refuse-still-sending = It is being sent at this moment. Say how it went in a minute, when the server has been asked.

event-publishing-started-via = Handed to the account { $account }: { $title }

form-publish-via = How
form-publish-by-hand = by hand
form-publish-via-account = account { $account }
form-publish-account-how = An account sends the text by itself once you type its name and the text's first words: { $words }
form-publish-as-reply = It goes out as an answer to the first of them.
publish-word-hint-via = publish, or for an account its name and the first words
publish-word-wrong-via = Type the account's name and the first words of the text, as shown above.
form-publish-account-gone = That account is no longer there. Close this and try again.
done-publishing-via = Handed to { $account }. It says here how it went.
account-sent = { $account } sent it: it is out.
account-failed = { $account } did not send it, and it is not out: { $why }

account-kind-bluesky = Bluesky, with an app password
account-kind-mastodon = Mastodon, and servers that speak like it
accounts-open = Others can read it, and it holds secrets. Make it yours alone: chmod 600
accounts-many = It has more than { $what } accounts.
accounts-no-table = { $what } every account is a table: write its name in square brackets on a line of its own.
accounts-name = { $what } an account's name has letters, digits, hyphens and dots only, at most 40.
accounts-none = There is no account to publish with, and nothing is published but by hand. gabinete accounts add asks for one. They are kept in { $file }.
accounts-name-which = Which account? Name it: gabinete accounts { $verb } NAME
accounts-unknown = There is no account { $name }. There are: { $known }
accounts-removed = { $name } is removed. Take its password or token away on the platform too.
accounts-there = There is an account { $name } already. Give this one another name, or remove that one.
accounts-kind-which = What sort of account? --kind, one of: { $kinds }
accounts-kind-unknown = { $kind } is no sort of account. There are: { $kinds }
accounts-needs = Missing: { $key }. Give it as --{ $key }
accounts-ask-kind = What sort of account? Its number
accounts-ask-name = What shall it be called?
accounts-ask-server = Address of the server
accounts-ask-login = The account's handle
accounts-ask-password = An app password of the account (Settings, Privacy and security, App passwords). It does not show as you type
accounts-ask-token = An access token of the account with read and write:statuses (Preferences, Development). It does not show as you type
accounts-ask-anyway = Keep it anyway? y or n
accounts-kept = { $name } is kept in { $file }. Nothing is published with it unless somebody types its name under an approved text.
accounts-not-kept = Nothing was kept.
accounts-trying = Trying { $name } ...
accounts-limit = Its server takes { $limit } characters.
accounts-works = { $name }: it works, as { $handle }.
accounts-secret-file = in the file
accounts-secret-environment = in the environment
accounts-secret-keyring = in the keyring
accounts-secret-nowhere = no secret yet: gabinete accounts keep { $name }
accounts-ask-where = Where shall its secret be kept? 1 in the system's keyring, 2 in the file, 3 nowhere: in the environment as { $variable }
accounts-keyring-put = The secret of { $name } is in the system's keyring, and in no file. gabinete accounts test { $name } tries it.
accounts-keyring-forgotten = The secret of { $name } is out of the system's keyring. Take the password or token away on the platform too, if nobody needs it.
accounts-keyring-left = Its secret is still in the system's keyring: { $why }
accounts-secret-none = No secret was given.
accounts-secret-long = A secret has at most { $max } characters, on one line.
accounts-not-in-a-drill = This room is a drill: from here no account is spoken to.

help-accounts = Say which accounts texts may be published with; add, try or remove one
help-accounts-verb = list, add, test, keep, forget or remove; else list
help-accounts-name = The account's name
help-accounts-kind = add: bluesky or mastodon; else it is asked for
help-accounts-server = add: the address of its server
help-accounts-login = add: its handle (Bluesky)
help-accounts-visibility = add: who sees what it posts (Mastodon): public, unlisted, private or direct
help-accounts-keyring = add: the secret goes into the system's keyring, asked for or from standard input
help-accounts-only = add: the name of a room that it is for; else it is for all of them
help-value-url = URL
help-value-handle = HANDLE
help-value-who = WHO
