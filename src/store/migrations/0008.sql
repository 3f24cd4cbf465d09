-- The eighth step. Each change stands under a comment of its own.

-- The money that was moved for an order, as a bill is held against it: written with the row, and for older rows before bills are
-- first read.
alter table orders add column movements text;
