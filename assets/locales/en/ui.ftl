# Words of the screen itself: header, panes, pages, empty states. Short ones: they stand in columns.

too-small = gabinete needs a screen of at least { $w } by { $h } characters; this one has { $now-w } by { $now-h }. Enlarge the window or make the letters smaller; no key acts until then but { $key }, which leaves.
loading = One moment…
late = late
yes = yes
no = no
age-now = now
media-gif = gif
media-photo = photo
media-audio = sound
media-video = video
media-image = image
age-min = { $n } min
age-h = { $n } h
age-d = { $n } d
span-s = { $n } s
elapsed-h = { $h } h { $m }
due-in = in { $t }
due-now = due now
due-late = late { $t }

banner-drill-note = Nothing leaves this room.
banner-over = THE SCRIPT IS OVER
banner-paused = clock paused
banner-speed = { $n }x
banner-shared = SHARED
banner-shared-note = People's names and data are masked on this screen.

header-watching = watching
header-resolved = INC-{ $id } resolved · review due
header-in-review = INC-{ $id } in review
header-usual-rate = usual { $low } to { $high }/min
header-usual-band = usual { $low }–{ $high }/min
header-usual-unknown = usual not known yet
header-usual = usual
header-per-minute = /min
header-lead = lead
header-no-lead = no lead
header-goes-on = { $severity } goes on: { $title }
header-more-incidents = { $n ->
    [one] +1 incident
   *[other] +{ $n } incidents
}
header-unattended = unattended
header-owed = owed
header-oldest = oldest
header-snoozed = snoozed { $n }
header-negative = negative
header-negative-short = neg.
header-negative-few = few
header-negative-late = few ({ $n } came late)
header-live = { $n ->
    [one] 1 source live
   *[other] { $n } sources live
}
header-live-short = { $n } live
header-no-source = no source yet
header-last-seen = last mention { $time }
header-live-some = { $n } of { $all } sources live
header-live-some-short = { $n } of { $all } live
header-blind = BLIND { $name } since { $time }
header-blind-short = BLIND { $name } { $time }
header-blind-brief = BLIND
header-blind-never = BLIND { $name }
header-measured = measured { $severity }
header-signals = { $n ->
    [one] 1 signal
   *[other] { $n } signals
}
header-next = next
header-readonly = read only

next-late-tasks-brief = { $n ->
    [one] 1 task late
   *[other] { $n } tasks late
}
next-late-tasks = { $n ->
    [one] 1 task late
   *[other] { $n } tasks late
}{ $waiting ->
    [0] {""}
   *[other] {", "}{ $waiting } waiting
}
next-task = next task
next-in-review = { $n ->
    [one] 1 text waits for approval { $t }
   *[other] { $n } texts wait for approval, oldest { $t }
}
next-publishing = { $n ->
    [one] 1 text on its way: did it go out?
   *[other] { $n } texts on their way: did they go out?
}
next-stale = { $n ->
    [one] 1 approval stale
   *[other] { $n } approvals stale
}
next-to-confirm = { $n ->
    [one] 1 approval to be confirmed
   *[other] { $n } approvals to be confirmed
}
next-approved = { $n ->
    [one] 1 text approved
   *[other] { $n } texts approved
}
next-expires = approval runs out in { $t }
next-expired = approval ran out { $t ->
    [now] just now
   *[other] { $t } ago
}
next-nothing = nothing is due

scope-unattended = unattended
scope-owed = owed
scope-mine = { $name }'s
scope-snoozed = snoozed
scope-all = all
scope-alike = in nearly the same words
scope-narrative = on one claim, for or against
order-priority = by priority
order-oldest = oldest first
order-waking = by the time they come back
order-newest = newest first
list-marked = { $n } marked
new-mentions = +{ $n } new ({ $key })
flag-reopened = reopened
flag-writing = being answered
flag-direct = DM
flag-history = history
flag-caught-up = caught up
flag-gone = gone
text-erased = erased on request
words-folded = folded
text-abusive = abusive: folded
text-abusive-open = Abusive text, folded: open the mention and unfold it to read it.
snoozed-over = time is up
snoozed-over-long = until { $time }: its time is up, and it comes back as soon as somebody works in the room
snoozed-until = until { $time }
owes-short-answer = answer
owes-short-check = check
owes-short-escalation = escalation
why-rank = { $band }, { $score } points
why-came-later = came in { $t } after it was posted: its clock runs since then
why-due = answer { $due }
why-alike = { $n } in nearly these words
why-tone-said = sounds { $tone }
why-tone-heeded = sounds { $tone }, as a person said of these same words before
why-tone = sounds { $tone } (rough)
why-tone-sure = sounds { $tone }, { $sure }% sure
why-tone-words = sounds { $tone }, { $sure }% sure: { $words }

key-by-palette = { $key } and “{ $title }”
empty-mentions = No mentions yet.
empty-mentions-do = { $sources } listens to networks, { $import } brings a file in, { $add } adds one by hand; a drill brings its own.
empty-unattended = Nothing is unattended.
empty-scope-do = { $key } goes on to the next list: owed, mine, snoozed, all.
empty-owed = Nothing is owed.
empty-owed-do = Deciding to answer, check or escalate puts a mention here until that is done.
empty-snoozed = Nothing is snoozed.
empty-snoozed-do = { $key } puts a mention out of sight until a time that you choose.
empty-list = Nothing here.
empty-search = Nothing matches.
empty-search-do = Only this list was looked through: { $next } goes on to the next one. { $key } lets the search and the filter go.
empty-responses = No responses yet.
empty-responses-do = { $respond } on a mention starts a reply, { $statement } here a statement.
empty-checklist = No incident, no checklist.
empty-checklist-do = { $key } declares an incident: its checklist comes from the plan.
empty-tasks = The checklist is empty.
empty-tasks-do = { $key } adds a task by hand.
empty-timeline = Nothing has happened yet.
empty-timeline-do = The timeline writes itself; { $key } adds a note.
empty-incidents = No incidents.
empty-incidents-do = { $key } declares one.

responses-open = { $n } open
responses-published = { $n } published
state-short-draft = draft
state-short-in-review = in review
state-short-changes-requested = changes
state-short-approved = approved
state-short-to-confirm = to confirm
state-short-stale = stale
state-short-publishing = going out
state-short-published = published
state-short-retired = retired
state-short-discarded = discarded
approval-left = { $t } left
approval-expired = expired { $t }
approval-unsure = given while the clock ran fast: have it confirmed
approval-aloud = aloud, written down by { $name }

checklist-done = { $done }/{ $all } done
checklist-late = { $n } late
task-waits-for = waits { $codes }
due-t0 = first signal
due-after = { $anchor } +{ $n } { $unit ->
    [s] s
    [m] min
    [h] h
    [d] d
   *[w] wk
}
due-when = once { $anchor }
due-tx = review
due-tr = resolved
due-tc = contained
due-td = declared
task-late-waits = late, waits { $code }
phase-prepare = Prepare
phase-detect = Detect and assess
phase-first-15 = First 15 minutes
phase-first-hour = First hour
phase-first-day = First day
phase-recover = Recover and learn
phase-by-hand = Added by hand
short-role-incident-lead = lead
short-role-deputy = deputy
short-role-scribe = scribe
short-role-social-lead = social
short-role-responder = community
short-role-listening = listening
short-role-comms-lead = comms
short-role-media = press
short-role-spokesperson = spokesp.
short-role-legal = legal
short-role-dpo = privacy
short-role-exec = exec
short-role-care = care
short-role-internal = internal
short-role-sme = expert
short-role-hr = HR
short-role-security = security
short-role-paid = ads
short-role-crisis-team = cabinet
short-role-pir-owner = review

timeline-all = decisions, texts, tasks
timeline-pinned = pinned
timeline-quiet = quiet ones too
group-short-decisions = dec
group-short-responses = text
group-short-tasks = task
group-short-notes = note
group-short-mentions = ment
group-short-room = room
group-short-signals = signal
event-was-undone = undone
event-was-corrected = corrected by #{ $seq }
event-private = PRIVATE
event-hidden = private entry
event-logged = logged { $time }
event-title = Event
event-happened = happened
event-logged-at = logged
event-who = who
event-behind = account
event-group = kind
event-chain = in the chain
event-place = #{ $seq }, decision { $decision }
event-touched = mentions

detail-title = Mention
detail-reach = reach { $n }
detail-reopened = The same author wrote again after this had been attended.
detail-gone = No longer public since { $time }. What the room has of it stays as evidence.
detail-gone-erased = No longer public since { $time }.
detail-caught-up = Not heard when it was said, but looked up afterwards: it came at { $time } and is no news of that hour.
account-followers = { $n } followers
account-verified = verified
account-days = { $n ->
    [0] account made that day
    [one] account of one day
   *[other] account of { $n } days
}
account-months = account of { $n } months
account-years = account of { $n } years
detail-likes = { $count ->
    [one] { $n } like
   *[other] { $n } likes
}
detail-reposts = { $count ->
    [one] { $n } repost
   *[other] { $n } reposts
}
detail-replies = { $count ->
    [one] { $n } reply
   *[other] { $n } replies
}
detail-decided = decided
detail-undecided = nothing yet
detail-owes = owed
detail-due = answer due
detail-owner = taken by
detail-snoozed = snoozed
detail-why = Why it ranks here
detail-responses = Responses that answer it
detail-thread = Thread
detail-alike = { $n ->
    [one] 1 other in nearly these words
   *[other] { $n } others in nearly these words
}
detail-contrary = Nearly these words, and another claim
detail-claim = The same claim in other words
group-growth = grows
group-grows = { $n } in its last hour
group-first = first
group-loudest = loudest
group-reach = reach
group-where = where
group-languages = languages
group-coordinated = coordinated
detail-author = By the same author
detail-history = What was done
detail-from = Where it came from
detail-source = source
detail-arrived = arrived
detail-given = time given
detail-cut = taken out

response-title = Response
response-state = state
response-author = by
response-approved = approved
response-note = note
response-link = link
response-link-none = Nobody has given it yet: open the link, and you are asked for it.
response-stale-note = What was approved has changed since: hand it in again.
response-no-text = No text has been handed in yet.
response-went-out = What went out
response-journal = Your unsent words
response-answers = { $n ->
    [0] Answers no mention
    [one] Answers 1 mention
   *[other] Answers { $n } mentions
}

compose-title = New text
compose-kept = Your words are kept: { $time }
compose-unkept = Being kept…
compose-hint = Kept as you type; nobody else sees it until you hand it in.
compose-conflict = { $name } kept another text meanwhile:
compose-wish = asked for
compose-apart = { $n ->
    [one] One more says the same on another platform or in private, where this does not go: an answer there is still due.
   *[other] { $n } more say the same on other platforms or in private, where this does not go: an answer there is still due.
}
form-more-fields = { $n ->
    [one] one more field below
   *[other] { $n } more fields below
}
compose-answers = It answers
compose-characters = { $n ->
    [one] 1 character
   *[other] { $n } characters
}
compose-left = { $n } left
compose-over = { $n } too many
compose-over-bytes = too many bytes

form-more = { $n ->
    [one] 1 more line
   *[other] { $n } more lines
}
form-waiting = One moment…
form-listening = Listening for a moment, up to 20 seconds…
form-heard = { $key } keeps it. Whatever you change here is tried again.
form-not-heard = { $key } keeps it all the same, and it is tried again by itself; or change what is wrong here.
palette-title = Commands
palette-empty = No command is called that.
help-title = Keys
help-refused = (read only)
help-refused-drill = (not in a drill)
incidents-title = Incidents
signals-title = What the room noticed
signals-acknowledge = { $key } takes note of it; Enter shows what it is about
empty-signals = Nothing unusual was noticed.
empty-signals-do = Spikes, a turn in tone, groups that grow, voices that reach far, new platforms and silences will stand here. What is usual is learnt from the room's own history.
signal-seen-by = noted { $by }
signal-over = over
signal-goes-on = goes on
themes-title = What the complaints of the last hour are about
themes-of = no complaints that stand out; all { $n } mentions read, copies count once
themes-of-complaints = { $n } complaints read, copies count once
theme-texts = { $n ->
    [one] 1 text
   *[other] { $n } texts
}
theme-mentions = { $n ->
    [one] 1 mention
   *[other] { $n } mentions
}
theme-before = { $n } before
empty-themes = Nothing sets this hour apart.
empty-themes-do = No phrase is said clearly more than before. The room's keywords are left out: everybody says them.
trial-counting = Counting what it matches in the room…
trial-failed = What it matches could not be counted: { $why }
trial-nothing-there = The room has no mentions yet to try it on.
trial-counted = In the room, last { $days } days: { $matched } of { $all } mentions match ({ $share })

sources-title = Sources
sources-of = { $n } of { $all } heard
sources-state = how
sources-head-name = source
sources-kind = sort
sources-heard = heard
sources-gap = every
sources-rate = read/min
sources-lag = behind
sources-mentions = mentions
sources-failures = failures
form-choice-hint-last = the underlined letter or arrows choose
sources-blind = BLIND
sources-followed = followed
sources-quiet = not live
sources-since = { $state } since { $time }
sources-why = why
sources-again = next try
sources-again-at = { $time } { $n ->
    [one] (1 failure)
   *[other] ({ $n } failures in a row)
}
sources-life = heard
sources-last-heard = last { $age ->
    [now] just now
   *[other] at { $time }, { $age } ago
}
sources-never = not once yet
sources-usual-gap = usually every { $t }
sources-looked = { $n } posts a minute read
sources-behind = { $t } behind the network
sources-ahead = its clock is { $t } ahead of ours
sources-brought = brought
sources-brought-none = no mention yet
sources-brought-last = { $n ->
    [one] 1 mention
   *[other] { $n } mentions
}, the last { $time }
sources-cursor = { $age ->
    [now] resumes without a gap
   *[other] resumes from { $age } ago
}
sources-caught = caught up
sources-caught-up = { $n ->
    [0] nothing new
    [one] 1 mention
   *[other] { $n } mentions
} from { $from } to { $to }
sources-caught-short = caught up { $n }
sources-parts = parts
sources-part-short = { $n ->
    [one] one part not heard
   *[other] { $n } parts not heard
}
sources-part-since = { $part }, since { $time }: { $why }
sources-parts-more = and { $n } more
sources-keyed = The room's keywords: { $words }. { $key } changes them.
sources-unkeyed = The room has no keywords yet, and without them a source hears nothing: { $key } sets them.
sources-other = Not listened to now: a file that was brought in, what was added by hand, or a network source that was removed.
sources-other-live = A file that is being followed: what is written there arrives at once.
sources-other-drill = What is said in a drill: by its own people, as the script has it, and what was brought in or added by hand.
sources-other-silent = A file that was being followed, and nobody follows it any more: what is written there now is not heard.
empty-sources = Nothing is listened to.
empty-sources-do = { $key } adds a source: Bluesky needs no account. On the command line: gabinete sources add
empty-sources-readonly = Whoever may change this room adds one on this screen, or with: gabinete sources add
notice-error = ERROR

start-what = A war-room for a social-media incident: mentions, responses, checklist and timeline on one screen, in one file of your own.
start-drill-note = a scripted incident, in a room of its own
start-create-note = name, brand words, language
start-import-note = CSV, TSV or JSON Lines from a listening tool
start-recent = Lately
start-is-drill = drill
start-first = First time here? The drill takes about ten minutes and touches nothing.
