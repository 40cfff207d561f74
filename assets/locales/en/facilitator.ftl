### The facilitator's view of a drill: its script, what became of it, and what is brought by hand.

scope-facilitator = Drill script
act-facilitator = Drill script
act-facilitator-doc = For whoever runs a drill: what has come, what is to come, how the team handled it, its score so far. Bring something before its time.
act-bring-now = Bring now
act-bring-now-doc = Let the selected post or word to the team come now, once, before its time.

facilitator-not-drill = This room is no drill: there is no script.
facilitator-shared = The script shows what is to come: it is never on a shared screen.
facilitator-ask = Show the drill’s script?
facilitator-ask-what = This shows what is to come, and what would be right.
facilitator-ask-who = It is for whoever runs the drill, in a terminal of their own. If you play along, go back.
facilitator-title = Drill script
facilitator-empty = There is nothing in this script.

facilitator-came = came
facilitator-by-hand = by hand
facilitator-next = next
facilitator-to-come = to come
facilitator-right = in time
facilitator-late = late
facilitator-otherwise = otherwise
facilitator-overdue = overdue
facilitator-left = { $t } left
facilitator-open = to decide
facilitator-none = no decision
facilitator-wave = { $n ->
    [one] { $name }: one post
   *[other] { $name }: { $n } posts
  } in { $over }
facilitator-wave-came = { $came } of { $n }
facilitator-twist = Twist ({ $sort })

facilitator-when = By the script { $t } ({ $time })
facilitator-when-came = By the script { $t } ({ $time }), came { $came }
facilitator-truth = What it claims: { $truth }
facilitator-affected = its author was harmed
facilitator-evidence = keep it as evidence
facilitator-direct = direct message
facilitator-expected = Right: { $what }
facilitator-expected-by = Right: { $what }, by { $t } ({ $time })
facilitator-given = Decided: { $what }
facilitator-told = The team is told: { $text }

facilitator-foot = { $t } of { $all } · { $time } · { $pace } · { $slower } slower, { $faster } faster
facilitator-foot-chatter = { $came } of { $n } ordinary posts have come
facilitator-foot-score = Score so far: { $points } of 100 · gabinete drill score says for what
facilitator-paused = the clock stands still
facilitator-speed = { $n }× the clock on the wall
facilitator-over = the script is over

facilitator-bring = Bring it now?
facilitator-due = It is to come at { $t } ({ $time }).
facilitator-before-its-post = The post that it answers or quotes has not come yet.
facilitator-once = It comes now, and not again at its time. The team’s time for it counts from now.
facilitator-once-told = The team is told now, and not again at its time.
facilitator-brought = Brought by hand.
facilitator-came-already = It has come already.
facilitator-by-itself = This comes by itself, with its time: only posts written by hand and words to the team can be brought.
