//! Asking a bot whether it could send.

use secrecy::SecretString;
use ticketctl::gateway::Class;
use ticketctl::gateway::channel::Channel;
use ticketctl::gateway::telegram::Bot;

use crate::clerk::{Clerk, bot};
use crate::refused;
use crate::standin::{BOT_TOKEN, ChatState, Endpoint, Fault, Standin, TELEGRAM_CHAT};

#[test]
fn a_probe_names_the_bot_and_shows_nothing() {
    let standin = Standin::start();
    let found = Clerk::new(&standin).probe(&bot(&standin, BOT_TOKEN), TELEGRAM_CHAT).unwrap();
    assert!(found.en.contains("@ticketctl_bot") && found.zh.contains("@ticketctl_bot"), "{found:?}");
    standin.telegram_chat("77", ChatState::Open);
    let found = Clerk::new(&standin).probe(&bot(&standin, BOT_TOKEN), "77").unwrap();
    assert!(found.en.contains("private chat"), "{found:?}");
    let asked: Vec<Endpoint> = standin.received().iter().map(|entry| entry.endpoint).collect();
    assert_eq!(asked, [Endpoint::GetMe, Endpoint::GetChat].repeat(2));
}

#[test]
fn a_probe_tells_why_it_could_not() {
    let probe = |standin: &Standin, token: &str, chat: &str| {
        Clerk::new(standin).probe(&bot(standin, token), chat).expect_err("no way to send")
    };
    let standin = Standin::start();
    standin.telegram_chat("-6", ChatState::Kicked);
    standin.telegram_chat("-7", ChatState::Migrated(-1007));
    standin.telegram_chat("8", ChatState::Blocked);
    refused(probe(&standin, "1:AAAnotherBotToken-0123456789", TELEGRAM_CHAT), Class::Configuration);
    refused(probe(&standin, BOT_TOKEN, "-6"), Class::Configuration);
    assert!(refused(probe(&standin, BOT_TOKEN, "-7"), Class::Configuration).advice.en.contains("-1007"));
    refused(probe(&standin, BOT_TOKEN, "-99"), Class::Configuration);
    refused(probe(&standin, BOT_TOKEN, "8"), Class::Data);
    // Nobody sees a question, so no answer is never "unknown".
    for fault in [Fault::DropAfterBody, Fault::Garbage, Fault::Http(502)] {
        standin.fault(Endpoint::GetMe, fault);
        refused(probe(&standin, BOT_TOKEN, TELEGRAM_CHAT), Class::Unreachable);
    }
    standin.listening(false);
    refused(probe(&standin, BOT_TOKEN, TELEGRAM_CHAT), Class::Unreachable);
}

#[test]
fn what_cannot_be_an_address_is_not_called() {
    let standin = Standin::start();
    let canary = "1:canary/../canary-0123456789";
    let at = |base_url: &str, token: &str| {
        Channel::Telegram(Bot { base_url: base_url.to_owned(), token: SecretString::from(token) })
    };
    for channel in [at(&standin.base_url(), canary), at(&standin.base_url(), ""), at("no address", BOT_TOKEN)] {
        let outcome = Clerk::new(&standin).probe(&channel, TELEGRAM_CHAT).expect_err("no address");
        assert!(!format!("{outcome:?}{channel:?}").contains("canary"));
        refused(outcome, Class::Configuration);
    }
    assert_eq!(standin.connections(), 0);
}
