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
check-bundle-plan = The plan { $digest } that is kept in the bundle was changed.
