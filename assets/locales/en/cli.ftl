# Words of the command line and of the shell around the screen.

shell-busy = The room is busy: try again in a moment. Nothing was changed.

screen-no-room = { $path } does not exist. Start gabinete without --room to make a room, or name one that exists.
screen-not-a-drill = { $path } is not a drill but a real room. Name another file for the drill: gabinete drill --room drill.room
screen-no-theme = There is no theme “{ $theme }”: choose “default” or “mono” in the configuration file.
screen-no-terminal = This needs a terminal: run it in one, or use a command such as “gabinete import” or “gabinete events”.

act-not-a-command = That is not a command: { $detail }. “gabinete act --schema” prints what there is.

import-new-room = New room: { $room }
import-progress = { $read } read, { $new } new, { $bad } bad
import-bad-line = line { $line }: { $reason }
import-bad-more = More bad lines are counted, and kept with the others.
import-done = { $source }: { $new ->
    [one] { $new } new mention
   *[other] { $new } new mentions
}, { $repeated } known already, { $bad } bad, in { $room }
import-left = { $left ->
    [one] { $left } mention waits
   *[other] { $left } mentions wait
} for the program that has the room open: it takes them in now.
import-rejects = { $bad ->
    [one] { $bad } bad line is kept
   *[other] { $bad } bad lines are kept
} in { $path }
import-rejects-over = Bad lines would be written over { $file }. Name another file for them with --rejects.
mapping-preset = export of
mapping-header = header in line
mapping-ignored = kept aside
follow-started = Following { $source } into { $room }. Ctrl-C ends it.

check-well = All is well: { $events } events and { $mentions } mentions agree. Head of the chain: { $head }
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
plan-good = { $path }: no fault and nothing to warn of.
config-place = # Read from { $path }
