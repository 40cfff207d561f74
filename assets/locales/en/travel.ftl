# The room as it was.

scope-past = In the past
form-past = Look at the past from
form-past-intro = The screen stands at { $time }.
form-past-time = Time
form-past-bad-time = There is no such time of day or date: write 14:32, 14:32:05, -10m or 21/11 09:00.
form-past-hint = 14:32 of that day, 21/11 09:00, -10m, +2h
form-past-ahead = That time has not come yet: write one up to now.
form-past-skipped = The clocks were put forward then, and that day had no such time: write one before or after it.
hint-event = Event
hint-minute = Minute
hint-decision = Next decision
hint-decision-before = Decision before
hint-play = Play
hint-stop = Pause
hint-now = Back to now
refuse-as-it-was = This is the room as it was: nothing can be changed in the past. Go back to now first ({ $key }).
past-title = AS IT WAS
past-band = AS IT WAS { $time }
past-event = event { $n } of { $all }
past-event-short = { $n }/{ $all }
past-readonly = read-only
past-reading = reading…
past-plays = playing { $n }×
past-stands = { $n }×
past-came = now: { $n ->
    [one] 1 new mention
   *[other] { $n } new mentions
}
past-came-short = now: +{ $n }
past-end-now = now
past-nothing-to-play = This is now: there is nothing to play. Go back first.
past-caught-up = Played up to now.
past-room-begins = The room begins at { $time }: there is nothing older to show.
past-before-line = The line begins later, at { $time }: this is the room before it.
past-first-decision = No decision was made before this one.
past-last-decision = No decision has been made since.

act-travel = Look at the past
act-travel-doc = Show the room as it was, under the same screens, with a line of the incident’s time; there, go to a time that you type. Nothing can be changed meanwhile, and Esc goes back to now.
act-next-event = Next event
act-next-event-doc = On to how the room stood after the next event.
act-previous-event = Previous event
act-previous-event-doc = Back to how the room stood after the event before.
act-next-minute = Next minute
act-next-minute-doc = On to the next full minute.
act-previous-minute = Previous minute
act-previous-minute-doc = Back to the full minute before.
act-next-decision = Next decision
act-next-decision-doc = On to the next decision of the cabinet.
act-previous-decision = Previous decision
act-previous-decision-doc = Back to the decision before.
act-past-start = Where it began
act-past-start-doc = To the beginning of the line.
act-past-end = To the end
act-past-end-doc = To the last moment, still as the past.
act-play = Play or pause
act-play-doc = Play the incident on from here, at 1 to 60 times its speed, or stand still.
act-play-faster = Play faster
act-play-faster-doc = 2, 5, 10, 30, 60 times as fast as it happened.
act-play-slower = Play slower
act-play-slower-doc = The next slower speed, down to as fast as it happened.
