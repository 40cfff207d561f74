use super::super::{Batch, Heard, Listening, Wrong};
use super::*;
use crate::domain::mention::RawMention;
use crate::domain::time::Stamp;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Tells numbers from its cursor on, a few each time, and then fails as it was told to.
struct Counter {
    upto: u64,
    each: u64,
    faults: Vec<Fault>,
}

impl Source for Counter {
    fn run<'a>(&'a mut self, start: Start, out: &'a Outlet) -> Listening<'a> {
        Box::pin(async move {
            let mut at = start.cursor.and_then(|c| c.parse().ok()).unwrap_or(0);
            for _ in 0..self.each {
                if at < self.upto {
                    at += 1;
                    let raw = RawMention { id: Some(at.to_string()), ..Default::default() };
                    let heard = vec![Heard::Said(Box::new(raw))];
                    let batch = Batch { heard, cursor: Some(at.to_string()), looked: 1, ..Batch::default() };
                    if let Err(fault) = out.send(batch).await {
                        return fault;
                    }
                }
            }
            if self.faults.is_empty() { std::future::pending().await } else { self.faults.remove(0) }
        })
    }
}

#[derive(Default)]
struct Room {
    ids: Vec<String>,
    failed: Vec<(Fault, Option<Duration>)>,
    waiting: Vec<oneshot::Sender<Committed>>,
    /// So many batches are written; the next one is not.
    writes: usize,
    /// They are answered later.
    slow: bool,
}

fn sink(room: &Arc<Mutex<Room>>) -> Sink {
    let room = Arc::clone(room);
    Arc::new(move |told| {
        let mut room = room.lock().unwrap();
        match told.what {
            What::Trying => {}
            What::Failed(fault, again) => room.failed.push((fault, again)),
            What::Heard(batch, done) => {
                if room.writes == 0 {
                    return Ok(());
                }
                room.writes -= 1;
                let ids = batch.heard.iter().filter_map(|h| match h {
                    Heard::Said(raw) => raw.id.clone(),
                    _ => None,
                });
                room.ids.extend(ids);
                if room.slow {
                    room.waiting.push(done);
                } else {
                    let _ = done.send(Committed { new: 1, repeated: 0 });
                }
            }
        }
        Ok(())
    })
}

fn zero() -> Stamp {
    Stamp(0)
}

async fn for_a_while(source: Counter, room: &Arc<Mutex<Room>>, time: Duration) {
    let job = Job { source: Box::new(source), start: Start::default() };
    let _ = timeout(time, tend(0, job, sink(room), zero)).await;
}

fn room(writes: usize) -> Arc<Mutex<Room>> {
    Arc::new(Mutex::new(Room { writes, ..Room::default() }))
}

#[tokio::test(start_paused = true)]
async fn after_a_failure_it_goes_on_behind_what_is_written() {
    let there = room(100);
    let reset = || Fault::Reset("x".into());
    let source = Counter { upto: 7, each: 3, faults: vec![reset(), reset(), reset()] };
    for_a_while(source, &there, Duration::from_secs(60)).await;
    let room = there.lock().unwrap();
    assert_eq!(room.ids, ["1", "2", "3", "4", "5", "6", "7"]);
    let pauses: Vec<Duration> = room.failed.iter().map(|(_, again)| again.unwrap()).collect();
    assert_eq!(pauses.len(), 3);
    for (pause, most) in pauses.iter().zip([1, 2, 4]) {
        assert!((most * 500..most * 1000).contains(&(pause.as_millis() as u64)), "{pauses:?}");
    }
}

/// A network that is there for a while each time, and brings something new or nothing.
struct Flapping {
    lasts: Duration,
    brings: bool,
}

impl Source for Flapping {
    fn run<'a>(&'a mut self, start: Start, out: &'a Outlet) -> Listening<'a> {
        Box::pin(async move {
            if self.brings {
                let at = start.cursor.and_then(|c| c.parse().ok()).unwrap_or(0) + 1;
                let batch = Batch { cursor: Some(at.to_string()), looked: 1, ..Batch::default() };
                if let Err(fault) = out.send(batch).await {
                    return fault;
                }
            }
            sleep(self.lasts).await;
            Fault::Reset("x".into())
        })
    }
}

#[tokio::test(start_paused = true)]
async fn pauses_begin_anew_when_it_was_there_for_a_while_or_brought_something() {
    for (lasts, brings, anew) in [(61, false, true), (59, false, false), (11, true, true), (5, true, false)] {
        let there = room(100);
        let source = Flapping { lasts: Duration::from_secs(lasts), brings };
        let job = Job { source: Box::new(source), start: Start::default() };
        let _ = timeout(Duration::from_secs(900), tend(0, job, sink(&there), zero)).await;
        let room = there.lock().unwrap();
        let longest = room.failed.iter().filter_map(|(_, again)| *again).max().unwrap();
        assert!(room.failed.len() > 4);
        assert_eq!(longest <= Duration::from_secs(1), anew, "{lasts} s, brings {brings}: {longest:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn however_often_it_failed_it_is_tried_again_within_a_minute() {
    let there = room(100);
    let job =
        Job { source: Box::new(Flapping { lasts: Duration::from_millis(1), brings: false }), start: Start::default() };
    let _ = timeout(Duration::from_secs(3600), tend(0, job, sink(&there), zero)).await;
    let room = there.lock().unwrap();
    let pauses: Vec<Duration> = room.failed.iter().filter_map(|(_, again)| *again).collect();
    assert!(pauses.len() > 60 && pauses.iter().all(|pause| *pause <= Duration::from_secs(60)), "{pauses:?}");
    let last = &pauses[10..];
    assert!(last.iter().all(|pause| *pause >= Duration::from_secs(30)), "a server is not hammered: {last:?}");
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_written_is_not_gone_past() {
    let there = room(2);
    let source = Counter { upto: 7, each: 7, faults: Vec::new() };
    for_a_while(source, &there, Duration::from_secs(600)).await;
    let room = there.lock().unwrap();
    assert_eq!(room.ids, ["1", "2"]);
    assert_eq!(room.failed, [(Fault::Closed, None)], "it stops, until it is started behind what the room has");
}

#[tokio::test(start_paused = true)]
async fn a_slow_room_holds_the_source_back() {
    let there = Arc::new(Mutex::new(Room { writes: 100, slow: true, ..Room::default() }));
    let source = Counter { upto: 90, each: 90, faults: Vec::new() };
    for_a_while(source, &there, Duration::from_secs(600)).await;
    assert_eq!(there.lock().unwrap().waiting.len(), AHEAD);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_for_patience_gets_it_and_a_wrong_setting_is_not_tried_again() {
    let there = room(100);
    let wait = Duration::from_secs(40);
    let source =
        Counter { upto: 1, each: 1, faults: vec![Fault::Slower(Some(wait)), Fault::Setting("url", Wrong::Nothing)] };
    for_a_while(source, &there, Duration::from_secs(6000)).await;
    let room = there.lock().unwrap();
    assert!(room.failed[0].1.is_some_and(|again| again >= wait && again < wait + FIRST), "{:?}", room.failed);
    assert_eq!((room.failed.len(), room.failed[1].1), (2, None));
}

#[tokio::test(start_paused = true)]
async fn a_source_that_breaks_has_failed_and_is_tried_again() {
    struct Breaks(u32);
    impl Source for Breaks {
        fn run<'a>(&'a mut self, _: Start, out: &'a Outlet) -> Listening<'a> {
            self.0 += 1;
            let times = self.0;
            Box::pin(async move {
                assert!(times > 2, "as code does that meets what nobody thought of");
                let _ = out.send(Batch::default()).await;
                std::future::pending().await
            })
        }
    }
    let there = room(100);
    let job = Job { source: Box::new(Breaks(0)), start: Start::default() };
    let _ = timeout(Duration::from_secs(60), tend(0, job, sink(&there), zero)).await;
    let room = there.lock().unwrap();
    assert_eq!(room.failed.iter().map(|(fault, _)| fault).collect::<Vec<_>>(), [&Fault::Broke, &Fault::Broke]);
    assert_eq!(room.writes, 99, "it is heard in the end");
}

#[test]
fn it_ends_at_once_when_it_is_dropped() {
    let there = room(100);
    let source = Counter { upto: 2, each: 2, faults: Vec::new() };
    let mut running = Supervisor::start(sink(&there), zero).unwrap();
    running.listen(1, Job { source: Box::new(source), start: Start::default() });
    while there.lock().unwrap().ids.len() < 2 {
        std::thread::yield_now();
    }
    drop(running);
    assert_eq!(Arc::strong_count(&there), 1, "nothing of it is left");
}

#[test]
fn a_full_queue_is_tried_again() {
    let tries = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&tries);
    let sink: Sink = Arc::new(move |told| if seen.fetch_add(1, Ordering::SeqCst) < 3 { Err(told) } else { Ok(()) });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(tell(&sink, Told { run: 0, what: What::Trying }));
    assert_eq!(tries.load(Ordering::SeqCst), 4);
}
