-- The eighth step. Each change stands under a comment of its own.

-- The money that was moved for an order, as a bill is held against it: written with the row, and for older rows before bills are
-- first read.
alter table orders add column movements text;

-- Bills of wallets, payment services and banks, and what was found in them.
create table bill_account (
    id integer primary key,
    service text not null,
    digest blob not null check (length(digest) = 32),
    label text not null,
    created_at integer not null
) strict;
create unique index bill_account_by_name on bill_account (service, digest);
create table bill_file (
    id integer primary key,
    account_id integer not null references bill_account (id),
    sha256 text not null,
    name text not null,
    starts_at integer,
    ends_at integer,
    scope text not null,
    exported_at integer,
    rows integer not null check (rows >= 0),
    imported_at integer not null
) strict;
create unique index bill_file_by_hash on bill_file (sha256);
create index bill_file_by_account on bill_file (account_id, starts_at);
create table bill_row (
    id integer primary key,
    account_id integer not null references bill_account (id),
    row_key text not null,
    file_id integer not null,
    line integer not null,
    kind text not null,
    direction text not null,
    movement text not null,
    amount integer not null check (amount >= 0),
    asked integer,
    fee integer,
    refunded integer,
    at integer not null,
    time_unit text not null,
    number text,
    refund_of text,
    merchant_number text,
    order_numbers text,
    words text not null,
    person_id text references person (id),
    party blob,
    gone_file_id integer
) strict;
create unique index bill_row_by_key on bill_row (account_id, row_key);
create index bill_row_by_time on bill_row (account_id, at);
create index bill_row_by_person on bill_row (person_id) where person_id is not null;
create table bill_change (
    row_id integer not null references bill_row (id),
    file_id integer not null,
    before text not null,
    after text not null,
    primary key (row_id, file_id)
) strict, without rowid;
create table bill_mark (
    row_id integer primary key not null references bill_row (id),
    order_no text,
    reason text,
    operator text not null,
    created_at integer not null,
    check ((order_no is null) <> (reason is null))
) strict;
create table bill_finding (
    verdict text primary key not null,
    n integer not null check (n > 0)
) strict, without rowid;
