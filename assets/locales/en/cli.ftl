# Words of the command line and of the shell around the screen.

shell-busy = The room is busy: try again in a moment. Nothing was changed.

screen-no-room = { $path } does not exist. Start gabinete without --room to make a room, or name one that exists.
screen-not-a-drill = { $path } is not a drill but a real room. Name another file for the drill: gabinete drill --room drill.room
room-last-was-drill = There is no room at { $file }. The room used last is a drill, and a drill is never meant unless it is named: --room { $drill }
screen-no-theme = There is no theme “{ $theme }”: choose “default” or “mono” in the configuration file.
screen-no-terminal = This needs a terminal: run it in one, or use a command such as “gabinete import” or “gabinete events”.

act-not-json = That is not valid JSON at column { $column }.
act-not-utf8 = From byte { $byte } on that is not UTF-8, and nothing of it was done: it was written in another encoding, such as Latin-1. Write it in UTF-8 and send it again; what is Latin-1 becomes so by: iconv -f latin1 -t utf-8
act-too-long = That line is longer than { $max } MiB. Nothing of it was done: make it several commands.
act-ends-early = That ends too early, at column { $column }: a quotation mark or a bracket is missing.
act-not-object = A command must be an object: {"{"}"do": "add_entry", "text": "..."{"}"}
act-missing-key = “{ $key }” is missing.
act-unknown-command = There is no command “{ $given }”. There are: { $known }.
act-unknown-key = There is no key “{ $key }” here. Nothing was done. There are: { $known }.
act-wrong-value = “{ $key }” cannot be { $given }.
act-wrong-choice = “{ $key }” cannot be { $given }. It can be: { $known }.
act-unreadable = That cannot be read: a key stands twice, or a number is too large.
act-see-schema = “gabinete act --schema” prints what there is.

import-new-room = New room: { $room }
import-progress = { $read } read, { $new } new, { $bad } bad
import-bad-line = line { $line }: { $reason }
import-bad-more = More bad lines are counted, and kept with the others.
import-ended = Ended early, with at least { $new } new in the room. The same command goes on: what is in already is known.
import-done = { $source }: { $new ->
    [one] { $new } new mention
   *[other] { $new } new mentions
}, { $repeated } known already, { $bad } bad, in { $room }
import-left = { $left ->
    [one] { $left } mention waits
   *[other] { $left } mentions wait
} for the program that has the room open: it takes them in now.
import-left-in = { $left ->
    [one] { $left } mention that waited for another program is in now
   *[other] { $left } mentions that waited for another program are in now
}.
import-dates-guessed = { $file }: its dates can be read two ways, and the day was taken to come first: 03/04/2026 is 3 April. If the month does, use: --dates mdy. If this is right, --dates dmy says so.
import-undated = { $source }: nothing in it says when its mentions were posted, so all of them count as posted now, and teach the room no usual hours. In JSON Lines the time is called “ts”.
import-rejects = { $bad ->
    [one] { $bad } bad line is kept
   *[other] { $bad } bad lines are kept
} in { $path }
import-rejects-over = Bad lines would be written over { $file }. Name another file for them with --rejects.
import-failed = { $n } of { $all } files could not be brought in: { $files }
import-not-begun = Not begun: { $files }
mapping-generic = no known tool: by its column names
mapping-preset = export of
mapping-header = header in line
mapping-ignored = kept aside
follow-started = Following { $source } into { $room }. Ctrl-C ends it.
follow-waiting = There is no file { $file }: waiting for it. Until it is there, this source does not count as live. Ctrl-C ends it.
follow-rejects-over = Bad lines would be written into the room, { $file }. Give the room or the file another name.
follow-rejects-full = { $path } is full: further bad lines are told but not kept. Move it away to keep them again.

collect-started = Listening to { $n ->
    [one] one source
   *[other] { $n } sources
} for { $room }. Ctrl-C ends it.
collect-waits = Another process listens for this room: this one waits, and takes over when it stops.
collect-ended = No longer listening.

keywords-none = The room has no keywords yet: gabinete keywords acme @acme
keywords-set = { $n ->
    [one] One keyword
   *[other] { $n } keywords
} for { $room }. What comes from now on is read by them.

sources-none = There is no source to listen to yet: gabinete sources add asks for one. They are kept in { $file }.
sources-not-in-a-drill = A drill hears its own people alone: no source is listened to there.
sources-keywords = (the room's keywords)
sources-everything = (all that comes)
sources-name-which = Which source? Name it: gabinete sources { $verb } NAME
sources-removed = { $name } is no longer listened to.
sources-unknown = There is no source { $name }. There are: { $known }
sources-is-paused = { $name } is not listened to until: gabinete sources resume { $name }
sources-is-resumed = { $name } is listened to again.
sources-kind-which = What sort of source? --kind, one of: { $kinds }
sources-kind-unknown = { $kind } is no sort of source. There are: { $kinds }
sources-there = There is a source { $name } already. Give this one another name, or remove that one.
sources-set = --set takes KEY=VALUE, not { $what }.
sources-needs = Missing: { $key } ({ $what }). Give it as --set { $key }=...
sources-secret = Made up a secret for it: { $secret }
sources-ask-kind = What sort of source? Its number
sources-ask-name = What shall it be called?
sources-ask-match = What shall it listen for? Nothing means the room's keywords
sources-ask-server = Address of the server
sources-ask-token = Access token of an account there (searches and notifications need one; nothing means none)
sources-ask-hashtags = Hashtags, apart by blanks
sources-ask-list = The number of a list of that account (nothing means none)
sources-ask-search = Phrases to search for, apart by commas; they need the token (nothing means none)
sources-ask-notifications = Listen to what is said to that account? It needs the token: y or n
sources-ask-urls = Addresses of the feeds, apart by blanks
sources-ask-listen = Address to listen at
sources-ask-secret = The secret that whoever posts must know
sources-ask-expect = What lies between two posts at most, as 15m or 2h (nothing means that it is learned)
sources-ask-anyway = Keep it anyway, to be tried again and again? y or n
sources-kept = { $name } is kept in { $file }. An open room hears it within seconds.
sources-kept-nowhere = { $name } is kept in { $file }.
sources-not-kept = Nothing was kept.
sources-trying = Trying { $name }, up to 20 seconds ...
sources-list-blind = BLIND since { $time }: { $why }
sources-list-heard = { $state }, heard last { $time }
sources-every-room = It is for every room, and only one can listen at an address: with --only ROOM it is that room's alone.
sources-no-such-room = No room known on this machine is called { $room }: { $name } is heard there once one is.
sources-untested = Its test failed: { $name } is kept untested.
sources-ask-needed = This cannot be left out. Ctrl-D ends the questions.
sources-is-live = { $name }: it is listened to at this moment, by the room.
trial-quiet = { $name }: no answer within { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}. The server is slow, or hangs.
trial-heard = { $name }: { $matched ->
    [one] one post matches
   *[other] { $matched } posts match
} of { $looked } looked at.
trial-no-news = { $name }: connected, and nothing was said there meanwhile.
trial-open = { $name }: it listens. Post to http://{ $what }/v1/mentions
trial-lag = { $name }: read up to { $seconds ->
    [0] now
    [one] one second ago
   *[other] { $seconds } seconds ago
}.
kind-jetstream = Bluesky, everything public (no account needed)
kind-mastodon = Mastodon and servers like it
kind-rss = Feeds: news alerts, blogs, searches (RSS, Atom)
kind-webhook = An address that other tools post to (webhook)

detect-too-long = The line is too long.
detect-no-time = The timestamp is missing or is no time.
detect-no-number = The value is missing or is no number.
detect-negative = The value is below zero.
detect-same-time = It has the same time as the row before.
detect-backwards = It is earlier than the row before.
match-total = { $matched } of { $all } mentions in { $days ->
    [one] one day
   *[other] { $days } days
} ({ $share })
match-ahead = { $n ->
    [one] One more says a time which is still to come, and is of no day.
   *[other] { $n } more say a time which is still to come, and are of no day.
}
match-nothing-there = There are no mentions yet: bring some in with gabinete import, or try it on a file with --file.
match-no-room = { $room } does not exist. Name a room with --room, or try it on a file with --file.
triage-no-file = { $file } cannot be read: { $why }
triage-bad-line = line { $line }: { $why }
triage-bad-lines = { $n } lines in all could not be read.
count-no-platform = The plan has no platform “{ $name }”. Say one of { $known }, or all.
count-limit-one = --limit is the limit of one platform: name one with --platform.
count-no-warning = { $name } has no content warnings: --cw goes with Mastodon.
count-too-long = The text is longer than { $most } MiB.
count-not-utf8 = The text is not UTF-8: byte { $place } cannot be read. Save it as UTF-8 and try again.
count-too-many-parts = A thread has { $most } parts at most: the last one holds the rest and is too long.
count-bytes = { $used } bytes

check-well = All is well: { $events } events and { $mentions } mentions agree. Head of the chain: { $head }
check-well-but = { $events } events and { $mentions } mentions agree, but files of the evidence do not. Head of the chain: { $head }
check-damaged = { $file } is damaged: { $why }. Do not write to it, and copy it away with the files beside it that end in -wal and -shm. Go on from the latest backup: gabinete --room BACKUP. To save what the backup lacks, with a sqlite3 tool that knows .recover: sqlite3 { $file } .recover | sqlite3 saved.room, then: gabinete check --room saved.room
check-index-skipped = The search index was not compared: the room is in use or cannot be written. Run it again when nobody uses the room.
check-faults = { $faults ->
    [one] { $faults } fault
   *[other] { $faults } faults
} in { $events } events and { $mentions } mentions. Keep this file as it is, and go on with a backup.

info-version = version
info-config = settings
info-rooms = rooms
info-room = room
info-none = There is no room there yet.
info-name = name
info-zone = zone
info-format = format
info-bytes = bytes + log
info-events = events
info-head = head of chain
info-mentions = mentions
info-unattended = unattended
info-owed = owed
info-incidents = inc. and resp.
info-inbox = in the inbox
backup-done = Copied { $from } to { $to }
plan-in-use = The plan in use is “{ $name }”, from { $path }: { $tasks } tasks, { $roles } roles.
plan-built-in = The plan in use is the one that is built in: { $tasks } tasks, { $roles } roles. To make it yours: gabinete plan init "{ $own }", then change that file; it is used as soon as it is there.
plan-refused = { $fault } { $n ->
    [one] No room opens with a plan that has a fault: correct it, or move it away to use the one that is built in.
   *[other] There are { $n } faults, and no room opens with a plan that has any: “gabinete plan check” tells them all. Correct them, or move the file away to use the one that is built in.
}
plan-unreadable = The plan { $path } cannot be read ({ $why }). Correct “plan” in the configuration file, or put the plan there.
plan-written = Written: { $path }. Fill in who holds each role, change what differs, then: gabinete plan check "{ $path }"
plan-exists = { $path } is there already and was left alone. Name another file.
plan-not-written = { $path } could not be written: { $why }
plan-name-built-in = built-in plan
plan-checked = { $path } was checked: { $n ->
    [one] one finding
   *[other] { $n } findings
}.
plan-no-text = it is no UTF-8 text, or too long
plan-name-stdin = standard input
plan-good = { $path }: no fault and nothing to warn of.
plan-usage = That is one name too many or too few. “init” and “check” take a file, “show” takes one part or code, “diff” takes the file of before and the one after.
config-place = # Read from { $path }
config-unread = It cannot be read: { $detail }.
config-syntax = This is not valid TOML: a quotation mark, a bracket or an equals sign is missing here, or one too many.
config-same-key = This option stands there already. Keep one of the two.
config-unknown-key = There is no option “{ $name }”. There are: { $known }.
config-not-a-switch = “{ $name }” must be true or false, without quotes.
config-not-a-number = “{ $name }” must be a whole number from 0 on, without quotes.
config-not-a-text = “{ $name }” must be a text in quotes.
