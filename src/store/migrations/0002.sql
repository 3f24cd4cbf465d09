-- The second step. Each change stands under a comment of its own.

-- A row of the orders holds its whole place in the queue: until the clock turns it, and from then on. The rows of an older
-- file are written anew from their events by the first command that reads or writes the queue.
alter table orders add column turn_at integer;
alter table orders add column late_action text;
alter table orders add column late_urgency integer;
alter table orders add column late_due_at integer;
alter table orders add column push_group text;
drop index orders_by_urgency;
create index orders_by_place on orders (urgency, coalesce(due_at, 9223372036854775807), order_no, turn_at) where urgency < 9;
create index orders_by_turn on orders (turn_at) where late_urgency < 9;
create index orders_by_route on orders (push_group, ticket_type, product_id, coalesce(due_at, 9223372036854775807), order_no)
    where action = 'push_agent_group';
create index orders_untold on orders (coalesce(due_at, 9223372036854775807), order_no)
    where flow = 'checkout' and user_notify_status = 'not_started';

-- Where the file of a message was written: it is found again when its group is gone.
alter table delivery add column place text;
update delivery set place = (select target from agent_group where name = delivery.destination and channel = 'spool');

-- What the messages of a destination met since it last answered: too much of it stops what is sent there by itself.
create table destination_trouble (
    -- the group's or the channel's name
    destination text primary key not null,
    -- messages of unknown outcome in a row
    unknown_in_row integer not null check (unknown_in_row >= 0),
    -- attempts in a row that found no connection
    unreachable_in_row integer not null check (unreachable_in_row >= 0),
    -- when the latest of either ended
    at integer not null
) strict, without rowid;

-- A payment's number is kept in the form in which numbers are compared. Where two of an older file are one number, the
-- second stays as it was spelled: the first goes on guarding both.
update or ignore payment_reference set reference = canonical_number(reference);

-- Changes of the list of trusted issuers of mandates are kept.
create table ap2_trust_change (
    change_no integer primary key,
    changed_at integer not null,
    operator text not null,
    action text not null check (action in ('added', 'removed')),
    kid text not null,
    thumbprint text not null
) strict;
