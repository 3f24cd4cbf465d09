//! What the shop's own people were told last: a message that is no order's, so it stands in no outbox row.

use serde::{Deserialize, Serialize};

use super::settings;
use crate::domain::order::delivery::DeliveryState;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::damaged_value;

/// How the name of the fact begins; the group follows.
const NAME: &str = "operators_message ";

/// The latest message to a group of operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorsMessage {
    pub id: String,
    /// `in_flight` from before its first byte leaves; what nobody recorded the end of stays so, and may have arrived.
    pub state: RecordedCode<DeliveryState>,
    /// In milliseconds.
    pub at: i64,
    /// Digests of the things that it told of. None of them names an order.
    pub things: Vec<String>,
}

impl OperatorsMessage {
    /// Whether its readers may have it: nothing of it is told again as long as it is young.
    pub fn may_have_arrived(&self) -> bool {
        self.state != DeliveryState::Failed
    }

    pub fn sent_at(&self) -> Timestamp {
        Timestamp::from_millis(self.at)
    }
}

impl Tx<'_> {
    pub fn find_operators_message(&self, group: &str) -> Result<Option<OperatorsMessage>> {
        let found = self.find_fact(&format!("{NAME}{group}"))?;
        found.map(|text| serde_json::from_str(&text).map_err(|_| damaged_value("message to the operators"))).transpose()
    }

    pub fn put_operators_message(&self, group: &str, message: &OperatorsMessage) -> Result<()> {
        // Texts and numbers: it always is JSON.
        settings::write_setting(
            &self.conn,
            &format!("{NAME}{group}"),
            &serde_json::to_string(message).unwrap_or_default(),
        )
    }
}
