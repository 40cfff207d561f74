//! The tables that were worked out by hand: what each post is, every figure of the review, every part of the score.
//! Times are `minute:second` after the drill began; `≥` goes on, `>` is not known but longer; `(3+5)` ended and open.

/// A post: its name, the minute it was posted, its platform, language, tone and band as the room reads them.
pub type Post = (&'static str, i64, &'static str, &'static str, &'static str, &'static str);

pub const POSTS: [Post; 11] = [
    ("one", 2, "x", "en", "negative", "P1"),
    ("two", 3, "x", "en", "negative", "P2"),
    ("three", 5, "mastodon", "en", "negative", "P4"),
    ("four", 6, "bluesky", "es", "neutral", "P3"),
    ("five", 8, "x", "en", "negative", "P4"),
    ("six", 12, "x", "en", "positive", "P4"),
    ("seven", 15, "x", "en", "negative", "P4"),
    ("eight", 20, "x", "en", "negative", "P4"),
    ("nine", 30, "web", "en", "unknown", "P4"),
    ("ten", 31, "mastodon", "en", "neutral", "P4"),
    ("eleven", 40, "mastodon", "en", "negative", "P1"),
];

/// A figure: its name and of what part, what it is, whether what was aimed at was reached, the events that it came from,
/// and how it comes about.
pub type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

pub const FIGURES: &[Row] = &[
    (
        "contacted",
        "1/2",
        "",
        "affected_added@50:00 affected_added@50:00 affected_changed@55:00",
        "two people were harmed; one was spoken with, five minutes after she was known",
    ),
    (
        "detect",
        "0:10",
        "",
        "signal_raised@02:10",
        "posted at 2:00 by an account of 120,000; the room looks every ten seconds",
    ),
    (
        "signal-lag",
        "0:00",
        "",
        "signal_raised@02:10",
        "no post shows a hard trigger, and ten are fewer than twenty an hour: nothing could notice sooner",
    ),
    ("visibility-lag", "0:10", "", "signal_raised@02:10", "2:00 to 2:10"),
    ("acknowledge", "1:50", "met", "signal_raised@02:10 mentions_disposed@04:00", "2:10 to 4:00, within 10 minutes"),
    ("acknowledge Ana", "1:50", "", "signal_raised@02:10 mentions_disposed@04:00", "her first act since the alert"),
    ("acknowledge Bea", "11:50", "", "signal_raised@02:10 changes_requested@14:00", "hers"),
    (
        "alert-to-declared",
        "7:50",
        "met",
        "signal_raised@02:10 incident_declared@10:00",
        "2:10 to 10:00, within 20 minutes",
    ),
    ("declare", "6:00", "", "mentions_disposed@04:00 incident_declared@10:00", "4:00 to 10:00"),
    ("first-response", "20:00", "", "response_published@22:00", "2:00 to the holding statement at 22:00"),
    (
        "holding",
        "12:00",
        "met",
        "incident_declared@10:00 response_published@22:00",
        "10:00 to 22:00, within 60 minutes",
    ),
    ("holding-from-origin", "20:00", "", "response_published@22:00", "2:00 to 22:00"),
    (
        "fuller",
        "50:00",
        "met",
        "incident_declared@10:00 response_published@60:00",
        "10:00 to the update at 60:00, within 3 hours",
    ),
    ("contain", "185:00", "", "incident_declared@10:00 status_changed@195:00", "10:00 to 195:00"),
    ("resolve", "≥190:00", "", "incident_declared@10:00", "10:00 to 200:00, and it goes on"),
    (
        "mention-response",
        ">195:00 >195:00 (3+5)",
        "",
        "response_published@22:00 response_published@45:00",
        "two 19, one 20, four 39; three, six, seven, nine and eleven wait: 7/8, 6/8, 5/8 go on, and no more is known",
    ),
    (
        "mention-response P1",
        "20:00 >160:00 (1+1)",
        "",
        "response_published@22:00",
        "one 20: half; eleven waits since 40:00",
    ),
    ("mention-response P2", "19:00 19:00 (1+0)", "", "response_published@22:00", "two: 3:00 to 22:00"),
    ("mention-response P3", "39:00 39:00 (1+0)", "", "response_published@45:00", "four: 6:00 to 45:00"),
    (
        "mention-response P4",
        ">195:00 >195:00 (0+4)",
        "",
        "",
        "three, six, seven and nine wait; five was moderated and ten is of something else",
    ),
    (
        "mention-response x",
        "20:00 >188:00 (2+2)",
        "",
        "response_published@22:00",
        "two 19: 3/4 go on; one 20: half; six waits since 12:00, seven since 15:00",
    ),
    (
        "mention-response mastodon",
        ">195:00 >195:00 (0+2)",
        "",
        "",
        "three and eleven wait; what went out on X is no answer on Mastodon",
    ),
    ("mention-response bluesky", "39:00 39:00 (1+0)", "", "response_published@45:00", "four"),
    ("mention-response web", ">170:00 >170:00 (0+1)", "", "", "nine waits since 30:00"),
    ("mention-response en", ">195:00 >195:00 (2+5)", "", "response_published@22:00", "two 19, one 20: 5/7 go on"),
    ("mention-response es", "39:00 39:00 (1+0)", "", "response_published@45:00", "four"),
    (
        "coverage",
        "3/8",
        "",
        "mentions_disposed@09:00 response_published@22:00 response_published@45:00",
        "ten of its own less ten (not relevant), and Marta's two are one: eight; met: hers, four, five (moderated)",
    ),
    ("coverage P1", "1/2", "missed", "response_published@22:00", "Marta's and eleven; all of them were aimed at"),
    ("coverage P3", "1/1", "", "response_published@45:00", "four"),
    (
        "coverage P4",
        "1/5",
        "",
        "mentions_disposed@09:00",
        "five of three, five, six, seven, nine; to verify, thank, correct and escalate is still owed",
    ),
    (
        "coverage x",
        "2/4",
        "",
        "mentions_disposed@09:00 response_published@22:00",
        "Marta's and five of Marta's, five, six, seven",
    ),
    ("coverage mastodon", "0/2", "", "", "three, eleven"),
    ("coverage bluesky", "1/1", "", "response_published@45:00", "four"),
    ("coverage web", "0/1", "", "", "nine"),
    ("coverage en", "2/7", "", "mentions_disposed@09:00 response_published@22:00", "all but four"),
    ("coverage es", "1/1", "", "response_published@45:00", "four"),
    (
        "clock-kept",
        "3/5",
        "",
        "mentions_disposed@09:00 response_published@22:00 response_published@45:00",
        "stopped or due: one (due 17:00, 22:00), two, four, five, and eleven (due 55:00, never)",
    ),
    ("clock-kept P1", "0/2", "", "", "one at 22:00 for 17:00, eleven not at all for 55:00"),
    ("clock-kept P2", "1/1", "", "response_published@22:00", "two within the hour"),
    ("clock-kept P3", "1/1", "", "response_published@45:00", "four within 4 hours"),
    ("clock-kept P4", "1/1", "", "mentions_disposed@09:00", "five within a day; the day of the others goes on"),
    (
        "approval",
        "0:00 5:00 (4+0)",
        "",
        "response_submitted@16:00 response_approved@20:00 response_submitted@35:00 \
         response_approved@40:00 response_submitted@60:00 response_approved@60:00 \
         response_submitted@62:00 response_approved@62:00",
        "0, 0, 4 and 5 minutes: half after 0, nine tenths after 5",
    ),
    (
        "approval Bea",
        "0:00 5:00 (4+0)",
        "",
        "response_submitted@16:00 response_approved@20:00 response_submitted@35:00 \
         response_approved@40:00 response_submitted@60:00 response_approved@60:00 \
         response_submitted@62:00 response_approved@62:00",
        "all of them are hers",
    ),
    ("expired", "1", "", "response_approved@62:00", "an hour at SEV2: until 122:00, and nothing was published"),
    (
        "rework",
        "1/4",
        "",
        "response_submitted@12:00 changes_requested@14:00 response_submitted@35:00 \
         response_submitted@60:00 response_submitted@62:00",
        "the holding statement, of four texts",
    ),
    ("waived T23", "1", "", "response_submitted@62:00", "the text that says no next time"),
    (
        "promises",
        "1/2",
        "missed",
        "tasks_added@22:00 task_changed@60:00 tasks_added@60:00",
        "11:00 was kept at 11:00, 11:40 was not; all of them were aimed at",
    ),
    (
        "corrected",
        "1/3",
        "",
        "response_published@22:00 response_published@45:00 response_published@60:00 \
         response_retracted@72:00",
        "the reply was taken back",
    ),
    ("negative", "6/9", "", "", "one, two, three, five, seven, eleven; nine cannot be told"),
    ("negative en", "6/8", "", "", "without four"),
    ("negative es", "0/1", "", "", "four is neutral"),
    ("net", "-55/100", "", "", "six less six negatives: (1 − 6) / 9"),
    ("net en", "-62/100", "", "", "(1 − 6) / 8"),
    ("net es", "0/100", "", "", "(0 − 0) / 1"),
    ("trough", "? few", "", "", "a day has nine that can be told, and twenty are asked for"),
    ("recovery", "? few", "", "", "the same"),
    ("peak-hour", "10", "", "", "all of its own were posted from 10:00 to 11:00"),
    ("peak-ratio", "? usual", "", "", "the signal was of an account's reach, which says nothing of a usual hour"),
    ("time-to-peak", "0:00", "", "", "that hour began before the first post"),
    ("half-life", "58:00", "", "", "from the first post at 2:00; 11:00 to 12:00 brought none"),
    ("voice", "? competitors", "", "", "no other brand is listened for"),
    ("issue-share", "10/11", "", "", "all but eight"),
    ("amplification", "? reach", "", "", "no source brought a text of the team's back"),
    ("correction-reach", "? reach", "", "", "nor was any of them a correction"),
    ("narrative", "? causes", "", "", "it is not read"),
    ("cross-over", "4", "", "", "X, Mastodon, Bluesky, the web"),
    (
        "evidence",
        "2/3",
        "",
        "mentions_disposed@09:00 evidence_attached@09:00 mentions_disposed@17:00 evidence_attached@17:00 \
         mentions_disposed@32:00",
        "five and seven; nine was escalated without a capture",
    ),
    ("checklist", "2/4", "", "tasks_added@10:00 task_changed@11:00 task_changed@30:00", "F01 and F05 of four"),
    ("skipped", "1", "", "task_changed@35:00", "F06"),
    (
        "lateness",
        "15:00 >175:00 (2+1)",
        "",
        "tasks_added@10:00 task_changed@30:00 task_changed@35:00",
        "F05 10 (due 20:00), F06 15 (due 20:00), F04 open (due 25:00): 2/3, 1/3 go on",
    ),
    (
        "longest-stretch",
        "68:00",
        "",
        "mentions_disposed@04:00 response_retracted@72:00",
        "Ana from 4:00 to 72:00; her next act is more than two hours later",
    ),
    ("long-stretches", "0", "met", "", "none of more than eight hours"),
    (
        "worked",
        "134:00",
        "",
        "mentions_disposed@04:00 changes_requested@14:00 response_retracted@72:00 action_planned@80:00 status_changed@195:00",
        "Ana 68 and Bea 66 minutes",
    ),
    (
        "worked Ana",
        "68:00",
        "",
        "mentions_disposed@04:00 response_retracted@72:00 status_changed@195:00",
        "4:00 to 72:00; one act alone, more than two hours later, is no time",
    ),
    ("worked Bea", "66:00", "", "changes_requested@14:00 action_planned@80:00", "14:00 to 80:00"),
    ("handovers", "1/1", "", "handover_offered@65:00 handover_accepted@70:00", "one, read back"),
];

/// A part of the score: its item and sentence, its points and how many it could have, in hundredths, the events that they
/// came from, and how they come about.
pub type Points = (&'static str, u32, u32, &'static str, &'static str);

pub const SCORE: &[Points] = &[
    ("detection score-noticed", 300, 300, "signal_raised@02:10", "10 seconds, within 10 minutes"),
    ("detection score-acked", 300, 300, "mentions_disposed@04:00", "1:50, within 10 minutes"),
    ("detection score-declared", 400, 400, "incident_declared@10:00", "8 minutes after the first post, within 20"),
    ("severity score-severity-set", 500, 500, "incident_declared@10:00", "SEV2 was right"),
    ("severity score-triggers", 300, 300, "incident_declared@10:00", "H8 shows at 15:00, when it was SEV2"),
    ("pause score-paused", 800, 800, "paused_confirmed@10:00 response_published@22:00", "before the first text"),
    ("holding score-held", 800, 800, "response_published@22:00", "12 minutes, within 30"),
    ("holding score-clean", 600, 600, "response_published@22:00", "without an error of tone"),
    ("facts score-claims", 600, 600, "fact_added@11:00 fact_added@11:00", "both claims stand as what they are"),
    (
        "facts score-confirmed",
        600,
        600,
        "response_published@22:00 response_published@45:00 response_published@60:00",
        "no text guesses",
    ),
    ("affected score-first", 400, 800, "response_published@22:00", "Marta first; Pedro never: one of two"),
    (
        "dispositions score-decided",
        1091,
        1200,
        "mentions_disposed@04:00 mentions_disposed@09:00 mentions_disposed@13:00 mentions_disposed@17:00 \
         mentions_disposed@22:00 mentions_disposed@23:00 mentions_disposed@24:00 mentions_disposed@24:00 \
         mentions_disposed@32:00 mentions_disposed@33:00",
        "ten of eleven in time: 12 × 10 / 11 = 10.909",
    ),
    (
        "approvals score-approved",
        800,
        800,
        "response_approved@20:00 response_published@22:00 response_approved@40:00 \
         response_published@45:00 response_approved@60:00 response_published@60:00",
        "three of three; the one that ran out never went out",
    ),
    (
        "promises score-promised",
        400,
        400,
        "tasks_added@22:00 task_changed@60:00",
        "of those due by the end, 90:00: one of one",
    ),
    (
        "promises score-updates",
        200,
        200,
        "response_published@22:00 response_published@60:00",
        "one whole hour since 22:00, with an update in it",
    ),
    ("promises score-sitreps", 200, 200, "report_issued@61:00", "one whole hour since 10:00, with a sitrep in it"),
    ("handover score-offered", 100, 100, "handover_offered@65:00", "with a card"),
    ("handover score-restated", 300, 300, "handover_accepted@70:00", "and read back"),
    (
        "privacy score-private",
        400,
        400,
        "response_published@22:00 response_published@45:00 response_published@60:00",
        "nobody is made known",
    ),
    ("evidence score-kept", 400, 400, "evidence_attached@09:00 evidence_attached@17:00", "five and seven"),
];

/// All of its points.
pub const TOTAL: u32 = 9491;
