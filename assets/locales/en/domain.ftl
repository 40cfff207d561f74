# Words of the domain: levels, states, dispositions, refusals and what happened.

severity-1 = Critical
severity-2 = High
severity-3 = Medium
severity-4 = Low

type-product-failure = Product failure or recall
type-employee-misconduct = Employee misconduct
type-data-breach = Data breach
type-offensive-post = Offensive post of ours
type-misinformation = Misinformation or coordinated attack
type-outage = Service outage
type-account-hijack = Account hijack
type-unknown = Not known yet

status-detected = detected
status-assessing = assessing
status-active = active
status-contained = contained
status-resolved = resolved
status-stood-down = stood down
status-review = under review
status-closed = closed

disposition-respond-public = answer in public
disposition-respond-then-private = answer, then in private
disposition-correct = correct
disposition-acknowledge = acknowledge
disposition-verify = verify
disposition-escalate = escalate
disposition-monitor = monitor
disposition-moderate = moderate
disposition-let-stand = let stand
disposition-thank = thank
disposition-join-cluster = same as others
disposition-not-relevant = not about us
disposition-evidence-only = keep as evidence

owes-answer = an answer
owes-check = a check
owes-escalation = word on the escalation

response-reply = Reply
response-holding = Holding statement
response-update = Update
response-correction = Correction
response-apology = Apology
response-resolution = Resolution
response-internal = Internal note

state-draft = draft
state-in-review = in review
state-changes-requested = changes requested
state-approved = approved
state-to-confirm = to be confirmed
state-stale = stale
state-publishing = being published
state-published = published
state-retired = retired
state-discarded = discarded

task-open = open
task-done = done
task-skipped = skipped
task-blocked = blocked

entry-note = note
entry-fact = fact
entry-decision = decision
entry-contact = contact
entry-summary = in short
entry-went-well = went well
entry-went-badly = did not go well
entry-lucky = where we were lucky
entry-factor = contributing factor

group-decisions = decisions
group-responses = responses
group-tasks = tasks
group-notes = notes
group-mentions = mentions
group-room = room
group-signals = signals

tone-negative = negative
tone-neutral = neutral
tone-positive = positive
tone-unknown = not known

kind-post = post
kind-reply = reply
kind-quote = quote
kind-repost = repost
kind-review = review
kind-message = message

refuse-empty-title = Give it a title: a few words that everybody will recognise.
refuse-title-long = The text is too long: at most { $max } characters.
refuse-no-incident = There is no such incident in this room.
refuse-same-severity = The severity is { $severity } already.
refuse-lower-needs-reason = Lowering the severity needs a reason: write why.
refuse-status-step = From “{ $from }” an incident cannot go to “{ $to }”.
refuse-needs-reason = Write why: this needs a reason.
refuse-empty-name = Write a name.
refuse-same-lead = { $name } leads already.
refuse-same-type = It is of that type already.
refuse-not-here = That cannot be decided here.
refuse-no-mention = None of these mentions is in the room.
refuse-bulk = { $n } mentions are too many for one decision: at most { $max }. Choose fewer.
refuse-changed-by-others = Nothing was changed: somebody decided on this meanwhile. Close, look again, then decide.
refuse-snooze-past = That time has passed: choose a later one.
refuse-far = That lies more than a year away: choose a nearer time.
refuse-snooze-attended = Only unattended mentions can be put off.
refuse-same-owner = Nothing would change: it is theirs already.
refuse-nothing-owed = Nothing is owed on these mentions.
refuse-nothing-corrected = Say what is to be read otherwise: how it sounds, its language or its priority.
refuse-same-reading = Nothing would change: it is read so already.
refuse-same-group = Nothing would change: they belong together already.
refuse-first-of-group = The first of a group is what the others are compared with. Take the others out of it, by marking them, and leave this one.
refuse-language-code = That is no language that is known here. Known are: { $known }.
refuse-score = A priority goes from 0 to 100.
refuse-no-signal = There is no such signal in this room.
refuse-acknowledged = { $by } took note of it already.
refuse-aside-empty = The end must come after the beginning.
refuse-aside-long = At most 400 days can be set aside at once.
refuse-no-task = There is no such task in this room.
refuse-same-status = It is { $status } already.
refuse-task-waits = First: { $codes }.
refuse-future-entry = An entry cannot happen later than now: correct its time.
refuse-no-entry = There is no such entry in the timeline.
refuse-pinned = Entry { $seq } is pinned already.
refuse-not-pinned = Entry { $seq } is not pinned.
refuse-empty-entry = Write what happened.
refuse-entry-long = The entry is too long: at most { $max } characters.
refuse-no-response = There is no such response in this room.
refuse-changed-meanwhile = Somebody changed “{ $title }” meanwhile: read it again, then decide.
refuse-response-state = “{ $title }” is { $state }: that cannot be done with it now.
refuse-not-approved = It is not approved: only approved texts go out.
refuse-stale = The text changed after it was approved: hand it in again.
refuse-hour-gone = “{ $title }” promises “{ $hour }”, and that hour has passed. Give it another hour, or name the day, and hand it in anew.
refuse-expired = The approval of “{ $title }” ran out: have it confirmed again.
refuse-to-confirm = “{ $title }” was approved while the clock ran fast, so nobody knows when that runs out: have it confirmed.
refuse-same-text = Nothing was changed.
refuse-approved-already = { $name } has approved “{ $title }” already.
refuse-approve-other-text = The text is no longer the one that you read: read it again, then approve.
refuse-own-text = { $name } wrote it: at SEV1 and SEV2 somebody else approves. If it was approved aloud, say by whom.
refuse-empty-text = Write the text first.
refuse-text-long = The text is too long: at most { $max } bytes.
refuse-nothing-to-undo = There is nothing of yours to undo.
refuse-cannot-undo = That cannot be undone: correct it with a new entry.
refuse-undo-declared = A declaration is not undone: stand the incident down instead, with the reason why it was none.
refuse-stand-down-told = A statement about it is out: it ends contained and resolved, not stood down.
refuse-undo-declared-where = A declaration is not undone: { $menu }, then { $status } on it, stands it down with the reason why it was none.
refuse-undo-changed = Somebody changed it since: there is nothing left to undo.
refuse-same-speed = The clock runs at that speed already.
refuse-clock-not-drill = Only a drill's clock can be set.
refuse-readonly = This room is open to read only.
refuse-no-keywords = Give at least one word: brand, product or handle.

event-room-opened = Room “{ $name }” opened
event-drill-opened = Drill “{ $name }” opened
event-self-declared = { $name } is here
event-self-declared-role = { $name } is here as { $role }
event-clock-set = Clock runs at { $speed }x
event-clock-paused = Clock paused
event-keywords-set = Keywords: { $words }
event-mentions-arrived = { $count ->
    [one] { $count } mention from { $source }
   *[other] { $count } mentions from { $source }
}
event-mentions-by-hand = { $count ->
    [one] { $count } mention put in by hand
   *[other] { $count } mentions put in by hand
}
source-drill = drill
source-by-hand = by hand
event-history-arrived = { $count ->
    [one] { $count } past mention from { $source }
   *[other] { $count } past mentions from { $source }
}
event-of-mention = { $said } · { $mention }
event-looked-back = Looked back { $hours } h at { $source }: { $count ->
    [0] nothing that the room did not have
    [one] one mention
   *[other] { $count } mentions
}
event-mentions-disposed = { $count ->
    [one] { $disposition }
   *[other] { $count } mentions: { $disposition }
}
event-mentions-snoozed = { $count ->
    [one] Mention put off until { $time }
   *[other] { $count } mentions put off until { $time }
}
event-mentions-woke = { $count ->
    [one] A mention is back in sight
   *[other] { $count } mentions are back in sight
}
event-mentions-claimed = { $count ->
    [one] { $owner } takes a mention
   *[other] { $owner } takes { $count } mentions
}
event-mentions-released = { $count ->
    [one] A mention is free again
   *[other] { $count } mentions are free again
}
event-owed-settled = { $count ->
    [one] Done: { $how }
   *[other] { $count } done: { $how }
}
event-owed-published = published
event-reading-corrected = { $count ->
    [one] Read otherwise: { $is }
   *[other] { $count } mentions read otherwise: { $is }
}
event-mentions-regrouped = { $count ->
    [one] A mention put into another group
   *[other] { $count } mentions put into another group
}
event-mention-reopened = Wrote again: a mention is open once more
event-signal-ended = Signal { $seq } is over
event-signal-ended-of = { $what }: signal { $seq } is over
event-signal-grew = Signal { $seq } has grown graver: a new one takes its place
event-signal-grew-of = { $what }: signal { $seq } has grown graver: a new one takes its place
event-signal-acknowledged = Signal { $seq } noted
event-signal-acknowledged-of = { $what }: signal { $seq } noted
event-hours-aside = { $from } to { $to } does not count as usual: { $reason }
event-mention-erased = Words of mention { $mention } erased{ $files ->
    [0] {""}
    [one] , with 1 file
   *[other] , with { $files } files
}{ $own ->
    [0] {""}
   *[other] , and out of { $list }
}: { $reason }
event-incident-declared = { $severity } declared: { $title }
event-severity-rated = rated { $to }
event-severity-rated-why = rated { $to } ({ $reason })
event-severity-changed = { $from } → { $to }
event-severity-changed-why = { $from } → { $to } ({ $reason })
event-status-changed = { $from } → { $to }
event-status-changed-why = { $from } → { $to } ({ $reason })
event-lead-changed = { $to } leads
event-type-changed = Type: { $to }
event-tasks-added = { $count ->
    [one] Task added: { $title }
   *[other] { $count } tasks added to the checklist
}
event-task-done = { $code } done: { $title }
event-task-open = { $code } open again: { $title }
event-task-skipped = { $code } skipped: { $note }
event-task-blocked = { $code } blocked: { $note }
event-task-claimed = { $owner } takes { $code } { $title }
event-task-released = { $code } is free again
event-response-opened = { $kind } started: { $title }
event-response-submitted = Handed in for approval: { $title }
event-response-revised = Text changed: { $title }
event-response-approved = { $by } approved: { $title }
event-response-approved-aloud = { $by } approved aloud, recorded by { $recorder }: { $title }
event-changes-requested = Changes requested on { $title }: { $note }
event-publishing-started = Taken to the platform: { $title }
event-response-published = Published: { $title }
event-response-published-changed = Published with changes: { $title }
published-left = { $n ->
    [one] 1 mention on another platform still waits for an answer ({ $places })
   *[other] { $n } mentions on other platforms still wait for an answer ({ $places })
}
event-publishing-abandoned = Did not go out: { $title } ({ $reason })
event-response-discarded = Discarded: { $title } ({ $reason })
event-response-retired = Retired, answered by another: { $title }
event-entry-corrected = Entry { $seq } corrected: { $text }
event-entry-pinned = Entry { $seq } pinned
event-entry-unpinned = Entry { $seq } unpinned
event-undone = Decision { $decision } taken back
event-undone-some = Decision { $decision } taken back, but for { $skipped } changed since
event-erased = not told in this file: only header and hash
event-unknown = { $kind }
entry-text = { $text }
untitled = untitled
untitled-text = text #{ $id }

search-hint-short = Type at least two letters.
search-hint-no-words = Only letters and digits can be searched: signs and emoji are not indexed.
search-hint-only-exclusions = Add a word to look for: a search cannot only exclude.
search-hint-long = The search is long: only its beginning is used.
search-hint-unreadable = This search cannot be read: try plain words.
search-hint-partial = Only part of the room was looked through: go further down, or narrow the list.
