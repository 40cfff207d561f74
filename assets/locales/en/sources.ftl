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
