# Responding with one voice: states, the review, facts, promises, people affected, evidence, the plan in force.

state-held = held
state-followed-up = followed up
state-done = closed
state-corrected = corrected
state-retracted = retracted
state-short-held = held
state-short-followed-up = followed
state-short-done = closed
state-short-corrected = corrected
state-short-retracted = retracted
group-facts = facts
group-short-facts = fact

fact-unverified = unverified
fact-confirmed = confirmed
fact-false = false
fact-superseded = superseded
care-waiting = waiting
care-contacted = contacted
care-closed = closed

refuse-tone = The tone check asks why this stands: { $rules }. Change the words, or give a reason.
refuse-tone-grave = The tone check found what may not go out like this: { $rules }. Change the words, or give the reason for which legal is to let it stand.
refuse-otherwise-since = Since “{ $title }” was handed in, something else is said elsewhere ({ $rule }): { $against }. Open it with e and hand it in anew, in other words or with the reason why both stand.
refuse-retract-word = Taking “{ $title }” back needs the word of: { $roles }. Name who gave it.
refuse-said-already = “{ $title }” says, word for word or nearly so, what is out there already, as response { $response }. Discard it or say something new; if it must go out twice, hand it in with the reason ({ $rule }).
refuse-propose-own = “{ $title }” is your own text: write on it instead of proposing.
refuse-no-objection = There is no open objection of that number.
refuse-settle-own = Somebody objects to “{ $title }”, which is yours: another decides about that.
refuse-objections-many = More than { $max } objections to one text: decide about those first.
refuse-not-approver = { $name } cannot give this word; it needs: { $roles }. Declare your role, or say who approved aloud.
refuse-nobody-approves = The plan names nobody who approves a text such as “{ $title }” at this severity: it does not go out. Name the roles in the plan’s approvals.
refuse-release = Only whoever held “{ $title }”, whoever leads, legal or the communications lead lets it go on.
refuse-settle-say = At this severity an objection is decided about by whoever leads, legal, the communications lead, or whoever made it.
refuse-publish-say = At this severity “{ $title }” is taken out by whoever publishes: the social lead, the community manager, the communications lead, the press officer, internal communications, the scribe, the incident lead or the deputy. Take such a role, or ask one of them.
refuse-note-grave = The public note has an error of tone ({ $rules }): write it otherwise, or name who gave legal’s word and the errors that they let stand. “{ $title }” stays out until then.
refuse-note-short = “{ $title }” is out: give the address of the public note about it, with https://, or the note’s own words.
refuse-alone-severity = Publishing alone is for SEV1; at this severity the plan's approvers give their word.
refuse-alone-lead = Publishing alone is the incident lead's to decide.
refuse-alone-unsigned = These are the plan’s words, unchanged, but nobody stands for them: give that template its approved_by in the plan, or a new valid_until, and adopt it.
refuse-alone-text = Only a pre-cleared holding statement, with nothing changed but what is filled in, may be published alone.
refuse-alone-errs = An error of tone was let stand in this text, so legal must give its word: nobody publishes it alone.
refuse-objection = { $by } objects to “{ $title }”: decide about that first.
refuse-needs-more = “{ $title }” still needs the word of: { $roles }.
refuse-silent = “{ $title }” is out: nothing disappears in silence. Say where the public note about it can be read.
refuse-correct-unpublished = Only a text that is out can be corrected; change this one instead.
claim-others = { $n ->
    [0] { $name } has just taken it: once more takes it over.
    [one] { $name } has had it for { $n } minute: once more takes it over.
   *[other] { $name } has had it for { $n } minutes: once more takes it over.
}
refuse-answered-by-you = You are answering this already (response { $response }, { $state }). Go on with it; or, before you open it, ask for the same once more to write another.
refuse-being-answered = { $name } is answering this already (response { $response }, { $state }). Open it; or ask for the same once more to answer beside it.
refuse-taken-on = { $n ->
    [0] { $owner } has just taken this on. Ask for the same once more to answer all the same.
    [one] { $owner } has had this for { $n } minute. Ask for the same once more to answer all the same.
   *[other] { $owner } has had this for { $n } minutes. Ask for the same once more to answer all the same.
}
refuse-task-fixed = The plan says when this is due; only promises and tasks added by hand can be moved.
refuse-task-over = It is done or skipped: open it again first.
refuse-task-free = Nobody has it.
refuse-past = That time has passed.
refuse-same-link = That is its link already.
refuse-needs-link = Say where it can be read: a whole address, with https://.
refuse-same-time = It is due at that time already.
refuse-no-fact = There is no fact of that number.
refuse-fact-superseded = A later fact has taken the place of this one: change that one.
refuse-same-fact = Nothing of the fact has changed.
refuse-empty-fact = A fact needs words, in English or Spanish.
refuse-fact-source = Where does it come from? A confirmed or false fact needs its source.
refuse-supersede-by-fact = Add the fact that is true now and say which one it supersedes.
refuse-affected-already = This person is among those affected already, as number { $number } ({ $care }). Change where the care for them stands; another person of that name needs another name.
refuse-no-affected = There is no person of that number among those affected.
refuse-no-target = What the evidence would belong to is not in this room.
refuse-bad-hash = The hash must be SHA-256: 64 digits of 0-9 and a-f.
refuse-file-large = The file is larger than { $max } MB.
refuse-same-plan = This plan is in force already.

event-response-alone = { $by } lets it out alone, pre-cleared and unchanged: { $title }
event-task-moved = Moved to { $time }: { $title }
event-promise-broken = Promise not kept in time: { $title }
event-proposal-made = Other words proposed: { $title }
event-response-staled = Stale, fact { $fact } has changed: { $title }
event-objection = Strong objection to { $title }: “{ $text }”
event-objection-settled = Objection decided: { $title }
event-escalated = No word from { $role }, so { $to } is asked: { $title }
event-escalated-nobody = No word from { $role }, and the plan names no backup: { $title }
event-response-held = Held: { $title }
event-response-linked = It can be read at { $link }: { $title }
event-response-released = Released: { $title }
event-response-followed-up = Followed up: { $title }
event-response-done = Closed: { $title }
event-response-corrected = Corrected by response { $by }: { $title }
event-with-note = { $said }; said in public: { $note }
event-with-stands = { $said } (legal let stand: { $rules })
event-with-words = { $said } (with the word of { $names })
event-response-retracted = Retracted: { $title }
event-fact-added = Fact { $fact }, { $status }: { $text }
event-fact-changed = Fact { $fact } is now { $status }: { $text }
event-fact-supersedes = supersedes fact { $fact }
event-affected-added = A person affected was added
event-affected-changed = Person affected: { $care }
event-evidence = Evidence kept: { $name } (SHA-256 { $hash }…)
event-plan-adopted = Plan in force: { $name } { $version }
event-plan-changes = { $n ->
    [one] One change
   *[other] { $n } changes
}
event-plan-declined = The plan in force stays; not adopted: { $name } { $version }
refuse-other-plan = The plan at hand is no longer the one that you looked at. Look once more.
plan-changed = The plan's file differs from the plan in force: { $n ->
    [one] one change
   *[other] { $n } changes
  }. Nothing of it counts until somebody adopts it: in the palette, “Changed plan”.
plan-faulty = The plan's file has { $n ->
    [one] a fault
   *[other] { $n } faults
  }, and the plan in force stays. { $fault }
plan-no-change = The plan at hand is the one in force.
plan-adopt = adopt it: it is in force from now on
plan-decline = stay with the plan in force
form-plan = The plan has changed
form-plan-intro = { $name } { $version } differs from the plan in force in { $n ->
    [one] one place
   *[other] { $n } places
  }. Adopting it goes into the timeline with the difference.
form-plan-how = What now
act-plan-change = Changed plan
act-plan-change-doc = See what differs between the plan's file and the plan in force, and adopt it or stay.

# Actions and forms of the review.
act-propose = Propose other words
act-propose-doc = Write the text as it should be; its author accepts it or not.
act-object = Object strongly
act-object-doc = Say what must not go out and why; the words are kept as they are, and stop the text until somebody decides.
act-settle-objection = Decide about an objection
act-settle-objection-doc = Say what was decided about the first open objection, and why.
act-hold = Hold or release
act-hold-doc = Let nothing happen to the text until it is released: legal's wish, an embargo.
act-follow-up = Follow up
act-follow-up-doc = Say what people made of a published text, and whether it is closed.
act-correct-published = Correct
act-correct-published-doc = Start the text that puts a published one right; the two stay linked.
act-retract = Retract
act-retract-doc = Take a published text back, with the public note that says so.
act-alternative = Another version
act-alternative-doc = Start another text for the same purpose; approving one retires the others.
act-other-language = In the other language
act-other-language-doc = Start the same text in the other language; publishing one without the other warns.
act-publish-alone = Publish alone
act-publish-alone-doc = At SEV1, as the lead: let an unmodified pre-cleared holding statement go out without further approval.
no-objection = Nobody objects to this text.
form-propose = Other words for “{ $title }”
form-propose-intro = Write it as you would have it. The author sees what differs and hands it in, or not.
form-propose-text = Text
form-object = Object to “{ $title }”
form-object-text = What must not go out, and why
form-object-hint = kept word for word
form-settle-objection = { $by } objects: “{ $text }”
form-settled-how = What was decided, and why
form-settled-hint = the text can go on then
form-hold = Hold “{ $title }”
form-hold-hint = such as: embargo until 18:00
form-follow-up = What people made of “{ $title }”
form-follow-note = What was seen
form-follow-hint = reactions, questions, what is still open
form-follow-done = Nothing more is to come
form-retract = Retract “{ $title }”
form-retract-intro = Nothing disappears in silence: first publish a note that says that it was taken back and why, then say here where it can be read.
form-public-note = Public note
form-public-note-hint = its link, or its words
form-retract-words = Said yes
form-retract-words-hint = besides you, as the plan asks: names with commas
form-retract-stands = Legal lets stand
form-retract-stands-hint = errors of tone in the note, by their codes: T10, T27
form-no-public-note = Where can the public note be read?
retract-word = retract
retract-word-hint = type: retract
retract-word-wrong = Type the word “retract” to go on.
form-alone = Publish “{ $title }” alone
form-alone-intro = The plan allows it at SEV1 for a pre-cleared holding statement that nobody changed. The timeline says that you did, and the executive approver is to be told at once.
form-alone-why = Why it cannot wait
alone-word = alone
alone-word-hint = type: alone
alone-word-wrong = Type the word “alone” to go on.
response-needs = needs
response-given = { $by } for { $roles }, { $at }
response-given-any = { $by }, { $at }
response-missing = still missing: { $roles }
response-escalated = backups asked: { $roles }
response-objections = objections
response-objection-open = { $by }, { $at }: “{ $text }”, not decided
response-objection-settled = { $by }, { $at }: “{ $text }”. { $settler }: { $how }
response-proposal = { $by } would rather say
response-proposal-how = Whoever wrote it takes these words with { $edit }, then { $take }, and hands them in.
compose-proposed = { $by } would rather say it otherwise: { $key } puts those words in, undo takes them out.
response-waived = let stand
response-waiver = { $rule } { $name }, because: { $reason }
stands-here = here: “{ $words }”
stands-missing = missing: { $element }
response-corrects = Corrects response { $id }
response-twin = Same text in the other language: response { $id }
response-instead = Another version of response { $id }
response-alone = published alone by { $by }

# The same answer to who comes later, and a reply by name.
why-answered-before = answered before in response { $id }: { $key } offers the same words
earlier-offered = The words of response { $id }, which answered others who say the same. { $key } empties the text.
reply-greeting = Hi { $name },
reply-greeting-plain = Hi
reply-salutations = hi hello hey dear good morning afternoon evening
refuse-nobody-waits = Nobody waits for “{ $title }” any more: those it answers are answered, or its text in the other language has them.
refuse-one-by-one = “{ $title }” goes to each person by name: say of each reply what became of it.
refuse-not-waiting = “{ $title }” has nothing to say to that mention: it went there already, or answers it no more.
refuse-many-replies = { $n } replies at once are more than an account sends in a row; { $max } at most. Send them by hand, or answer fewer.
refuse-each-fact = A fact that the text leans on has changed: the rest must not go out. Stop here, and hand the text in anew for those who are left.
refuse-each-objection = Somebody objects to the text: decide about that before the rest goes out.
event-reply-sent = Answered one by one ({ $mention }): { $title }
event-reply-sent-changed = Answered one by one, in changed words ({ $mention }): { $title }
event-replies-passed = { $n ->
    [one] Not to one of them
   *[other] Not to { $n } of them
  }: { $title }
event-replies-twin = { $n ->
    [one] One of them is
   *[other] { $n } of them are
  } response { $to }'s, in their language: { $title }
each-of = { $sent } of { $total }
each-out = { $sent } of { $total } out
each-approve = It goes to each of { $total } by themselves: { $slot } is filled in as it goes out. Your word covers the text with its slot, and nothing else in it may differ.
each-named = Longest: “{ $text }”
each-unnamed = { $n ->
    [one] One of them has
   *[other] { $n } of them have
  } no name that can be said and gets: “{ $text }”
each-twin = { $n ->
    [one] One speaks the language of response { $to } and gets that.
   *[other] { $n } speak the language of response { $to } and get that.
  }
each-how = Each reply is filled in, copied and its mention opened, one after the other; you say of each how it went.
each-how-drill = Each reply is filled in and copied, one after the other; you say of each how it went.
each-account = An account sends them one after the other.
form-each = Reply { $at } of { $total }: { $title }
form-each-to = To { $who }: { $said }
each-sent = as approved, with the name filled in
each-changed = changed: in other words
each-passed = not to this one
each-stop = stop: none of those that are left
done-reply = Reply noted; the next is on the clipboard.
done-reply-passed = Passed over.
response-each = to each
address-slot = { $slot } stands where each name goes; each reply is filled in as it goes out.
act-address-by-name = Address by name
act-address-by-name-doc = Put the name of whom the reply answers before the words, in the text's language; of several, a slot that takes each name.
address-one-reply = Only a reply to a mention can greet its author by name.
address-shared = The screen is shared: the name would be seen.
address-no-name = The author gives no name by which to greet them.

# Proofreading and the plan's own words.
act-approved-words = Approved words
act-approved-words-doc = Put in a line or template of the plan, with what is to be filled in.
waive-title = Hand in all the same
waive-intro = Why does this stand? The reason is kept with the text. Esc goes back to the words.
waive-grave = An error goes out only if legal lets it stand. Give the reason; legal is asked for its word. Esc goes back to the words.
waive-hint = kept with the text and in the timeline
proof-against-response = Response { $id } says: “{ $says }”
proof-against-fact = Fact { $id } says: “{ $says }”
words-title = The plan's words
words-which = Which
words-fill = Fill in
words-none = The plan has no words for this sort of text here.
words-unapproved = not yet approved
words-precondition = Before it is used: { $text }
words-true = That is so
words-not-true = Say first that what must be true is.
words-hint-text = a few words
words-hint-time = such as 18:00 CET
words-hint-date = such as 22 November
words-hint-number = in digits
words-hint-url = begins with https://
words-hint-contact = a telephone, an address, a link
words-hint-product = its name and lots
words-hint-account = with its @
compose-tone = tone { $score }
compose-clean = no remarks
compose-errors = { $n ->
    [one] 1 error
   *[other] { $n } errors
}
compose-warnings = { $n ->
    [one] 1 warning
   *[other] { $n } warnings
}
compose-more = more below: { $key }
compose-cleared = the plan's words, unchanged

parity-none = ! There is no { $lang } version of it: readers of that language hear nothing.
parity-not-out = ! The { $lang } version (response { $id }) is { $state }.
parity-missing-there = ! The other version does not say: { $says }
parity-missing-here = ! Only the other version says: { $says }
# promises: the checklist, the header, the form that moves one
phase-promise = What we promised
next-promise = word due { $time }: { $what }
next-promise-late = promise not kept: { $what }, { $t } late
form-move = When will it be, and why not in time?
form-move-due = New time
act-move-task = Move
act-move-task-doc = Put off a promise, or a task added by hand, and say why.

confirm-told = How “{ $title }” went has been said: it is { $state }.
confirm-moved = Fact { $fact } has changed since the text was handed in: it is { $status } now (“{ $text }”). If the text is out, say so: a task to put it right is proposed.
event-approval-narrowed = { $severity }: what was approved is valid for less time: { $title }
event-approval-carried = Word for word what was approved as no. { $of }, which holds for it too: { $title }
event-approval-narrowed-needs = { $severity }: it needs the word of { $roles }, and is valid for less time: { $title }
approve-stands = What was found and let stand:
event-promise-kept-late = Promise kept late, it was due { $due }: { $title }
response-waits-too = Response { $id } says this, word for word or nearly so, and waits too: whichever goes out second needs a reason.
publish-account-short = The server of { $account } takes { $limit } characters, and this has { $n }: it will refuse it.
publish-said-before = These words, or nearly these, went out there { $ago } ago already, as response { $id }.
response-goes-with = Goes with it
form-goes-with = Goes with it: { $file }
form-goes-with-title = What goes out with “{ $title }”
form-goes-with-intro = An approval covers the text and these files: after a change it is handed in again.
form-file = File { $n }
act-goes-with = Files that go with it
act-goes-with-doc = Choose which of the files that are kept of it go out with the text; whoever approves and whoever posts is told.
goes-with-none = No file is kept of it: gabinete attach FILE --to response:{ $id } keeps one.
goes-with-late = It is out or given up: nothing goes with it any more.
refuse-attachments-many = At most { $max } files go out with one text.
evidence-not-approved = What is kept here as evidence is no part of what was approved, unless it is attached to the text.
refuse-attachment-unknown = The attachment { $hash }… is no file kept as evidence of this response or of a mention that it answers: attach it first.
refuse-permalink-odd = A permalink is a whole web address: it begins with https:// or http://, has no blanks and at most { $max } characters.
response-leans = { $n ->
    [one] Leans on one fact
   *[other] Leans on { $n } facts
}
response-leans-none = Leans on no fact of the ledger.
response-lean-moved = changed since the text was handed in
response-lean-says = in the text: { $words }
compose-facts = leans on
quoted = “{ $text }”
