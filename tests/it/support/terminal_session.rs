//! A program at a terminal of its own, and whoever types there.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{OFlags, fcntl_setfl};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

use super::shop::Shop;

/// How long something may take to be shown: what never comes ends the test and not its run.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command at a terminal of its own.
pub(crate) struct TerminalSession {
    /// The side of whoever types.
    keyboard: File,
    /// The terminal itself.
    terminal: File,
    command: Child,
    /// What was shown since something was typed.
    pub(crate) shown: String,
}

impl TerminalSession {
    /// The program with a command line.
    pub(crate) fn start(shop: &Shop, words: &[&str]) -> Self {
        Self::start_shell(shop, &[&[env!("CARGO_BIN_EXE_ticketctl")], words].concat())
    }

    /// A shell, with the program where it finds commands.
    pub(crate) fn start_shell(shop: &Shop, words: &[&str]) -> Self {
        let mut command = shop.surroundings("setsid");
        // Only the terminal that controls a session turns ^C into a signal.
        command.args(["--ctty", "--wait"]).args(words);
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let name = ptsname(&keyboard, Vec::new()).unwrap().into_string().unwrap();
        let terminal = File::options().read(true).write(true).open(name).unwrap();
        tcsetwinsize(&terminal, Winsize { ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let side = || Stdio::from(terminal.try_clone().unwrap());
        let programs = Path::new(env!("CARGO_BIN_EXE_ticketctl")).parent().unwrap().display();
        command.env("TERM", "xterm").env("PATH", format!("{programs}:/usr/bin:/bin")).env("LC_ALL", "C.UTF-8");
        let command = command.stdin(side()).stdout(side()).stderr(side()).spawn().unwrap();
        fcntl_setfl(&keyboard, OFlags::RDWR | OFlags::NONBLOCK).unwrap();
        Self { keyboard: File::from(keyboard), terminal, command, shown: String::new() }
    }

    /// Reads until `text` is shown.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |shown| shown.contains(text));
    }

    /// Reads until `text` is shown and a question behind it: what is typed before it is asked answers nothing.
    pub(crate) fn wait_for_question(&mut self, text: &str) {
        self.wait_until(text, |shown| shown.contains(text) && shown.ends_with(": "));
    }

    fn wait_until(&mut self, text: &str, is_there: impl Fn(&str) -> bool) {
        let (mut bytes, started) = ([0; 4096], Instant::now());
        loop {
            match self.keyboard.read(&mut bytes) {
                Ok(read) => self.shown.push_str(&String::from_utf8_lossy(&bytes[..read])),
                Err(error) if error.kind() != ErrorKind::WouldBlock => {
                    panic!("{error}, waiting for {text:?}: {:?}", self.shown)
                }
                // Everything that was written is read.
                Err(_) if is_there(&self.shown) => return,
                Err(_) => std::thread::sleep(Duration::from_millis(10)),
            }
            assert!(started.elapsed() < PATIENCE, "waiting for {text:?}: {:?}", self.shown);
        }
    }

    /// Sends a signal to the command.
    pub(crate) fn send_signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.command.id().to_string()]).status().unwrap();
        assert!(sent.success(), "{name}");
    }

    /// Waits for a question that was not asked before, and answers it.
    pub(crate) fn answer(&mut self, question: &str, keys: &str) {
        self.wait_for(question);
        self.shown.clear();
        self.keyboard.write_all(format!("{keys}\r").as_bytes()).unwrap();
    }

    /// Types.
    pub(crate) fn type_keys(&mut self, keys: &str) {
        self.shown.clear();
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Types, and gives the exit code and what the terminal showed.
    pub(crate) fn end_with(mut self, keys: &[u8]) -> (Option<i32>, String) {
        self.keyboard.write_all(keys).unwrap();
        let code = self.command.wait().unwrap().code();
        let modes = tcgetattr(&self.terminal).unwrap().local_modes;
        assert!(modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG), "{modes:?}");
        // What the terminal still holds, up to a mark of our own.
        self.terminal.write_all(b"=end=").unwrap();
        self.wait_for("=end=");
        let hidden = self.shown.rfind("\x1b[?25l");
        assert!(hidden <= self.shown.rfind("\x1b[?25h"), "the cursor is hidden: {:?}", self.shown);
        (code, self.shown)
    }
}
