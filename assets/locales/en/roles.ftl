# Roles of an incident, who stands in, and handovers.

scope-roles = Roles
scope-handover = A handover

act-roles = Roles
act-roles-doc = Who does what: holder, stand-in, last seen, and for which roles nobody could be reached.
act-assign-role = Assign
act-assign-role-doc = Give the role to somebody; what somebody has, only who leads gives to another.
act-claim-role = Take
act-claim-role-doc = Take a role that nobody has.
act-stand-in = Stand in
act-stand-in-doc = Do for a while what somebody else holds, until a time that everybody sees.
act-release-role = Let go
act-release-role-doc = Stand in no longer, or give back what the room gave: then it is whoever’s the plan names.
act-hand-over = Hand over
act-hand-over-doc = Offer the role with a card made from the room; it passes once the other has restated it. Where one waits, open it.
act-accept-handover = Take over
act-accept-handover-doc = Say in your own words what you take over; the role is yours from then on.
act-refuse-handover = Refuse
act-refuse-handover-doc = Refuse the handover, with a reason.
act-withdraw-handover = Take back
act-withdraw-handover-doc = The giver keeps the role.

roles-title = Roles
roles-of = { $severity } · { $title }
roles-none-on = no incident: who would have to be there at SEV1
roles-lacking = { $n ->
    [0] somebody can be reached for each
    [one] nobody can be reached for 1 role
   *[other] nobody can be reached for { $n } roles
}
empty-roles = The plan asks for no role here.
empty-roles-do = A plan of your own says who holds each role and how to reach them: gabinete plan check.

role-nobody = nobody
role-by-plan = plan
role-by-room = since { $time }
role-by-declared = own word
role-until = until { $time }
role-seen = { $t ->
    [now] just now
   *[other] { $t } ago
}
role-seen-never = not here
role-ways = { $n ->
    [0] no contact
    [one] 1 contact
   *[other] { $n } contacts
}
role-holder = holder
role-how-plan = the plan names them
role-how-room = given in this room at { $time }
role-how-declared = they declared it; the plan names nobody
role-stand-in = stands in
role-stand-in-is = { $name }, until { $time }
role-last = last seen
role-contacts = contacts
role-contacts-none = none in the plan
role-handover = handover
role-warning = warning

way-phone = phone
way-chat = chat
way-mail = mail
way-other = also

lack-nobody = nobody holds it
lack-no-way = the plan has no way to reach them
lack-unseen = nothing from them for { $t }
lack-untested = no contact tried in the last 90 days

span-lead = { $name } leads and has another role: { $roles }
span-roles = { $name } has { $n } roles: { $roles }
span-people = { $n } people report to { $name }: form teams

fatigue-suggest = { $name } has led for { $t }: look for whom to hand over to
fatigue-insist = { $name } has led for { $t }: hand over now
header-fatigue-insist = { $name } leads since { $t }: hand over
header-fatigue-suggest = { $name } leads since { $t }
header-lacking-brief = { $n ->
    [one] 1 role: nobody
   *[other] { $n } roles: nobody
}
header-lacking-least = { $n ->
    [one] 1 role
   *[other] { $n } roles
}
header-lacking = { $n ->
    [one] 1 role without anybody to reach
   *[other] { $n } roles without anybody to reach
}
header-offer = { $from } hands you over: { $role } ({ $key })
header-offer-short = { $from } hands over to you ({ $key })
handover-for-you = { $name } hands over to you: { $role }. { $key } opens the roles, where it waits for your answer.
offer-waits-shared = waits for { $to }; { $key } opens it
offer-waits = waits for { $to } since { $t }; { $key } opens it

form-assign = { $role }: who has it
form-assign-now = { $name } has it now.
form-assign-to = To
form-assign-to-hint = the name under which they work here
form-stand-in = Stand in: { $role }
form-stand-in-now = { $name } keeps the role; whoever stands in may give its word until then.
form-stand-in-who = Who
form-stand-in-until = Until
form-stand-in-until-hint = 18:00, 2h; 24 h at most
form-hand-over = Hand over: { $role }
form-hand-over-intro = It passes once the other has restated it in their own words. What the room knows is put on the card:
form-hand-over-to = To
form-hand-over-picture = What we believe
form-hand-over-sure = How sure
form-hand-over-next = What next
form-hand-over-next-hint = what you would do next; if this, then that
form-hand-over-contacts = Whom to reach
form-hand-over-contacts-hint = hidden on a shared screen
form-hand-over-available = How you are
form-hand-over-available-hint = how tired; until when you can be asked, and how
form-take-over = Take over: { $role }
form-take-over-intro = If anything is missing, leave this form and ask whoever hands over. Then say it in your own words, not the card’s.
form-take-over-promises = { $n ->
    [one] One promise is open, and from now on yours:
   *[other] { $n } promises are open, and from now on yours:
}
form-take-over-read = Promises read
form-take-over-readback = In my own words
form-take-over-readback-hint = how grave it is, what is promised, what waits, what you do next
form-refuse-handover = Do not take over: { $role }
form-withdraw-handover = Take the offer back: { $role }

done-role = { $role }: { $name }
done-role-released = { $role }: let go
done-handover-offered = Offered; the role stays yours until they have restated it.
done-handover-accepted = You have it. Everybody can see so.

handover-title = Handover
handover-of = { $role }: { $from } → { $to }
handover-waits-shared = waits for { $to }
handover-waits = waits for { $to } since { $t }
handover-accepted = taken over at { $time }
handover-refused = refused at { $time }: { $reason }
handover-withdrawn = taken back at { $time }
handover-readback = In { $to }’s words
handover-now = Promises that are open now
sure-high = high
sure-medium = medium
sure-low = low

card-severity = severity
card-severity-is = { $severity }, { $status }: { $title }
card-severity-why = { $severity }, { $status }: { $title }. Why: { $why }
card-unrated = not rated yet
card-picture = what we believe
card-sure = how sure: { $sure }
card-facts = facts
card-facts-are = { $confirmed } confirmed, { $unverified } unverified, { $wrong } false
card-promises = promises
card-promise = { $due }: “{ $words }” ({ $owner })
card-approvals = approvals
card-approval = #{ $response } { $kind } for { $channel }: { $state }
card-approval-missing = #{ $response } { $kind } for { $channel }: { $state }, waits for { $roles }
card-approval-until = #{ $response } { $kind } for { $channel }: { $state } until { $until }
card-threads = live threads
card-thread = { $band } on { $platform } since { $since } ({ $owner }), posted { $posted }
card-thread-said = { $author }: “{ $words }” · { $band } on { $platform } since { $since } ({ $owner })
card-thread-alike = { $author }: “{ $words }” ×{ $alike } · { $band } on { $platform } since { $since } ({ $owner })
card-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
card-affected = people affected
card-affected-wait = { $n ->
    [one] one waits for a first word since { $since }
   *[other] { $n } wait for a first word, the first since { $since }
}
card-decisions = decisions
card-decision = { $question } by { $due }
card-decided = { $question } Decided: { $decided }
card-objection = · objection by { $by }: “{ $text }”
card-media = press
card-call = { $due }: { $text } ({ $owner })
card-contacts = whom to reach
card-next = what next
card-held = on duty
card-held-since = { $name } since { $since }
card-available = availability
card-none = none
card-no-time = no time
card-nobody = nobody

event-role-filled = { $role }: filled
event-role-passed = { $role }: passes to somebody else
event-role-covered = { $role }: somebody stands in until { $time }
event-role-uncovered = { $role }: nobody stands in any longer
event-role-left = { $role }: left
event-role-offered = Handover offered: { $role }
event-role-taken = { $role }: { $to } has it
event-role-assigned = { $role } passes from { $from } to { $to }
event-stand-in-began = { $role }: { $to } stands in for { $from } until { $time }
event-stand-in-ended = { $role }: { $name } stands in no longer
event-role-released = { $role }: { $name } let go of it
event-handover-offered = Handover offered by { $from } to { $to }: { $role }
event-handover-accepted = Handover accepted: { $role }. In their own words: “{ $text }”
event-handover-refused = Handover refused: { $role } ({ $reason })
event-handover-withdrawn = Handover taken back: { $role }

refuse-roles-over = That incident is over: nobody has a role in it any more.
refuse-same-holder = { $name } has it already.
refuse-role-held = { $name } has it. They hand it over, who leads gives it to another, or somebody stands in.
roles-more = { $n ->
    [one] One more below.
   *[other] { $n } more below.
}
refuse-own-word = { $name } has that role by their own word alone: here nobody was given it. Take it, or assign it, then hand it over.
refuse-no-such-role = The plan has no role “{ $role }”. There are: { $known }.
refuse-no-such-role-near = The plan has no role “{ $role }”. “{ $near }” is one.
refuse-nobody-holds = Nobody has that role: take it, or assign it.
refuse-stand-in-long = Stand in for { $hours } hours at most; who stays longer takes the role over.
refuse-stands-in = { $name } stands in already.
refuse-release-others = Only who leads lets go of another’s role.
refuse-not-held = { $name } has not been given that role in this room.
refuse-lead-release = An incident is never left without anybody who leads it: hand it over, or assign it.
refuse-no-role = Choose a role first.
refuse-no-handover = There is no such handover.
refuse-handover-over = That handover has ended already.
refuse-not-receiver = That handover is for { $name }.
refuse-not-giver = Only { $name } takes that offer back.
refuse-not-yours = { $name } has that role: only they hand it over.
refuse-handover-self = A handover is to somebody else.
refuse-handover-open = That role is on offer already: take that offer back first.
refuse-handover-picture = Write what we believe is going on.
refuse-handover-next = Write what you would do next.
refuse-handover-stale = { $name } does not have that role any more, so they cannot give it.
refuse-promises-unseen = { $n ->
    [one] One open promise was not shown here: open the handover again and read it.
   *[other] { $n } open promises were not shown here: open the handover again and read them.
}
refuse-promises-read = Read the promises first; from now on they are yours.
refuse-readback-long = That is too long: { $max } characters at most.
refuse-readback-short = Say it in your own words: { $least } different words or more.
refuse-readback-copy = Those are the card’s words. Say in your own what you understood.
