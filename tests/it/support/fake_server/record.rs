//! What the fake server received: the truth that tests compare with.

use std::sync::Arc;

/// What a request asks for, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// `GET /cgi-bin/gettoken`
    GetToken,
    /// `POST /cgi-bin/appchat/send`
    AppchatSend,
    /// `GET /cgi-bin/appchat/get`
    AppchatGet,
    /// `POST /cgi-bin/media/upload`
    MediaUpload,
    /// `POST /cgi-bin/message/send`
    MessageSend,
    /// `GET /cgi-bin/agent/get`
    AgentGet,
    /// `POST /cgi-bin/webhook/send`
    WebhookSend,
    /// `POST /cgi-bin/webhook/upload_media`
    WebhookUpload,
    /// Telegram's `getMe`
    GetMe,
    /// Telegram's `getChat`
    GetChat,
    /// Telegram's `sendMessage`
    SendMessage,
    /// Telegram's `editMessageText`
    EditMessageText,
    /// Telegram's `sendPhoto`
    SendPhoto,
    /// Telegram's `sendDocument`
    SendDocument,
    /// Telegram's `deleteMessage`
    DeleteMessage,
    /// A method that Telegram does not have.
    UnknownMethod,
    /// Any other path.
    UnknownPath,
}

impl Endpoint {
    /// Which endpoint `path` is; Telegram's methods in any case.
    pub fn of(path: &str) -> Self {
        if let Some((_, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) {
            return Self::of_bot(&method.to_ascii_lowercase());
        }
        match path {
            "/cgi-bin/gettoken" => Self::GetToken,
            "/cgi-bin/appchat/send" => Self::AppchatSend,
            "/cgi-bin/appchat/get" => Self::AppchatGet,
            "/cgi-bin/media/upload" => Self::MediaUpload,
            "/cgi-bin/message/send" => Self::MessageSend,
            "/cgi-bin/agent/get" => Self::AgentGet,
            "/cgi-bin/webhook/send" => Self::WebhookSend,
            "/cgi-bin/webhook/upload_media" => Self::WebhookUpload,
            _ => Self::UnknownPath,
        }
    }

    fn of_bot(method: &str) -> Self {
        match method {
            "getme" => Self::GetMe,
            "getchat" => Self::GetChat,
            "sendmessage" => Self::SendMessage,
            "editmessagetext" => Self::EditMessageText,
            "sendphoto" => Self::SendPhoto,
            "senddocument" => Self::SendDocument,
            "deletemessage" => Self::DeleteMessage,
            _ => Self::UnknownMethod,
        }
    }

    /// Whether Telegram answers it, and not WeCom.
    pub fn is_telegram(self) -> bool {
        self >= Self::GetMe && self <= Self::UnknownMethod
    }

    /// Whether it belongs to a group robot, which needs no token and passes no IP gate.
    pub fn is_robot(self) -> bool {
        matches!(self, Self::WebhookSend | Self::WebhookUpload)
    }
}

/// What kind of thing a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// WeCom's markdown.
    Markdown,
    /// WeCom's image.
    Image,
    /// WeCom's file.
    File,
    /// WeCom's template card; its content is the card's JSON.
    Card,
    /// Telegram's photo.
    Photo,
    /// Telegram's document.
    Document,
    /// A new text for a message that stands.
    Edit,
    /// A file put up for a later message; nobody sees it.
    Upload,
    /// A question; nobody sees it.
    Query,
}

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// A question, or something that could not be read.
    #[default]
    Nothing,
    /// A text.
    Text(String),
    /// A file, its bytes looked up where the message named it by an id.
    File {
        /// The name shown in the chat; empty where the service takes none.
        name: String,
        /// The bytes, compared as they are.
        bytes: Arc<Vec<u8>>,
        /// Telegram's caption.
        caption: String,
    },
}

/// One request that arrived whole.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it asked for.
    pub endpoint: Endpoint,
    /// Its path as sent, with the query.
    pub target: String,
    /// The chat id, robot key, Telegram chat id, agent id or list of users it names; empty if it names none.
    pub to: String,
    /// What it carries.
    pub kind: Kind,
    /// What it says, whether it was shown or not.
    pub content: Content,
    /// Its headers as sent.
    pub headers: Vec<(String, String)>,
    /// The access token or bot token it was sent with.
    pub token: Option<String>,
    /// The WeCom card's `task_id`.
    pub task_id: Option<String>,
    /// The body as sent.
    pub body: Arc<Vec<u8>>,
    /// The service's decision: 0, a WeCom errcode, or the HTTP status of a refusal that has none.
    pub code: i64,
    /// Whether people see it: accepted, and no duplicate. The answer may have been lost all the same.
    pub delivered: bool,
}

impl Entry {
    /// The text it carries, if it carries one.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        super::http::header(&self.headers, name)
    }
}

/// A file that was shown or put up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name shown in the chat; empty where the service takes none.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    /// Telegram's caption.
    pub caption: String,
}

/// What a request says, read before anything is decided about it.
#[derive(Debug)]
pub struct Draft {
    pub to: String,
    pub kind: Kind,
    pub content: Content,
    pub token: Option<String>,
    pub task_id: Option<String>,
}

impl Draft {
    /// A question about `to`.
    pub fn query(to: &str, token: Option<&str>) -> Self {
        Self {
            to: to.to_owned(),
            kind: Kind::Query,
            content: Content::Nothing,
            token: token.map(str::to_owned),
            task_id: None,
        }
    }
}
