# The facts ledger, the people affected, evidence, and the line to take.

scope-facts = The facts ledger
scope-people = People affected
scope-line = The line to take

act-facts = Facts ledger
act-facts-doc = What is known, how well and from whom, and which texts lean on each fact.
act-people-affected = People affected
act-people-affected-doc = Who was harmed, who still waits for a first word and for how long.
act-line-to-take = Line to take
act-line-to-take-doc = What our own people say when they are asked: the approved internal text in force.
act-add-fact = Add a fact
act-add-fact-doc = Put what is known into the ledger, with its source.
act-change-fact = Change the fact
act-change-fact-doc = Confirm it, find it false or put its words right; what leans on it is shown first.
act-supersede-fact = Replace the fact
act-supersede-fact-doc = Add the fact that is true now in its place; the earlier one stays in the ledger.
act-fact-from-mention = Fact from this mention
act-fact-from-mention-doc = Put into the ledger what somebody said; the source is its link.
act-add-affected = Person affected
act-add-affected-doc = Say that somebody was harmed; what they said comes first in the queue.
act-change-care = Say where it stands
act-change-care-doc = Contacted, closed or waiting again, and how that came about.

done-fact = Fact { $fact } stands in the ledger.
done-affected = The person is among those affected.
done-care = The care stands at: { $care }.

facts-title = What is known
empty-facts = No fact is written down yet.
empty-facts-do = The ledger says what is known, how well and from whom, so that every text says the same. When a fact changes, it shows which texts go stale and which published ones must be put right. { $key } adds the first.
fact-texts = { $n ->
    [one] 1 text
   *[other] { $n } texts
}
fact-no-words = not written in this language yet
fact-superseded-by = fact { $fact } has taken its place
fact-source = source
fact-by = checked by
fact-radius = If it changes
fact-radius-none = no text that is judged or out leans on it
fact-no-responses = No response leans on this fact.
radius-stale = { $n ->
    [one] 1 text goes stale
   *[other] { $n } texts go stale
}
radius-correct = { $n ->
    [one] 1 published text gets a correction task
   *[other] { $n } published texts get a correction task each
}
radius-again = { $what } Send it again to go on.

form-fact = A fact
form-fact-change = What is known of fact { $fact } now
form-fact-supersede = What is known in place of fact { $fact }
form-fact-was = It was: { $text }
form-fact-en = In English
form-fact-es = In Spanish
form-fact-status = How well
form-fact-source = Source
form-fact-source-hint = needed to confirm or deny: who says so, or a link
form-fact-by = Checked by
form-fact-by-hint = you, when empty; nobody, while unverified
form-fact-brand = About the brand
form-fact-reason-hint = what has changed

people-title = People affected
empty-people = Nobody is known to be affected.
empty-people-do = Whoever was harmed stands here until somebody has spoken with them; the review opens with how many were, within 8 hours. { $mention } on a mention adds its author, { $key } anybody else.
next-affected = { $n ->
    [one] 1 person affected waits { $t }
   *[other] { $n } people affected wait, the longest { $t }
}
header-affected = affected
affected-waits = waits { $t }
affected-waits-late = waits { $t }, past 8 h
affected-after = after { $t }
affected-nameless = without a name
affected-erased = their words were erased
affected-how-answer = An answer published to what they said counts as speaking with them; any other way, { $key } writes it down.
affected-how-hand = Once somebody has spoken with them, { $key } writes it down.
affected-care = care
affected-since = known since
affected-incident = incident
affected-shared = Who they are and what was noted is not for a shared screen.
affected-who = who
affected-note = note
affected-said = said
affected-no-mention = This person is known by hand: there is no mention to open.
form-affected = A person affected
form-affected-intro = Write no more than is needed to find them again. Their mention comes first in the queue.
form-affected-already = Already among those affected: { $care }.
form-affected-name = Known as
form-affected-name-hint = initials or an order's number
form-affected-note = How
form-affected-note-hint = such as: allergic reaction, in hospital
form-care = Person affected { $number }: { $care }
form-care-to = Now
form-care-how = How
form-care-how-hint = such as: the care line called, doctor reached

line-title = Line to take
empty-line = No line to take is in force.
empty-line-do = It is what staff and front line say when they are asked, approved like any other text. { $key } among the responses starts one: choose “{ $kind }”, have it approved, and publish it to issue it.
line-other-language = There is none in your language; this is the one in force in the other.
line-approved = approved by
line-issued = issued
line-others = Also in force
line-version = version { $n }

flag-affected = affected
why-affected-first = first in the queue: a person affected
detail-affected = affected
detail-evidence = Evidence
detail-id = number

line-how = It is an internal text like any other: in the room, start a new statement, choose “{ $kind }”, have it approved, and publish it.
line-told = Version { $n }, issued { $at }, approved by { $by }
line-shaken = Do not pass it on before somebody has looked: it leans on what is false or no longer holds ({ $facts }).

attach-done = { $name } is kept with { $to }, SHA-256 { $hash }
attach-time = “{ $at }” is no time: write 14:05, 20m or 2026-11-22 14:05.
evidence-no-file = { $file } is not there.
evidence-link = { $file } is a symbolic link: name the file that it leads to.
evidence-special = { $file } is not a regular file.
evidence-kept-changed = What is kept as { $hash } is no longer that file: somebody changed it. Move it away and attach { $file } again.
evidence-folder = { $file } cannot be kept: the folder for evidence beside the room is a link or no folder.
evidence-io = { $file } cannot be kept: { $why }
check-evidence-missing = Evidence: the file of “{ $name }” is not in the folder beside the room (SHA-256 { $hash }).
check-evidence-changed = Evidence: the file of “{ $name }” was changed since it was kept (SHA-256 { $hash }).
check-evidence-more = Evidence: more files are missing or changed than are named here.
refuse-file-stays = Nothing was erased: { $file } cannot be removed ({ $why }). Let it be removed, and erase once more.
backup-evidence = { $n ->
    [one] With it a file of evidence, in the folder beside it.
   *[other] With it { $n } files of evidence, in the folder beside it.
  }
backup-evidence-missing = Evidence: there is no file of “{ $name }” to copy (SHA-256 { $hash }).
backup-evidence-changed = Evidence: “{ $name }” was changed since it was kept and is not in the copy (SHA-256 { $hash }).
check-evidence-whole = { $n ->
    [one] Evidence: 1 file is as it was kept.
   *[other] Evidence: { $n } files are as they were kept.
}
info-facts = facts
info-affected = affected/wait
info-evidence = evidence

help-attach = Keep a file or picture as evidence of a mention, a fact or a response
help-attach-file = The file; at most 64 MB
help-attach-to = What it belongs to: mention:ID, fact:N or response:N
help-attach-by = Who captured it, when that was somebody else
help-attach-at = When it was captured: 14:05, 20m, 2026-11-22 14:05; else now
help-attach-note = What it shows
help-line = Print the line to take in force: what our own people say when they are asked; ends with 1 when there is none, or when a fact behind it no longer holds
help-value-thing = THING:N
help-value-time = TIME
more-below = more: { $key }
task-tell-exec = Tell the executive approver now: { $name } let “{ $response }” out alone
task-put-right = Put right what is out: { $response } leans on fact { $fact }, which has changed
task-changed-words = Put right what is out: { $response } went out in other words than were approved ({ $rules })
row-changed = other words
row-shaken = fact fell
