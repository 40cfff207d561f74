# Which mentions belong to an incident: by a group of those that say the same, by words, or by hand.

belonging-cluster = those that say the same as mention { $mention }
belonging-query = words: { $words }

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
