# Tasks that come back and those behind a gate, reminders, the two clocks of an incident.

scope-reminders = Reminders

act-reminders = Reminders
act-reminders-doc = What the room reminds of: nobody leads, a report or an update is due, an approval waits.
act-snooze-reminder = Put off
act-snooze-reminder-doc = Let a reminder be quiet until a time; it comes back.
act-dismiss-reminder = Let it rest
act-dismiss-reminder-doc = Let a reminder be quiet until what it is about begins anew.

refuse-pause-uncounted = First say how many scheduled and paid things are paused, 0 if there were none.
refuse-resume-uncounted = Nobody has said yet what was paused: count it and list it first.
refuse-resume-left = { $n ->
    [one] One paused thing is
   *[other] { $n } paused things are
} not settled yet, one by one{ $unlisted ->
    [0] .
   *[other] { " " }({ $unlisted } not on the list yet).
}
refuse-resume-active = INC-{ $id } is not contained yet: until then what was paused is settled by whoever leads, with the reason.
refuse-resume-left-where = { refuse-resume-left } { paused-where }
refuse-resume-uncounted-where = { refuse-resume-uncounted } { paused-where }
refuse-no-pause-task = That task does not ask how many things are paused in this incident.
refuse-no-reminder = There is no such reminder, or it rests already.

form-paused = How many are paused?
form-paused-how = Count the scheduled posts, campaigns and collaborations that are stopped now, all accounts together.
form-paused-count = How many
form-paused-number = a number; 0 if there was nothing to pause
form-bad-count = Write a number, such as 14.
form-snooze-reminder = Put this reminder off

approve-no-next = It does not say when the public hears of us next; at { $severity } that is every { $every }.

event-tasks-retimed = { $n ->
    [one] One task is due at another time ({ $severity })
   *[other] { $n } tasks are due at other times ({ $severity })
}
event-reminder-sent = { $n ->
    [1] Reminder: { $what }
   *[other] Reminder { $n }: { $what }
}
event-reminder-source = { $name } is not heard as it should be
event-reminder-snoozed = Reminder put off until { $time }: { $rule }
event-reminder-dismissed = Reminder left to rest: { $rule }

plan-when-lead-tired = Whoever leads has been at the desk for three quarters of a shift

remind-no-lead = Nobody has led “{ $title }” since { $time }
remind-no-severity = Nobody has said how grave “{ $title }” is, since { $time }
remind-sitrep-due = A sitrep was due at { $time }: “{ $title }”
remind-update-due = A public update was due at { $time }: “{ $title }”
remind-promise-due = Due at { $time }: { $title }
remind-approval-waiting = Response #{ $title } has waited for its approver since { $time }
remind-source-silent = { $title } has not been heard as it should since { $time }
remind-task-overdue = { $n ->
    [one] One task of “{ $title }” is overdue since { $time }
   *[other] { $n } tasks of “{ $title }” are overdue, the first since { $time }
}
remind-lead-tired = { $lead } had led for most of a shift at { $time }: hand over “{ $title }” now
remind-several = { $n } reminders; { $key } lists them

reminders-title = Reminders
reminders-keys = { $snooze } puts it off, { $dismiss } lets it rest until it begins anew
reminders-shared = Reminders are not shown on a shared screen.
empty-reminders = Nothing to remind of.
empty-reminders-do = When nobody leads, or something is due and not done, it is said here.
reminder-said = { $n ->
    [one] said once
   *[other] said { $n } times
}
reminder-snoozed = put off to { $time }
reminder-for = For: { $roles }
reminder-for-all = For everybody here

next-reminders = { $n ->
    [one] 1 reminder
   *[other] { $n } reminders
}
clock-sitrep = Sitrep
clock-public = Public update
clock-public-late = Public late
clock-sitrep-late = Sitrep late
clock-public-brief = Public { $t }
clock-public-unsaid = Public: nothing said
clock-public-change = Public: on change
clock-sitrep-brief = Sitrep { $t }
clock-over = { $t ->
    [now] due now
   *[other] missed by { $t }
}

done-paused = { $n ->
    [0] Nothing to pause
    [one] One thing paused
   *[other] { $n } things paused
}
paused-where = Each goes on the incident’s list “{ list-paused }”: { $page }, then { $add }.
done-reminder-snoozed = Put off until { $time }
done-reminder-dismissed = It rests until it begins anew
