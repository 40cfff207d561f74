# Evidence bundles: a file with one incident alone.
help-export = Make an evidence bundle: a file with one incident alone, whose chain can be proved anywhere
help-export-incident = The incident: its number, 3 or INC-3
help-export-to = The bundle's file; must not exist
help-value-incident = INCIDENT

bundle-made = Made { $to } of INC-{ $incident }: { $told } events told, { $stubs } as header and hash alone; { $mentions } mentions told, { $leaves } as a hash alone; { $kb } KB.
bundle-seals =
    Head of the chain: event { $seq } · { $head }
    Manifest: { $file } · SHA-256 { $manifest }
    Tell both hashes to whoever gets the bundle, by another way than the bundle itself. They check it with: gabinete --room FILE check
bundle-otherwise = { $n ->
    [one] 1 mention stood otherwise in the room: somebody decided on it together with mentions of others, and that decision is not told.
   *[other] { $n } mentions stood otherwise in the room: somebody decided on them together with mentions of others, and those decisions are not told.
}
bundle-is =
    This is an evidence bundle of INC-{ $incident } { $title }, taken from the room { $room } on { $made }: { $told } events are told, of { $stubs } only header and hash are here.
    SHA-256 of its manifest: { $manifest }
bundle-mark = EVIDENCE BUNDLE · INC-{ $incident } · read only
banner-bundle = EVIDENCE BUNDLE · INC-{ $incident } · { $room } · read only
bundle-choosing = Choosing: { $done } of { $all }
bundle-events = Writing events: { $done } of { $all }
bundle-mentions = Writing mentions: { $done } of { $all }
bundle-sealing = Hashing tables: { $done } of { $all }

store-bundle = { $file } is an evidence bundle: it is only looked at, so that it stays what it proves. Work in the room that it was taken from.
refuse-bundle-of-bundle = This is an evidence bundle already. Copy its file, the manifest beside it and its folder of evidence.
refuse-bundle-merged = This incident has become a part of INC-{ $into }: make a bundle of that one, which tells it too.
refuse-bundle-pending = Which mentions belong to the incident is still being sorted out. Open the room for a moment, then try again.
check-bundle-manifest = The manifest in the bundle was changed.
check-bundle-beside = The manifest beside the bundle, { $file }, is not the one in it.
check-bundle-claim = The bundle is not what its manifest says of it: { $what }.
check-bundle-table = The table { $table } of the bundle was changed.
check-bundle-plan = The plan { $digest } that is kept in the bundle was changed, or none of its events names it.

# Erasing a person's words on request.
help-erase = Erase a person's words for good, when they ask for it
help-erase-mention = A mention, by the number that it says when it is open; may be given several times
help-erase-author = All that this person wrote: a handle, or the displayed name as it stands
help-erase-platform = With --author: on this platform alone
help-erase-reason = On what ground, without naming them: it is kept
help-erase-yes = Erase it; else it is only said what would go

erase-nothing = Nothing of theirs is in the room.
erase-gone = The words were erased before, or there is no such mention.
erase-would = { $n ->
    [one] The words of 1 mention would be erased for good
   *[other] The words of { $n } mentions would be erased for good
}{ $files ->
    [0] {""}
    [one] , with 1 file of evidence that belongs to them
   *[other] , with { $files } files of evidence that belong to them
}: { $list }
erase-done = { $n ->
    [one] Erased: the words, author and link of 1 mention
   *[other] Erased: the words, author and link of { $n } mentions
}{ $files ->
    [0] {""}
    [one] , and 1 file of evidence
   *[other] , and { $files } files of evidence
}: { $list }. Copies that you made of the room (backups, bundles, exports) still have them.
erase-lines = { $n ->
    [one] 1 event of your own loses the whole lines that name them or repeat their words
   *[other] { $n } events of your own lose the whole lines that name them or repeat their words
}: { $list }
erase-veils = { $n ->
    [one] 1 event of your own loses their name, or what was made of their words, and keeps the rest
   *[other] { $n } events of your own lose their name, or what was made of their words, and keep the rest
}: { $list }
erase-unsent = Lines that are being typed and were not sent go too: { $list }
erase-in-forms = a form
erase-stays = { $n ->
    [one] 1 event of your own names them, if only by a part of their name, or repeats their words, and stays
   *[other] { $n } events of your own name them, if only by a part of their name, or repeat their words, and stay
}: { $list }
erase-others = { $n ->
    [one] 1 mention by somebody else names them and stays; share mode and replays mask the name there
   *[other] { $n } mentions by others name them and stay; share mode and replays mask the name there
}: { $list }
erase-looked = Only for the first { $n } of them was it looked for what of your own words tells of them.
erase-say-yes = Nothing was erased. This cannot be taken back: say it again with --yes.

# A past incident replayed as a drill.
replay-usage = Say which incident and into which file: gabinete drill make INC-1 replay.toml
replay-unwritten = { $file } could not be written: { $why }
replay-exists = { $file } is there already, and nothing is written over it. Choose another name.
replay-no-incident = “{ $given }” is no incident. Write its number: 3 or INC-3.
replay-made = Made { $file }: { $n } mentions, their people under other names, links leading nowhere.
replay-no-keywords = The room has no keywords: the brand is called as the room is, and its own handles got other names like everybody's. For a better one set them (gabinete keywords) and make it again.
replay-faster = It took longer than a drill may last: it is told { $n } times as fast.
replay-names-left = These words are part of somebody’s name and words like any other too, so they are still in it: { $names }
replay-read-it = Read it before you play it: what only a reader recognises, such as a street or a nickname, is still in it. Then: gabinete drill check FILE, gabinete drill FILE
replay-nobody = Nobody said anything that belongs to this incident: there is nothing to replay.

replay-title = Replay of incident { $incident }
replay-goal = Handle incident { $incident } once more, and better: recognise it sooner than then, answer sooner, decide as well.
replay-start = An ordinary day. What comes is what came then, from { $n } mentions of the incident; the people have other names.
replay-ends = When the last of what was said then has been said, and ten minutes more.
replay-phase-begins = It begins
replay-phase-begins-note = Ordinary talk, and the first mentions of the incident. Who sees them?
replay-phase-declared = Then it was declared
replay-phase-declared-note = It was declared { $minutes } minutes after it began. A team that has learned is there before.
replay-phase-answered = Then we spoke
replay-phase-answered-note = The first word in public went out { $minutes } minutes after it began. A team that has learned is there before.
replay-claim = Incident { $incident } happened as people say
replay-chatter-1 = Anybody else a fan of { $brand }?
replay-chatter-2 = Saw an ad of { $brand } today.
replay-chatter-3 = What do you all think of { $brand } these days?
replay-chatter-4 = { $brand } again this week, as every week.
