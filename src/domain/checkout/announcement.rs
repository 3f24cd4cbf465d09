//! What the buyer of a checkout order is still to be told.

/// Something that the buyer is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// The ticket is there, or has a new code.
    TicketDelivered,
    /// The payment was refused; another may be tried.
    PaymentFailed,
    /// Nobody paid in time, and the places are free again.
    OrderExpired,
    RefundCompleted,
}

/// News, and how many notices there had been when it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingAnnouncement {
    pub announcement: Announcement,
    /// The notices before it tell of something else.
    pub after: usize,
}
