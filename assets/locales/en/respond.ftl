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
refuse-propose-own = “{ $title }” is your own text: write on it instead of proposing.
refuse-no-objection = There is no open objection of that number.
refuse-settle-own = Somebody objects to “{ $title }”, which is yours: another decides about that.
refuse-objections-many = More than { $max } objections to one text: decide about those first.
refuse-not-approver = { $name } cannot give this word; it needs: { $roles }. Declare your role, or say who approved aloud.
refuse-alone-severity = Publishing alone is for SEV1; at this severity the plan's approvers give their word.
refuse-alone-lead = Publishing alone is the incident lead's to decide.
refuse-alone-text = Only a pre-cleared holding statement, with nothing changed but what is filled in, may be published alone.
refuse-objection = { $by } objects to “{ $title }”: decide about that first.
refuse-needs-more = “{ $title }” still needs the word of: { $roles }.
refuse-silent = “{ $title }” is out: nothing disappears in silence. Say where the public note about it can be read.
refuse-correct-unpublished = Only a text that is out can be corrected; change this one instead.
refuse-being-answered = { $name } is answering this already (response { $response }, { $state }). Open it, or answer beside it knowingly.
refuse-task-fixed = The plan says when this is due; only promises and tasks added by hand can be moved.
refuse-task-over = It is done or skipped: open it again first.
refuse-past = That time has passed.
refuse-same-time = It is due at that time already.
refuse-no-fact = There is no fact of that number.
refuse-fact-superseded = A later fact has taken the place of this one: change that one.
refuse-same-fact = Nothing of the fact has changed.
refuse-empty-fact = A fact needs words, in English or Spanish.
refuse-fact-source = Where does it come from? A confirmed or false fact needs its source.
refuse-supersede-by-fact = Add the fact that is true now and say which one it supersedes.
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
event-response-released = Released: { $title }
event-response-followed-up = Followed up: { $title }
event-response-done = Closed: { $title }
event-response-corrected = Corrected by response { $by }: { $title }
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
