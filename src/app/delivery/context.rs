//! What every step of a job needs of the shop besides its database.

use super::destination::DestinationFactory;
use crate::app::App;
use crate::app::write::order_writer::OrderWriter;
use crate::domain::value::message::Lang;
use crate::store::attachments::blob::BlobStore;
use crate::store::{DatabaseKind, TxEnding};

pub(crate) struct WorkerContext {
    /// Without a key: each job has its own.
    pub writer: OrderWriter,
    pub blobs: BlobStore,
    /// Credentials, addresses and limits.
    pub destinations: DestinationFactory,
    pub push_lang: Lang,
    pub kind: DatabaseKind,
    pub ending: TxEnding,
}

impl WorkerContext {
    pub(crate) fn from_app(app: &App) -> Self {
        Self {
            writer: app.order_writer().without_key(),
            blobs: app.blob_store(),
            destinations: DestinationFactory::from_app(app),
            push_lang: app.config.resale.push_text_lang,
            kind: app.store.kind(),
            ending: app.transaction_ending(),
        }
    }
}
