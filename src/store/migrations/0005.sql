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

-- Of what is due at the same moment, or at none, the earlier visit comes first.
drop index orders_by_place;
drop index orders_by_route;
drop index orders_untold;
create index orders_by_place on orders
    (urgency, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no, turn_at) where urgency < 9;
create index orders_by_route on orders
    (push_group, ticket_type, product_id, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no)
    where action = 'push_agent_group';
create index orders_untold on orders
    (coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no)
    where flow = 'checkout' and user_notify_status = 'not_started';
