//! The server: one thread accepts, one thread serves each connection, and dropping it ends them all.

use std::io::{BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::faults::Fault;
use super::http::{Head, Reply, Request};
use super::record::Endpoint;
use super::state::State;
use super::{Outcome, telegram, wecom};

/// How long a connection may stay silent: long enough for a client that a test has stopped.
const SILENCE: Duration = Duration::from_secs(120);
/// How long the port is asked for again when it opens anew, and how long the end waits for its threads.
const PATIENCE: Duration = Duration::from_secs(5);
const STACK: usize = 512 * 1024;

/// What all threads share.
#[derive(Debug, Default)]
pub struct Shared {
    state: Mutex<State>,
    /// Something happened that a test or a held answer may wait for.
    changed: Condvar,
    /// The end.
    stopped: Condvar,
}

impl Shared {
    /// What is shared, before the first request.
    pub fn new(state: State) -> Self {
        Self { state: Mutex::new(state), ..Self::default() }
    }

    /// The state; a test that failed while it held the lock spoils nothing for the others.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and tells those who wait.
    pub fn change<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.lock();
        let result = change(&mut state);
        state.generation += 1;
        drop(state);
        self.changed.notify_all();
        result
    }

    /// Waits for the next change after `generation`, at most until `end`; whether there was one.
    pub fn await_change(&self, generation: u64, end: Instant) -> bool {
        let left = end.saturating_duration_since(Instant::now());
        let still = |state: &mut State| state.generation == generation;
        let (state, _) =
            self.changed.wait_timeout_while(self.lock(), left, still).unwrap_or_else(PoisonError::into_inner);
        state.generation != generation
    }

    /// Sleeps, unless the end comes.
    fn sleep(&self, time: Duration) {
        if !time.is_zero() {
            let running = |state: &mut State| !state.stopping;
            drop(self.stopped.wait_timeout_while(self.lock(), time, running));
        }
    }

    /// Waits while answers of `endpoint` are held.
    fn wait_while_held(&self, endpoint: Endpoint) {
        if !self.lock().held.contains(&endpoint) {
            return;
        }
        self.change(|state| *state.waiting.entry(endpoint).or_default() += 1);
        let held = |state: &mut State| state.held.contains(&endpoint) && !state.stopping;
        drop(self.changed.wait_while(self.lock(), held));
        self.change(|state| *state.waiting.entry(endpoint).or_default() -= 1);
    }

    /// Ends every connection, and waits for their threads.
    pub fn stop(&self) {
        self.change(|state| {
            state.stopping = true;
            for stream in state.streams.values() {
                // A stream whose other end is gone has nothing left to shut.
                let _ = stream.shutdown(Shutdown::Both);
            }
        });
        self.stopped.notify_all();
        let busy = |state: &mut State| !state.streams.is_empty();
        drop(self.changed.wait_timeout_while(self.lock(), PATIENCE, busy));
    }
}

/// A listener with the thread that accepts for it.
#[derive(Debug)]
pub struct Acceptor {
    address: SocketAddr,
    open: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Acceptor {
    /// Listens on `address`; a port that was just given up is asked for until it is free.
    pub fn listen(shared: &Arc<Shared>, address: SocketAddr) -> Self {
        let end = Instant::now() + PATIENCE;
        let listener = loop {
            match TcpListener::bind(address) {
                Ok(listener) => break listener,
                Err(error) => assert!(Instant::now() < end, "{address} cannot be listened on: {error}"),
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        let address = listener.local_addr().unwrap();
        let open = Arc::new(AtomicBool::new(true));
        let (shared, still_open) = (Arc::clone(shared), Arc::clone(&open));
        let thread = Builder::new().name("server".to_owned()).spawn(move || {
            accept(&listener, &shared, &still_open);
            // A process that is just being started may hold a copy until its exec, and the port would stay open with it.
            let _ = TcpStream::from(OwnedFd::from(listener)).shutdown(Shutdown::Both);
        });
        Self { address, open, thread: Some(thread.unwrap()) }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Acceptor {
    fn drop(&mut self) {
        self.open.store(false, Ordering::SeqCst);
        // `accept` has no deadline: a connection of our own wakes it.
        let woken = TcpStream::connect_timeout(&self.address, PATIENCE);
        if let (Ok(_), Some(thread)) = (woken, self.thread.take()) {
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>, open: &AtomicBool) {
    loop {
        let accepted = listener.accept();
        if !open.load(Ordering::SeqCst) {
            return;
        }
        let Ok((stream, _)) = accepted else {
            // Out of file descriptors: some will be given back.
            std::thread::sleep(Duration::from_millis(5));
            continue;
        };
        let stream = Arc::new(stream);
        let number = shared.change(|state| {
            state.connections += 1;
            state.streams.insert(state.connections, Arc::clone(&stream));
            state.connections
        });
        let held = Arc::clone(shared);
        let spawned = Builder::new().name(format!("fake-{number}")).stack_size(STACK).spawn(move || {
            serve(&held, &stream);
            // The last to let go closes the connection, so the list gives its share back first.
            held.change(|state| state.streams.remove(&number));
        });
        if spawned.is_err() {
            shared.change(|state| state.streams.remove(&number));
        }
    }
}

/// One connection: one request, at most one answer.
fn serve(shared: &Shared, stream: &TcpStream) {
    let _ = stream.set_read_timeout(Some(SILENCE));
    let _ = stream.set_write_timeout(Some(SILENCE));
    let _ = stream.set_nodelay(true);
    let mut input = BufReader::new(stream);
    let head = match Head::read(&mut input) {
        Ok(Some(head)) => head,
        Ok(None) => return,
        Err(_) => return shared.change(|state| state.broken += 1),
    };
    let endpoint = Endpoint::of(&head.path);
    let dropped = shared.change(|state| {
        *state.heads.entry(endpoint).or_default() += 1;
        state.script.drops_before_body(endpoint)
    });
    if dropped {
        return;
    }
    let Some(length) = head.body_length() else {
        shared.change(|state| state.broken += 1);
        return send(stream, &Reply::page(411).bytes());
    };
    let mut body = vec![0; length];
    if input.read_exact(&mut body).is_err() {
        return shared.change(|state| state.broken += 1);
    }
    handle(shared, stream, endpoint, &Request::new(head, body));
}

/// Decides a request that arrived whole, takes it down, and answers when it is time.
fn handle(shared: &Shared, stream: &TcpStream, endpoint: Endpoint, request: &Request) {
    let latency = shared.lock().settings.latency;
    let since = Instant::now();
    let Some(Decision { fault, reply, robot }) = shared.change(|state| decide(state, endpoint, request)) else {
        return;
    };
    shared.wait_while_held(endpoint);
    shared.sleep((latency + fault.delay()).saturating_sub(since.elapsed()));
    if let Some(bytes) = fault.spoil(reply) {
        send(stream, &bytes);
    }
    shared.change(|state| {
        state.in_flight -= 1;
        if let Some(count) = robot.and_then(|key| state.robots_in_flight.get_mut(&key)) {
            *count -= 1;
        }
    });
}

/// What becomes of a request.
struct Decision {
    fault: Fault,
    reply: Reply,
    /// The robot whose message it is.
    robot: Option<String>,
}

/// Decides and records; `None` if the request counts as not received.
fn decide(state: &mut State, endpoint: Endpoint, request: &Request) -> Option<Decision> {
    let fault = state.script.take(endpoint, &request.body);
    if fault == Fault::DropBeforeBody {
        return None;
    }
    let draft = if endpoint.is_telegram() {
        telegram::draft(endpoint, request)
    } else {
        wecom::draft(state, endpoint, request)
    };
    state.in_flight += 1;
    state.peak = state.peak.max(state.in_flight);
    let robot = (endpoint == Endpoint::WebhookSend).then(|| draft.to.clone());
    if let Some(key) = &robot {
        *state.robots_in_flight.entry(key.clone()).or_default() += 1;
    }
    let Outcome { code, delivered, reply } = match fault.refusal(state, endpoint, request, &draft) {
        Some(refused) => refused,
        None if endpoint.is_telegram() => telegram::answer(state, endpoint, request, &draft),
        None => wecom::answer(state, endpoint, request, &draft),
    };
    state.record(endpoint, draft, request, (code, delivered && fault != Fault::Swallow));
    Some(Decision { fault, reply, robot })
}

/// Sends an answer to a client that may be gone.
fn send(mut stream: &TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
}
