//! A signal as a sentence: header, timeline and reports all speak of it through here. Owns which words fill it;
//! must not know how its figures came about.

use super::Words;
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::room::Arg;
use crate::domain::signal::Signal;

/// The sentence of a signal, with its figures; a person's words in it are masked for a shared screen.
pub fn signal(words: &Words, signal: &Signal, (audience, ours): (Audience, &Allow)) -> String {
    let said = signal.sentence();
    let looked_up = said.words.into_iter().map(|(name, keys)| {
        let list = keys.iter().map(|key| words.t(key)).collect::<Vec<_>>().join(", ");
        (name, Arg::Text(list))
    });
    let prose =
        said.prose.map(|(name, text)| (name, Arg::Text(Private::prose(text).show_with(audience, ours).into_owned())));
    let args: Vec<(&str, Arg)> = said.args.into_iter().chain(looked_up).chain(prose).collect();
    words.f(said.key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::MentionId;
    use crate::domain::room::Lang;
    use crate::domain::signal::{Basis, Level, weekday_key};
    use crate::domain::text::Clean;
    use crate::domain::time::Stamp;

    fn say(s: &Signal) -> [String; 2] {
        [Lang::En, Lang::Es].map(|lang| signal(&Words::new(lang), s, (Audience::Operator, &Allow::none())))
    }

    fn spike(weekday: u8, hour: u8, basis: Basis) -> Signal {
        Signal::VolumeSpike { per_hour: 412, usual: 87, times: 47, z: 90, weekday, hour, weeks: 6, basis, minutes: 60 }
    }

    #[test]
    fn a_spike_is_told_against_its_hour_of_the_week() {
        assert_eq!(
            say(&spike(6, 15, Basis::Weeks)),
            [
                "4.7x the usual rate for a Sunday 15:00: 412 an hour against 87",
                "4,7 veces lo habitual un domingo a las 15:00: 412 por hora frente a 87"
            ]
        );
        let [en, es] = say(&spike(0, 1, Basis::Weeks));
        assert!(en.contains("Monday 1:00") && es.contains("un lunes a la 1:00"), "{en} {es}");
        assert_eq!(
            say(&spike(6, 15, Basis::Hours)),
            [
                "4.7x what an hour usually brings: 412 against 87, as far as 6 hours of history tell",
                "4,7 veces lo que suele traer una hora: 412 frente a 87, hasta donde alcanzan 6 horas de historial"
            ]
        );
        let [en, es] = say(&spike(6, 1, Basis::Days));
        assert!(en.contains("usual for this time of day: 412") && es.contains("a esta hora del día: 412"), "{en} {es}");
        assert_eq!(weekday_key(7), weekday_key(0));
    }

    #[test]
    fn a_pace_says_of_how_many_minutes_it_is() {
        for basis in [Basis::Weeks, Basis::Days, Basis::Hours] {
            let Signal::VolumeSpike { per_hour, usual, times, z, weekday, hour, weeks, .. } = spike(6, 9, basis) else {
                panic!()
            };
            let [en, es] =
                say(&Signal::VolumeSpike { per_hour, usual, times, z, weekday, hour, weeks, basis, minutes: 5 });
            assert!(en.contains(": 412 an hour over the last 5 minutes against 87"), "{en}");
            assert!(es.contains(": 412 por hora en los últimos 5 minutos frente a 87"), "{es}");
        }
        let [en, es] = say(&Signal::VolumeGrowth { per_hour: 780, before: 60, times: 130, minutes: 30 });
        assert!(en.contains("hour before: 780 an hour over the last 30 minutes against 60;"), "{en}");
        assert!(es.contains("anterior: 780 por hora en los últimos 30 minutos frente a 60;"), "{es}");
    }

    #[test]
    fn growth_says_that_the_usual_is_not_known() {
        let growth = Signal::VolumeGrowth { per_hour: 12_400, before: 4_133, times: 30, minutes: 60 };
        assert_eq!(
            say(&growth),
            [
                "3x the hour before: 12,400 mentions against 4133; what is usual is not known yet",
                "3 veces la hora anterior: 12\u{a0}400 menciones frente a 4133; aún no se sabe qué es lo habitual"
            ]
        );
    }

    #[test]
    fn every_signal_says_all_its_figures_in_both_languages() {
        let cluster = MentionId(7);
        let text = || Clean::from("It smells of petrol");
        let language = |code: &str| code.into();
        let all = [
            Signal::NegativeSurge { share: 58, before: Some(31), week: false, negative: 44, classified: 76 },
            Signal::NegativeSurge { share: 58, before: Some(31), week: true, negative: 44, classified: 76 },
            Signal::NegativeSurge { share: 58, before: None, week: false, negative: 44, classified: 76 },
            Signal::ClusterGrowing { cluster, size: 140, per_hour: 90, text: text() },
            Signal::HighReach { mention: cluster, reach: 1_240_000 },
            Signal::NewPlatform { platform: "mastodon".into(), count: 14, others: vec!["x".into(), "web".into()] },
            Signal::NewLanguage { language: language("pt"), count: 14, others: vec![language("es"), language("xx")] },
            Signal::Coordinated {
                cluster,
                level: Level::Likely,
                indicators: vec!["why-video".into(); 3],
                text: text(),
            },
            Signal::Coordinated { cluster, level: Level::Possible, indicators: vec!["why-video".into()], text: text() },
            Signal::Coordinated {
                cluster,
                level: Level::VeryLikely,
                indicators: vec!["why-video".into(); 5],
                text: text(),
            },
            Signal::Silence { minutes: 22, usual_per_hour: 87 },
            Signal::Blind { source: "bluesky".into(), why: "tone-negative".into(), minutes: 7, since: "14:02".into() },
            Signal::Blind { source: "bluesky".into(), why: "tone-negative".into(), minutes: 7, since: "".into() },
            Signal::CaughtUp {
                source: "bluesky".into(),
                count: 1_204,
                from: "14:02".into(),
                to: "14:31".into(),
                at: Stamp(1),
            },
        ];
        for (s, figures) in all.iter().zip([
            &["58", "31", "44", "76"][..],
            &["58", "31", "44", "76"],
            &["58", "44", "76"],
            &["140", "90", "It smells of petrol"],
            &["1{}240{}000"],
            &["mastodon", "14", "x, web"],
            &["14", "xx"],
            &["3"],
            &[],
            &["5"],
            &["22", "87"],
            &["bluesky", "14:02"],
            &["bluesky"],
            &["bluesky", "1204", "14:02", "14:31"],
        ]) {
            for (said, group) in say(s).iter().zip([",", "\u{a0}"]) {
                for figure in figures {
                    assert!(said.contains(&figure.replace("{}", group)), "{figure} in {said}");
                }
                assert!(!said.contains(['$', '{']) && !said.contains("signal-"), "{said}");
            }
            assert!(Words::new(Lang::En).has(s.key()));
        }
        assert!(say(&all[6])[1].contains("portugués") && say(&all[6])[0].contains("Portuguese"));
    }

    #[test]
    fn a_shared_screen_does_not_show_what_people_wrote() {
        let s = Signal::ClusterGrowing {
            cluster: MentionId(7),
            size: 40,
            per_hour: 30,
            text: "Call me at +34 600 123 456, says @ana".into(),
        };
        let shared = signal(&Words::new(Lang::En), &s, (Audience::Shared, &Allow::none()));
        assert!(shared.contains("40") && !shared.contains("@ana") && !shared.contains("600 123"), "{shared}");
    }
}
