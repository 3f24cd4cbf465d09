-- The fifth step. Each change stands under a comment of its own.

-- An order is found by the end of its number, or of that on its platform, as by their beginnings.
create index orders_by_end on orders (substr(order_no, length(order_no) - 3));
create index orders_by_external_end on orders (substr(external_order_no, length(external_order_no) - 3));

-- A form that somebody has begun to fill in outlives the terminal that it is typed at.
create table form_draft (
    person_id text primary key not null references person (id),
    saved_at integer not null,
    answers text not null
) strict, without rowid;
