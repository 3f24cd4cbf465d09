-- The seventh step. Each change stands under a comment of its own.

-- What waits, what is late and what the clock has moved is counted and put in order by an index alone: no row is read for it.
drop index orders_by_turn;
drop index orders_by_route;
create index orders_by_next on orders
    (action, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no, turn_at, urgency)
    where urgency < 9;
create index orders_by_turn on orders
    (turn_at, late_urgency, coalesce(late_due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'), order_no, late_action)
    where late_urgency < 9;
create index orders_by_route on orders
    (action, push_group, ticket_type, product_id, coalesce(due_at, 9223372036854775807), coalesce(play_date, '9999-99-99'),
    order_no, turn_at)
    where action = 'push_agent_group';

-- The pushes that a group has a part of are few, whatever it was sent before.
create index orders_by_group on orders (push_group) where push_group is not null and order_status = 'agent_payment_confirmed';
