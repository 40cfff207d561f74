# Which mentions belong to an incident: by a group of those that say the same, by words, or by hand.

belonging-cluster = those that say the same as mention { $mention }

event-belonging-added = Mentions of incident { $incident }: { $rule }
event-belonging-removed = No longer mentions of incident { $incident }: { $rule }
event-mentions-placed = { $count ->
    [one] 1 mention put into incident { $incident }
   *[other] { $count } mentions put into incident { $incident }
}
event-mentions-taken-out = { $count ->
    [one] 1 mention taken out of any incident
   *[other] { $count } mentions taken out of any incident
}

refuse-no-belonging = There is no such rule: it may have been taken away meanwhile.
refuse-belonging-over = That incident is over: no more mentions come to it.
refuse-belongings-many = Too many rules: { $max } for one incident and { $all } in all. Take one away first.
refuse-query-long = Those words are too long: { $max } characters at most.
refuse-same-belonging = The incident has that rule already.
refuse-same-place = A person has said so of these already.

check-belonging = { $n ->
    [one] 1 mention belongs to another incident than the rules say
   *[other] { $n } mentions belong to another incident than the rules say
}
check-belonging-counts = { $n ->
    [one] 1 count of an incident’s mentions is not what there is
   *[other] { $n } counts of incidents’ mentions are not what there is
}

act-belong = Put in an incident
act-belong-doc = Say to which incident the mentions belong, by hand or with all that say the same; or take them out of any.
act-add-belonging = Add a rule
act-add-belonging-doc = Which mentions are of this incident: those with these words, or those that say the same as one.
act-remove-belonging = Take a rule away
act-remove-belonging-doc = Mentions that came by it alone are of this incident no more.
act-incident-mentions = Its mentions
act-incident-mentions-doc = Show the mentions of this incident in the list.

form-place = { $n ->
    [one] To which incident does this mention belong?
   *[other] To which incident do these { $n } mentions belong?
}
form-incident = Incident
form-which-mentions = Which
form-place-hint = kept with your name; it stands above every rule
form-group-out = A group comes by a rule: take that away on the incident’s page (I), or take out this mention alone.
form-belonging-intro = A mention belongs to one incident. A group decides before words, the older rule before the newer, a person’s word before any.
form-belonging-words = Words
form-belonging-words-hint = as in the search: all of them, "two words" together, -none of these
form-belonging-goes = Mentions that came by it alone are of this incident no more.
form-about = Mentions
form-about-words-hint = when words say which mentions are of it
belong-none = none of them
belong-hand = this mention alone, by hand
belong-group = all that say the same, now and later
belong-group-of = all that say the same as “{ $text }”
belong-words = those with these words
belong-room = the whole room
belong-by-words = words: { $words }
belong-by-group = those that say the same
belong-by-hand = by hand
belong-no-incident = No incident is on: declare one first (i).
refuse-choose-rule = Choose a rule of its mentions first.
done-placed = { $n ->
    [one] 1 mention is of incident { $incident } now
   *[other] { $n } mentions are of incident { $incident } now
}
done-taken-out = { $n ->
    [one] 1 mention is of no incident now
   *[other] { $n } mentions are of no incident now
}
done-belonging-added = The rule stands; the room is looked through for it.
done-belonging-removed = The rule is gone.

incident-mentions = Mentions
incident-own = { $n } of its own, { $open } unattended; its figures are theirs
incident-looking = { $n } of its own so far, { $open } unattended; still looking
incident-whole-room = the whole room; so are its figures
incident-whole-room-and = the whole room, so are its figures; { $n } put in by hand
incident-no-rules = No rule narrows it: { $key } adds words or a group.
incident-rule = rule
incident-rule-why = why
incident-rule-until = Takes nothing that came after { $time }: the incident was over.

detail-incident = incident
filter-incident = incident { $id }
filter-no-incident = of no incident

report-own = figures of its own mentions ({ $all } in all, { $open } unattended)
report-whole-room = figures of the whole room
report-whole-room-short = whole room
report-own-short = its own mentions
