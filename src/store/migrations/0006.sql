-- The sixth step. Each change stands under a comment of its own.

-- What a list shows of an order stands in its row. The rows are written anew before the first list is read.
alter table orders add column quantity integer not null default 1;
alter table orders add column share text;

-- A list that is cut short reads no more rows than it shows, whatever it is limited to.
create index orders_by_share on orders (profit_share_status) where share is not null;
create index event_by_created on event (created_at);
