### What is wrong with a drill's scenario file. The line and column stand before the sentence.

drill-fault-toml = This is not readable as a scenario: { $message }
drill-fault-too-large = The file has { $bytes } bytes; a scenario may have { $most } at most.
drill-fault-too-many = The scenario makes { $count } mentions; { $most } is the most. Lower `count` or `per_hour`.
drill-fault-empty = This text is empty. Write it in this language too.
drill-fault-long = This text has { $length } characters; { $most } is the most.
drill-fault-empty-list = “{ $name }” has a list of texts that is empty in one of the languages. Give each language at least one.
drill-fault-id-twice = The id “{ $id }” is used twice. Give each inject and wave its own.
drill-fault-unknown-author = Nobody in the cast is called “{ $name }”. Add them to [cast] or correct the name.
drill-fault-unknown-inject = There is no inject “{ $id }”. Correct the id.
drill-fault-later-inject = The inject “{ $id }” does not come before this one. Change one of the two times.
drill-fault-other-platform = The inject “{ $id }” is on { $platform }; an answer or a quotation must be there too.
drill-fault-name = “{ $name }” cannot be a scenario’s name: it may hold no slash and not begin with a point.
drill-fault-platform = “{ $name }” is not a platform’s name: small letters and digits only, such as x or bluesky.
drill-fault-unknown-disposition = “{ $word }” is not a disposition. Use one of: { $known }.
drill-fault-offset = This is not a time. Write +MM:SS or +HH:MM:SS, such as +02:30.
drill-fault-past-end = This comes after the end of the drill. Raise `lasts` or lower the time.
drill-fault-unknown-slot = There is no slot { "{" }{ $name }{ "}" }. Add it to [slots] or correct the name.
drill-fault-wave-source = The wave “{ $id }” needs at least one platform and either `copies` or `texts`, not both.
drill-fault-no-usual = Nothing is usual here: give [usual] a platform, [crowd] names and one chatter a weight above 0.
drill-fault-unknown-scenario = There is no drill called “{ $name }”. Known: { $known }.
drill-fault-syntax = This is not valid TOML: a quotation mark, a bracket or an equals sign is missing here, or one too many.
drill-fault-same-key = This key stands there already in the same table. Keep one of the two.
drill-fault-unknown-key = { $section ->
    [top] A scenario has no “{ $name }”. It has: { $known }.
   *[other] “{ $section }” has no “{ $name }”. It has: { $known }.
}
drill-fault-missing-key = { $section ->
    [top] A scenario needs “{ $name }”.
   *[other] “{ $section }” needs “{ $name }”.
}
drill-fault-wrong-kind = { $expected ->
    [text] “{ $name }” must be a text in quotes.
    [both] “{ $name }” must be a text in both languages: { $name }.en and { $name }.es.
    [lists] “{ $name }” must be a list of texts in both languages: { $name }.en and { $name }.es.
    [texts] “{ $name }” must be a list of texts: ["...", "..."].
    [number] “{ $name }” must be a whole number without quotes, 0 or more.
    [flag] “{ $name }” must be true or false, without quotes.
    [tables] “{ $name }” must be tables, each under [[{ $name }]].
   *[other] “{ $name }” must be a table.
}
drill-fault-missing-language = “{ $name }” has no text in { $language ->
    [en] English (en)
   *[other] Spanish (es)
}. Write it in both languages.
drill-fault-unknown-word = “{ $word }” is none of the words that may stand here: { $known }.
drill-fault-lasts = A drill lasts from one minute to four hours.
drill-fault-past-short = A room knows what is usual after { $hours } hours of it. Raise `past` to 25:00:00.
drill-fault-starts = The start may come at most 30 minutes later.
drill-fault-phase-order = This phase does not begin after the one before it. Put the phases in their order.
drill-fault-no-time = Nobody could do this: there is no time for it. Give it more, or let it come at least a minute before the end.
drill-fault-private-answer = Nobody could do this: “{ $id }” is a direct message, and cannot be answered in public. Add a disposition that fits, such as respond_then_private.
drill-fault-claim-words = Nothing tells which fact of the ledger is about this claim. Give `words` one word at least.
drill-fault-unscored = Nothing in the scenario has { $what }: the score would have nothing to go by.
drill-fault-twist-lacks = This sort of twist needs `{ $name }`.
drill-fault-not-a-forgery = “{ $id }” is no false screenshot: it needs truth = "false" and a picture in `media`.
drill-fault-unknown-role = The plan has no role “{ $name }”. It has: { $known }.
drill-fault-unknown-trigger = The plan has no trigger “{ $name }”. It has: { $known }.
drill-fault-over-length = On { $platform } this text counts { $length }, with the longest words that it may be filled in or passed on with; { $most } is the most.

# What `drill list`, `check`, `show` and `score` say.

drill-list-line = { $name }: { $title }. { $minutes } minutes, from { $severity } on.
drill-good = { $name } can be played: { $injects } injects written by hand, { $mentions } mentions in all, { $minutes } minutes.
drill-unreadable = { $path } cannot be read: { $why }
drill-usage = drill takes the name or the file of a scenario; list; check or show with a name or a file; score with a room or none; make with an incident and a new file.
drill-no-room = There is no drill to score yet. Play one: gabinete drill
drill-bundle = This is an evidence bundle of INC-{ $incident } alone; a score is of a whole drill. Score the room that it was made from.
drill-not-one = { $path } is not a drill but a real room: it has no score.
drill-no-scenario = The scenario of this drill cannot be used any more: { $why }
drill-show-goal = Goal: { $text }
drill-show-start = At the start: { $text }
drill-show-ends = The end: { $text }
drill-show-any = The times are those of its file. All of it comes up to { $most } later, as the seed has it; --seed N shows the real ones.
drill-show-later = With seed { $seed } all of it comes { $later } later than its file says; the times here are the real ones.
drill-show-right = Right: { $severity } or graver, from “{ $origin }” on.
drill-show-expect = right: { $what }
drill-show-by = by { $time }
drill-show-evidence = keep as evidence
drill-show-told = the team is told: { $text }
drill-show-twist = Twist ({ $kind }): { $text }
drill-show-wave = { $n } mentions over { $over }
drill-truth-true = true
drill-truth-false = false
drill-truth-unknown = not known
twist-approver-absent = approver absent
twist-false-screenshot = false screenshot
twist-feed-silent = silent feed
twist-second-crisis = second crisis
twist-leaked-note = leaked note
twist-handover = handover

score-head = { $title } · { $when } · seed { $seed }
score-total = Score: { $points } of 100. { $rating }.
score-not-over = The drill is not over: this is the score so far.
score-asks = A drill below 70, or with an error of tone published, asks for an action item.
score-misses = Decided otherwise than the scenario expects, late, or not at all:
score-miss = { $inject }: right would be { $expected }; decided: { $given }
score-miss-late = late: { $given }
score-undecided = nothing
score-earlier = Earlier drills:
score-earlier-line = { $when } · { $title }: { $points } ({ $difference })
score-earlier-none = There is no earlier drill to compare with.
rating-performed = Performed without challenges (P)
rating-some = Performed with some challenges (S)
rating-major = Performed with major challenges (M)
rating-unable = Unable to be performed (U)

score-detection = Detection and declaration within the clock
score-severity = Severity right or higher, hard triggers found
score-pause = Content paused before the first publication
score-holding = Holding statement within the clock, clean
score-facts = Facts and rumours apart, nothing unconfirmed published
score-affected = People affected answered first
score-dispositions = Right decisions on mentions
score-approvals = Approvals respected, none expired
score-promises = Promises met, cadence kept
score-handover = Handover read-back complete
score-privacy = Nothing personal in what went out
score-evidence = Evidence complete

score-noticed = Noticed after { $took }; the clock is { $clock }.
score-noticed-never = Nobody noticed; the clock is { $clock }.
score-acked = Acknowledged by a person { $took } later; the clock is { $clock }.
score-acked-never = No person acknowledged it; the clock is { $clock }.
score-declared = Declared after { $took }; the clock is { $clock }.
score-declared-never = Never declared; the clock is { $clock }.
score-severity-set = Declared as { $set }; { $expected } or graver was right.
score-severity-never = Never declared; { $expected } or graver was right.
score-triggers = { $n } of { $of } hard triggers were answered with their level in time ({ $codes }).
score-paused = What was scheduled was paused before anything was published.
score-paused-late = It was paused, but something had been published before.
score-paused-never = Nobody said that what was scheduled is paused.
score-held = First public word { $took } after the declaration; the clock is { $clock }.
score-held-never = No public word to everybody; the clock is { $clock }.
score-clean = It breaks no rule that stops a text.
score-unclean = It breaks rules that stop a text: { $n }.
score-clean-never = There was no text to check.
score-claims = { $n } of { $of } claims stand in the ledger as what they are.
score-confirmed = No text that went out guesses or states what nobody has confirmed.
score-unconfirmed = Texts that guess or state what nobody has confirmed: { $n }.
score-confirmed-none = Nothing was published.
score-first = { $n } of { $of } people affected were answered, and before anybody who wrote later.
score-decided = { $n } of { $of } decisions right and in time, { $late } right but late.
score-approved = { $n } of { $of } texts went out as approved, while the approval held.
score-approved-none = Nothing was published, so no approval was respected.
score-promised = { $n } of { $of } promises kept on time.
score-promised-later = What was promised is due after the end.
score-promised-never = No text said when the next word comes.
score-updates = Public updates in { $n } of { $of } stretches of { $clock }.
score-updates-never = No public word, so no rhythm of them.
score-sitreps = Sitreps in { $n } of { $of } stretches of { $clock }.
score-sitreps-never = Never declared, so no rhythm of sitreps.
score-offered = A role was offered with its card.
score-offered-never = No role was offered.
score-restated = Whoever took it over restated it.
score-restated-never = Nobody restated what they took over.
score-private = No text that went out makes a private person known.
score-personal = Texts that make a private person known: { $n }.
score-private-none = Nothing was published.
score-kept = { $n } of { $of } pieces of evidence kept.

drill-title-product-safety = Yoghurt batch A12
drill-title-employee-misconduct = The 22:40 to Puerto Claro
drill-title-false-rumour = “No cash from Monday”
drill-title-outage-hijack = No signal, and a stranger at the keyboard
form-drill-scenario = What happens
