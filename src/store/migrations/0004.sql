-- The fourth step. Each change stands under a comment of its own.

-- The shop's own log: who changed prices, seasons, groups, routes, the configuration and the names of secrets. What an older
-- file changed before this step is in none.
create table shop_event (
    id integer primary key check (id > 0),
    created_at integer not null,
    operator text not null,
    command text not null,
    subject text not null,
    name text not null,
    before text,
    after text,
    prev_hash blob not null check (length(prev_hash) = 32),
    hash blob not null check (length(hash) = 32)
) strict;

create trigger shop_event_no_update before update on shop_event begin
    select raise(abort, 'events are append-only');
end;

create trigger shop_event_no_delete before delete on shop_event begin
    select raise(abort, 'events are append-only');
end;

-- One of several groups may take the orders that no route sends anywhere.
alter table agent_group add column is_default integer check (is_default = 1);
create unique index agent_group_default on agent_group (is_default);

-- The price table keeps the order of the shop's own sheet.
alter table price add column place integer;
