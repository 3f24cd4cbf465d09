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
        let mut command = Command::new("setsid");
        // Only the terminal that controls a session turns ^C into a signal.
        command.args(["--ctty", "--wait", env!("CARGO_BIN_EXE_ticketctl")]).args(words);
        Self::start_command(shop, command)
    }

    /// A shell, with the program where it finds commands.
    pub(crate) fn start_shell(shop: &Shop, words: &[&str]) -> Self {
        let mut command = Command::new("setsid");
        command.args(["--ctty", "--wait"]).args(words);
        Self::start_command(shop, command)
    }

    fn start_command(shop: &Shop, mut command: Command) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let name = ptsname(&keyboard, Vec::new()).unwrap().into_string().unwrap();
        let terminal = File::options().read(true).write(true).open(name).unwrap();
        tcsetwinsize(&terminal, Winsize { ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let side = || Stdio::from(terminal.try_clone().unwrap());
        let programs = Path::new(env!("CARGO_BIN_EXE_ticketctl")).parent().unwrap().display();
        command.env_clear().current_dir(shop.path("")).env("HOME", shop.path("")).env("TERM", "xterm");
        command.env("PATH", format!("{programs}:/usr/bin:/bin")).env("LC_ALL", "C.UTF-8");
        let command = command.stdin(side()).stdout(side()).stderr(side()).spawn().unwrap();
        fcntl_setfl(&keyboard, OFlags::RDWR | OFlags::NONBLOCK).unwrap();
        Self { keyboard: File::from(keyboard), terminal, command, shown: String::new() }
    }

    /// Reads until `text` is shown.
    pub(crate) fn wait_for(&mut self, text: &str) {
        let (mut bytes, started) = ([0; 4096], Instant::now());
        while !self.shown.contains(text) {
            match self.keyboard.read(&mut bytes) {
                Ok(read) => self.shown.push_str(&String::from_utf8_lossy(&bytes[..read])),
                Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(Duration::from_millis(10)),
                Err(error) => panic!("{error}, waiting for {text:?}: {:?}", self.shown),
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
