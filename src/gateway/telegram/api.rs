//! Calls to one chat. The token stands in their address, so an address has no `Debug` here and is never shown.

use reqwest::Url;
use reqwest::multipart::Form;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::TelegramBot;
use super::answer;
use super::answer::{ChatAudience, TelegramAnswer, TelegramRefusal};
use crate::gateway::RefusalClass;
use crate::gateway::http::{HttpClient, HttpReply, TransportError};
use crate::gateway::protocol::PermitRequester;
use crate::say;

/// The fewest characters of a token's second half. Telegram gives 35 and promises nothing.
const TOKEN_LEAST: usize = 20;
const TOKEN_MOST: usize = 128;

/// A bot's address, checked.
pub(super) struct BotApi<'a> {
    http: &'a HttpClient,
    /// `<base>/bot<token>`
    base: Url,
    token: &'a str,
}

impl<'a> BotApi<'a> {
    /// The address of a bot.
    pub(super) fn open(http: &'a HttpClient, bot: &'a TelegramBot) -> Result<Self, TelegramRefusal> {
        let token = bot.token.expose_secret();
        if !is_token(token) {
            let advice = say!(
                "机器人令牌不是 123456:ABC… 的形式：向 @BotFather 查询后重新 `ticketctl secret set`",
                "the bot's token is not like 123456:ABC…: ask @BotFather for it, then `ticketctl secret set` again"
            );
            return Err(TelegramRefusal::found_locally(
                RefusalClass::Configuration,
                "the bot's token is malformed".to_owned(),
                advice,
            ));
        }
        let base = bot_url(&bot.base_url, token).ok_or_else(|| {
            let advice = say!(
                "接口地址不是有效的 URL：修正 telegram.base_url",
                "the address is not a URL: fix telegram.base_url"
            );
            TelegramRefusal::found_locally(RefusalClass::Configuration, "the base URL is no address".to_owned(), advice)
        })?;
        Ok(Self { http, base, token })
    }

    pub(super) fn open_chat<'b>(&'b self, id: &'b str) -> BotChat<'b> {
        BotChat { api: self, id }
    }

    fn method_url(&self, method: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.push(method);
        }
        url
    }

    fn host_name(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }
}

fn bot_url(base_url: &str, token: &str) -> Option<Url> {
    let mut url = Url::parse(base_url).ok().filter(Url::has_host)?;
    url.set_query(None);
    url.set_fragment(None);
    url.path_segments_mut().ok()?.pop_if_empty().push(&format!("bot{token}"));
    Some(url)
}

/// `<digits>:<letters, digits, - or _>`: nothing that could lead elsewhere in an address.
pub(super) fn is_token(token: &str) -> bool {
    let fits = |secret: &str| {
        (TOKEN_LEAST..=TOKEN_MOST).contains(&secret.len())
            && secret.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    token.split_once(':').is_some_and(|(id, secret)| {
        (1..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit()) && fits(secret)
    })
}

/// A chat, as a bot calls it.
pub(super) struct BotChat<'a> {
    api: &'a BotApi<'a>,
    id: &'a str,
}

/// A chat, and the topic of a group that has topics: `-1001234567890:45`.
pub(super) fn split_topic(address: &str) -> (&str, Option<u32>) {
    match address.split_once(':').map(|(chat, topic)| (chat, topic.parse())) {
        Some((chat, Ok(topic))) => (chat, Some(topic)),
        Some((_, Err(_))) | None => (address, None),
    }
}

impl BotChat<'_> {
    /// A call that holds nothing of an order, so it needs no permit.
    pub(super) async fn call_unguarded(&self, method: &str, body: Value) -> TelegramAnswer {
        match self.api.http.post(self.api.method_url(method), self.request_body(body)).await {
            // How far it came is unknown, and makes no difference.
            Err(_) => TelegramAnswer::Unclear(say!("没有回答", "no answer")),
            answered => self.read_answer(answered),
        }
    }

    /// A question. Nobody sees it, so no answer is a definite no.
    pub(super) async fn query_method(&self, method: &str) -> Result<Value, TelegramRefusal> {
        match self.call_unguarded(method, json!({})).await {
            TelegramAnswer::Done(result) => Ok(result),
            TelegramAnswer::Refused(no) => Err(no),
            TelegramAnswer::Unclear(_) | TelegramAnswer::NotPermitted => Err(self.unreachable_refusal()),
        }
    }

    /// Sends a message, once.
    pub(super) async fn send_json(&self, method: &str, body: &Value, permits: &PermitRequester) -> TelegramAnswer {
        let mut body = body.clone();
        if let Some(topic) = self.topic() {
            body["message_thread_id"] = topic.into();
        }
        self.read_answer(self.api.http.send_json(self.api.method_url(method), self.request_body(body), permits).await)
    }

    /// Sends a file, once.
    pub(super) async fn send_form(&self, method: &str, form: Form, permits: &PermitRequester) -> TelegramAnswer {
        let form = form.text("chat_id", self.chat().to_owned());
        let form = match self.topic() {
            Some(topic) => form.text("message_thread_id", topic.to_string()),
            None => form,
        };
        self.read_answer(self.api.http.send_form(self.api.method_url(method), form, permits).await)
    }

    fn request_body(&self, mut body: Value) -> String {
        body["chat_id"] = self.chat().into();
        body.to_string()
    }

    fn chat(&self) -> &str {
        split_topic(self.id).0
    }

    fn topic(&self) -> Option<u32> {
        split_topic(self.id).1
    }

    fn read_answer(&self, answer: Result<HttpReply, TransportError>) -> TelegramAnswer {
        match answer {
            Ok(reply) => {
                answer::judge_reply(&reply, ChatAudience::from_chat_id(self.chat())).redact_secret(self.api.token)
            }
            Err(TransportError::Unreachable) => self.unreachable_refusal().into(),
            Err(TransportError::NotPermitted) => TelegramAnswer::NotPermitted,
            Err(TransportError::Lost(why)) => TelegramAnswer::Unclear(why),
        }
    }

    fn unreachable_refusal(&self) -> TelegramRefusal {
        let host = self.api.host_name();
        let advice = say!(
            "连不上 {host}：检查网络、DNS 与本机时间；稍后自动重试",
            "{host} does not answer: check the network, DNS and this machine's clock; it will be tried again"
        );
        TelegramRefusal::found_locally(RefusalClass::Unreachable, format!("{host}: no usable answer"), advice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "123456789:AAStandinBotToken-0123456789abcdefg_";

    #[test]
    fn a_token_cannot_lead_elsewhere() {
        assert!(is_token(TOKEN));
        let short = "1:abcdefghij012345678";
        for token in
            ["", ":", "1:", "abc:AAStandinBotToken-0123456789", short, "1:AAStandin/../Token-0123456789", "1:a?b"]
        {
            assert!(!is_token(token), "{token}");
        }
        for strange in ["\n", " ", "é", "%2f", "#", ":"] {
            assert!(!is_token(&format!("{TOKEN}{strange}")), "{strange}");
        }
        assert!(is_token(&format!("{short}9")) && !is_token(&format!("1:{}", "a".repeat(129))));
    }

    #[test]
    fn a_topic_stands_behind_its_chat() {
        assert_eq!(split_topic("-1001234567890:45"), ("-1001234567890", Some(45)));
        assert_eq!(split_topic("-1001234567890"), ("-1001234567890", None));
        assert_eq!(split_topic("@agents"), ("@agents", None));
    }

    #[test]
    fn calls_stand_below_the_base_url() {
        let url = |base: &str| bot_url(base, TOKEN).map(|url| url.to_string());
        assert_eq!(url("https://api.telegram.org"), Some(format!("https://api.telegram.org/bot{TOKEN}")));
        assert_eq!(url("http://127.0.0.1:8081/a/?b#c"), Some(format!("http://127.0.0.1:8081/a/bot{TOKEN}")));
        for base in ["", "api.telegram.org", "mailto:a@b", "data:x"] {
            assert_eq!(url(base), None, "{base}");
        }
    }
}
