# What can be wrong with one line of a file.
source-bad-json = this is not JSON: something is wrong at column { $column }
source-bad-json-end = this is not JSON: it ends too early, at column { $column }
source-bad-deep = its lists are nested more than 128 levels deep
source-bad-object = a line must be one JSON object: {"{"}"text": "..."{"}"}
source-bad-no-text = it has no text
source-bad-long = it is longer than 1 MiB
source-bad-date = “{ $value }” is not a date that can be read; write it as 2026-11-22T14:23:05Z
source-bad-type = “{ $key }” has a value of the wrong type
source-bad-columns = it has { $found } cells and the header { $expected }: a delimiter or a quotation mark too many
source-bad-few = it has { $found } of the { $expected } cells of the header: some are missing, or the row is cut off
source-bad-quote = a quotation mark opens and does not close

# Why a file cannot be read at all.
source-open-io = It cannot be read: { $detail }.
source-open-missing = There is no such file. Check its name and folder.
source-open-folder = This is a folder. Name the files inside it.
source-open-empty = The file is empty.
source-open-not-text = This is a { $what } file. Export it as CSV, or save the sheet as “CSV UTF-8”, and import that.
source-open-binary = This is no text but bytes, such as a picture, a film, a program or a packed file. Export the mentions as CSV, and import that.
source-open-no-header = No row looks like column names. Found: { $there }. Name the columns: --map text=COLUMN,ts=COLUMN
source-open-no-text = No column holds what was said. Columns: { $there }. Name it: --map text=COLUMN
source-open-bad-map = “{ $part }” is not field=Column, as in --map author=Username,text=Body
source-open-unknown-field = There is no field “{ $field }”. Fields: { $known }.
source-open-unknown-column = There is no column “{ $column }”. Columns: { $there }.
source-open-map-of-lines = --map names the columns of a table, and JSON Lines have none: rename the keys in the file, or leave --map out.
source-open-unknown-preset = There is no preset “{ $preset }”. Presets: { $known }.
source-open-unknown-zone = There is no time zone “{ $zone }”. Write it as Europe/Madrid or UTC.

## Keyword expressions

match-empty = type what to look for: words, "phrases", @handles, OR, NOT, near/5
match-long = column { $column }: an expression has at most { $most } characters
match-many = column { $column }: an expression has at most { $most } words and phrases
match-deep = column { $column }: brackets, NOT and near stand at most { $most } deep in each other
match-quote = column { $column }: this quotation mark is never closed
match-open = column { $column }: this bracket is never closed
match-close = column { $column }: this bracket closes nothing
match-operand = column { $column }: “{ $word }” has nothing beside it that it could apply to; to look for the word itself, quote it
match-only-not = column { $column }: this only excludes; say first what to look for
match-near-number = column { $column }: say how many words may lie between, 0 to 100: near/5, or "two words"~5
match-near-operand = column { $column }: near takes words, phrases or (one OR another) on both sides
match-star = column { $column }: * stands at the end of a word, behind at least two letters: acm*
match-fuzzy-number = column { $column }: behind ~ stands 1 or 2, the letters that may be wrong: acme~1
match-fuzzy-word = column { $column }: ~ goes with a single word of letters
match-fuzzy-short = column { $column }: a word needs { $least } letters for ~{ $edits }, or it finds nearly anything
keywords-operator = column { $column }: “{ $word }” means nothing here. Put commas between keywords, or quote it to look for it as it stands.
keywords-star = column { $column }: “{ $word }”: only a handle or a hashtag may end in *. Write each form of the word, with commas between.
match-no-letters = column { $column }: nothing in “{ $word }” can be found: it has no letters, digits or emoji

live-expression = What it listens for cannot be understood at column { $column }: try it with gabinete match
live-expression-short = expression not understood
live-no-words = Nothing says what to listen for. The room needs keywords (K on the sources screen, or: gabinete keywords acme @acme), or the source an expression (--match).
live-no-words-short = nothing to listen for
blind-part = a part is not heard
blind-part-long = { $part } is not heard. { $why } The others go on.
part-short = { $part }: { $why }
parts-more = Neither are these: { $names }.
part-older = Of { $part } only the newest is read: { $n ->
    [one] 1 older item is
   *[other] { $n } older items are
} left out.
part-older-short = { $n ->
    [one] 1 older one left out
   *[other] { $n } older ones left out
}

# How a source that is listened to is.
source-connecting = connecting
source-live = live
source-partly = partly live
source-unsure = not known yet
source-unsure-short = waits for a post
source-unsure-long = Nobody knows yet whether whoever posts to it is alive: nothing was posted since it is listened to, or not lately, and what is usual takes a day and a few posts to learn. A POST to /v1/alive is a sign of life; expect = "15m" in its settings says what is usual at once.
source-waiting = retrying
source-stopped = stopped
source-left = not listened to
source-paused = paused
blind-silent = silent for too long
blind-silent-long = Nothing new comes from it for much longer than usual, whether or not its line is open: what is said there now may be missed. It is connected anew by itself; if that does not help, look whether the network has an outage. For a quiet server of one's own, silence_s = 0 takes its answers for signs of life.
blind-unposted = nothing is posted to it
blind-unposted-long = Nothing was posted for { $quiet }; usually something is every { $usual } or sooner: is whoever posts alive? Look at that service. Where nothing to say is usual, it can say that it lives: POST /v1/alive
blind-clock = far behind or ahead
blind-clock-long = What it brings is put at wrong times: it lags behind for minutes, or its clock and this machine's disagree by more than two. Set this machine's clock by a time server; if it is right, the network is late.
blind-unheard = nobody listens
blind-unheard-long = Nobody listens to it now: the gabinete that did has ended or hangs. Open the room where it can be changed, or run: gabinete collect

# Why a source fails, with what to do; the short ones stand in a column.
live-closed = The room takes nothing in at the moment. Look whether its disk is full, then open the room again.
live-closed-short = the room takes nothing
live-again = It is tried again by itself, and goes on where it stopped.
live-broke = What came broke gabinete’s own reading of it: a defect, worth reporting with the name of the source.
live-broke-short = reading it broke
live-unreachable = No connection to { $what }. Check this machine's network and the address; if others reach it, a firewall or proxy may be in between.
live-unreachable-short = cannot be reached
live-no-such-host = There is no host called { $what }. Check the spelling of the address, then this machine's network.
live-no-such-host-short = no such host
live-reset = The connection to { $what } broke off.
live-reset-short = the connection broke off
live-silent = Nothing new came for { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}, so the connection was given up.
live-silent-short = nothing new comes
live-tls = The encryption is not in order: { $what }. Check the address and this machine's clock; a proxy that reads along needs its certificate in the system's store.
live-tls-short = certificate not in order
live-status = The server answered { $status }. From 500 on it is the server's trouble and passes; else check the address and what the account may do.
live-status-short = the server says no
live-slower = Too many requests for this server. { $seconds ->
    [0] { "" }
   *[other] It wants { $seconds } seconds of quiet.{ " " }
}If this lasts, listen for less or ask more rarely.
live-slower-short = the server wants a rest
live-unauthorised = The server does not accept the token: it is missing, wrong or has ended. Make a new one there, and add the source again with it.
live-unauthorised-short = token not accepted
live-refused-feed = The server refuses this reader. Open the address in a browser: where it opens, ask the site to let feed readers in, or use another address of it; where it does not, the address is not public or lacks its key.
live-refused-stream = The server refuses this reader. Name another one in urls, or ask whoever runs it what it wants; if all of them do, look whether a proxy of this network answers in their place.
live-refused-short = the server refuses us
live-strange = What came is not what such a server says: { $what }. Check that the address is that of the right service.
live-strange-short = answer not understood
live-cut-off = What { $what } sends ends in the middle, before its first item does. If it stays so, tell whoever runs that feed, or take it out.
live-cut-off-short = the feed is cut off
live-too-large = An answer of more than { $bytes } bytes is not read. Check the address, or listen for less.
live-too-large-short = answer too large
live-cursor-too-old = The network no longer keeps what was said when listening stopped. It goes on from now; import the gap from elsewhere if it matters.
live-cursor-too-old-short = part of the gap is lost
live-private-address = { $what } lies inside this machine or network, and nothing is fetched from there. Check the address.
live-private-address-short = a private address
live-no-listening = It cannot listen at { $what }: the address is taken or may not be used. Choose another port, or end what uses it.
live-no-listening-short = the address is taken
live-setting = The setting { $name } cannot work: { $what }.
live-setting-range = The setting { $name } must be a number from { $from } to { $to }.
live-setting-count = The setting { $name } takes { $from } to { $to } of them.
live-setting-length = The setting { $name } must have { $from } to { $to } characters.
live-setting-form = The setting { $name } must look like { $what }.
live-setting-characters = The setting { $name } holds characters that have no place there.
live-setting-missing = The setting { $name } lacks { $what }.
live-setting-token = The setting { $name } is missing: notifications, lists and searches need the token of an account.
live-setting-encrypted = The setting { $name } must begin with https://: else anybody on the way reads along.
live-setting-public = The setting { $name } is an address that other machines can reach. If that is meant, say public = true.
live-setting-nothing = Nothing would be listened to: { $name } and the like are empty.
live-setting-unknown = The setting { $name } is none of: { $what }.
live-setting-no-such-key = This sort of source has no setting called { $key }. It has: { $what }. Correct the name, or delete the line.
live-setting-needed = The setting { $key } is missing.
live-setting-type = The value of { $key } is of another type. A text stands in quotation marks, several in square brackets; a number, true and false stand alone.
live-setting-kept = Change it in sources.toml, or remove the source and add it again.
live-setting-short = a setting is wrong
live-unknown = It fails for a reason that this version does not know ({ $key }). The newer gabinete that listens says more.
live-unknown-short = it fails

# Why the file of sources cannot be used; its name and the place come before.
sources-unread = It cannot be read: { $what }.
sources-syntax = This is not TOML: a quotation mark, a bracket or an equals sign is missing here, or a name stands twice.
sources-many = It has more than { $what } sources.
sources-no-table = { $what } every source is a table: write its name in square brackets on a line of its own.
sources-name = { $what } a source's name has letters, digits, hyphens and dots only, at most 40.
sources-key = { $what }: this key is missing or is not what belongs there. kind and match are texts in quotation marks, paused is true or false, rooms is a list of texts in square brackets.
sources-by-hand = { $what } is written in a way that only a person can change safely, and nothing was changed. Change it there by hand, or write it as a table under its name in square brackets.
sources-unwritten = It cannot be written: { $what }.
sources-taken = There is a source called { $what } already. Choose another name.
sources-missing = There is no source called { $what } in it any more.
sources-can-never = { $what }
