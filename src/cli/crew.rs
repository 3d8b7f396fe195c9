//! Many notices on all cores, answered in their order.
//!
//! Plain threads with large stacks over a common index: typst inside a rayon
//! pool overflows its stack, because a waiting worker starts the next notice.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::error::Error;

/// Bytes of stack a thread: deep quotations are laid out recursively.
const STACK: usize = 16 * 1024 * 1024;

/// Notices below this number are done where we are: threads cost more than
/// they bring.
const FEW: usize = 8;

/// Bundles of answers that may wait for an earlier one, per thread.
const WAITING: usize = 16;

/// Answers of a thread that are handed over together, and how long the first of
/// them waits at most: waking whoever takes them costs as much as a short work.
const BUNDLE: usize = 32;
const PATIENCE: Duration = Duration::from_millis(4);

/// Whether so many notices are done one after the other.
pub fn are_few(count: usize) -> bool {
    count < FEW
}

/// Calls `work` for each of `items` and hands the answers to `take` in the
/// order of the items. The first error that `take` gives back ends it all.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(usize, R) -> Result<(), Error>,
) -> Result<(), Error> {
    let threads = if are_few(items.len()) { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    if threads == 1 {
        return items.iter().enumerate().try_for_each(|(at, item)| take(at, work(item)));
    }
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let (send, receive) = mpsc::sync_channel::<Vec<(usize, R)>>(threads * WAITING);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let send = send.clone();
            let (next, stop, work) = (&next, &stop, &work);
            let worker = move || {
                let (mut bundle, mut since) = (Vec::new(), Instant::now());
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at).filter(|_| !stop.load(Ordering::Relaxed)) else { break };
                    bundle.push((at, work(item)));
                    if bundle.len() < BUNDLE && since.elapsed() < PATIENCE {
                        continue;
                    }
                    if send.send(std::mem::take(&mut bundle)).is_err() {
                        break;
                    }
                    since = Instant::now();
                }
                // Nobody may be listening any more.
                let _ = send.send(bundle);
            };
            // Without a thread the others do the work; without any, we do below.
            let _ = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        let mut result = Ok(());
        for (at, answer) in receive.into_iter().flatten() {
            early.insert(at, answer);
            while let Some(answer) = early.remove(&wanted) {
                if result.is_ok() {
                    result = take(wanted, answer);
                    stop.store(result.is_err(), Ordering::Relaxed);
                }
                wanted += 1;
            }
        }
        if result.is_ok() {
            result = items.iter().enumerate().skip(wanted).try_for_each(|(at, item)| take(at, work(item)));
        }
        result
    })
}
