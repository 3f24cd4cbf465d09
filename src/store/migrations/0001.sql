create table meta (
    name text primary key not null,
    value text not null
) strict;
create table event (
    id integer primary key,
    order_no text not null,
    version integer not null check (version > 0),
    type text not null,
    source text not null,
    result text not null check (result in ('accepted', 'rejected')),
    visibility text not null check (visibility in ('visible', 'internal')),
    created_at integer not null,
    processed_at integer not null,
    key text,
    error_code text,
    error_message text,
    before text not null,
    after text not null,
    payload text not null,
    operator text,
    prev_hash blob not null check (length(prev_hash) = 32),
    hash blob not null check (length(hash) = 32)
) strict;
create unique index event_by_order on event (order_no, version);
create trigger event_no_update before update on event begin
    select raise(abort, 'events are append-only');
end;
create trigger event_no_delete before delete on event begin
    select raise(abort, 'events are append-only');
end;
create table person (
    id text primary key not null,
    wrapped_key blob,
    erased_at integer
) strict, without rowid;
create table person_digest (
    kind text not null,
    digest blob not null check (length(digest) = 32),
    person_id text not null references person (id),
    primary key (kind, digest, person_id)
) strict, without rowid;
create index person_digest_by_person on person_digest (person_id);
create table person_block (
    kind text not null,
    digest blob not null check (length(digest) = 32),
    reason text not null,
    created_at integer not null,
    primary key (kind, digest)
) strict, without rowid;
create table orders (
    id integer primary key,
    order_no text not null,
    flow text not null,
    version integer not null,
    head_hash blob not null check (length(head_hash) = 32),
    person_id text not null references person (id),
    platform text not null,
    external_order_no text not null,
    event_key text not null,
    product_id integer not null references product (id),
    ticket_type text,
    play_date text,
    paid_amount integer not null check (paid_amount > 0),
    currency text not null check (length(currency) = 3),
    order_status text not null,
    review_status text,
    agent_payment_status text,
    agent_push_status text,
    screenshot_match_status text,
    user_notify_status text,
    profit_share_status text,
    payment_status text,
    fulfillment_status text,
    lock_status text,
    action text not null,
    urgency integer not null,
    due_at integer,
    miss_at integer,
    created_at integer not null,
    updated_at integer not null
) strict;
create unique index orders_by_no on orders (order_no);
create unique index orders_by_external on orders (external_order_no, platform);
create unique index orders_by_event_key on orders (event_key);
create index orders_by_status on orders (order_status);
create index orders_by_action on orders (action);
create index orders_by_play_date on orders (play_date);
create index orders_by_created on orders (created_at);
create index orders_by_product on orders (product_id);
create index orders_by_person on orders (person_id);
create index orders_by_urgency on orders (urgency, due_at) where urgency < 9;
create index orders_by_miss on orders (miss_at) where miss_at is not null;
create table product (
    id integer primary key,
    name text not null unique
) strict;
create table order_count (
    axis text not null,
    code text not null,
    n integer not null check (n >= 0),
    primary key (axis, code)
) strict, without rowid;
create table request (
    key text primary key not null,
    fingerprint blob not null check (length(fingerprint) = 32),
    result text,
    created_at integer not null
) strict, without rowid;
create table payment_reference (
    channel text not null,
    reference text not null,
    order_no text not null,
    primary key (channel, reference)
) strict, without rowid;
create table file (
    kind text not null,
    order_no text not null,
    sha256 text not null,
    path text,
    created_at integer not null,
    primary key (kind, order_no, sha256)
) strict, without rowid;
create index file_by_hash on file (sha256);
create table agent_group (
    name text primary key not null,
    channel text not null,
    target text not null,
    options text not null,
    paused_reason text,
    paused_by text check (paused_by in ('operator', 'refusal')),
    paused_at integer,
    created_at integer not null
) strict, without rowid;
create table route (
    kind text not null,
    value text not null,
    group_name text not null references agent_group (name),
    primary key (kind, value)
) strict, without rowid;
create table group_answer (
    id integer primary key,
    group_name text not null,
    body blob not null
) strict;
create table delivery (
    id text primary key not null,
    order_no text not null,
    kind text not null check (kind in ('push', 'notice')),
    destination text not null,
    part text not null,
    attempt integer not null,
    state text not null,
    holder text,
    token text,
    body blob not null,
    body_digest blob not null check (length(body_digest) = 32),
    receipt text,
    failure_code text,
    failure_message text,
    failure_class text,
    created_at integer not null,
    updated_at integer not null
) strict, without rowid;
create index delivery_by_order on delivery (order_no);
create index delivery_by_state on delivery (state, updated_at);
create index delivery_by_created on delivery (created_at);
create table price (
    ticket_type text not null,
    season text not null check (season in ('low', 'regular', 'high')),
    amount integer not null check (amount > 0),
    primary key (ticket_type, season)
) strict, without rowid;
create table season (
    first_day text primary key not null,
    last_day text not null,
    season text not null check (season in ('low', 'regular', 'high')),
    check (first_day <= last_day)
) strict, without rowid;
create table payment_qr (
    name text primary key not null,
    content text not null,
    active integer not null check (active in (0, 1)),
    created_at integer not null
) strict, without rowid;
create unique index payment_qr_active on payment_qr (active) where active = 1;
create table notice_template (
    name text not null,
    lang text not null,
    body text not null,
    primary key (name, lang)
) strict, without rowid;

create table lane_sent (
    lane text not null,
    at integer not null
) strict;

create index lane_sent_by_lane on lane_sent (lane, at);

create table lane_rest (
    lane text primary key not null,
    until integer not null
) strict, without rowid;

create table channel_token (
    account text primary key not null,
    token blob,
    expires_at integer not null,
    fetching_until integer not null
) strict, without rowid;
create table sku (
    sku_id text primary key not null,
    merchant_id text not null,
    name text not null,
    price integer not null check (price > 0),
    currency text not null,
    basis text not null check (basis in ('pack', 'person')),
    pack_size integer not null check (pack_size > 0),
    zone text not null,
    on_sale integer not null check (on_sale in (0, 1))
) strict, without rowid;
create table stock (
    sku_id text not null references sku (sku_id),
    visit_date text not null,
    capacity integer not null check (capacity >= 0),
    primary key (sku_id, visit_date)
) strict, without rowid;
create table hold (
    lock_id text primary key not null,
    order_no text not null,
    sku_id text not null,
    visit_date text not null,
    quantity integer not null check (quantity > 0),
    state text not null check (state in ('held', 'committed', 'released', 'expired')),
    held_at integer not null,
    expires_at integer not null,
    updated_at integer not null,
    foreign key (sku_id, visit_date) references stock (sku_id, visit_date)
) strict, without rowid;
create index hold_by_stock on hold (sku_id, visit_date, state, expires_at, quantity);
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
create table ticket_code (
    digest blob primary key not null check (length(digest) = 32),
    order_no text not null
) strict, without rowid;
create table spent (
    kind text not null,
    digest blob not null check (length(digest) = 32),
    order_no text not null,
    primary key (kind, digest)
) strict, without rowid;
