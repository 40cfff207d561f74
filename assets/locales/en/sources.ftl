# What can be wrong with one line of a file.
source-bad-json = this is not JSON: something is wrong at column { $column }
source-bad-json-end = this is not JSON: it ends too early, at column { $column }
source-bad-deep = its lists are nested more than 128 levels deep
source-bad-object = a line must be one JSON object: {"{"}"text": "..."{"}"}
source-bad-no-text = it has no text
source-bad-long = it is longer than 1 MiB
source-bad-date = “{ $value }” is not a date that can be read; write it as 2026-11-22T14:23:05Z
source-bad-type = “{ $key }” has a value of the wrong type
source-bad-columns = it has { $found } cells and the header { $expected }: a delimiter or a quotation mark too many
source-bad-few = it has { $found } cells and the header { $expected }: some are missing, or the row is cut off
source-bad-quote = a quotation mark opens and does not close

# Why a file cannot be read at all.
source-open-io = It cannot be read: { $detail }.
source-open-missing = There is no such file. Check its name and folder.
source-open-folder = This is a folder. Name the files inside it.
source-open-empty = The file is empty.
source-open-not-text = This is a { $what } file. Export it as CSV, or save the sheet as “CSV UTF-8”, and import that.
source-open-no-header = No row looks like column names. Found: { $there }. Name the columns: --map text=COLUMN,ts=COLUMN
source-open-no-text = No column holds what was said. Columns: { $there }. Name it: --map text=COLUMN
source-open-bad-map = “{ $part }” is not field=Column, as in --map author=Username,text=Body
source-open-unknown-field = There is no field “{ $field }”. Fields: { $known }.
source-open-unknown-column = There is no column “{ $column }”. Columns: { $there }.
source-open-unknown-preset = There is no preset “{ $preset }”. Presets: { $known }.
source-open-unknown-zone = There is no time zone “{ $zone }”. Write it as Europe/Madrid or UTC.

## Keyword expressions

match-empty = type what to look for: words, "phrases", @handles, OR, NOT, near/5
match-long = column { $column }: an expression has at most { $most } characters
match-many = column { $column }: an expression has at most { $most } words and phrases
match-deep = column { $column }: brackets, NOT and near stand at most { $most } deep in each other
match-quote = column { $column }: this quotation mark is never closed
match-open = column { $column }: this bracket is never closed
match-close = column { $column }: this bracket closes nothing
match-operand = column { $column }: “{ $word }” has nothing beside it that it could apply to; to look for the word itself, quote it
match-only-not = column { $column }: this only excludes; say first what to look for
match-near-number = column { $column }: say how many words may lie between, 0 to 100: near/5, or "two words"~5
match-near-operand = column { $column }: near takes words, phrases or (one OR another) on both sides
match-star = column { $column }: * stands at the end of a word, behind at least two letters: acm*
match-fuzzy-number = column { $column }: behind ~ stands 1 or 2, the letters that may be wrong: acme~1
match-fuzzy-word = column { $column }: ~ goes with a single word of letters
match-fuzzy-short = column { $column }: a word needs { $least } letters for ~{ $edits }, or it finds nearly anything
match-no-letters = column { $column }: nothing in “{ $word }” can be found: it has no letters, digits or emoji

live-expression = What it listens for cannot be understood at column { $column }: try it with gabinete match
live-expression-short = its expression cannot be understood
live-no-words = Nothing says what to listen for: give the room keywords, or the source an expression (match)
live-no-words-short = nothing says what to listen for
blind-part = one of its parts is not heard
