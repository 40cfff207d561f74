# Coordinating the cabinet: what must hold before an incident goes on, its lists, what is to be decided.

status-merged = merged

list-media = press enquiry
list-amplifier = what is coming up
list-paused = paused content
list-risk = risk
list-need = need
list-review = review
list-action = action

guard-who = whoever leads takes this step
guard-rated = somebody has said how grave it is
guard-lead = somebody leads it
guard-triggers = no new trigger of SEV1 for 2 hours
guard-rate = under half of the peak for 2 hours
guard-statement = a holding statement or a fuller one is out
guard-usual = as many mentions as usual in 9 hours of 10
guard-mood = no more negative than usual over a day
guard-urgent = nothing of P1 or P2 waits
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
   *[other] { $n } of { $all } are left
}
guard-comms-now = no word from them
guard-recent-now = { $days } days ago: declare a new one
guard-planned-now = it has not
guard-reviewed-now = not yet
guard-actions-now = { $n ->
    [one] one lacks them
   *[other] { $n } lack them
}
guard-missing = { $what }: { $now }
guard-holds = holds
guard-open = does not hold
guard-unknown = nobody knows
guard-accepted = taken for granted by { $by }: { $why }

refuse-guard = Not “{ $to }” yet. { $missing }.
refuse-percent = A share is a number from 0 to 100.
refuse-number-large = That is too many: { $max } at most.
refuse-condition-not-asked = No next step of this incident asks for that.
refuse-condition-holds = That holds already.
refuse-condition-known = That is known not to hold, so it cannot be taken for granted.
refuse-condition-comms = Only the communications lead can give that word.
refuse-merge-self = An incident cannot be a part of itself.
refuse-merge-over = Both incidents must still be on.
refuse-empty-item = Write what it is.
refuse-items-many = The list is full: { $max } lines at most.
refuse-same-item = That is how it stands already.
refuse-no-item = There is no such line on any list.
refuse-item-over = That line has ended already.
refuse-empty-matter = Write what is to be decided.
refuse-empty-objection = Write the objection as it was spoken.
refuse-objections-many = At most { $max } objections to one matter.
refuse-empty-decision = Write what was decided.
refuse-no-basis = Write on what basis: facts, plan, advice.
refuse-no-matter = There is no such matter.
refuse-matter-over = That is decided already.

event-incident-detected = Detected: { $title }
event-incident-merged = Merged into incident { $into } ({ $reason })
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
