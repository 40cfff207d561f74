# What --help, the manual page and the completions say. The sentences of commands and arguments are those of the source.

help = A terminal war-room for social-media incidents: mentions, responses, checklist and timeline on one screen
help-room = The room's file; else the one used last that is no drill, else one in the data directory
help-as = Who acts: a name, declared and kept with every decision
help-lang = Language of the interface: en or es; else the locale's
help-readonly = Watch without changing anything
help-share = Start with private data masked, for a shared screen; with --readonly it stays masked
help-allow-network-fs = Open a room on a network file system, where two machines at once can damage it

help-drill = Start a drill in a room of its own, or go on with the one in --room; list, check, show or score drills
help-drill-what = A scenario, by its name or file; or list, check, show, score or make; else product_safety
help-drill-name = check and show: the scenario's name or file; score: the drill's room, else --room, else the drill played last; make: the incident of the room that is replayed
help-drill-to = make: the scenario's file; must not exist
help-drill-from = Replay this incident of the room, its people under other names
help-drill-json = list and score: as JSON
help-drill-speed = How many times as fast as the clock on the wall: 1 to 60
help-drill-text-lang = Language in which the people of the drill write; else the interface's
help-drill-seed = Seed of the drill's dice: the same seed plays the same drill; else any, where the beginning is left to chance

help-import = Bring mentions in from JSON Lines, CSV or TSV files, or from standard input (-)
help-import-files = Files, or - for standard input
help-import-map = Which column is which: author=Username,text=Body
help-import-preset = The tool that exported it: brandwatch, meltwater, talkwalker, determ, sprout, hootsuite; else found by its columns
help-import-zone = IANA zone of times that name none: Europe/Madrid
help-import-dates = Which comes first in dates such as 03/04/2026 where no date of the file tells: dmy for the day, mdy for the month
help-import-history = Bring it in as the past: for the usual rate and for search, attended by definition
help-import-dry-run = Show how the columns are read and the first rows; bring nothing in
help-import-rejects = Where lines that could not be read are kept; else beside the file, as FILE.rejects.jsonl

help-follow = Bring mentions in live from a growing JSON Lines file, or from standard input (-)
help-follow-file = The file, or - for standard input
help-collect = Listen to the room's sources without a screen, until it is ended
help-keywords = Say what the room is about, or set it: the brand's names, products and handles
help-keywords-words = The names and handles; they take the place of those that were. None shows them
help-sources = Say which sources are listened to; add, try, pause or remove one
help-sources-verb = list, add, test, pause, resume or remove; else list
help-sources-name = The source's name
help-sources-kind = add: jetstream (Bluesky), mastodon, rss or webhook; else it is asked for
help-sources-match = add: what to listen for; else the room's keywords
help-sources-set = add: a key of the source's own: every_s=600; may be given several times
help-sources-only = add: the name of a room that it is for; else it is for all of them

help-act = Carry out commands given as JSON, one a line, and print what came of each as JSON
help-act-command = A command: {"{"}"do": "add_entry", "text": "..."{"}"}; else one a line from standard input
help-act-schema = Print the JSON schema of the commands

help-detect = Read times and counts as CSV, and print each row with how unusual it is
help-detect-file = CSV with the columns timestamp and value; else standard input
help-triage = Read mentions as JSON Lines, and print each with language, tone, priority, groups and flags
help-triage-file = JSON Lines; else standard input
help-triage-brand = The brand's names and handles, which say nothing about tone and mark what is said to it
help-value-names = NAME,...

help-lint = Read a draft, and print as JSON what its tone breaks or lacks and what would be better
help-lint-file = The draft; else standard input
help-lint-text-lang = Language of the draft
help-lint-type = What it is: holding, update, correction, apology, resolution, internal or reply
help-lint-severity = Severity of its incident: SEV1 to SEV4
help-lint-facts = What is confirmed, a fact a line; what is false, after a !
help-lint-plan = The plan with what is never said; else the plan in use
help-match = Try a keyword expression on the room's mentions: the count per day and the last that match
help-match-expression = acme OR "acme bank" -music, @acme, #acme, acm*, acme~1, acme near/5 (fraud OR scam)
help-match-days = How many days back from the newest mention: 1 to 3660
help-match-json = One JSON object
help-match-file = Try it on a JSON Lines file (- for standard input) instead of the room

help-count = Read a text, and print how long it is on each platform; 1 when it is over a limit
help-count-file = The text; else standard input
help-count-platform = Where it goes: x, bluesky, mastodon or another platform of the plan; else all of them
help-count-reply = Count it as a reply, which some platforms keep shorter
help-count-thread = Cut it into a thread, and print each part under its count
help-count-limit = The most that one platform takes, where it is not the plan's: a Mastodon server's own limit, a paid account
help-count-cw = The content warning that it stands behind, which counts on Mastodon
help-count-json = One JSON object

help-events = Print the timeline
help-events-json = One JSON object a line, payloads included
help-events-from = From this event on

help-check = Prove the room: fold the events again, follow the chain, check file and index
help-info = Say where the room is, which versions made it, and what is in it
help-backup = Copy the room and its evidence to another file while it is in use
help-backup-to = The copy; must not exist
help-plan = Say which communication plan is in use and what it says; write one to make your own, check it, compare two
help-plan-verb = init writes the built-in plan with its comments; check tells what is wrong with a plan; show says what it says; diff tells what differs between two; adopt makes the one in use the one in force in the room; else which one is in use
help-plan-names = init and check: the file, else standard output and the plan in use. show: roles, approvals, templates, lines, qa, clocks, severity, rules, reminders, platforms, or the code of a role, template, line or question; else everything. diff: the file of before, and the one after, else the plan in use
help-plan-file = show: this file instead of the plan in use
help-plan-json = show: the whole plan as JSON; diff: what differs, as JSON
help-config = Print every option of the configuration file, its value and where the file is
help-completions = Print a completion script for a shell
help-completions-shell = Which shell
help-man = Print the manual page

help-help = Print this message or the help of the given subcommand(s)
help-flag = Print help
help-version = Print version

help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-any-options = [OPTIONS]
help-env = [env: { $name }]
help-default = [default: { $value }]
help-possible = [possible values: { $values }]
help-man-name = NAME
help-man-synopsis = SYNOPSIS
help-man-description = DESCRIPTION
help-man-version = VERSION

help-value-command = COMMAND
help-value-file = FILE
help-value-name = NAME
help-value-columns = FIELD=COLUMN,...
help-value-tool = TOOL
help-value-zone = ZONE
help-value-expression = EXPR
help-value-event = SEQ
help-value-type = TYPE
help-value-level = LEVEL
help-value-what = WHAT
help-value-shell = SHELL
help-value-kind = KIND
help-value-setting = KEY=VALUE
help-value-word = WORD
help-value-text = TEXT
help-value-room = ROOM

misuse-argument = “{ $given }” is not expected here.
misuse-command = There is no command “{ $given }”.
misuse-similar = Did you mean “{ $similar }”?
misuse-missing = This is missing: { $missing }
misuse-value = “{ $value }” will not do for { $argument }.
misuse-no-value = { $argument } needs a value.
misuse-twice = { $argument } can be given only once.
misuse-more = Add --help to see more.
