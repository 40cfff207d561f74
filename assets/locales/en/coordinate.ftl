# Coordinating the cabinet: what must hold before an incident goes on, its lists, what is to be decided.

status-merged = merged

list-media = press enquiry
list-amplifier = what is coming up
list-paused = paused content
list-risk = risk
list-need = need
list-review = review
list-action = action

guard-who = your role may take this step
guard-rated = somebody has said how grave it is
guard-lead = somebody leads it
guard-triggers = no new trigger of SEV1 for 2 hours
guard-rate = under half of the peak for 2 hours
guard-statement = a holding statement or a fuller one is out
guard-usual = as many mentions as usual in 9 hours of 10
guard-mood = no more negative than usual over a day
guard-urgent = nothing of P1 or P2 waits or is owed an answer
guard-promises = every promise is kept
guard-amplifiers = nothing is coming up within 72 hours
guard-media = every press enquiry is answered or declined
guard-paused = what was paused has been looked at, one by one
guard-comms = the communications lead agrees
guard-recent = it ended no more than 14 days ago
guard-planned = the review has an owner and a date
guard-reviewed = the review was held
guard-actions = every action has an owner and a day

guard-who-now = it takes another role than yours
guard-rated-now = nobody has
guard-lead-now = nobody does
guard-triggers-now = { $minutes ->
    [-1] none so far
   *[other] the last one { $minutes } min ago
}
guard-rate-now = { $blind ->
    [0] { $before ->
        [-1] it has not been on for 2 hours
       *[other] { $now } in the last hour, { $before } in the one before, { $peak } at the peak
    }
    [one] a source is blind, so nobody can say
   *[other] { $blind } sources are blind, so nobody can say
}
guard-statement-now = { $n ->
    [0] none is
    [one] one is
   *[other] { $n } are
}
guard-usual-now = { $blind ->
    [0] { $n ->
        [-1] nobody knows yet what is usual here
       *[other] in { $n } of the last { $hours } hours; { $asked } are looked at
    }
    [one] a source is blind, so nobody can say
   *[other] { $blind } sources are blind, so nobody can say
}
guard-mood-now = { $most ->
    [-1] nobody knows yet what is usual here
   *[other] { $now ->
        [-1] nobody speaks of it
       *[other] { $now } % are negative, at most { $most } % would be usual
    }
}
guard-urgent-now = { $n ->
    [one] one mention waits
   *[other] { $n } mentions wait
}
guard-promises-now = { $n ->
    [one] one is open
   *[other] { $n } are open
}
guard-amplifiers-now = { $all ->
    [0] nobody has said whether there is any
   *[other] { $n ->
        [0] none of those on the list
       *[other] { $hours ->
            [-1] { $n } on the list, without a day
           *[other] { $n } on the list, the next in { $hours } h
        }
    }
}
guard-media-now = { $all ->
    [0] nobody has said whether there were any
   *[other] { $n } of { $all } are open
}
guard-paused-now = { $all ->
    [-1] nobody has counted what was paused
   *[other] { $n ->
        [one] one of { $all } is left
       *[other] { $n } of { $all } are left
    }
}
guard-comms-now =
    { $held ->
        [0] nobody has that role
       *[other] no word from them
    }
guard-recent-now = { $days } days ago: declare a new one
guard-planned-now = it has not
guard-reviewed-now = not yet
guard-actions-now = { $n ->
    [one] one lacks them
   *[other] { $n } lack them
}
guard-missing = { $what } ({ $now })
guard-accepted = taken for granted by { $by }: { $why }

refuse-guard = Not “{ $to }” yet. What does not hold: { $missing }.
refuse-percent = A share is a number from 0 to 100.
refuse-number-large = That is too many: { $max } at most.
refuse-condition-not-asked = No next step of this incident asks for that.
refuse-condition-holds = That holds already.
refuse-condition-known = That is known not to hold, so it cannot be taken for granted.
refuse-condition-comms = Only the communications lead can give that word.
refuse-merge-self = An incident cannot be a part of itself.
refuse-merge-over = Both incidents must still be on.
refuse-merge-ahead = Incident { $id } is { $from }, { $into } only { $to }: make { $into } a part of { $id } instead.
refuse-merge-graver = Incident { $id } is graver than { $into }: make { $into } a part of { $id } instead, or raise { $into } first.
refuse-merged = That incident is a part of { $into } now: say it of that one.
refuse-empty-item = Write what it is.
refuse-items-many = The list is full: { $max } lines at most.
refuse-same-item = That is how it stands already.
refuse-no-item = There is no such line on any list.
refuse-item-over = That line has ended already.
refuse-empty-matter = Write what is to be decided.
refuse-empty-objection = Write the objection as it was spoken.
refuse-matter-objections = At most { $max } objections to one matter.
refuse-empty-decision = Write what was decided.
refuse-no-basis = Write on what basis: facts, plan, advice.
refuse-no-matter = There is no such matter.
refuse-matter-over = That is decided already.

event-incident-detected = Detected: { $title }
event-incident-merged = Merged into incident { $into } ({ $reason })
event-incident-merged-since = Merged into incident { $into }, which began at { $time } with it ({ $reason })
event-condition-accepted = Taken for granted: { $what } ({ $why })
event-baseline-set = Usual share of negative mentions: { $negative } % ± { $spread }
event-paused-confirmed = { $count ->
    [0] Nothing was scheduled or paid for: nothing to pause
    [one] One scheduled or paid item paused
   *[other] { $count } scheduled or paid items paused
}
event-item-added = { $list }: { $text }
event-item-changed = { $title }: who looks after it or when it is was changed
event-item-settled = { $title }: { $how }
event-matter-opened = To be decided: { $question }
event-matter-opened-due = To be decided by { $time }: { $question }
event-matter-objected = Strong objection by { $by } to “{ $title }”: { $text }
event-matter-decided = Decided by { $by }: { $what } (basis: { $basis })
event-matter-decided-aloud = Decided by { $by }, recorded by { $recorder }: { $what } (basis: { $basis })
event-matter-dropped = No longer to be decided: { $title } ({ $basis })

scope-incident = An incident’s page
incident-title = Incident
incident-unrated = severity not said yet
incident-decisions = To be decided
incident-open = { $n } open
incident-no-decisions = Nothing is open, nothing was decided yet.
incident-by = by { $time }
incident-no-time = no time set
incident-objections = { $n ->
    [one] 1 objection
   *[other] { $n } objections
}
incident-objection = Objection
incident-asked = Asked by
incident-step = Next step
incident-step-none = It is over: no step follows.
incident-step-free = Nothing stands in the way.
incident-progress = { $to }: { $n } of { $all } hold
incident-lists = Lists
incident-paused = { $n ->
    [0] nothing was paused
    [one] 1 item was paused
   *[other] { $n } items were paused
}
incident-no-items = No press enquiry, nothing coming up, { $paused ->
    [0] nothing paused
   *[other] none of what was paused
}, no risk, no need written down yet: { $key } adds a line.
incident-can-accept = Nobody can say: Enter takes it for granted under your name, with a reason.
incident-ended = Ended
incident-since = Written

act-incident-page = Incident’s page
act-incident-page-doc = What is to be decided, what its next step asks for, its lists
act-add-item = Add to a list
act-add-item-doc = A press enquiry, what is coming up, something paused, a risk, a need, the review
act-change-item = Owner and time
act-change-item-doc = Say who looks after the line, or when it is
act-open-matter = Put up for a decision
act-open-matter-doc = Write down what is to be decided, and by when
act-object-to-matter = Strong objection
act-object-to-matter-doc = Keep an objection word for word
act-count-paused = Count what was paused
act-count-paused-doc = Say how many scheduled and paid items were paused
act-set-baseline = Say what is usual
act-set-baseline-doc = How negative it usually is, where the room is too young to know
act-merge-incident = Merge into another
act-merge-incident-doc = This incident is a part of another one that is on

form-granted = Take it for granted?
form-granted-intro = It is kept under your name, and stands until the incident is active again.
form-granted-hint = what makes you sure
form-which-list = List
form-item = What
form-item-hint = who asks, what is planned, which post …
form-owner = Who looks after it
form-when = When
form-settle-item = How did it end?
form-media-hint = answered, or declined, by whom
form-resumed-hint = resumed, or dropped
form-resumed-facts = { $n ->
    [one] 1 fact has changed since it was paused. Does what it says still hold?
   *[other] { $n } facts have changed since it was paused. Does what it says still hold?
}
form-resumed-fact = #{ $id } { $status }: { $text }
form-ended-hint = what came of it
form-paused-intro = Scheduled posts and running ads on every channel. 0 when there were none; each gets its line on the list, and is looked at before it runs again.
form-count = How many
form-count-hint = a number
form-baseline-intro = Of the mentions with a tone: how many of a hundred are negative on a usual day, and how far days differ.
form-negative = Negative, %
form-spread = Days differ by, %
form-percent-hint = 0 to 100
form-bad-number = “{ $name }” is a whole number, such as 12.
form-merge-intro = It ends as a part of the other, which keeps its lead and its severity. All that is open goes with it: what was promised, paused and written, its T0, and its roles where the other has nobody.
form-into = Part of
form-question = To be decided
form-question-hint = a question with a yes or a no, or with its options
form-decide-by = Decide by
form-objections-poll = “Any strong objections?”
form-said-by = Who said it
form-said-by-hint = you, when empty
form-decide = What was decided?
form-decided = Decided
form-decided-by = Who decided
form-basis = On what basis
form-basis-hint = facts, plan, advice
form-any-objection = Any strong objections?
form-any-objection-hint = word for word; empty when there were none
form-objector = Who objected
form-dropped = It needs no decision any more

refuse-merge-alone = There is no other incident that is on.
refuse-choose-matter = Choose what is to be decided first: its line is at the top.
refuse-choose-item = Choose a line of the lists first.

form-watch = Only watch it for now
incident-question = Question

suggest = { $severity } by what is measured: { $why }
suggest-times = { $n } times the usual rate
suggest-deviations = { $n } deviations above the usual rate
suggest-negative = { $n } % negative
suggest-followers = an account of { $n } followers speaks
suggest-outlets = { $n ->
    [one] { $who } speaks
   *[other] { $who } speak
}
suggest-voices = { $n } public accounts speak
suggest-platforms = on { $n } platforms
suggest-trigger = { $title } ({ $n ->
    [one] 1 mention
   *[other] { $n } mentions
})
