# The room's file: what went wrong and what to do next.
store-not-found = There is no room at { $file }. Check the path, or create a room there.
store-no-folder = There is no folder { $folder }. Make it, or choose another.
store-exists = { $file } exists already and was left as it is. Choose another name, or open it.
store-not-a-room = { $file } is not a gabinete room. Nothing was changed. To bring mentions in from a file, use: gabinete import
store-newer = { $file } was written by a newer gabinete (room version { $found }; this one knows { $known }). Nothing was changed. Update gabinete, then open it again.
store-older = { $file } is of an older version ({ $found }; this one reads { $known }). Open it once without --readonly to upgrade it; a copy is kept beside it.
store-read-only = { $file } cannot be written: gabinete needs to write in the folder { $folder } too. Change its permissions, or copy the room to a folder of yours.
store-no-files = { $file } cannot be made: { $folder } takes no files. Choose a folder of your own.
store-full = The disk that holds { $file } is full. What was confirmed before is safe; this last change was not made. Free some space and try again.
store-locked = Another program has held { $file } for too long. Close it there (a backup or a database browser, perhaps) and try again.
store-corrupt = { $file } is damaged: { $why }. Do not write to it. Copy it away, run: gabinete check, and go on from the latest backup.
store-moved = { $file } was moved to { $now } while it was open. Nothing that is done here is kept any more. Move it back to go on, or leave and open it there: what was confirmed before is in it.
store-replaced = Another file stands at { $file } now than the one that is open. Nothing that is done here is kept any more. Leave, and open the file that you mean.
store-gone = { $file } was deleted while it was open, or moved to where it cannot be found. Nothing that is done here is kept any more. Move it back to go on, or leave and open a backup.
store-network = { $file } lies on a network file system ({ $kind }), where a room can be damaged. Copy it to a local disk, or pass --allow-network-fs at your own risk.
store-inbox-full = Too many mentions wait to be taken in. Open the room or start: gabinete collect, and try again when they are in.
store-taken-over = Another process takes mentions into { $file } now. What was in is there; bring the rest in again: nothing comes in twice.
store-other = { $file } cannot be used: { $why }.

refuse-key-long = The idempotency key is longer than { $max } bytes. Use a shorter one.
refuse-key-reused = This idempotency key was used for another command. Nothing was done: give each command a key of its own.
refuse-empty-mention = A mention needs its words or its link.
refuse-name-long = That is longer than { $max } characters. Use a shorter one.
refuse-keywords-many = A room can have at most { $max } keywords.
refuse-same-keywords = Those are the keywords already.
refuse-clock-real = Only a drill's clock can be set: this is a real room.
refuse-clock-fast = A drill runs at most { $max } times as fast as real time.
refuse-already-erased = The words of this mention were erased before.
refuse-reason-names = The reason names the person whose words are to be erased, and it is kept for ever. Say on what ground without naming them.
refuse-rejects-left = Nothing was erased, because { $file }, where an import kept its bad lines, may hold these words and cannot be cleaned ({ $why }). Delete that file, or make it and its folder writable, and erase again.
refuse-already-undone = That decision was taken back before.

check-event-missing = Events { $from } to { $to } are missing from the chain.
check-event-order = Event { $seq } was logged before the one that precedes it.
check-event-payload = The content of event { $seq } is not what was recorded.
check-event-chain = Event { $seq } does not follow from the one before: it, or one before it, was changed.
check-event-unreadable = Event { $seq } ({ $kind }) cannot be read: its content is not what such an event holds.
check-event-newer = Event { $seq } ({ $kind }) cannot be read: a newer gabinete wrote it (version { $version }; this one knows { $known }).
check-root = The { $n } mentions that arrived with event { $seq } are not those that are in the room.
check-strangers = { $n ->
    [one] One mention is in the room that no event brought.
   *[other] { $n } mentions are in the room that no event brought.
}
check-table = Table { $table } is not what the events say, at row { $row }.
check-mention = The state of mention { $mention } is not what the events say.
check-count = The count of { $what } is { $kept }, but there are { $counted }.
check-clusters = { $n ->
    [one] One group of equal mentions has the wrong size.
   *[other] { $n } groups of equal mentions have the wrong size.
}
check-file = SQLite found damage: { $why }.
check-index = The search index does not agree with the mentions.
check-unclean = Words that were erased may still stand in the file's unused parts. Close other programs that read it and open the room once; there must be as much free space as the room takes.
check-aside = A file of evidence lies set aside in { $folder }, for an erasure that was cut short. Open the room once where that folder can be written.
