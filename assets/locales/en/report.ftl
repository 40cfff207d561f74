# Reports: sitrep, executive brief, handover card. What they say is made here and edited by a person.

report-sitrep = sitrep
report-brief = executive brief
report-handover = handover card

label-situation = SITUATION
label-change = CHANGE
label-people = PEOPLE
label-claims = CLAIMS
label-published = PUBLISHED
label-actions = ACTIONS
label-decisions = DECISIONS
label-risks = RISKS
label-needs = NEEDS
label-confidence = CONFIDENCE
label-status = STATUS
label-what = WHAT
label-doing = DOING
label-decision-needed = DECISION NEEDED
label-next = NEXT
label-role = ROLE
label-severity = SEVERITY
label-belief = BELIEF
label-promises = PROMISES
label-approvals = APPROVALS
label-threads = THREADS
label-media = MEDIA
label-contacts = CONTACTS
label-plan = MY NEXT STEP
label-rest = FATIGUE

confidence-high = high
confidence-medium = medium
confidence-low = low

# What is left blank for a person.
blank-confidence = high, medium or low
blank-change = what would change it
blank-options = the options
blank-recommend = our recommendation
blank-otherwise = what happens then
blank-to = who takes over
blank-contacts = whom to reach, and how
blank-next = what I would do next
blank-rest = how tired I am, when I can be reached

report-draft = draft
report-not-said = not said
report-none = none
report-none-known = none known
report-nobody-known = nobody known
report-none-open = none open
report-no-tasks = no tasks
report-more = and { $n } more
report-and-more = And { $n } more.
report-none-fits = { $n ->
    [one] one statement that does not fit here.
   *[other] { $n } statements that do not fit here.
}
report-minutes = { $n } min
report-hours = { $h } h { $min }
report-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
report-moment = { $day } { $clock }
report-by = by { $time }
report-was-due = was due { $time }
report-asked-by = asked by { $by }

report-nothing-confirmed = Nothing is confirmed yet.
report-more-confirmed = { $n ->
    [one] And one more confirmed fact.
   *[other] And { $n } more confirmed facts.
}
report-since = since #{ $number } ({ $time }):
report-first = first report:
report-rate = { $now ->
    [one] 1 mention an hour
   *[other] { $now } mentions an hour
} ({ $usual })
report-rate-change = { $by } mentions an hour (now { $now }, { $usual })
report-rate-unknown = how much is said nobody knows, since nobody listens
report-times = { $times }x the usual
report-usual-nothing = usually none
report-usual-unknown = what is usual is not known yet
report-negative = { $share } negative
report-points = pt
report-tone-unknown = nobody knows how negative
report-media = { $n ->
    [one] 1 press enquiry open
   *[other] { $n } press enquiries open
}
report-blind = Not heard: { $sources }.
report-blind-since = { $name } since { $time }
report-blind-never = { $name }, never so far

report-people = { $all ->
    [one] 1 person affected
   *[other] { $all } people affected
}{ $delta }, { $contacted } contacted
report-people-wait = , { $n ->
    [one] 1 waits
   *[other] { $n } wait
} (longest { $span })

report-claims = confirmed { $confirmed } / unverified { $unverified } / false { $wrong }
report-correcting = being corrected
report-not-correcting = nobody corrects it
report-unverified = Unverified: { $facts }
report-false = False: { $facts }

report-nothing-out = nothing yet
report-replies = { $n ->
    [one] 1 reply
   *[other] { $n } replies
}
report-no-promise = no promise open
report-promise = next promise { $time }
report-promise-late = promise of { $time } not kept yet
report-promise-untimed = a promise without a time is open

report-actions = done { $done } / doing { $doing } / not taken { $open } / blocked { $blocked }
report-late = { $n } late
report-blocked = Blocked: { $task }: { $why }
report-decided = Decided: { $what } ({ $by })
report-objection = { $by } objects: “{ $text }”
report-confidence = { $confidence }; would change with: { $change }

report-unrated = severity not said
report-status = { $severity }, { $status }, { $trend }: { $now ->
    [one] 1 mention in the last hour
   *[other] { $now } mentions in the last hour
} ({ $lately } in the last 5 min), { $usual }.
report-status-deaf = { $severity }, { $status }. How much is said nobody knows: nobody listens.
trend-growing = growing
trend-steady = steady
trend-falling = falling
trend-quiet = quiet
trend-unknown = trend unknown
report-known = We know: { $facts }
report-doing = { $done ->
    [one] 1 task
   *[other] { $done } tasks
} done, { $doing } being done.
report-out = Published: { $what }.
report-out-nothing = Nothing published yet.
report-contacted = { $contacted } of { $all } people affected contacted.
report-decision = { $question } Options: { $options }. We recommend: { $recommend }. Without a decision: { $otherwise }.
report-next-brief = Next brief { $time }.

report-passes = { $role }: from { $from } to { $to }
report-no-role = no role declared
report-severity = { $severity }, { $status }: { $why }
report-no-reason = nobody wrote down why
report-sure = How sure we are: { $confidence }
report-approval-over = approval ran out { $time }
report-approved-until = approved until { $time }
report-in-state = { $state } for { $span }
report-thread = { $platform }, waits { $span }
report-thread-of = posted { $time }: { $waits }
report-nobody = nobody

report-was = { $now } (was { $was })
report-lead = lead { $name }
report-no-lead = nobody leads
report-next = next { $time }
report-no-time = no time set
report-next-unset = next: no time set
report-issued-by = Issued by { $by }
report-not-issued = Not issued
report-chain = room as of { $time } · chain #{ $seq } { $hash }

event-report-issued = { $kind } #{ $number } issued ({ $lang })

refuse-no-report = There is no report of that number.
refuse-no-report-lang = It was not issued in that language.
refuse-report-twin = That number was issued in this language already: what was issued is not changed. Issue a new one.
refuse-empty-report = Write what it says.
refuse-report-blank = Left to fill in: { $what }.
refuse-report-figures = The figures are not this room's. Make the report anew.
refuse-report-meanwhile = #{ $number } was issued meanwhile, and this one tells what has changed since the one before that: say what has changed since #{ $number }. Your words stay.
refuse-brief-long = A brief has { $max } words at most; this one has { $n }.
refuse-brief-decision = { $n ->
    [0] A brief says DECISION NEEDED once, if only “none”.
   *[other] A brief asks for one decision; this one says DECISION NEEDED { $n } times.
}
refuse-brief-names = A brief names no private person. It names { $what }.

# The screen.
scope-report = Reports
act-sitrep = Sitrep
act-sitrep-doc = The situation report of the incident, made from the room: edit it, issue it, copy it; those issued before.
act-brief = Executive brief
act-brief-doc = The executive brief, 120 words at most, bottom line first: edit it, issue it, copy it; those issued before.
act-handover-card = Handover card
act-handover-card-doc = What whoever takes over must know, made from the room: edit it, issue it, copy it; those issued before.
act-issue-report = Edit and issue
act-issue-report-doc = Fill in what only a person can say, change the words, and issue it under the next number.
act-report-language = Other language
act-report-language-doc = The report in the other language; of an issued one the twin, or one to issue under the same number.
act-export-report = Export
act-export-report-doc = Write the report to a file beside the room: HTML, Markdown or plain text, masked when the screen is shared.
act-older-report = Older
act-older-report-doc = The report that was issued before.
act-newer-report = Newer
act-newer-report-doc = The report that was issued after; at last the one that is made now.
report-now = now
report-no-incident = No incident is open: a report is about one.
report-no-incident-do = { $key } declares an incident.
report-no-twin = It was not issued in that language yet: { $key } writes the twin under the same number.
report-words = { $n ->
    [one] 1 word
   *[other] { $n } words
} of { $max }
form-issue = Issue: { $kind } #{ $number } ({ $lang })
form-issue-twin = Issue the { $lang } text of { $kind } #{ $number }
form-issue-intro = Read it whole: what is issued is not changed any more. The title and the foot are the room's.
form-report-between = #{ $number } was issued in between: what your words say has changed since the one before must be said since that one.
form-report-between-by = #{ $number } was issued in between ({ $by }, { $time }): what your words say has changed since the one before must be said since that one.
form-report-own = You wrote these yourself, and they stay as you wrote them. The room says now:
form-report-renewed = You left these as they were, and they were made anew:
form-report-anew = The room has gone on since this was made: what it says now stands above. Send it once more to issue it as it stands; undo in the text brings back what stood there.
form-confidence = Confidence
form-blank-change = May change
form-blank-options = Options
form-blank-recommend = We recommend
form-blank-otherwise = Otherwise
form-blank-to = To
form-blank-contacts = Contacts
form-blank-next = Next step
form-blank-rest = Fatigue
form-text = Text
form-export = Export { $kind }
form-format = Format
format-text = Plain text
done-report = { $kind } #{ $number } issued
export-done = Written to { $file }
export-failed = It could not be written: { $why }

# The command line.
help-sitrep = Print the sitrep of an incident as the room stands, or one that was issued; issue it
help-brief = Print the executive brief of an incident as the room stands, or one that was issued; issue it
help-handover = Print the handover card of an incident as the room stands, or one that was issued; issue it
help-report-issue = Issue it under the next number; with --number, as the other language of that one
help-report-format = text, md, html or json; else text
help-report-text-lang = Language of the text; else the interface's
help-report-number = The one that was issued under this number; else it is made now
help-report-incident = Of this incident; else the gravest that is on
help-report-fill = Fill in what only a person can say: confidence=high; may be given several times
help-report-file = The text to issue, edited (- for standard input); else the one that is made now
help-value-blank = BLANK=TEXT
report-fill-how = { $given } fills nothing in. What can be filled in here: { $known }.
report-fill-choice = { $name } is one of: { $known }.
report-file-issue = --file is the text to issue: give --issue too.
help-value-format = FORMAT
report-twin-file = The other language of one that was issued is a text of its own: give it with --file.
