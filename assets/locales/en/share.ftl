# Sharing a screen: masks, a look behind them, the blank screen, presenter mode, and the guard against abuse.

event-revealed = Shown unmasked on a shared screen for a moment: { $what } #{ $n }
refuse-no-subject = What is to be shown is not in this room.
subject-mention = mention
subject-response = response
subject-task = task
subject-entry = event
subject-fact = fact
subject-affected = person affected

scope-present = Presenter mode
act-reveal = Show as it is
act-reveal-doc = On a shared screen, show the one thing under the cursor without masks for a few seconds; that you did is kept in the timeline.
act-blank = Blank screen
act-blank-doc = Show nothing at once, from wherever you are; any other key brings the screen back as it was.
act-present = Presenter mode
act-present-doc = Show the figures that a meeting looks at, large, on a shared screen; once more to leave it.
act-next-page = Next page
act-next-page-doc = Turn to the next page.
act-previous-page = Previous page
act-previous-page-doc = Turn to the page before.
reveal-nothing-hidden = Nothing is masked: share mode is off.
reveal-nothing = There is nothing under the cursor to show.
done-revealed = Shown for { $n } seconds or until the next key. That you looked is in the timeline.
blank-screen = The screen is paused. Any letter brings it back.
refuse-share-bound = The masks stay: this was started shared and read only, where no look behind them can be kept.
refuse-share-copy = A copy holds everything unmasked: it is not made with --share.
banner-revealed-note = One thing is shown unmasked for a moment; all else is masked.
objections-hidden = (What was said against it is not shown on a shared screen.)
plan-hidden = (What the plan changes is not shown on a shared screen.)
draft-hidden = (The words are not shown on a shared screen until they are out.)
compose-hidden = What is written here is not shown while the screen is shared; it is kept all the same. { $key } shows it for a few seconds, until the next key.
abuse-read = Abusive items that you have opened on this shift: { $n }. Only you see this, and nothing keeps it.
abuse-rotate = You have opened { $n } abusive items on this shift. It is time that somebody else takes them over. Only you see this, and nothing keeps it.
abuse-shared = Abusive text stays folded on a shared screen.
present-severity = Severity
present-elapsed = Since declared
present-unattended = Unattended
present-owed = Owed
present-listening = Listening
present-blind = BLIND
present-rate = Mentions a minute
present-negative = Negative
present-rough = last hour, roughly
present-promise = Next promise
present-no-promise = Nothing promised
present-tasks = Late tasks
present-affected = People to contact
present-approvals = Waiting for approval
present-decisions = Open decisions
present-sitrep = Next sitrep
present-no-sitrep = None is due
present-no-public = None is due
present-open = { $n ->
    [0] No open decision
    [one] { $n } open decision
   *[other] { $n } open decisions
}
present-waiting = { $n ->
    [0] No text waits for approval
    [one] 1 text waits for approval
   *[other] { $n } texts wait for approval
}
present-said = What we said last
present-nothing-said = Nothing has been published yet.
help-present = Start in presenter mode, large figures on a shared screen
