# Before the next crisis: what would fail tonight, what complaints are about, who stands up for the brand, what is usual.

## Ready
ready-fails = FAILS TONIGHT
ready-weak = WEAK
ready-note = note
ready-of-room = room
ready-of-people = people
ready-of-texts = texts
ready-of-alerts = alerts
ready-of-sources = sources
ready-of-usual = usual rate
ready-of-actions = action items
ready-of-drills = drills
ready-all-well = Ready: nothing is lacking.
ready-well = { $n ->
    [one] Ready; there is one note.
   *[other] Ready; there are { $n } notes.
}
ready-not = { $n ->
    [one] Not ready: one thing is to be put right.
   *[other] Not ready: { $n } things, the gravest first.
}
ready-lacking = Not ready: { $fails ->
    [0] nothing would fail,
    [one] one thing would fail tonight,
   *[other] { $fails } things would fail tonight,
}{" "}{ $weak ->
    [0] nothing is weak,
   *[other] { $weak } weak,
}{" "}{ $notes ->
    [0] no notes.
    [one] one note.
   *[other] { $notes } notes.
}
ready-no-plan = The plan in use is the one that comes with the product: it names nobody.
ready-do-plan = Write your own: gabinete plan init "{ $own }", then change that file.
ready-do-fill = Write who holds it as “holder” in the plan.
ready-do-holder = Write somebody else as “holder” in the plan.
ready-do-contact = Write a telephone or an address in the plan, and try it.
ready-do-backup = Write somebody else as “backup” in the plan.
ready-do-template = Write a template of the type “holding” for them.
ready-do-reword = Put the text right in the plan.
ready-do-due = Give one of the two another “due” in the plan.
ready-do-role = Give them a role, or take them out of the plan.
ready-do-placeholder = Take it out of the plan, or use it.
ready-do-limit = Look them up, and write the day in “checked_on”.
ready-do-fewer = Leave some out.
ready-templates-unapproved = Nobody has approved { $n } templates beforehand ({ $names }): each needs the approval of the same people as a statement written from scratch, and at SEV1 the lead cannot let it out alone. Write who approved them in “approved_by”.
ready-templates-expired = { $n } templates have outlived their approval ({ $names }). Have them approved again.
ready-lines-unapproved = Nobody has approved { $n } lines yet ({ $names }). Write who did in “approved_by”.
ready-lines-expired = { $n } approved lines have run out ({ $names }). Have them approved again.
ready-no-room = There is no room yet.
ready-do-room = Make one: gabinete, then New room.
ready-unwritable = The room, or the folder that it lies in, cannot be written.
ready-do-writable = Give yourself the right to write there, or put the room elsewhere.
ready-disk-full = Only { $free } MiB are free on the room's disk.
ready-disk-low = { $free } MiB are free on the room's disk, and the room takes { $room } MiB: a crisis, or a copy of the room, may not fit.
ready-do-disk = Make space, or put the room elsewhere.
ready-alerts-none = Nobody hears of the room away from its screen.
ready-do-alerts = Add an [alerts.NAME] to the configuration: gabinete config shows how.
ready-alert-untried = The alert “{ $outlet }” never told anything from this room, and nobody has tried it.
ready-alert-failed = The last test of the alert “{ $outlet }” failed.
ready-alert-lost = { $n ->
    [one] The alert “{ $outlet }” was given up once and never arrived.
   *[other] The alert “{ $outlet }” was given up { $n } times and never arrived.
}
ready-do-alert = Try it: gabinete alerts test { $outlet }
ready-no-source = Nothing is listened to.
ready-do-source = Add a source: gabinete sources add
ready-source-paused = The source “{ $source }” is paused: what is said there is not heard.
ready-do-resume = Listen to it again: gabinete sources resume { $source }
ready-source-deaf = The source “{ $source }” is deaf.
ready-source-failed = The last test of the source “{ $source }” failed.
ready-source-untried = Nothing ever came from the source “{ $source }”, and nobody has tried it.
ready-do-test = See why: gabinete sources test { $source }
ready-nobody-listens = { $n ->
    [one] Nobody listens to one of the sources now.
   *[other] Nobody listens to { $n } of the sources now.
}
ready-do-listen = Open the room, or leave gabinete collect running.
ready-usual-none = What is usual is not known, so no spike would be noticed.
ready-usual-part = What is usual is known for { $n } of { $of } hours of the week from weeks of their own; other hours stand in for the rest.
ready-do-usual = Bring in the past weeks: gabinete import --history FILE
ready-action-late = { $days ->
    [0] “{ $text }” was due today, and is not done.
    [one] “{ $text }” was due a day ago, and is not done.
   *[other] “{ $text }” was due { $days } days ago, and is not done.
}
ready-do-action = Ask { $owner }, or give it another day.
ready-do-action-nobody = Give it an owner.
ready-drill-none = No drill was played on this machine.
ready-drill-old = The last drill on this machine was { $days } days ago.
ready-do-drill = Play one: gabinete drill
help-ready = Say what would fail tonight, the gravest first, and what to do about it; 1 when one is not ready
help-ready-json = One JSON object

## The screen
prevention-title = Before the next crisis
prevention-ready = What would fail tonight
scope-prevention = Before the next crisis
empty-ready-do = When something is lacking it stands here with what to do about it.
act-readiness = Readiness
act-readiness-doc = What would fail tonight: contacts nobody tried, texts that do not fit, deaf sources, no drill for half a year; with what to do.
start-ready = Ready tonight? { $said } ({ $key })
prevention-complaints = Complaints
prevention-ambassadors = Ambassadors
prevention-usual = Usual rate
act-complaints = Complaints
act-complaints-doc = What complaints are about over the last days, whether it grows, and who says it; without the incidents' own mentions.
act-ambassadors = Ambassadors
act-ambassadors-doc = Who stands up for the brand or keeps saying good things, unthanked ones first; and how much of the good and of the bad was attended.
act-usual-week = Usual rate by hour
act-usual-week-doc = What is known about the usual rate by hour of the week, and what is missing.
act-hand-theme = Hand a theme on
act-hand-theme-doc = Hand the selected theme, with the mentions that speak of it, to whoever can put it right.

## Complaints
complaint-growing = growing
complaint-fading = fading
complaint-steady = steady
complaint-more = more
complaint-few = too few
complaint-unknown = no before
complaint-of = { $n } of { $of }
complaints-basis = { $days } days: { $all ->
    [one] 1 complaint
   *[other] { $all } complaints
}, { $read } of them read evenly by day; { $before } in the { $days } days before.{ $own ->
    [0] {""}
    [one] {" "}1 more belongs to an incident and is not counted.
   *[other] {" "}{ $own } more belong to incidents and are not counted.
}
complaints-partial = Of a day with more than 20,000 complaints its newest are counted.
complaint-rests = { $n } of { $of } that were read say it, in { $voices ->
    [one] one text
   *[other] { $voices } different texts
}; before, { $before } of { $read }.
complaint-keys = Enter shows who says it; { $key } hands it to whoever can put it right; { $step } says how far what was handed on has come.
empty-complaints = No theme stands out among the complaints.
empty-complaints-do = A theme is what at least three of those that were read say, more than the other mentions of these days do.
clue-open = “{ $phrase }” was handed to { $owner } with { $n ->
    [one] one mention
   *[other] { $n } mentions
}, { $due }
clue-no-day = no day set
clue-which = Choose a theme among the complaints first.
clue-with = “{ $phrase }” was handed to { $owner }
clue-none = Nothing that was handed on is open.
form-clue-which = Which
form-clue-intro = { $n ->
    [one] One mention goes with “{ $phrase }”.
   *[other] { $n } mentions go with “{ $phrase }”.
}
form-clue-owner = To whom
form-clue-owner-hint = who answers for the product
form-clue-note = What is asked
form-clue-note-hint = look whether lot 12 is wrong
refuse-clue-phrase = A theme needs the words that it is about.
refuse-clue-owner = Say who gets it.
refuse-clue-note = Say what is asked of them.
event-theme-handed = handed “{ $phrase }” to { $owner } with { $n ->
    [one] one mention
   *[other] { $n } mentions
}: { $note }
themes-none = No theme stands out.
help-themes = Say what complaints were about over the last days, with counts by day, where each goes and who says it
help-themes-days = How many days, of 24 hours each; as many before them are compared
help-themes-json = One JSON object

## Ambassadors
thanks-none = unthanked
thanks-owed = thanks owed
thanks-given = thanked
ambassadors-shares = Attended in { $days } days: { $good } % of the positive ({ $good_n } of { $good_of }), { $bad } % of the negative ({ $bad_n } of { $bad_of })
ambassadors-partial = Of each sort the newest 50,000 are counted.
ambassador-stood-up = { $n ->
    [one] stood up once
   *[other] stood up { $n } times
}
ambassador-said = { $n ->
    [one] one good word
   *[other] { $n } good words
} on { $days ->
    [one] one day
   *[other] { $days } days
}
ambassador-negative = { $n } negative
ambassador-reach = reach { $n }
ambassador-keys = Enter opens the mention, where the thanks are given as to all others.
empty-ambassadors = Nobody has stood up for the brand yet.
empty-ambassadors-do = { $read ->
    [one] 1 positive mention of { $days } days was read.
   *[other] { $read } positive mentions of { $days } days were read.
} Somebody counts who spoke well while an incident was on, answered a complaint, or spoke well on two days in words of their own.
help-ambassadors = Say who stands up for the brand or keeps saying good things, unthanked ones first, and how much of the good and of the bad was attended
help-ambassadors-days = Over how many days
help-ambassadors-json = One JSON object

## Usual rate
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun
empty-usual = Nothing is known yet about what is usual.
empty-usual-do = It takes a day of listening at least, and three weeks for each hour of the week to rest on its own. gabinete import --history brings past weeks in.
usual-legend = Mentions an hour. { $about } another hour stands in; { $unknown } nobody knows.
usual-legend-bars = Bars are mentions an hour. { $about } another hour stands in; { $unknown } nobody knows.
usual-known = Of { $of } hours { $own } rest on weeks of their own, { $time } on the same time of the past days, { $any } on any hour of the past week, { $none } on nothing.
usual-missing = Since { $since } mentions were heard in { $heard } of { $of } hours; { $aside } are set aside because of incidents or campaigns.
help-usual = Say what is usual by hour of the week, and what is missing
help-usual-json = One JSON object
