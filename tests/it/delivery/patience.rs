//! Facts are recorded however long somebody else holds the database; only what has not begun gives up.

use std::time::Duration;

use rustix::process::Signal;

use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::fake_server::Endpoint;
use crate::support::processes::send_signal;
use crate::support::shop::{ORDER, finish};

const LONG: Duration = Duration::from_secs(20);
/// Many times as long as a command waits for the database here.
const WATCHED: Duration = Duration::from_millis(900);

/// A shop whose commands wait for the database for the shortest time there is.
fn impatient(connected: ConnectedShop) -> ConnectedShop {
    connected.shop.ok(&["config", "set", "store.busy_timeout_ms", "100"]);
    connected
}

/// Pushes the order, takes the database before the service answers, tells the process `signal`, and lets go.
fn answer_while_the_database_is_held(signal: Option<Signal>) {
    let connected = impatient(ConnectedShop::ready());
    let hold = connected.server.hold(Endpoint::WebhookSend);
    let mut push = connected.start(&["push", ORDER, "--group", Channel::Robot.group(), "--json"]);
    assert!(connected.server.wait_until(LONG, |_| hold.waiting() == 1));
    let database = connected.database();
    database.execute_batch("begin immediate").unwrap();
    hold.release();
    std::thread::sleep(WATCHED);
    if let Some(signal) = signal {
        send_signal(&push, signal);
        std::thread::sleep(WATCHED);
    }
    assert!(push.try_wait().unwrap().is_none(), "what was answered is not recorded yet");
    database.execute_batch("rollback").unwrap();
    let ended = finish(push);
    assert_eq!(ended.code, Some(0), "{signal:?}: {ended:?}");
    assert_eq!((connected.texts(Channel::Robot).len(), connected.files(Channel::Robot)), (1, 1), "{signal:?}");
    assert_eq!(connected.states(), ["accepted"], "{signal:?}");
}

#[test]
fn an_answer_is_recorded_however_long_the_database_is_held() {
    answer_while_the_database_is_held(None);
}

#[test]
fn a_signal_does_not_cut_the_wait_short() {
    answer_while_the_database_is_held(Some(Signal::TERM));
}

#[test]
fn what_has_not_begun_gives_up() {
    let connected = impatient(ConnectedShop::ready());
    let database = connected.database();
    database.execute_batch("begin immediate").unwrap();
    let error = connected.refused(&["push", ORDER, "--group", Channel::Robot.group()], 9);
    assert_eq!(error["code"], "database_busy");
    database.execute_batch("rollback").unwrap();
    assert_eq!((connected.server.requests(Endpoint::WebhookSend), connected.states().len()), (0, 0));
}
