-- The schema of a ticketctl database, as `ticketctl init` creates it.
--
-- Times are milliseconds since 1970 UTC. Money is fen. JSON is text. Everything that names a person is sealed with that
-- person's own key before it gets here; digests are keyed, so they cannot be guessed by trying.
-- The events are the truth. The orders table is what they add up to, kept in the same transaction.

-- Facts about the database itself.
create table meta (
    -- 'kind' (live or sandbox), 'created_at', 'key_id' (which key file belongs to it), 'projection_basis' (what the rows of
    -- the orders rest on besides their events), 'projection_progress' (how far they were brought to another), 'repair …'
    -- (who had doctor repair what, by when it began), 'operators_message …' (what a group of operators was told last), 'bill_findings_basis' (on what bill_finding rests), 'shop_log_head' (where the chain of shop_event ends: its last id and hash)
    name text primary key not null,
    -- the fact
    value text not null
) strict;

-- The log. Rows are only ever added; triggers hold that.
create table event (
    -- place in the log over all orders
    id integer primary key,
    -- the order
    order_no text not null,
    -- 1, 2, 3 … within the order
    version integer not null check (version > 0),
    -- the type, such as user_form_submitted
    type text not null,
    -- xianyu, public, system, admin, agent, cron
    source text not null,
    -- accepted or rejected
    result text not null check (result in ('accepted', 'rejected')),
    -- visible or internal
    visibility text not null check (visibility in ('visible', 'internal')),
    -- when the command was received
    created_at integer not null,
    -- just before its commit
    processed_at integer not null,
    -- the operation key of the command
    key text,
    -- why it was rejected: a code
    error_code text,
    -- why it was rejected: a sentence
    error_message text,
    -- JSON: the shown axes before it
    before text not null,
    -- JSON: the shown axes after it
    after text not null,
    -- JSON: what came; personal values sealed
    payload text not null,
    -- who ran the command
    operator text,
    -- hash of the event before it in the same order; 32 zero bytes for the first
    prev_hash blob not null check (length(prev_hash) = 32),
    -- SHA-256 over a domain tag, prev_hash and the length-prefixed columns above but id
    hash blob not null check (length(hash) = 32)
) strict;

create unique index event_by_order on event (order_no, version);
create index event_by_created on event (created_at);

create trigger event_no_update before update on event begin
    select raise(abort, 'events are append-only');
end;

create trigger event_no_delete before delete on event begin
    select raise(abort, 'events are append-only');
end;

-- What was done to the shop's own tables and files, by whom. Rows are only ever added; triggers hold that.
create table shop_event (
    -- 1, 2, 3 …
    id integer primary key check (id > 0),
    -- when
    created_at integer not null,
    -- who
    operator text not null,
    -- by what, such as price import
    command text not null,
    -- of what kind it is: price, season, group, route, config, secret …
    subject text not null,
    -- which of them
    name text not null,
    -- JSON: what it was; null where it was not there
    before text,
    -- JSON: what it is from then on; null where it is there no more
    after text,
    -- hash of the row before it; 32 zero bytes for the first
    prev_hash blob not null check (length(prev_hash) = 32),
    -- SHA-256 over a domain tag, prev_hash and the length-prefixed columns above, id included
    hash blob not null check (length(hash) = 32)
) strict;

create trigger shop_event_no_update before update on shop_event begin
    select raise(abort, 'events are append-only');
end;

create trigger shop_event_no_delete before delete on shop_event begin
    select raise(abort, 'events are append-only');
end;

-- One person per order: whose name, phone, certificate and account the order holds.
create table person (
    -- random, 128 bits in hexadecimal
    id text primary key not null,
    -- the person's key, wrapped by the key file; null once erased
    wrapped_key blob,
    -- when the key was destroyed
    erased_at integer
) strict, without rowid;

-- Keyed digests to find a person by: name, phone, phone_last4, certificate, certificate_last4, external_user.
create table person_digest (
    -- which of them
    kind text not null,
    -- HMAC-SHA256 of the normalised value
    digest blob not null check (length(digest) = 32),
    -- whose
    person_id text not null references person (id),
    primary key (kind, digest, person_id)
) strict, without rowid;

create index person_digest_by_person on person_digest (person_id);

-- Forms that somebody has begun to fill in, until they are submitted.
create table form_draft (
    -- whose
    person_id text primary key not null references person (id),
    -- when the last answer came
    saved_at integer not null,
    -- JSON: the answers so far, sealed with the person's key
    answers text not null
) strict, without rowid;

-- Persons whose orders a human must look at, by digest so that a later order is recognised.
create table person_block (
    -- phone or certificate
    kind text not null,
    -- HMAC-SHA256 of the normalised value
    digest blob not null check (length(digest) = 32),
    -- why
    reason text not null,
    -- when
    created_at integer not null,
    primary key (kind, digest)
) strict, without rowid;

-- What the events of each order add up to.
create table orders (
    -- order of creation
    id integer primary key,
    -- the number, XY… or order_…
    order_no text not null,
    -- resale or checkout
    flow text not null,
    -- the version of the last event
    version integer not null,
    -- its hash: the head of the order's chain
    head_hash blob not null check (length(head_hash) = 32),
    -- the person of the order
    person_id text not null references person (id),
    -- the marketplace, or the channel of the buyer's agent
    platform text not null,
    -- its number there; the order's own where the channel gives none
    external_order_no text not null,
    -- the key under which a repeat of its first event is recognised
    event_key text not null,
    -- the product's name, in product
    product_id integer not null references product (id),
    -- the ticket type or the SKU, once known
    ticket_type text,
    -- yyyy-mm-dd, once known
    play_date text,
    -- what the buyer pays, in hundredths of the currency
    paid_amount integer not null check (paid_amount > 0),
    -- of the amount, three letters
    currency text not null check (length(currency) = 3),
    -- where the order stands, as a code of its flow; the other axes are null where the flow has none of them
    order_status text not null,
    -- 审核
    review_status text,
    -- 代付
    agent_payment_status text,
    -- 推单
    agent_push_status text,
    -- 截图匹配
    screenshot_match_status text,
    -- 用户通知
    user_notify_status text,
    -- 分润
    profit_share_status text,
    -- checkout: payment_status
    payment_status text,
    -- checkout: fulfillment_status
    fulfillment_status text,
    -- checkout: the inventory lock
    lock_status text,
    -- what to do next until turn_at, as far as the order alone says it
    action text not null,
    -- its place in the queue, 1 first, 9 never
    urgency integer not null,
    -- the deadline that runs now
    due_at integer,
    -- the same, until its passing is recorded: what a sweep has to look at
    miss_at integer,
    -- when the order was first recorded
    created_at integer not null,
    -- when its latest event was recorded
    updated_at integer not null,
    -- the moment from which the clock alone makes something else of it; null where it never does
    turn_at integer,
    -- what to do next from then on
    late_action text,
    -- its place in the queue from then on
    late_urgency integer,
    -- the deadline that runs from then on
    late_due_at integer,
    -- the agents' group that a part of it is in: the rest can only go there
    push_group text,
    -- how many tickets or visitors
    quantity integer not null default 1,
    -- JSON: what its profit share comes to; null while there is none
    share text,
    -- JSON: the money that was moved for it, by whom and when; null while there is none
    movements text
) strict;

create unique index orders_by_no on orders (order_no);
create unique index orders_by_external on orders (external_order_no, platform);
-- By the last four characters of each number: an end of one is typed more often than its beginning.
create index orders_by_end on orders (substr(order_no, length(order_no) - 3));
create index orders_by_external_end on orders (substr(external_order_no, length(external_order_no) - 3));
create unique index orders_by_event_key on orders (event_key);
create index orders_by_status on orders (order_status);
create index orders_by_action on orders (action);
create index orders_by_share on orders (profit_share_status) where share is not null;
create index orders_by_play_date on orders (play_date);
create index orders_by_created on orders (created_at);
create index orders_by_product on orders (product_id);
create index orders_by_person on orders (person_id);
-- The queue's own order. What runs to no deadline comes after what does, and the earlier visit before the later one.
create index orders_by_place on orders
    (urgency, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no, turn_at) where urgency < 9;
-- What is to be done, by kind, each kind in the queue's order: what a run of cron counts, it reads from this alone.
create index orders_by_next on orders
    (action, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no, turn_at, urgency)
    where urgency < 9;
-- What the clock has moved or will move, and where in the queue.
create index orders_by_turn on orders
    (turn_at, late_urgency, coalesce(late_due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no, late_action)
    where late_urgency < 9;
-- What waits for a push, by what decides on the group.
create index orders_by_route on orders
    (action, push_group, ticket_type, product_id, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'),
    order_no, turn_at)
    where action = 'push_agent_group';
-- Orders of which a part may be in a group and the rest is not.
create index orders_by_group on orders (push_group) where push_group is not null and order_status = 'agent_payment_confirmed';
-- Buyers who are to be told.
create index orders_untold on orders
    (coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no)
    where flow = 'checkout' and user_notify_status = 'not_started';
create index orders_by_miss on orders (miss_at) where miss_at is not null;

-- Product names, once each: few, so a search inside them reads few rows.
create table product (
    -- its place
    id integer primary key,
    -- as the marketplace words it
    name text not null unique
) strict;

-- How many orders have which code, so that nobody counts rows.
create table order_count (
    -- order_status or action
    axis text not null,
    -- the code
    code text not null,
    -- how many
    n integer not null check (n >= 0),
    primary key (axis, code)
) strict, without rowid;

-- What a command with a key did first: the same key and content gives it again.
create table request (
    -- the operation key
    key text primary key not null,
    -- keyed digest of the command and its content
    fingerprint blob not null check (length(fingerprint) = 32),
    -- JSON: the result, without personal data; null while it runs
    result text,
    -- when
    created_at integer not null
) strict, without rowid;

-- One payment confirms one order.
create table payment_reference (
    -- wechat, alipay or bank
    channel text not null,
    -- the payment's number there
    reference text not null,
    -- the order
    order_no text not null,
    primary key (channel, reference)
) strict, without rowid;

-- Files under the data directory: proofs and screenshots.
create table file (
    -- proof or screenshot
    kind text not null,
    -- the order
    order_no text not null,
    -- SHA-256 of the file as given, hexadecimal
    sha256 text not null,
    -- below the data directory; null for a proof that only the web system has
    path text,
    -- when
    created_at integer not null,
    primary key (kind, order_no, sha256)
) strict, without rowid;

create index file_by_hash on file (sha256);

-- Groups of agents, and the channel that reaches each.
create table agent_group (
    -- its name, as in targetGroupId
    name text primary key not null,
    -- spool, wecom-app, wecom-robot or telegram
    channel text not null,
    -- the directory, chat or robot
    target text not null,
    -- JSON: the names of its secret and ids
    options text not null,
    -- why nothing is sent there now; null when open
    paused_reason text,
    -- who stopped it: operator or refusal; null when open
    paused_by text check (paused_by in ('operator', 'refusal')),
    -- since when
    paused_at integer,
    -- when it was added
    created_at integer not null,
    -- 1 for the one that takes the orders without a route, null for the others
    is_default integer check (is_default = 1)
) strict, without rowid;

create unique index agent_group_default on agent_group (is_default);

-- Which group takes which orders.
create table route (
    -- ticket_type or product
    kind text not null,
    -- the ticket type or the product name
    value text not null,
    -- the group
    group_name text not null references agent_group (name),
    primary key (kind, value)
) strict, without rowid;

-- What the spool channel of a sandbox's group answers next.
create table group_answer (
    -- order of use
    id integer primary key,
    -- the group
    group_name text not null,
    -- the body of the answer
    body blob not null
) strict;

-- The outbox: one row for each message that leaves, a push's part or a notice.
create table delivery (
    -- such as XY…-p1-text or XY…-n1
    id text primary key not null,
    -- the order
    order_no text not null,
    -- push or notice
    kind text not null check (kind in ('push', 'notice')),
    -- the group's or the channel's name
    destination text not null,
    -- text, proof, or the template's name
    part text not null,
    -- 1, 2, 3 … within the order
    attempt integer not null,
    -- queued, claimed, in_flight, accepted, acked, rejected, failed, unknown, cancelled
    state text not null,
    -- the process that holds it: the name of its lock file
    holder text,
    -- fencing token of the claim
    token text,
    -- the frozen body, sealed with the person's key
    body blob not null,
    -- keyed digest of the frozen body
    body_digest blob not null check (length(body_digest) = 32),
    -- what the other side gave as a receipt
    receipt text,
    -- why it failed: a code
    failure_code text,
    -- why it failed: verbatim
    failure_message text,
    -- what kind of failure: configuration, data, throttled, retry_after …
    failure_class text,
    -- when it was queued
    created_at integer not null,
    -- when it last changed
    updated_at integer not null,
    -- the directory that its file is written into
    place text
) strict, without rowid;

create index delivery_by_order on delivery (order_no);
create index delivery_by_state on delivery (state, updated_at);
create index delivery_by_created on delivery (created_at);

-- What a ticket type costs in which season.
create table price (
    -- the ticket type
    ticket_type text not null,
    -- low, regular or high
    season text not null check (season in ('low', 'regular', 'high')),
    -- fen
    amount integer not null check (amount > 0),
    -- where it stands in the table, from 1; null in rows of an older file, which come first by their names
    place integer,
    primary key (ticket_type, season)
) strict, without rowid;

-- The season of each day; a day in none is regular.
create table season (
    -- the first day
    first_day text primary key not null,
    -- the last day
    last_day text not null,
    -- low, regular or high
    season text not null check (season in ('low', 'regular', 'high')),
    check (first_day <= last_day)
) strict, without rowid;

-- QR codes that an operator scans to pay an agent.
create table payment_qr (
    -- its name
    name text primary key not null,
    -- what the code says
    content text not null,
    -- 1 for the one in use
    active integer not null check (active in (0, 1)),
    -- when it was added
    created_at integer not null
) strict, without rowid;

create unique index payment_qr_active on payment_qr (active) where active = 1;

-- Wordings of notices that differ from the shipped ones.
create table notice_template (
    -- such as ticket_matched
    name text not null,
    -- zh or en
    lang text not null,
    -- the wording, with {placeholders}
    body text not null,
    primary key (name, lang)
) strict, without rowid;

-- When messages left by a lane: a channel's limit of messages in a span of time, shared by every process.
create table lane_sent (
    -- the lane, such as wecom-robot/main/60000
    lane text not null,
    -- when a place was taken
    at integer not null
) strict;

create index lane_sent_by_lane on lane_sent (lane, at);

-- Lanes that the other side asked to rest.
create table lane_rest (
    -- the lane
    lane text primary key not null,
    -- nothing leaves before
    until integer not null
) strict, without rowid;

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

-- Access tokens of channels' accounts, so that they outlive the process that fetched them.
create table channel_token (
    -- the account, such as wecom-app/CORP/AGENT
    account text primary key not null,
    -- the token, sealed with a key of the key file; null while the first one is fetched
    token blob,
    -- how long it holds
    expires_at integer not null,
    -- until when one process alone fetches a new one
    fetching_until integer not null
) strict, without rowid;

-- What is sold in the checkout flow.
create table sku (
    -- its id
    sku_id text primary key not null,
    -- whose ticket it is
    merchant_id text not null,
    -- what a buyer reads
    name text not null,
    -- what a pack or a person costs, in hundredths of the currency
    price integer not null check (price > 0),
    -- ISO 4217, with two decimals
    currency text not null,
    -- what the price buys: pack or person
    basis text not null check (basis in ('pack', 'person')),
    -- how many visitors a pack is for
    pack_size integer not null check (pack_size > 0),
    -- IANA name of the merchant's zone
    zone text not null,
    -- 1 while orders are taken
    on_sale integer not null check (on_sale in (0, 1))
) strict, without rowid;

-- How many visitors may come on which day.
create table stock (
    -- the SKU
    sku_id text not null references sku (sku_id),
    -- yyyy-mm-dd, in the merchant's zone
    visit_date text not null,
    -- visitors
    capacity integer not null check (capacity >= 0),
    primary key (sku_id, visit_date)
) strict, without rowid;

-- Who has places: one row for each lock, and never deleted. A hold that expired takes no place, whether or not a sweep has
-- said so.
create table hold (
    -- lock_…
    lock_id text primary key not null,
    -- the order
    order_no text not null,
    -- the SKU
    sku_id text not null,
    -- yyyy-mm-dd
    visit_date text not null,
    -- visitors
    quantity integer not null check (quantity > 0),
    -- held, committed, released or expired
    state text not null check (state in ('held', 'committed', 'released', 'expired')),
    -- since when
    held_at integer not null,
    -- a held one takes no place from then on
    expires_at integer not null,
    -- when it last changed: the moment by which the triggers tell a live hold from an expired one
    updated_at integer not null,
    foreign key (sku_id, visit_date) references stock (sku_id, visit_date)
) strict, without rowid;

create index hold_by_stock on hold (sku_id, visit_date, state, expires_at, quantity);

-- The second guard: whatever wrote it, no row takes a place that is not there. A day without stock has no place.
create trigger hold_fits_insert before insert on hold
when new.state = 'committed' or (new.state = 'held' and new.expires_at > new.updated_at)
begin
    select raise(abort, 'more places than there are') where new.quantity
        + (select coalesce(sum(quantity), 0) from hold where sku_id = new.sku_id and visit_date = new.visit_date
            and state = 'committed' and lock_id <> new.lock_id)
        + (select coalesce(sum(quantity), 0) from hold where sku_id = new.sku_id and visit_date = new.visit_date
            and state = 'held' and expires_at > new.updated_at and lock_id <> new.lock_id)
        > coalesce((select capacity from stock where sku_id = new.sku_id and visit_date = new.visit_date), 0);
end;

create trigger hold_fits_update before update on hold
when new.state = 'committed' or (new.state = 'held' and new.expires_at > new.updated_at)
begin
    select raise(abort, 'more places than there are') where new.quantity
        + (select coalesce(sum(quantity), 0) from hold where sku_id = new.sku_id and visit_date = new.visit_date
            and state = 'committed' and lock_id <> old.lock_id)
        + (select coalesce(sum(quantity), 0) from hold where sku_id = new.sku_id and visit_date = new.visit_date
            and state = 'held' and expires_at > new.updated_at and lock_id <> old.lock_id)
        > coalesce((select capacity from stock where sku_id = new.sku_id and visit_date = new.visit_date), 0);
end;

create trigger stock_covers_sold before update on stock
begin
    select raise(abort, 'fewer places than are sold') where new.capacity
        < (select coalesce(sum(quantity), 0) from hold where sku_id = old.sku_id and visit_date = old.visit_date
            and state = 'committed');
end;

-- Codes of tickets, so that a code that is shown at the gate finds its order. Replaced ones stay.
create table ticket_code (
    -- keyed digest of the code
    digest blob primary key not null check (length(digest) = 32),
    -- the order
    order_no text not null
) strict, without rowid;

-- What may be used once.
create table spent (
    -- mandate_leaf, nonce or open_mandate_use
    kind text not null,
    -- keyed digest of it
    digest blob not null check (length(digest) = 32),
    -- the order that it was used for
    order_no text not null,
    primary key (kind, digest)
) strict, without rowid;

-- Which issuers of mandates were believed, and since when: one row for each change.
create table ap2_trust_change (
    -- order of the changes
    change_no integer primary key,
    -- when
    changed_at integer not null,
    -- who
    operator text not null,
    -- added or removed
    action text not null check (action in ('added', 'removed')),
    -- the issuer's key id
    kid text not null,
    -- RFC 7638: which key it was
    thumbprint text not null
) strict;

-- Which key signed checkouts and receipts, and since when: one row for each new one.
create table ap2_key_change (
    -- order of the changes
    change_no integer primary key,
    -- when
    changed_at integer not null,
    -- who; the shop's first session makes the first key by itself
    operator text not null,
    -- the key that signs from then on
    kid text not null,
    -- the one before it, whose private half is gone; null for the first
    retired text
) strict;

-- Accounts whose bills were read: a wallet, a merchant's account, a bank account.
create table bill_account (
    -- its place
    id integer primary key,
    -- whose bills they are, such as alipay
    service text not null,
    -- keyed digest of its name
    digest blob not null check (length(digest) = 32),
    -- its name, masked
    label text not null,
    -- when its first bill came
    created_at integer not null
) strict;

create unique index bill_account_by_name on bill_account (service, digest);

-- Bills that were read. Rows are only ever added.
create table bill_file (
    -- order of reading
    id integer primary key,
    -- whose
    account_id integer not null references bill_account (id),
    -- SHA-256 of the file as given, hexadecimal
    sha256 text not null,
    -- the file's own name
    name text not null,
    -- the first moment that it covers; null where it does not say
    starts_at integer,
    -- the first moment that it covers no more
    ends_at integer,
    -- everything, income, spending or part
    scope text not null,
    -- when the service made it
    exported_at integer,
    -- how many rows it has
    rows integer not null check (rows >= 0),
    -- when it was read
    imported_at integer not null
) strict;

create unique index bill_file_by_hash on bill_file (sha256);
create index bill_file_by_account on bill_file (account_id, starts_at);

-- The rows of bills: what others recorded. Only the state of one changes, and bill_change keeps what it was.
create table bill_row (
    -- order of reading
    id integer primary key,
    -- whose
    account_id integer not null references bill_account (id),
    -- what it is known by within its account: its number, or a digest of the row and which of its equals it is
    row_key text not null,
    -- the file that said it last
    file_id integer not null,
    -- where in that file
    line integer not null,
    -- payment, refund, fee, transfer …
    kind text not null,
    -- in, out, own or none
    direction text not null,
    -- moved, on_the_way, not_moved or unclear
    movement text not null,
    -- fen, never negative
    amount integer not null check (amount >= 0),
    -- what the other side was asked for, in fen, where it is another amount
    asked integer,
    -- what the service kept, in hundred-thousandths of a yuan; null where the row does not say it
    fee integer,
    -- how much of it came back since, as the row says, in fen
    refunded integer,
    -- when
    at integer not null,
    -- second, minute or day: how exactly
    time_unit text not null,
    -- the service's number of it
    number text,
    -- the service's number of the payment that it gives back
    refund_of text,
    -- the number that the other side gave it
    merchant_number text,
    -- numbers of orders that it names, with spaces between them
    order_numbers text,
    -- JSON: state, direction, method, category and amount as the bill spells them
    words text not null,
    -- the order's person, with whose key the other side is sealed; null where it is sealed with the shop's
    person_id text references person (id),
    -- the other side and what it is for, sealed; null where the row says neither, and once erased
    party blob,
    -- a file that covers the time and no longer has the row
    gone_file_id integer
) strict;

create unique index bill_row_by_key on bill_row (account_id, row_key);
create index bill_row_by_time on bill_row (account_id, at);
create index bill_row_by_person on bill_row (person_id) where person_id is not null;

-- What a row was before a later file said it otherwise.
create table bill_change (
    -- the row
    row_id integer not null references bill_row (id),
    -- the file that said it otherwise
    file_id integer not null,
    -- JSON: what it was
    before text not null,
    -- JSON: what it became
    after text not null,
    primary key (row_id, file_id)
) strict, without rowid;

-- What somebody decided about a row by hand; the shop's log has who decided what before.
create table bill_mark (
    -- the row
    row_id integer primary key not null references bill_row (id),
    -- the order that it belongs to; null where it belongs to none
    order_no text,
    -- why it belongs to none
    reason text,
    -- who
    operator text not null,
    -- when
    created_at integer not null,
    check ((order_no is null) <> (reason is null))
) strict;

-- How much of the bills needs a person, as it was found last.
create table bill_finding (
    -- the verdict
    verdict text primary key not null,
    -- how many rows, and movements of which no row tells, came to it
    n integer not null check (n > 0)
) strict, without rowid;
