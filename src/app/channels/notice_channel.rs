//! The channels that notices to buyers may go over, as the configuration names them.

use super::errors::ChannelError;
use super::groups::SPOOL;
use super::route::ChannelKind;
use crate::app::App;
use crate::domain::order::notice::BY_HAND;
use crate::error::Result;
use crate::store::Tx;

/// Those that no group has to be made for first; a group goes by its name.
const NOTICE_CHANNELS: [&str; 4] = [SPOOL, ChannelKind::WecomApp.code(), ChannelKind::Telegram.code(), BY_HAND];

impl App {
    /// Refuses a name that notices could not go over.
    ///
    /// # Errors
    /// It is no channel, and no group has that name (exit 2).
    pub fn check_notice_channel(&mut self, name: &str) -> Result<()> {
        self.store.read(|tx| check_notice_channel(tx, name))
    }
}

pub(crate) fn check_notice_channel(tx: &Tx<'_>, name: &str) -> Result<()> {
    let groups = tx.list_groups()?;
    if NOTICE_CHANNELS.contains(&name) || groups.iter().any(|group| group.name == name) {
        return Ok(());
    }
    let known = NOTICE_CHANNELS.into_iter().chain(groups.iter().map(|group| group.name.as_str()));
    let known = known.collect::<Vec<_>>().join(", ");
    Err(ChannelError::NoticeChannelUnknown { name: &name, known: &known }.into_error().detail("value", name))
}
