# Words of what the screens do: actions, forms, notices.

pane-mentions = Mentions
pane-responses = Responses
pane-checklist = Checklist
pane-timeline = Timeline

start-drill = Start a drill
start-create = Create a room
start-import = Import a file

key-space = Space
key-enter = Enter
key-esc = Esc
key-tab = Tab
key-shift-tab = Shift-Tab
key-backspace = Backspace
key-delete = Del
key-insert = Ins
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-home = Home
key-end = End
key-page-up = PgUp
key-page-down = PgDn

scope-global = Everywhere
scope-list = In a list
scope-mentions = Mentions
scope-responses = Responses
scope-checklist = Checklist
scope-timeline = Timeline
scope-mention-view = An open mention
scope-response-view = An open response
scope-event-view = An open event
scope-incidents = Incidents
scope-signals = What the room noticed
scope-themes = What the hour's complaints are about
scope-sources = Sources
scope-scroll = Reading
scope-compose = Writing a text
scope-form = A form
scope-text = Typing
scope-palette = Commands
scope-help = Help
scope-start = Start screen

help-where = Where
help-keys = Keys
help-action = Action
help-does = What it does

# who and where
who-social-lead = Social lead (on call)
who-responder = Community manager
who-incident-lead = Incident lead
who-deputy = Deputy
who-scribe = Scribe
who-listening = Listening analyst
who-comms-lead = Communications lead
who-media = Press officer
who-spokesperson = Spokesperson
who-legal = Legal counsel
who-dpo = Data protection officer
who-exec = Executive approver
who-care = Customer care lead
who-internal = Internal communications
who-sme = Subject expert
who-hr = HR
who-security = IT security
who-paid = Paid media lead
who-none = No role
lang-en = English
lang-es = Spanish
form-who = Who are you?
form-who-intro = Your name stands beside everything that you decide. It is declared, not proven.
form-name = Name
form-role = Role
form-create = Create a room
form-create-intro = A room is one file with one brand's mentions, responses, tasks and timeline.
form-room-name = Name of the room
form-keywords = Brand, products, handles
form-keywords-hint = with commas between them
form-room-lang = Language of the room
form-drill = Start a drill
form-drill-intro = A scripted incident in a room of its own. Nothing that happens there can leave it.
form-drill-lang = Its people speak
form-speed = Speed of the clock
speed-paused = paused
form-import = Import a file
form-import-here = Its mentions come into this room. CSV, TSV and JSON Lines are read; bad lines are kept aside. Those of the past count for the usual rate and for search only.
form-import-new = Its mentions come into a new room. CSV, TSV and JSON Lines are read; bad lines are kept aside. Those of the past count for the usual rate and for search only.
form-path = File
form-path-hint = a path, or drag the file here
form-no-path = Write the path of the file.
form-history = They are the past
form-dates = Dates like 03/04/2026
form-dates-told = told by the file
form-dates-day = day first
form-dates-month = month first
form-times = Times without a zone
form-times-here = this computer's
form-times-room = this room's ({ $zone })
form-dates-open = Nothing has been imported yet: the dates of this file can be read two ways, and none of them tells which. Choose how 03/04/2026 is read: day first is 3 April, month first is 4 March.
form-quit = Leave?
form-quit-intro = Everything is kept. Enter leaves, Esc stays.
form-quit-draft = Your unsent words are kept and will be offered back. Enter leaves, Esc stays.
form-words-kept = What you typed is kept, and stands there when you open this again.
form-words-back = These are your words from before.

form-keywords-intro = What makes a mention ours, and what sources without an expression of their own listen for. From now on; what the room has stays as it is.
form-keywords-set-hint = with commas between them: acme, @acme, acme yoghurt
form-still-counting = What they match is still being counted. Once more saves without waiting for it.

source-kind-bluesky = Bluesky
source-kind-mastodon = Mastodon
source-kind-feeds = RSS feeds
source-kind-webhook = Webhook
form-source = Listen to: { $kind }
form-source-intro = What shall be listened to? Bluesky needs no account and works at once; Mastodon asks for a server, feeds for their addresses; a webhook takes in what other programs post. X, Instagram, Facebook and TikTok let nobody listen: export from a listening tool and import that, or let the tool post to a webhook.
form-source-kind = Source
form-source-bluesky = Public posts on Bluesky within seconds. No account is needed. It is tried for a moment before it is kept.
form-source-mastodon = It is tried for a moment before it is kept. The token is kept in a file that only you can read.
form-source-feeds = New entries of RSS and Atom feeds: blogs, newspapers, Google Alerts, Reddit searches. They are tried for a moment before they are kept.
form-source-webhook = Whatever can call an address posts mentions here: POST http://ADDRESS/v1/mentions with the header Authorization: Bearer SECRET. It listens as soon as it is saved.
form-match = Listens for
form-match-hint = empty: the room's keywords
form-match-hint-webhook = empty: all that is posted
form-server = Server
form-server-hint = mastodon.social, or the one where your customers are
form-token = Access token
form-token-hint = may be empty; many servers want one
form-hashtags = Hashtags
form-hashtags-hint = with blanks between them
form-token-needed-hint = from Preferences, Development there; it must read
form-phrases = Phrases
form-phrases-hint = commas between; the server must be able to search
form-list = List
form-list-hint = its address or number: https://SERVER/lists/12345
form-no-token = This needs the access token of an account there.
form-nothing-there = Say what to listen to.
form-more-settings = Settings
form-more-settings-hint = may be empty; KEY=VALUE, as in sources.toml
form-bad-more = Write each setting as KEY=VALUE, with blanks between them.
form-there = Listen to
there-intro = What on that server? Searching, lists and what is said to your account need an account there; the rest works without one on most servers.
there-hashtags = Hashtags
there-hashtags-intro = Public posts with these hashtags, as far as this server knows of them.
there-public = All public posts
there-public-intro = Of all public posts that this server knows of, those that match.
there-local = Posts of this server
there-local-intro = Of the public posts that are written on this very server, those that match.
there-search = Search
there-search-intro = Posts that hold one of these phrases, where the server can search.
there-list = A list
there-list-intro = Posts of those whom your account has put on one of its lists.
there-mentions = Mentions of your account
there-mentions-intro = Posts that name your account there, answers to it among them.
form-urls = Addresses
form-urls-hint = https://…, several with blanks between them
form-listen = Address
form-listen-hint = only this machine reaches 127.0.0.1
form-secret = Secret
form-secret-hint = for whoever posts; kept where only you can read it
form-expect = Usual gap
form-expect-hint = between two posts at most, as 15m; empty: learned
form-bad-expect = Write it as 15m, 2h or 1d: a minute to a week. Empty, it is learned.
form-source-here = For this room only
form-bad-source-name = Use letters, digits, hyphens and dots, at most 40.
form-no-server = Type the server's name.
form-bad-urls = Every address begins with https:// or http://.
form-bad-listen = Write an address and a port: 127.0.0.1:8790
form-bad-secret = At least 16 letters, digits or signs, without blanks or accents.
form-remove-source = Remove { $name }?
form-remove-source-intro = It is no longer listened to, and its settings go from the file. What it brought stays in the room. Enter removes it, Esc keeps it.
hint-room = Back to the room
hint-add = Add
hint-keywords = Keywords
hint-save = Save
hint-pause = Pause
hint-resume = Resume
source-added = { $name } is saved and listened to
source-now-paused = { $name } is paused
source-resumed = { $name } is listened to again
source-removed = { $name } is removed
refuse-drill-sources = A drill hears its own people alone.
refuse-no-source = There is no source to do that to.
refuse-source-not-live = This is not listened to over a network now: there is nothing to pause or remove.
start-leave = Nothing is lost by leaving: { $key } leaves gabinete.
start-opening = Opening the room…
start-drill-opening = Preparing the drill…
start-importing = Importing…

# common to forms
form-reason = Why
form-optional = may be left empty
form-choice-hint = the underlined letter chooses and goes on; arrows choose
form-toggle-hint = Space says yes or no
form-bad-time = That is not a time: write 18:00, 90m, 2h or 2026-11-22 18:00.
form-future-time = That lies in the future: write when it happened.
form-title = Title
form-title-default = empty: named after whom it answers
form-kind = Kind
form-type = Type
form-choice-or-time = a letter or the arrows choose; or type a time: 90m, 18:00
form-until = Until
form-until-hint = 18:00, 90m, 2h
form-note = Note
form-at = When it happened
form-at-hint = empty for now, or 14:05, -10m

# mentions
form-add-mention = Add a mention
form-add-mention-intro = Paste what somebody saw: a link in it goes where links go. Ctrl-D sends.
form-mention-text = What it says
form-mention-text-hint = paste text and link together
form-mention-url = Link
form-mention-author = Author
form-mention-platform = Platform
form-platform-hint = x, bluesky, web …; empty for any
form-mention-platform-hint = empty: as the link says
form-no-mention = Paste its text or its link.
form-bad-link = A link begins with https:// or http://.
form-dispose = { $n ->
    [one] What is done about this mention?
   *[other] What is done about these { $n } mentions?
}
form-disposition = Decision
form-owes = { $what } — owes { $owes }
form-reason-hint = needed for moderate, escalate and not about us
form-snooze = { $n ->
    [one] Put this mention off
   *[other] Put { $n } mentions off
}
form-how-long = For how long
snooze-15 = 15 minutes
snooze-30 = 30 minutes
snooze-60 = 1 hour
snooze-240 = 4 hours
snooze-until = until a time
form-settle = { $n ->
    [one] What was promised is done
   *[other] What was promised on { $n } mentions is done
}
form-how = How
settle-answered = answered elsewhere
settle-checked = checked
settle-taken = taken over by others
settle-other = otherwise
form-settle-hint = where, by whom, what was found
form-erase = Erase this mention's words for good
form-erase-intro = No byte of its text, author and link will be left. That it was here, what was decided, and what else your team wrote itself stays, but for what is told below. This cannot be undone. All that one person wrote goes at once with: gabinete erase --author HANDLE
form-erase-files = { $n ->
    [one] The file kept as evidence of it goes
   *[other] The { $n } files kept as evidence of it go
  } too, but for what is evidence of something else as well.
form-erase-hint = who asked, and on what ground
form-aside-intro = Hours of a campaign or a broadcast teach the room nothing about what is usual.
form-aside-from = From
form-aside-to = Until
form-aside-hint = 14:05, or -3h
form-correct-reading = { $n ->
    [one] How this mention is to be read
   *[other] How { $n } mentions are to be read
}
form-stays-as = stays: { $is }
form-stays = stays as it is
form-score = Priority
form-score-hint = 0 to 100; P1 from 70, P2 from 50, P3 from 30
form-search = Words
form-search-hint = the last word may be unfinished
form-filter = Filter
filter-any = any
form-language = Language
form-language-hint = en, es …; empty for any
form-band = Priority
form-tone = Tone
form-group = What
form-pinned = Pinned only
form-quiet = Minor events too
form-this-incident = Of this incident only
nothing-selected = Nothing is selected.
not-an-entry = Only what somebody wrote can be corrected; for anything else add a note.
private-while-shared = This is a private entry: leave share mode first.
nothing-to-repeat = Nothing was decided here yet that could be repeated.
join-needs-marks = Mark the mentions that belong here with Space, go to the one whose group they join, then press the key again.
done-read-otherwise = { $n ->
    [one] Read as you say
   *[other] { $n } mentions read as you say
}
done-regrouped = { $n ->
    [one] One mention changed its group
   *[other] { $n } mentions changed their group
}
range-begun = Range begun: go to its other end and press the key again.
marked-so-many = { $n ->
    [one] { $n } marked.
   *[other] { $n } marked.
}
marked-apart = { $n ->
    [one] One of the group says otherwise, and is not.
   *[other] { $n } of the group say otherwise, and are not.
}
marks-full = At most { $max } mentions can be marked: { $left } were left out. Decide on these first.
no-link = It has no link.
link-odd = “{ $link }” is not a web link: copy it and look before you open it.
drill-no-link = This is a drill: no link is opened.

# incidents and tasks
form-declare = Declare an incident
form-declare-intro = When unsure between two severities take the graver one: lowering it later is easy.
form-title-hint = what everybody will call it
form-severity = Severity
form-lead = Lead
form-lead-hint = empty: you
form-since = First signal
form-since-hint = empty for now, or 13:40, -30m
form-severity-of = Severity of “{ $title }”
form-lower-hint = needed to lower it
lower-far = { $from } to { $to } is more than one step, and fewer people are asked, later. { $why }.{ $affected ->
    [0] {""}
    [one] {" "}One person affected in this room waits for a word.
   *[other] {" "}{ $affected } people affected in this room wait for a word.
}{ $promises ->
    [0] {""}
   *[other] {" "}A promise is open in this room.
} Sent once more, it is lowered.
lower-not-measured = What speaks for more is not measured yet
lower-nothing-measured = Nothing that is measured speaks for more
form-status-of = Status of “{ $title }”
form-status = Goes on to
form-stand-down-hint = needed to stand it down
form-status-gone = Its status changed meanwhile: open this again.
form-lead-of = Who leads “{ $title }”?
form-type-of = What sort of incident is “{ $title }”?
form-task = Add a task
form-what = What to do
form-due = Due
form-task-blocked = Why can it not go on?
form-task-skipped = Why is it left out?
no-incident = There is no open incident: declare one first.
no-such-task = There is no such task.
task-done-already = It is done already; { $key } opens it again.
gravest-already = It has the gravest severity already.
status-last = It is closed: nothing follows.

# responses
form-response = { $n ->
    [0] New statement
    [one] Respond to this mention
   *[other] Respond to { $n } mentions
}
form-channel = Channel
form-channel-hint = x, bluesky, instagram, web …
form-no-channel = Say where it will go: x, bluesky, web …
form-text-lang = Language of the text
form-goes-to = Goes to: { $channel } · { $lang }
form-answers = Answers: { $names }
form-answers-more = Answers: { $names } and { $more } more
form-approve = Approve “{ $title }”
form-aloud = Approved aloud by
form-aloud-hint = the other person's name; empty: you approve
form-changes = Ask for changes to “{ $title }”
form-what-changes = What should change
form-publish = Publish “{ $title }”
form-publish-how = The text is copied and the link opens. You paste and send it there, then say here how it went.
form-publish-drill = Drill: the text is copied with DRILL / SIMULACRO before it, no link opens. Then say here how it went.
form-type-word = Type the word to go on
publish-word = publish
publish-word-hint = publish
publish-word-wrong = Type: publish
form-link = Where can “{ $title }” be read?
form-confirm = Did “{ $title }” go out?
form-went-out = What happened
confirm-as-approved = as approved
confirm-changed = changed
confirm-not-out = did not go out
form-permalink = Its link
form-changed-text = What went out
form-changed-hint = only when it was changed
form-say-changed = Write what went out, as it stands there.
form-why-not = Why not
form-why-not-hint = only when it did not go out
form-discard = Discard this response
draft-offered = Your unsent words of { $at } are back; undo typing shows the text that was kept.
draft-changed-meanwhile = Somebody changed this text meanwhile. Both are kept: F2 takes theirs, F3 goes on with yours.
erased-taken-out = Words were erased meanwhile, and are gone from what you are writing too: read it again.
draft-choose-first = Somebody changed this text meanwhile: first choose, F2 takes theirs, F3 goes on with yours.
draft-lost = Your words could not be kept: { $why } They are still here; copy them before you leave.

# timeline
form-entry = Write into the timeline
form-decision = Log a decision
form-what-happened = What
form-private = Hide when shared (a contact always is)
form-correct = Correct entry { $seq }
form-correct-intro = The entry stays as it is; a new one says what it should have said.
form-should-say = What it should say

# what was done
done-done = Done.
done-nothing = Nothing changed: it was in the room already.
done-skipped = { $n ->
    [one] { $n } was left alone: changed meanwhile
   *[other] { $n } were left alone: changed meanwhile
}
done-undoes = { $key } undoes
done-disposed = Decided on { $n }: { $disposition }
done-snoozed = { $n } put off until { $until }
done-claimed = { $n ->
    [one] Claimed
   *[other] { $n } claimed
}
done-released = { $n ->
    [one] Let go
   *[other] { $n } let go
}
done-settled = { $n ->
    [one] { $n } promise settled
   *[other] { $n } promises settled
}
done-undone = { $n } undone
done-undone-skipped = { $n } undone; { $skipped ->
    [one] { $skipped } had changed since and stays
   *[other] { $skipped } had changed since and stay
}
done-task = Task: { $status }
done-promise = Promise kept: { $what }
done-task-claimed = { $owner } has the task now
done-task-released = The task is free again
done-approved = Approved; stands until { $until }
done-declared = { $severity } declared: { $title }
text-too-long = { $n ->
    [0] Too long for { $platform }, by its bytes.
    [one] { $n } too many for { $platform }.
   *[other] { $n } too many for { $platform }.
} Shorten it; or do this once more, if it is to go out in parts.
mention-known = That is here already: this is what it says. Nothing was put in anew.
done-mention-added = The mention is in.
done-response-opened = Write: every word is kept as you type.
done-handed-in = Handed in for approval.
done-approved-missing = Your word is noted; it is not approved yet: still missing { $roles }
done-approved-with = Word for word as no. { $of }, which was approved: it may go out until { $until }.
done-kept-for-all = Kept where everybody sees it; not handed in.
done-publishing = Taken to the platform: say how it went.
done-published = Published.
clock-fastest = The clock runs as fast as it can.
clock-slowest = The clock stands still already.
done-clock = The clock runs at { $n }x.
done-clock-paused = The clock is paused.
done-entry = In the timeline.
done-keywords = { $n ->
    [one] One keyword is set: what comes from now on is read by it
   *[other] { $n } keywords are set: what comes from now on is read by them
}
done-self = You act as { $name }
copied-verified = Copied, and read back to be sure.
copied-unknown = Sent to the terminal's clipboard. Compare the first words when you paste: “{ $words }”
copied-failed = It could not be copied: { $why }
share-on = Share mode: people's data is hidden.
share-off = Share mode is off: people's data shows.
mouse-on = The mouse acts here. To select text turn it off again.
mouse-off = The mouse selects text.
paste-nowhere = To add what you pasted as a mention press + first, then paste.
text-full = Not all of it fits: the text is at its longest.
imported-so-far = { $read } lines read, { $new } new mentions, { $bad } bad
imported-all = Imported: { $new } new mentions of { $read } lines, { $bad } bad
imported-rejects = { $bad ->
    [one] { $bad } line could not be read; it is kept with its reason in { $file }
   *[other] { $bad } lines could not be read; they are kept with their reasons in { $file }
}

# what went wrong
refuse-no-room = Open a room first.
refuse-busy = Too many decisions wait for the file to answer: try again in a moment.
decision-failed = It was not decided: { $why }
read-failed = The room could not be read: { $why }
open-failed = It could not be opened: { $why }
link-failed = The link could not be opened: { $why }
failed = Something went wrong: { $why }

# actions

act-help = Help
act-help-doc = The keys of this place and what they do.
act-palette = Commands
act-palette-doc = Find any command by its name.
act-back = Back
act-back-doc = Dismiss the error, else close what is on top, else let marks and search go.
act-close-layer = Close
act-close-layer-doc = Close what is on top; from the panes, leave after asking.
act-quit = Leave
act-quit-doc = Ask whether to leave; twice leaves at once. What you typed is kept.
act-undo = Undo
act-undo-doc = Take your last decision back, as a new event; what others changed since stays.
act-next-pane = Next pane
act-next-pane-doc = Go to the next pane.
act-previous-pane = Previous pane
act-previous-pane-doc = Go to the pane before.
act-pane-mentions = Mentions
act-pane-mentions-doc = Go to the mentions.
act-pane-responses = Responses
act-pane-responses-doc = Go to the response queue.
act-pane-checklist = Checklist
act-pane-checklist-doc = Go to the coordination checklist.
act-pane-timeline = Timeline
act-pane-timeline-doc = Go to the timeline.
act-zoom = Zoom
act-zoom-doc = Give the whole screen to one pane, or share it again.
act-search = Search
act-search-doc = Search the mentions as you type.
act-show-new = Show new
act-show-new-doc = Go to the top, where the new mentions are.
act-next-unattended = Next unattended
act-next-unattended-doc = Go to the next mention that nobody has decided on.
act-add-mention = Add a mention
act-add-mention-doc = Put in by hand what somebody saw: paste its link and text. In a list of something else the key adds what that list holds.
act-incident-menu = Incidents
act-incident-menu-doc = Declare an incident, or change the one that is open.
act-keywords = Keywords
act-keywords-doc = See and set what the room's mentions are recognised by, with what that matches in the room, day by day.
act-declare-incident = Declare an incident
act-declare-incident-doc = Give it a title, a severity and a type; the checklist comes with it.
act-add-note = Write a note
act-add-note-doc = Write into the timeline: a note, a fact or a contact, now or earlier.
act-add-decision = Log a decision
act-add-decision-doc = Write into the timeline what was decided.
act-new-statement = New statement
act-new-statement-doc = Start a text that answers no mention: a holding statement, an update.
act-language = English / español
act-language-doc = Speak the other language from here on.
act-share = Share mode
act-share-doc = Hide people's data for a meeting or a projector, or show it again.
act-mouse = Mouse
act-mouse-doc = Let the mouse act here, or leave it to the terminal for selecting text.
act-redraw = Redraw
act-redraw-doc = Draw the whole screen anew.
act-slower = Slower drill
act-slower-doc = Slow the drill's clock down; the last step pauses it.
act-faster = Faster drill
act-faster-doc = Speed the drill's clock up, to 60 times.
act-drill-speed = Drill speed
act-drill-speed-doc = Choose the speed of the drill's clock.
act-who-am-i = Who acts here
act-who-am-i-doc = Say your name and role; both are declared, not proven.
act-import-file = Import a file
act-import-file-doc = Bring mentions in from a file: CSV, TSV or JSON Lines.
act-rooms = Other rooms
act-rooms-doc = Go back to the start screen: another room, or a drill.
act-set-aside = Set hours aside
act-set-aside-doc = Let hours not count for the usual rate: a campaign, a broadcast.
act-dismiss-all = Dismiss all errors
act-dismiss-all-doc = Take every error off the screen.
act-up = Up
act-up-doc = One row up.
act-down = Down
act-down-doc = One row down.
act-page-up = Page up
act-page-up-doc = One page up.
act-page-down = Page down
act-page-down-doc = One page down.
act-top = Top
act-top-doc = To the first row.
act-bottom = Bottom
act-bottom-doc = To the last row.
act-open = Open
act-open-doc = Open what is selected.
act-dispose = Decide
act-dispose-doc = Say what is done about the selected or marked mentions, and why.
act-repeat = Same again
act-repeat-doc = Decide as the last time, with the same reason.
act-respond = Respond
act-respond-doc = Start a reply to the selected or marked mentions.
act-respond-as = Respond as
act-respond-as-doc = Start a response and choose its kind, channel and language.
act-snooze = Snooze
act-snooze-doc = Put mentions out of sight until a time; they come back.
act-claim = Claim
act-claim-doc = Take it, so that nobody else works on it; again lets it go.
act-settle = Settle what is owed
act-settle-doc = Say that what was promised is done: answered elsewhere, checked, taken over.
act-mark = Mark
act-mark-doc = Mark the row, or take its mark away.
act-range = Range
act-range-doc = Begin a range here; press again at its other end to mark all between.
act-mark-alike = Mark alike
act-mark-alike-doc = Mark the unattended mentions that claim the same in nearly the same words; what denies it is left out.
act-show-alike = Show alike
act-show-alike-doc = List the mentions in nearly the same words: copies, and what a word may make say the opposite.
act-signals = Signals
act-signals-doc = What the room noticed: spikes, turns in tone, growing groups, far-reaching voices, silences.
act-themes = Themes
act-themes-doc = What the complaints of the last hour are about: the phrases that set them apart, with those who say them. Where none stand out, what all mentions are about.
act-sources = Sources
act-sources-doc = Where mentions come from, and how well each source is heard.
act-add-source = Add a source
act-add-source-doc = Listen to Bluesky, a Mastodon server, feeds, or an address that others post to.
act-pause-source = Pause or resume
act-pause-source-doc = Stop listening to the source for now, or listen again; what was said meanwhile is caught up on where the network keeps it.
act-remove-source = Remove
act-remove-source-doc = Stop listening to the source for good; what it brought stays in the room.
act-acknowledge = Take note
act-acknowledge-doc = Say that somebody has seen the signal; it leaves the header.
act-show-narrative = Show the claim
act-show-narrative-doc = List the mentions on one claim, in other words or another language too, and with them what denies it in nearly the same words.
act-read-otherwise = Read otherwise
act-read-otherwise-doc = Correct how triage read it: tone, language, priority. Your word stands.
act-join-group = Join group
act-join-group-doc = Put the marked mentions among those that say the same as this one.
act-part-group = Part group
act-part-group-doc = Take mentions out of those that say the same, into a group of their own.
act-unmark = Unmark all
act-unmark-doc = Let every mark go.
act-filter = Filter
act-filter-doc = Leave out what does not matter now.
act-order = Priority / newest
act-order-doc = Order by priority, or the newest first.
act-next-scope = Next list
act-next-scope-doc = Go on to the next list: unattended, owed, mine, snoozed, all.
act-previous-scope = Previous list
act-previous-scope-doc = Go back to the list before.
act-why = Why
act-why-doc = Show every part of why the mention ranks where it does; again: in short.
act-copy-text = Copy
act-copy-text-doc = Copy the text, masked when the screen is shared.
act-open-link = Open the link
act-open-link-doc = Open the post in the browser; never in a drill.
act-erase = Erase the words
act-erase-doc = Erase a mention's words for good, because a person asked; the chain stays.
act-unfold = Unfold
act-unfold-doc = Show the words of a mention folded as abusive, or fold them again.
act-next-item = Next
act-next-item-doc = Open the next mention of the list.
act-previous-item = Previous
act-previous-item-doc = Open the mention before it in the list.
act-edit = Edit
act-edit-doc = Write on: the words are kept while you type.
act-approve = Approve
act-approve-doc = Approve exactly this text, after reading it whole.
act-request-changes = Ask for changes
act-request-changes-doc = Say what should change before it can be approved.
act-publish = Publish
act-publish-doc = Take the approved text to the platform: it is copied, the link opens, then you say how it went.
act-discard = Discard
act-discard-doc = Give the response up, with a reason.
act-task-done = Done
act-task-done-doc = Tick the task.
act-task-blocked = Blocked
act-task-blocked-doc = Say that the task cannot go on, and why.
act-task-skipped = Skip
act-task-skipped-doc = Leave the task out, with a reason.
act-task-reopened = Reopen
act-task-reopened-doc = Open the task again.
act-add-task = Add a task
act-add-task-doc = Put a task on the checklist by hand.
act-next-mine = Next mine
act-next-mine-doc = Go to the next open task that is mine.
act-next-overdue = Next late
act-next-overdue-doc = Go to the next task that is past due.
act-next-unowned = Next unowned
act-next-unowned-doc = Go to the next open task that nobody has taken.
act-correct = Correct
act-correct-doc = Put an entry right with a new one; the old one stays.
act-pin = Pin
act-pin-doc = Pin the event, or take the pin away.
act-raise = Raise the severity
act-raise-doc = One level graver, at once: no reason needed.
act-severity = Severity
act-severity-doc = Choose the severity; lowering it needs a reason.
act-status = Status
act-status-doc = Move the incident along: contained, resolved, stood down ...
act-lead = Lead
act-lead-doc = Say who leads.
act-type = Type
act-type-doc = Say what sort of incident it is.
act-hand-in = Hand in
act-hand-in-doc = Hand the text in for approval.
act-keep-for-all = Keep for all
act-keep-for-all-doc = Keep the text where everybody sees it, without handing it in.
act-text-language = Text's language
act-text-language-doc = Write this text in the other language.
act-next-channel = Channel
act-next-channel-doc = Send it by the next channel.
act-take-theirs = Take theirs
act-take-theirs-doc = Take the newer text that somebody else kept, or the words that a reviewer proposed; yours stays one undo away.
act-keep-mine = Keep mine
act-keep-mine-doc = Go on with your text over the newer one, which you have seen.
act-next-field = Next field
act-next-field-doc = Go to the next field.
act-previous-field = Previous field
act-previous-field-doc = Go to the field before.
act-accept = Accept
act-accept-doc = Go on to the next field, or send from the last one; in a text, a new line.
act-send = Send
act-send-doc = Send the form from any field.
act-text-undo = Undo typing
act-text-undo-doc = Take the last typing back.
act-text-redo = Redo typing
act-text-redo-doc = Bring it back again.
act-delete-word = Delete the word
act-delete-word-doc = Delete the word before the cursor.
act-delete-to-start = Delete to the start
act-delete-to-start-doc = Delete from the start of the line to the cursor.
act-cut-text = Cut
act-cut-text-doc = Cut the selection to the clipboard (select with Shift and the arrows).
act-start-drill = Start a drill
act-start-drill-doc = Train with a scripted incident in a room of its own.
act-create-room = Create a room
act-create-room-doc = Make a room: its name and the words that make a mention yours.
list-just-turned = The list had just moved: this is the row now. Press again.
form-choose-first = Choose one first, by its letter or with the arrows.
clock-ahead = The room's newest entry ({ $at }) is { $n } minutes ahead of this machine's clock: one of the two clocks is wrong, or was. Set this machine's by a time server. What is due goes by this machine's clock; what is written down until then bears that time.
drill-over = The script is over: everybody has spoken. The clock stops at its end, and so does the score; > sets it going for what comes after. Ctrl-C leaves.
form-bulk-copies = { $n ->
    [one] One copy of them goes with them: { $all } in all.
   *[other] { $n } copies of them go with them: { $all } in all.
}
form-bulk-away = { $away ->
    [one] One of these is not on the screen now.
   *[other] { $away } of these are not on the screen now.
}
form-bulk-wordings = They say it in { $wordings } different wordings: each of them is decided on.
form-bulk-urgent = Urgent among these: { $p1 } P1, { $p2 } P2.
form-one-copies = { $n ->
    [0] This one alone: of those that say much the same none is a copy that waits.
    [one] One copy of it, wherever it stands, goes with it: { $all } in all.
   *[other] { $n } copies of it, wherever they stand, go with it: { $all } in all.
}
