//! Secrets and people stand nowhere but where they must: a secret in its own file and in the request that needs it, a person
//! in the sealed database and in the message itself.
//!
//! The values of the stand-in are the canaries: every one of them is a word that nothing else contains.

use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::shop::{Ended, ORDER, end};
use crate::standin::{BOT_TOKEN, Endpoint, Fault, ROBOT_KEY, SECRET, TOKEN_PREFIX};
use crate::world::{Way, World};

/// The visitor of the order: name, phone, certificate.
const PERSON: [&str; 3] = ["张三2376", "13800000000", "440101199001012376"];
const SECRETS: [&str; 4] = [SECRET, ROBOT_KEY, BOT_TOKEN, TOKEN_PREFIX];
const PATIENCE: Duration = Duration::from_secs(30);

fn canaries() -> impl Iterator<Item = &'static str> {
    SECRETS.into_iter().chain(PERSON)
}

/// The canaries in some bytes.
fn found(bytes: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(bytes);
    canaries().filter(|canary| text.contains(canary)).collect()
}

fn assert_clean(what: &str, bytes: &[u8]) {
    let found = found(bytes);
    assert!(found.is_empty(), "{what} shows {found:?}: {}", String::from_utf8_lossy(bytes));
}

/// A shop in which everything runs as loudly as it can.
struct Cage {
    world: World,
    way: Way,
}

impl Cage {
    fn new(way: Way) -> Self {
        let world = World::ready();
        world.shop.ok(&["group", "route", way.group(), "--ticket-type", "初级道 3 小时"]);
        // What the test itself wrote is not what the program writes.
        std::fs::remove_file(world.shop.path("form.json")).unwrap();
        Self { world, way }
    }

    /// Runs a command in both languages, for a reader and for a program, and finds nothing in what it says.
    fn look(&self, args: &[&str]) {
        for form in [&["-v", "--lang", "zh"][..], &["-v", "--lang", "en", "--json"]] {
            self.run(&[form, args].concat());
        }
    }

    fn run(&self, args: &[&str]) -> Ended {
        let ended = self.world.shop.run(args);
        let name = args.join(" ");
        assert_clean(&format!("the output of {name}"), ended.out.as_bytes());
        assert_clean(&format!("the diagnostics of {name}"), ended.err.as_bytes());
        ended
    }

    /// Pushes the order through what is wrong just now, in some form, looks at what was recorded, and makes it ready again.
    /// Gives whether it was delivered.
    fn strike(&self, form: &[&str]) -> bool {
        let ended = self.run(&[form, &["push", ORDER, "--group", self.way.group()]].concat());
        assert!(ended.code.is_some_and(|code| [0, 5, 6, 7, 12].contains(&code)), "{ended:?}");
        if ended.code == Some(12) {
            let list = self.world.shop.json(&["push", "list", "--state", "unknown"]);
            let id = list[0]["id"].as_str().unwrap();
            let said = ["push", "resolve", id, "--not-delivered", "--evidence", "looked", "--yes"];
            assert_eq!(self.run(&said).code, Some(0));
        }
        self.files();
        self.run(&["order", "show", ORDER, "--json"]);
        self.run(&["group", "resume", self.way.group()]);
        // Pace is another test's matter.
        let database = rusqlite::Connection::open(self.world.shop.path("shop.db")).unwrap();
        database.execute_batch("delete from lane_sent; delete from lane_rest").unwrap();
        ended.code == Some(0)
    }

    /// Everything that shows what was recorded.
    fn shows(&self) {
        let group = self.way.group();
        let delivery = self.world.shop.json(&["push", "list"])[0]["id"].as_str().unwrap().to_owned();
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
        let mut all = Vec::new();
        walk(&self.world.shop.path(""), &mut all);
        assert!(all.iter().any(|path| path.ends_with("shop.db")), "{all:?}");
        let secret = |path: &Path| path.parent().is_some_and(|dir| dir.ends_with("secrets"));
        for path in all.iter().filter(|path| !secret(path)) {
            assert_clean(&path.display().to_string(), &std::fs::read(path).unwrap());
        }
    }
}

fn walk(dir: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() && entry.file_name() != "spool" {
            walk(&entry.path(), all);
        } else if kind.is_file() {
            all.push(entry.path());
        }
    }
}

/// Where a channel's text, and so the first thing that matters, goes.
const fn endpoint(way: Way) -> Endpoint {
    match way {
        Way::App => Endpoint::AppchatSend,
        Way::Robot => Endpoint::WebhookSend,
        Way::Telegram => Endpoint::EditMessageText,
    }
}

/// Every kind of error, then the delivery, then every look at what was recorded.
fn nothing_is_told(way: Way) {
    let mut cage = Cage::new(way);
    let real = cage.world.standin.base_url();
    let forms: [&[&str]; 4] = [
        &["-v", "--lang", "en"],
        &["-v", "--json", "--lang", "zh"],
        &["-v", "--json", "--lang", "en"],
        &["-v", "--lang", "zh"],
    ];
    let mut forms = forms.iter().cycle();
    let mut strike = |cage: &Cage| cage.strike(forms.next().unwrap());
    let nowhere =
        ["https://nothing.invalid".to_owned(), real.replace("http:", "https:"), "http://127.0.0.1:1".to_owned()];
    for address in nowhere {
        cage.world.shop.look_at(address);
        assert!(!strike(&cage));
        cage.run(&["-v", "group", "test", way.group()]);
    }
    cage.world.shop.look_at(real);
    for fault in [
        Fault::Http(403),
        Fault::Http(502),
        Fault::RedirectToSelf,
        Fault::Garbage,
        Fault::DropAfterBody,
        Fault::EchoPage,
        Fault::Refuse(40058, format!("{} {}", way.secret(), PERSON.join(" "))),
        Fault::EchoRefusal,
    ] {
        for endpoint in endpoints(way) {
            // Otherwise nobody would ask for a token.
            cage.world.standin.revoke_tokens();
            cage.world.standin.always(*endpoint, fault.clone());
            assert!(!strike(&cage), "{endpoint:?} {fault:?}");
            cage.world.standin.clear_faults();
        }
    }
    cage.shows();
    cage.world.standin.fault(endpoint(way), Fault::Slow(Duration::from_secs(30)));
    let delivered = strike(&cage) || strike(&cage);
    assert!(delivered && cage.world.files(way) > 0, "the message itself says it all, and arrives");
    cage.shows();
    cage.files();
}

/// The endpoints of a push that see a secret, the first that sees a person last.
const fn endpoints(way: Way) -> &'static [Endpoint] {
    match way {
        Way::App => &[Endpoint::GetToken, Endpoint::AppchatSend],
        Way::Robot => &[Endpoint::WebhookSend],
        Way::Telegram => &[Endpoint::SendMessage, Endpoint::EditMessageText],
    }
}

#[test]
fn nothing_is_told_of_wecoms_application() {
    nothing_is_told(Way::App);
}

#[test]
fn nothing_is_told_of_wecoms_robot() {
    nothing_is_told(Way::Robot);
}

#[test]
fn nothing_is_told_of_telegrams_bot() {
    nothing_is_told(Way::Telegram);
}

#[test]
fn completions_know_orders_and_groups_alone() {
    let cage = Cage::new(Way::App);
    for words in [&["push", ""][..], &["push", "--group", ""], &["secret", "remove", ""], &["order", "show", ""]] {
        let mut command = cage.world.shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
        command.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", words.len().to_string());
        let ended = end(command.args(["--", "ticketctl"]).args(words));
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_clean(&words.join(" "), (ended.out + &ended.err).as_bytes());
    }
}

/// A push whose first message was received and is not answered yet.
fn in_the_middle(cage: &Cage, watch: impl FnOnce(Child) -> ExitStatus) -> ExitStatus {
    let hold = cage.world.standin.hold(endpoint(cage.way));
    let mut command = cage.world.shop.command(&["push", ORDER, "--group", cage.way.group()]);
    let push = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    assert!(cage.world.standin.wait_until(PATIENCE, |_| hold.waiting() == 1));
    watch(push)
}

fn run(program: &str, args: &[&str]) {
    let done = Command::new(program).args(args).stdout(Stdio::null()).status();
    assert!(done.unwrap_or_else(|error| panic!("{program}: {error}")).success(), "{program} {args:?}");
}

#[test]
fn a_running_push_shows_nothing_and_leaves_no_image_when_it_dies() {
    for (way, signal) in [(Way::App, "ABRT"), (Way::App, "SEGV"), (Way::Robot, "ABRT"), (Way::Telegram, "SEGV")] {
        let cage = Cage::new(way);
        let died = in_the_middle(&cage, |mut push| {
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
        assert!(died.signal().is_some() && !died.core_dumped(), "{way:?} {signal}: {died:?}");
        cage.files();
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

#[test]
fn a_secret_is_written_to_the_socket_alone() {
    for way in Way::ALL {
        let cage = Cage::new(way);
        let trace = cage.world.shop.path("trace");
        let calls = "trace=write,writev,pwrite64,pwritev,sendto,sendmsg,execve,prctl,prlimit64";
        let under = ["strace", "-f", "-y", "-s", "65536", "-e", calls, "-o", trace.to_str().unwrap()];
        let ended = end(&mut cage.world.shop.command_under(&under, &["-v", "push", ORDER, "--group", way.group()]));
        assert_eq!(ended.code, Some(0), "{ended:?}");
        let trace = std::fs::read_to_string(trace).unwrap();
        let telling = |line: &&str| !found(line.as_bytes()).is_empty();
        let (sent, elsewhere): (Vec<&str>, Vec<&str>) =
            trace.lines().filter(telling).partition(|line| line.contains("<socket:[") || line.contains("<TCP"));
        assert!(elsewhere.is_empty(), "{way:?}: {elsewhere:#?}");
        assert!(sent.iter().any(|line| line.contains(way.secret())), "{way:?}: the trace shows what is sent");
        assert!(sent.iter().any(|line| line.contains(PERSON[1])), "{way:?}: and whom it is about");
        for told in ["RLIMIT_CORE, {rlim_cur=0, rlim_max=0}", "prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE"] {
            assert!(trace.contains(told), "{way:?}: no image of its memory: {told}");
        }
        assert!(trace.contains("execve(") && trace.contains("pwrite64("), "{way:?}: and what is kept");
    }
}
