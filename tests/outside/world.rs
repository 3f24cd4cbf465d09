//! A shop whose groups are reached over a stand-in.

use std::io::{Seek as _, Write as _};
use std::process::{Command, Stdio};

use crate::shop::{Ended, Shop, end};
use crate::standin::{AGENT_ID, BOT_TOKEN, CHAT, CORP_ID, ROBOT_KEY, SECRET, Standin, TELEGRAM_CHAT};

/// A channel under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    App,
    Robot,
    Telegram,
}

impl Way {
    pub(crate) const ALL: [Self; 3] = [Self::App, Self::Robot, Self::Telegram];

    /// The name of its group, and of its secret.
    pub(crate) const fn group(self) -> &'static str {
        match self {
            Self::App => "app-group",
            Self::Robot => "robot-group",
            Self::Telegram => "telegram-group",
        }
    }

    /// The value of its secret.
    pub(crate) const fn secret(self) -> &'static str {
        match self {
            Self::App => SECRET,
            Self::Robot => ROBOT_KEY,
            Self::Telegram => BOT_TOKEN,
        }
    }

    /// Where the stand-in shows its messages.
    pub(crate) const fn chat(self) -> &'static str {
        match self {
            Self::App => CHAT,
            Self::Robot => ROBOT_KEY,
            Self::Telegram => TELEGRAM_CHAT,
        }
    }

    fn options(self) -> Vec<String> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Self::App => {
                let agent = AGENT_ID.to_string();
                owned(&["wecom-app", "--target", CHAT, "--corp-id", CORP_ID, "--agent-id", &agent])
            }
            Self::Robot => owned(&["wecom-robot"]),
            Self::Telegram => owned(&["telegram", "--target", TELEGRAM_CHAT]),
        }
    }
}

/// A shop and its outside.
pub(crate) struct World {
    pub(crate) shop: Shop,
    pub(crate) standin: Standin,
}

impl World {
    /// The shop of the reference order, which is ready to be pushed, and a group on every channel.
    pub(crate) fn ready() -> Self {
        Self::of(Shop::ready())
    }

    /// That shop and every channel.
    pub(crate) fn of(mut shop: Shop) -> Self {
        let standin = Standin::start();
        shop.look_at(standin.base_url());
        let world = Self { shop, standin };
        for way in Way::ALL {
            world.keep_secret(way.group(), way.secret());
            let options = way.options();
            let mut line = vec!["group", "add", way.group(), "--secret", way.group(), "--channel"];
            line.extend(options.iter().map(String::as_str));
            world.shop.ok(&line);
        }
        world
    }

    /// Gives a secret on standard input, the only way in.
    pub(crate) fn keep_secret(&self, name: &str, value: &str) {
        let mut command = self.shop.command(&["secret", "set", name]);
        let ended = fed(&mut command, value);
        assert_eq!(ended.code, Some(0), "{ended:?}");
    }

    /// What the timer runs, so many minutes after every other command; gives how it ended.
    pub(crate) fn cron(&self, minutes: u32) -> Option<i32> {
        self.shop.run(&["--now", &Self::minutes_later(minutes), "cron"]).code
    }

    /// So many minutes after the moment of every other command.
    pub(crate) fn minutes_later(minutes: u32) -> String {
        format!("2026-03-20T03:{}:00Z", 40 + minutes)
    }

    /// The texts that people of a channel's group see.
    pub(crate) fn texts(&self, way: Way) -> Vec<String> {
        self.standin.texts(way.chat())
    }

    /// How many files they see.
    pub(crate) fn files(&self, way: Way) -> usize {
        self.standin.files(way.chat()).len()
    }
}

/// Runs a command with an input.
fn fed(command: &mut Command, input: &str) -> Ended {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(input.as_bytes()).unwrap();
    file.rewind().unwrap();
    command.stdin(Stdio::from(file));
    end(command)
}
