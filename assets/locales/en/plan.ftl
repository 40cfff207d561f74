# The plan file: what is wrong in it, and what a crisis would find out too late.
plan-fault-syntax = This is not valid TOML: a quotation mark, a bracket or an equals sign is missing here, or one too many. Correct it and check the plan again.
plan-fault-same-key = This key stands there already in the same section. Keep one of the two.
plan-fault-too-big = The plan is over { $limit } KiB. Is this the right file?
plan-fault-more = There are more faults than these. Correct these first and check the plan again.
plan-fault-unknown-key = { $section ->
    [top] The plan has no section “{ $name }”. It has: { $known }.
   *[other] [{ $section }] has no key “{ $name }”. It has: { $known }.
}{ plan-near }
plan-fault-missing-key = { $section ->
    [top] The plan needs a section “{ $name }”.
   *[other] [{ $section }] needs “{ $name }”.
}
plan-fault-missing-level = The plan needs a [[{ $section }]] for { $level }.
plan-fault-wrong-kind = { $expected ->
    [text] “{ $name }” must be a text in quotes.
    [number] “{ $name }” must be a whole number without quotes.
    [decimal] “{ $name }” must be a number without quotes, such as 2 or 2.5.
    [flag] “{ $name }” must be true or false, without quotes.
    [list] “{ $name }” must be a list, in square brackets.
    [languages] “{ $name }” must be {"{"} en = "…", es = "…" {"}"}, one text for each language of the plan.
   *[table] “{ $name }” must be a section with keys of its own.
}
plan-fault-empty = “{ $name }” is empty. Fill it in.
plan-fault-too-long = “{ $name }” is over { $limit } characters. Shorten it.
plan-fault-too-many = “{ $name }” has more than { $limit } entries. Leave some out.
plan-fault-bad-number = “{ $name }” must be from { $low } to { $high }.
plan-fault-bad-code = “{ $text }” cannot be a code: use letters without accents, digits, _ and -, 40 at most.
plan-fault-bad-role = “{ $text }” cannot be a role's code: use lower-case letters without accents, digits and _, such as social_lead.
plan-fault-bad-duration = “{ $text }” is not a duration. Write 30s, 15m, 4h, 3d, 2w or 1h30m.
plan-fault-bad-due = “{ $text }” is not a due time. Write T0, TD, TC, TR or TX and an offset: TD+15m, TC+72h.
plan-fault-bad-date = “{ $text }” is not a day. Write it as 2026-11-22.
plan-fault-bad-zone = “{ $text }” is not a time zone. Write it as Europe/Madrid.
plan-fault-bad-own = “{ $text }” is no link, handle, e-mail address or telephone number.
plan-fault-either = “{ $one }” and “{ $other }” do not go together. Keep one of them.
plan-fault-too-often = Nobody listens to a reminder that comes more than once a minute. Write 1m or longer.
plan-fault-measure-order = A graver level cannot be reached with less than a milder one.
plan-fault-capture-first = What is hidden, reported or deleted must be captured first, or nobody can show why later. Put "capture" before it.
plan-fault-unknown-value = “{ $text }” is not one of: { $known }.{ plan-near }
plan-fault-unknown-role = No [[role]] of the plan has the code “{ $name }”. Add it or correct the code.{ plan-near }
plan-fault-unknown-after = Task { $task } waits for “{ $code }”, and no task has that code.
plan-fault-unknown-text-type = No [[approval]] says who approves “{ $name }”. Add it or correct the type.{ plan-near }
plan-fault-unknown-placeholder = No [[placeholder]] has the name “{ $name }”. Add it or correct the text.{ plan-near }
plan-fault-unknown-line = No [[line]] has the code “{ $name }”. Add it or correct the code.{ plan-near }
plan-fault-unknown-platform = No [[platform]] has the code “{ $name }”. Add it or correct the code.{ plan-near }
plan-near = { $near ->
    [none] {""}
   *[other] {" "}Did you mean “{ $near }”?
}
plan-fault-open-brace = A brace has no partner here. Placeholders are a name between braces.
plan-fault-cycle = These tasks wait for each other and none could ever start: { $path }. Take one “after” out.
plan-fault-duplicate = { $code } is given twice. Keep one.
plan-fault-duplicate-of = The code “{ $code }” is already on line { $line }. Give each its own.
plan-fault-missing-language = “{ $name }” has no text in { $language ->
    [en] English (en)
    [es] Spanish (es)
   *[other] { $language }
}, and the plan says that it speaks it.

plan-warn-language-missing = The plan has no texts in { $language ->
    [en] English
    [es] Spanish
   *[other] { $language }
}.
plan-warn-role-empty = Nobody holds the role { $role }, and tasks or approvals wait for it.
plan-warn-role-no-backup = The role { $role } has no backup.
plan-warn-role-same-backup = The role { $role } has the same person as holder and backup.
plan-warn-approver-no-backup = The role { $role } has no backup, and texts at { $levels } wait for that one person to approve them.
plan-warn-role-no-contact = Nobody could reach the role { $role }: neither it nor its holder has a contact.
plan-warn-backup-no-contact = { $name } stands in for { $role } and cannot be reached. Add a [[person]] of that name with a telephone.
plan-warn-untested = Nobody has tried yet whether { $name } can be reached. Try, and write the day in “tested”.
plan-warn-tested-ahead = { $name } cannot have been reached on { $day }: that day is still to come.
plan-warn-tested-long-ago = { $name } was last reached { $days } days ago. Try again, and write the day in “tested”.
plan-warn-day-unreadable = “{ $text }” is not a day, so nobody can tell how old this is. Write it as 2026-11-22.
plan-warn-person-idle = { $name } holds no role and stands in for none.
plan-warn-lead-elsewhere = { $name } leads the incident and holds the role { $role } too. Who leads does nothing else.
plan-warn-nobody-approves = Nobody approves “{ $text }” at { $levels }: there it never goes out. Name the roles whose word it needs.
plan-warn-approver-twice = { $name } holds { $roles }, which must all approve “{ $text }” at { $levels }: the second look would be the first one's.
plan-warn-too-early = Task { $task } is due at { $due } and waits for { $after }, which is due later, at { $first }. Nobody can be on time with it.
plan-warn-silent-too-long = At { $level } the backup is asked after { $wait } of silence. With the backup's own silence that is longer than the { $public } in which the public is to hear something.
plan-subject = { $sort ->
    [template] The template { $code }
    [line] The approved line { $code }
    [qa] The answer { $code }
   *[other] A key message
}
plan-warn-parity = { plan-subject } has other placeholders in English than in Spanish.
plan-warn-not-translated = { plan-subject } is the same in English and in Spanish. Was it forgotten?
plan-warn-do-not-say = { plan-subject } says “{ $phrase }”, which is on the list of what is never said.
plan-warn-too-long = { plan-subject } ({ $language }), filled in as usual, takes { $used } of { $limit } on { $platform }. Shorten it, or say in “platforms” where it goes.
plan-warn-line-unapproved = Nobody has approved the line { $line } yet. Write who did in “approved_by”.
plan-warn-template-unapproved = Nobody has approved the template { $template } beforehand: it needs the approval of the same people as a statement written from scratch, and at SEV1 the lead cannot let it out alone. Write who approved it in “approved_by”.
plan-warn-template-expired = The template { $template } was approved until { $day }. Have it approved again.
plan-warn-line-expired = The approved line { $line } was valid until { $day }. Have it approved again.
plan-warn-placeholder-unused = No text has the placeholder { $name }.
plan-warn-no-holding = There would be no first words: no template of the type “holding” is for { $types }.
plan-warn-limit-old = The limits of { $platform } were last looked up in { $day }, over a year ago. They may have changed.
plan-warn-key-messages = There are { $n } key messages, and people remember three.

# What does not fit a placeholder.
plan-fits-missing = { $name } is still to be filled in.
plan-fits-signs = { $name } has a brace, a line break or a hidden sign in it. Take it out.
plan-fits-long = { $name } is over 500 characters. Shorten it.
plan-fits-time = { $name } is not a time of day. Write it as 18:00 CET.
plan-fits-zone = { $name } does not say in which time zone. Write it as 18:00 CET or 18:00 (Madrid time).
plan-fits-date = { $name } is not a day. Write it as 22 November.
plan-fits-date-which = { $name } can be read in two ways. Write the month as a word.
plan-fits-number = { $name } is not a figure. Write it in digits.
plan-fits-url = { $name } is not a secure link. It must begin with https:// and name a site.
plan-fits-contact = { $name } is no way to reach anybody: write a telephone, an address, a link or an account.
plan-fits-product = { $name } must name a product in words, without links or addresses.
plan-fits-account = { $name } names no account. Write it with its @.
plan-fits-no-place = The text has no placeholder { $name }.
plan-fits-too-long = Filled in, the text is over 10,000 characters.

# The plan as people read it.
plan-show-plan = { $name }, version { $version }
plan-show-same = Both plans say the same.
plan-show-more = There are more differences than these.
plan-show-order = in another order
plan-show-unknown = There is nothing called “{ $text }” in the plan. Ask for one of { $topics }, or for the code of a role, template, line or question.
plan-show-empty = nothing yet
plan-show-nobody = nobody: it does not go out
plan-show-vacant = nobody yet
plan-show-holder = Holder
plan-show-backup = Backup
plan-show-contact = Contact
plan-show-reached = Last reached
plan-show-approves = Approves
plan-show-tasks = Tasks
plan-show-liability = If it may admit liability, also
plan-show-note = Note
plan-show-fill = To fill in
plan-show-before = Before using it
plan-show-for = For
plan-show-all = everything
plan-show-approved = approved by { $name }
plan-show-until = approved by { $name }, until { $day }
plan-show-expired = EXPIRED on { $day }
plan-show-unapproved = NOT APPROVED YET
plan-show-internal = INTERNAL, never to be sent
plan-show-by-line = As line { $line }:
plan-show-instead = Instead
plan-show-own = ours
plan-show-once = once
plan-show-every = every { $every }
plan-show-every-most = every { $every }, { $n } times at most
plan-show-after = after { $after }
plan-show-at-once = at once
plan-show-least = from { $severity } up
plan-show-bell = with a bell
plan-show-everybody = everybody
plan-show-measures = Measured
plan-show-lasting = for { $duration }
plan-show-suspected = { $severity } while it is suspected
plan-show-raise = { $n ->
    [one] one level graver
   *[other] { $n } levels graver
}
plan-show-floor = Mentions an hour, at least
plan-show-limit = { $limit } a post, { $reply } a reply
plan-show-no-limit = no limit
plan-show-checked = looked up in { $day }

plan-topic-roles = Roles
plan-topic-approvals = Who approves what
plan-topic-templates = Templates
plan-topic-lines = Approved lines
plan-topic-qa = Questions and answers
plan-topic-clocks = Clocks
plan-topic-severity = What suggests a severity
plan-topic-triggers = What alone is enough
plan-topic-rules = House rules
plan-topic-voice = What is always said
plan-topic-bans = What is never said
plan-topic-reminders = Reminders
plan-topic-platforms = Platforms

plan-clock-acknowledge = Alert acknowledged, from T0
plan-clock-declare = Declared or stood down, from T0
plan-clock-public-ack = First public words, from TD
plan-clock-public-ack-max = First public words, at the latest
plan-clock-statement = Fuller statement, from TD
plan-clock-public-update = Between public updates
plan-clock-public-update-for = That pace is kept for
plan-clock-public-update-later = Between public updates after that
plan-clock-sitrep = Between situation reports
plan-clock-brief = Between executive briefs
plan-clock-meeting = Between meetings
plan-clock-lead-shift = The lead hands over after
plan-clock-approval-wait = The backup is asked after a silence of
plan-clock-approval = An approval holds for
plan-clock-review = Review meeting, from TR
plan-clock-band = A mention is answered

plan-measured-rate-times = times the usual rate
plan-measured-rate-z = deviations from the usual rate
plan-measured-negative-percent = % negative
plan-measured-followers = followers
plan-measured-authorities = media and authorities of this plan
plan-measured-sector = trade outlets of this plan
plan-measured-voices = verified voices
plan-measured-platforms = platforms

plan-when-no-lead = An incident that nobody leads
plan-when-no-severity = An incident whose severity nobody set
plan-when-sitrep-due = A situation report is due
plan-when-update-due = A public update is due
plan-when-promise-due = What we promised is due
plan-when-approval-waiting = A text waits for its approver
plan-when-source-silent = A source is silent
plan-when-task-overdue = A task is overdue

plan-do-leave = leave it
plan-do-answer = answer
plan-do-capture = capture it
plan-do-hide = hide it
plan-do-report = report it
plan-do-delete = delete it
plan-do-block = block its author
plan-do-escalate = call whoever must know
