//! Asking a bot whether it could send.

use secrecy::SecretString;
use ticketctl::gateway::RefusalClass;
use ticketctl::gateway::channel::MessageChannel;
use ticketctl::gateway::telegram::TelegramBot;

use super::refused;
use super::single_send::{SingleSend, bot};
use crate::support::fake_server::{BOT_TOKEN, ChatState, Endpoint, FakeServer, Fault, TELEGRAM_CHAT};

#[test]
fn a_probe_names_the_bot_and_shows_nothing() {
    let server = FakeServer::start();
    let found = SingleSend::new(&server).probe(&bot(&server, BOT_TOKEN), TELEGRAM_CHAT).unwrap();
    assert!(found.en.contains("@ticketctl_bot") && found.zh.contains("@ticketctl_bot"), "{found:?}");
    server.telegram_chat("77", ChatState::Open);
    let found = SingleSend::new(&server).probe(&bot(&server, BOT_TOKEN), "77").unwrap();
    assert!(found.en.contains("private chat"), "{found:?}");
    let asked: Vec<Endpoint> = server.received().iter().map(|entry| entry.endpoint).collect();
    assert_eq!(asked, [Endpoint::GetMe, Endpoint::GetChat].repeat(2));
}

#[test]
fn a_probe_tells_why_it_could_not() {
    let probe = |server: &FakeServer, token: &str, chat: &str| {
        SingleSend::new(server).probe(&bot(server, token), chat).expect_err("no way to send")
    };
    let server = FakeServer::start();
    server.telegram_chat("-6", ChatState::Kicked);
    server.telegram_chat("-7", ChatState::Migrated(-1007));
    server.telegram_chat("8", ChatState::Blocked);
    refused(probe(&server, "1:AAAnotherBotToken-0123456789", TELEGRAM_CHAT), RefusalClass::Configuration);
    refused(probe(&server, BOT_TOKEN, "-6"), RefusalClass::Configuration);
    assert!(refused(probe(&server, BOT_TOKEN, "-7"), RefusalClass::Configuration).advice.en.contains("-1007"));
    refused(probe(&server, BOT_TOKEN, "-99"), RefusalClass::Configuration);
    refused(probe(&server, BOT_TOKEN, "8"), RefusalClass::Configuration);
    // Nobody sees a question, so no answer is never "unknown".
    for fault in [Fault::DropAfterBody, Fault::Garbage, Fault::Http(502)] {
        server.fault(Endpoint::GetMe, fault);
        refused(probe(&server, BOT_TOKEN, TELEGRAM_CHAT), RefusalClass::Unreachable);
    }
    server.listening(false);
    refused(probe(&server, BOT_TOKEN, TELEGRAM_CHAT), RefusalClass::Unreachable);
}

#[test]
fn what_cannot_be_an_address_is_not_called() {
    let server = FakeServer::start();
    let marker = "1:marker/../marker-0123456789";
    let at = |base_url: &str, token: &str| {
        MessageChannel::Telegram(TelegramBot { base_url: base_url.to_owned(), token: SecretString::from(token) })
    };
    for channel in [at(&server.base_url(), marker), at(&server.base_url(), ""), at("no address", BOT_TOKEN)] {
        let outcome = SingleSend::new(&server).probe(&channel, TELEGRAM_CHAT).expect_err("no address");
        assert!(!format!("{outcome:?}{channel:?}").contains("marker"));
        refused(outcome, RefusalClass::Configuration);
    }
    assert_eq!(server.connections(), 0);
}
