### What is wrong with a drill's scenario file. The line and column stand before the sentence.

drill-fault-toml = This is not readable as a scenario: { $message }
drill-fault-too-large = The file has { $bytes } bytes; a scenario may have { $most } at most.
drill-fault-too-many = The scenario makes { $count } mentions; { $most } is the most. Lower `count` or `per_hour`.
drill-fault-empty = This text is empty. Write it in this language too.
drill-fault-long = This text has { $length } characters; { $most } is the most.
drill-fault-empty-list = “{ $name }” has a list of texts that is empty in one of the languages. Give each language at least one.
drill-fault-id-twice = The id “{ $id }” is used twice. Give each inject and wave its own.
drill-fault-unknown-author = Nobody in the cast is called “{ $name }”. Add them to [cast] or correct the name.
drill-fault-unknown-inject = There is no inject “{ $id }”. Correct the id.
drill-fault-later-inject = The inject “{ $id }” does not come before this one. Change one of the two times.
drill-fault-other-platform = The inject “{ $id }” is on { $platform }; an answer or a quotation must be there too.
drill-fault-platform = “{ $name }” is not a platform’s name: small letters and digits only, such as x or bluesky.
drill-fault-unknown-disposition = “{ $word }” is not a disposition. Use one of: { $known }.
drill-fault-offset = This is not a time. Write +MM:SS or +HH:MM:SS, such as +02:30.
drill-fault-past-end = This comes after the end of the drill. Raise `lasts` or lower the time.
drill-fault-unknown-slot = There is no slot { "{" }{ $name }{ "}" }. Add it to [slots] or correct the name.
drill-fault-wave-source = The wave “{ $id }” needs at least one platform and either `copies` or `texts`, not both.
drill-fault-no-usual = Nothing is usual here: give [usual] a platform, [crowd] names and one chatter a weight above 0.
drill-fault-unknown-scenario = There is no drill called “{ $name }”. Known: { $known }.
