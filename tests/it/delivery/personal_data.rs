//! Secrets and people stand nowhere but where they must: a secret in its own file and in the request that needs it, a person
//! in the sealed database and in the message itself.
//!
//! The values of the fake server are what is looked for: every one of them is a word that nothing else contains.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::fake_server::{BOT_TOKEN, Endpoint, Fault, ROBOT_KEY, SECRET, TOKEN_PREFIX};
use crate::support::shop::{Ended, ORDER, end, files};

/// The visitor of the order: name, phone, certificate.
pub(crate) const PERSON: [&str; 3] = ["张三2376", "13800000000", "440101199001012376"];
pub(crate) const SECRETS: [&str; 4] = [SECRET, ROBOT_KEY, BOT_TOKEN, TOKEN_PREFIX];
const PATIENCE: Duration = Duration::from_secs(30);

fn markers() -> impl Iterator<Item = &'static str> {
    SECRETS.into_iter().chain(PERSON)
}

/// The markers in some bytes.
pub(crate) fn found(bytes: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(bytes);
    markers().filter(|marker| text.contains(marker)).collect()
}

fn assert_clean(what: &str, bytes: &[u8]) {
    let found = found(bytes);
    assert!(found.is_empty(), "{what} shows {found:?}: {}", String::from_utf8_lossy(bytes));
}

/// A shop in which everything runs as loudly as it can.
pub(crate) struct LeakCheck {
    pub(crate) connected: ConnectedShop,
    channel: Channel,
}

impl LeakCheck {
    pub(crate) fn new(channel: Channel) -> Self {
        let connected = ConnectedShop::ready();
        connected.shop.ok(&["group", "route", channel.group(), "--ticket-type", "初级道 3 小时"]);
        // What the test itself wrote is not what the program writes.
        std::fs::remove_file(connected.shop.path("form.json")).unwrap();
        Self { connected, channel }
    }

    /// Runs a command in both languages, for a reader and for a program, and finds nothing in what it says.
    fn look(&self, args: &[&str]) {
        for form in [&["-v", "--lang", "zh"][..], &["-v", "--lang", "en", "--json"]] {
            self.run(&[form, args].concat());
        }
    }

    fn run(&self, args: &[&str]) -> Ended {
        let ended = self.connected.shop.run(args);
        let name = args.join(" ");
        assert_clean(&format!("the output of {name}"), ended.out.as_bytes());
        assert_clean(&format!("the diagnostics of {name}"), ended.err.as_bytes());
        ended
    }

    /// Pushes the order through what is wrong just now, in some form, looks at what was recorded, and makes it ready again.
    /// Gives whether it was delivered.
    fn push_through_fault(&self, form: &[&str]) -> bool {
        let ended = self.run(&[form, &["push", ORDER, "--group", self.channel.group()]].concat());
        assert!(ended.code.is_some_and(|code| [0, 5, 6, 7, 12].contains(&code)), "{ended:?}");
        if ended.code == Some(12) {
            let list = self.connected.shop.json(&["push", "list", "--state", "unknown"]);
            let id = list[0]["id"].as_str().unwrap();
            let said = ["push", "resolve", id, "--not-delivered", "--evidence", "looked", "--yes"];
            assert_eq!(self.run(&said).code, Some(0));
        }
        self.files();
        self.run(&["order", "show", ORDER, "--json"]);
        self.run(&["group", "resume", self.channel.group()]);
        // Pace is another test's matter.
        let database = self.connected.shop.database();
        database.execute_batch("delete from lane_sent; delete from lane_rest").unwrap();
        ended.code == Some(0)
    }

    /// Everything that shows what was recorded.
    fn shows(&self) {
        let group = self.channel.group();
        let delivery = self.connected.shop.json(&["push", "list"])[0]["id"].as_str().unwrap().to_owned();
        for args in [
            &["doctor"][..],
            &["group", "list"],
            &["group", "show", group],
            &["group", "test", group],
            &["secret", "list"],
            &["config", "list"],
            &["push", "list"],
            &["push", "show", &delivery],
            &["event", "list"],
            &["order", "show", ORDER],
            &["order", "timeline", ORDER],
            &["queue"],
        ] {
            self.look(args);
        }
        for shell in ["bash", "zsh", "fish"] {
            self.run(&["completions", shell]);
        }
    }

    /// Nothing in any file of the shop, the secrets' own and the spool's aside.
    fn files(&self) {
        let shop = &self.connected.shop;
        let mut all = files(shop.dir());
        assert!(all.iter().any(|path| path.ends_with("shop.db")), "{all:?}");
        let apart = |path: &Path| path.starts_with(shop.path("spool")) || path.parent().unwrap().ends_with("secrets");
        all.retain(|path| !apart(path) && path.is_file());
        for path in all {
            assert_clean(&path.display().to_string(), &std::fs::read(path).unwrap());
        }
    }
}

/// Where a channel's text, and so the first thing that matters, goes.
const fn endpoint(channel: Channel) -> Endpoint {
    match channel {
        Channel::App => Endpoint::AppchatSend,
        Channel::Robot => Endpoint::WebhookSend,
        Channel::Telegram => Endpoint::EditMessageText,
    }
}

/// Every kind of error, then the delivery, then every look at what was recorded.
fn nothing_is_told(channel: Channel) {
    let mut check = LeakCheck::new(channel);
    let real = check.connected.server.base_url();
    let forms: [&[&str]; 4] = [
        &["-v", "--lang", "en"],
        &["-v", "--json", "--lang", "zh"],
        &["-v", "--json", "--lang", "en"],
        &["-v", "--lang", "zh"],
    ];
    let mut forms = forms.iter().cycle();
    let mut push = |check: &LeakCheck| check.push_through_fault(forms.next().unwrap());
    let nowhere =
        ["https://nothing.invalid".to_owned(), real.replace("http:", "https:"), "http://127.0.0.1:1".to_owned()];
    for address in nowhere {
        check.connected.shop.look_at(address);
        assert!(!push(&check));
        check.run(&["-v", "group", "test", channel.group()]);
    }
    check.connected.shop.look_at(real);
    for fault in [
        Fault::Http(403),
        Fault::Http(502),
        Fault::RedirectToSelf,
        Fault::Garbage,
        Fault::DropAfterBody,
        Fault::EchoPage,
        Fault::Refuse(40058, format!("{} {}", channel.secret(), PERSON.join(" "))),
        Fault::EchoRefusal,
    ] {
        for endpoint in endpoints(channel) {
            // Otherwise nobody would ask for a token.
            check.connected.server.revoke_tokens();
            check.connected.server.always(*endpoint, fault.clone());
            assert!(!push(&check), "{endpoint:?} {fault:?}");
            check.connected.server.clear_faults();
        }
    }
    check.shows();
    check.connected.server.fault(endpoint(channel), Fault::Slow(Duration::from_secs(30)));
    let delivered = push(&check) || push(&check);
    assert!(delivered && check.connected.files(channel) > 0, "the message itself says it all, and arrives");
    check.shows();
    check.files();
}

/// The endpoints of a push that see a secret, the first that sees a person last.
const fn endpoints(channel: Channel) -> &'static [Endpoint] {
    match channel {
        Channel::App => &[Endpoint::GetToken, Endpoint::AppchatSend],
        Channel::Robot => &[Endpoint::WebhookSend],
        Channel::Telegram => &[Endpoint::SendMessage, Endpoint::EditMessageText],
    }
}

#[test]
fn nothing_is_told_of_wecoms_application() {
    nothing_is_told(Channel::App);
}

#[test]
fn nothing_is_told_of_wecoms_robot() {
    nothing_is_told(Channel::Robot);
}

#[test]
fn nothing_is_told_of_telegrams_bot() {
    nothing_is_told(Channel::Telegram);
}

#[test]
fn completions_know_orders_and_groups_alone() {
    let check = LeakCheck::new(Channel::App);
    for words in [&["push", ""][..], &["push", "--group", ""], &["secret", "remove", ""], &["order", "show", ""]] {
        let mut command = check.connected.shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
        command.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", words.len().to_string());
        let ended = end(command.args(["--", "ticketctl"]).args(words));
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_clean(&words.join(" "), (ended.out + &ended.err).as_bytes());
    }
}

/// A push whose first message was received and is not answered yet.
fn in_the_middle(check: &LeakCheck, watch: impl FnOnce(Child) -> ExitStatus) -> ExitStatus {
    let hold = check.connected.server.hold(endpoint(check.channel));
    let mut command = check.connected.shop.command(&["push", ORDER, "--group", check.channel.group()]);
    let push = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    assert!(check.connected.server.wait_until(PATIENCE, |_| hold.waiting() == 1));
    watch(push)
}

fn run(program: &str, args: &[&str]) {
    let done = Command::new(program).args(args).stdout(Stdio::null()).status();
    assert!(done.unwrap_or_else(|error| panic!("{program}: {error}")).success(), "{program} {args:?}");
}

#[test]
fn a_running_push_shows_nothing_and_leaves_no_image_when_it_dies() {
    for (channel, signal) in
        [(Channel::App, "ABRT"), (Channel::App, "SEGV"), (Channel::Robot, "ABRT"), (Channel::Telegram, "SEGV")]
    {
        let check = LeakCheck::new(channel);
        let died = in_the_middle(&check, |mut push| {
            let id = push.id().to_string();
            for file in ["cmdline", "environ"] {
                assert_clean(file, &std::fs::read(format!("/proc/{id}/{file}")).unwrap());
            }
            // Somebody tries to lift the limit that the program set for itself; not everybody may.
            let lifted = Command::new("prlimit").args(["--pid", &id, "--core=unlimited:unlimited"]).output();
            drop(lifted.unwrap());
            run("kill", &[&format!("-{signal}"), &id]);
            // The runtime lets a first SIGSEGV pass that no fault of its own brought.
            std::thread::sleep(Duration::from_millis(200));
            if push.try_wait().unwrap().is_none() {
                run("kill", &[&format!("-{signal}"), &id]);
            }
            push.wait().unwrap()
        });
        assert!(died.signal().is_some() && !died.core_dumped(), "{channel:?} {signal}: {died:?}");
        check.files();
    }
}

#[test]
fn this_machine_would_keep_an_image() {
    let dir = tempfile::tempdir().unwrap();
    let mut sleeper = Command::new("sleep").arg("60").current_dir(dir.path()).spawn().unwrap();
    let id = sleeper.id().to_string();
    run("prlimit", &["--pid", &id, "--core=unlimited:unlimited"]);
    run("kill", &["-ABRT", &id]);
    assert!(
        sleeper.wait().unwrap().core_dumped(),
        "no image of anything is kept here, so the test beside says nothing"
    );
}
