# The plan file: what is wrong in it, and what a crisis would find out too late.
plan-fault-syntax = This is not valid TOML: { $detail }. Correct it and check the plan again.
plan-fault-too-big = The plan is over { $limit } KiB. Is this the right file?
plan-fault-more = There are more faults than these. Correct these first and check the plan again.
plan-fault-unknown-key = { $section ->
    [top] The plan has no section “{ $name }”. It has: { $known }.
   *[other] [{ $section }] has no key “{ $name }”. It has: { $known }.
}
plan-fault-missing-key = { $section ->
    [top] The plan needs a section “{ $name }”.
   *[other] [{ $section }] needs “{ $name }”.
}
plan-fault-missing-level = The plan needs a [[{ $section }]] for { $level }.
plan-fault-wrong-kind = { $expected ->
    [text] “{ $name }” must be a text in quotes.
    [number] “{ $name }” must be a whole number without quotes.
    [list] “{ $name }” must be a list, in square brackets.
    [languages] “{ $name }” must be {"{"} en = "…", es = "…" {"}"}, one text for each language of the plan.
   *[table] “{ $name }” must be a section with keys of its own.
}
plan-fault-empty = “{ $name }” is empty. Fill it in.
plan-fault-too-long = “{ $name }” is over { $limit } characters. Shorten it.
plan-fault-too-many = “{ $name }” has more than { $limit } entries. Leave some out.
plan-fault-bad-number = “{ $name }” must be from { $low } to { $high }.
plan-fault-bad-code = “{ $text }” cannot be a code: use letters without accents, digits, _ and -, 40 at most.
plan-fault-bad-role = “{ $text }” cannot be a role's code: use lower-case letters without accents, digits and _, such as social_lead.
plan-fault-bad-duration = “{ $text }” is not a duration. Write 30s, 15m, 4h, 3d, 2w or 1h30m.
plan-fault-bad-due = “{ $text }” is not a due time. Write T0, TD, TC, TR or TX and an offset: TD+15m, TC+72h.
plan-fault-unknown-value = “{ $text }” is not one of: { $known }.
plan-fault-unknown-role = No [[role]] of the plan has the code “{ $role }”. Add it or correct the code.
plan-fault-unknown-after = Task { $task } waits for “{ $code }”, and no task has that code.
plan-fault-unknown-text-type = No [[approval]] says who approves “{ $text }”. Add it or correct the type.
plan-fault-unknown-placeholder = No [[placeholder]] has the name “{ $name }”. Add it or correct the text.
plan-fault-open-brace = A brace has no partner here. Placeholders are a name between braces.
plan-fault-cycle = These tasks wait for each other and none could ever start: { $path }. Take one “after” out.
plan-fault-duplicate = { $code } is given twice. Keep one.
plan-fault-duplicate-of = The code “{ $code }” is already on line { $line }. Give each its own.
plan-fault-missing-language = “{ $name }” has no text in { $language ->
    [en] English (en)
    [es] Spanish (es)
   *[other] { $language }
}, and the plan says that it speaks it.

plan-warn-language-missing = The plan has no texts in { $language ->
    [en] English
    [es] Spanish
   *[other] { $language }
}.
plan-warn-role-empty = Nobody holds the role { $role }, and tasks or approvals wait for it.
plan-warn-role-no-backup = The role { $role } has no backup.
plan-warn-role-same-backup = The role { $role } has the same person as holder and backup.
plan-warn-role-untested = The role { $role } has no contact that was tested. Write how to reach its holder and when that last worked.
plan-warn-too-early = Task { $task } is due at { $due } and waits for { $after }, which is due later, at { $first }. Nobody can be on time with it.
plan-warn-template-parity = The template { $template } has other placeholders in English than in Spanish.
plan-warn-template-long = The template { $template } ({ $language }), filled in as usual, takes { $used } of { $limit } on { $platform }.
