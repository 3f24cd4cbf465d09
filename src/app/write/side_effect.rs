//! What an event means for the tables beside the log: one list of effects, which the write path writes and the doctor
//! counts with, so that what is written and what is expected are the same by construction.

use crate::domain::value::person::Personal;
use crate::store::attachments::files::StoredFileKind;
use crate::store::inventory::replay_guard::SingleUseKind;
use crate::store::inventory::reservations::NewHold;
use crate::store::people::blind_index::IndexedPeople;

/// One change of a table beside the log. Nothing in it depends on what else is stored: that is asked where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideEffect<'a> {
    /// Places are kept until they expire.
    HoldPlaces(NewHold<'a>),
    /// They are sold, also where they had expired.
    CommitPlaces {
        lock_id: &'a str,
    },
    /// They are given back, held or sold.
    ReleasePlaces {
        lock_id: &'a str,
    },
    /// They are over without a sale, unless they ended before.
    ExpirePlaces {
        lock_id: &'a str,
    },
    /// A payment's number is this order's, and no other one's.
    ClaimPayment {
        channel: &'a str,
        reference: &'a str,
    },
    /// A payment's number is kept for this order, unless it is another one's.
    KeepPayment {
        channel: &'a str,
        reference: &'a str,
    },
    /// A payment's number is nothing of this order's.
    DropPayment {
        channel: &'a str,
        reference: &'a str,
    },
    /// A ticket's code finds its order; replaced ones stay.
    AddTicketCode(&'a Personal),
    UseOnce {
        kind: SingleUseKind,
        what: &'a str,
    },
    /// The people of the order are found by this form, and no longer by the one before it.
    IndexPerson(IndexedPeople<'a>),
    /// The person is found by this name on the platform, too.
    IndexNick(Personal),
    KeepFile {
        kind: StoredFileKind,
        sha256: &'a str,
        path: &'a str,
    },
    /// The agent answered: what was taken is acknowledged.
    AcknowledgeDeliveries,
    /// The key, the digests and the kept files of the person go.
    ErasePerson,
}
