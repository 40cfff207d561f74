# Why a mention ranks where it does: one sentence for each part of its score.
# $words: what earned the points, may be empty; $points: how many.

why-hard-trigger = Serious wording: { $words }
why-death = Somebody may have died of it: { $words }
why-affected-person = Somebody may have been harmed: { $words }
why-minor = A child is involved: { $words }
why-risk-question = Asks or doubts whether it is safe: { $words }
why-complaint = Complains
why-authority = Their word weighs: { $words }
why-press = Speaks for the press: { $words }
why-followers = Followed by { $words }
why-verified = Verified account
why-emotion = Anger, fear or disgust: { $words }
why-video = Carries a video
why-picture = Carries a picture
why-question = Asks a question
why-message = Direct message
why-direct = Addresses us: { $words }
why-reply = Part of a conversation

# Signals: what is unusual, with its figures. $others, $indicators: lists; $text: what people wrote.

signal-volume = Volume
signal-negative = Negative tone
signal-cluster = Many say the same
signal-reach = Far-reaching voice
signal-platform = New platform
signal-language = New language
signal-coordinated = Coordination
signal-silence = Silence
signal-source = Source
signal-of = { $what } { $name }
signal-of-group = { $what } “{ $name }”

grade-notice = notice
grade-warning = warning
grade-alarm = alarm

signal-volume-weekly = { $times }x the usual rate for a { $weekday } { $hour }:00: { $per_hour } an hour{ $minutes ->
    [60] {""}
   *[other] {" "}over the last { $minutes } minutes
} against { $usual }
signal-volume-daily = { $times }x what is usual for this time of day: { $per_hour } an hour{ $minutes ->
    [60] {""}
   *[other] {" "}over the last { $minutes } minutes
} against { $usual }; too few weeks to know the weekday yet
signal-volume-lately = { $times }x what an hour usually brings: { $per_hour }{ $minutes ->
    [60] {""}
   *[other] {" "}an hour over the last { $minutes } minutes
} against { $usual }, as far as { $hours } hours of history tell
signal-volume-growth = { $times }x the hour before: { $per_hour }{ $minutes ->
    [60] {" "}mentions
   *[other] {" "}an hour over the last { $minutes } minutes
} against { $before }; what is usual is not known yet
signal-negative-surge = { $share }% sound negative in the last hour, { $before }% in the hour before: { $negative } of { $classified } that could be told
signal-negative-week = { $share }% sound negative in the last hour, { $before }% in the week before: { $negative } of { $classified } that could be told
signal-negative-alone = { $share }% sound negative in the last hour, { $negative } of { $classified } that could be told; too few before to compare
signal-cluster-growing = { $per_hour } more in an hour say the same, { $size } in all: “{ $text }”
signal-high-reach = An account that may reach { $reach } people speaks about us
signal-new-platform = Now on { $platform } too: { $count } in the last hour, hardly any in the week before; until now on { $others }
signal-new-language = Now in { $language } too: { $count } in the last hour, hardly any in the week before; until now in { $others }
signal-coordinated-possible = { $count ->
    [one] Possibly coordinated, by one indicator: { $indicators }
   *[other] Possibly coordinated, by { $count } indicators: { $indicators }
}
signal-coordinated-likely = Likely coordinated, by { $count } indicators: { $indicators }
signal-coordinated-very-likely = Very likely coordinated, by { $count } indicators: { $indicators }
signal-coordinated-possible-of = { $count ->
    [one] Possibly coordinated, by one indicator ({ $indicators }): “{ $text }”
   *[other] Possibly coordinated, by { $count } indicators ({ $indicators }): “{ $text }”
}
signal-coordinated-likely-of = Likely coordinated, by { $count } indicators ({ $indicators }): “{ $text }”
signal-coordinated-very-likely-of = Very likely coordinated, by { $count } indicators ({ $indicators }): “{ $text }”
signal-no-mentions = Nothing from any source for { $minutes } minutes, where { $usual } an hour are usual
signal-blind = { $source } BLIND since { $since }: { $why }
signal-blind-never = { $source } BLIND: { $why }
signal-caught-up = { $source } is heard again: { $count ->
    [0] nothing was missed from { $from } to { $to }
    [one] caught up one mention from { $from } to { $to }
   *[other] caught up { $count } mentions from { $from } to { $to }
}

weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday

lang-pt = Portuguese
lang-fr = French
lang-ca = Catalan
lang-it = Italian
lang-de = German

# What makes a group look coordinated; never about a person.

indicator-same-text = the same text word for word
indicator-same-tags = the same tags in the same order
indicator-tight-window = most within five minutes
indicator-same-link = the same link
indicator-foreign-language = another language than the accounts' own
indicator-young-accounts = young accounts
indicator-made-together = accounts made in the same week
indicator-several-platforms = several platforms at once
indicator-few-voices = few accounts, many posts
indicator-no-audience = hardly any audience

level-possible = possible
level-likely = likely
level-very-likely = very likely

why-waiting = Waits for an answer since { $t }
why-spreading = Spreads faster than this author's posts usually do: { $words } reactions an hour
why-said = As a person said: { $what }
why-said-priority = priority
why-said-tone = tone
why-said-language = language
why-read = Read by itself: { $part }
why-unknown-reach = +0 How many it reaches is not known, and costs nothing.
signal-cluster-grows = { $per_hour } more in an hour say the same, { $size } in all
