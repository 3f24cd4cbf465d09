-- The third step. Each change stands under a comment of its own.

-- Changes of the key that signs checkouts and receipts are kept.
create table ap2_key_change (
    change_no integer primary key,
    changed_at integer not null,
    operator text not null,
    kid text not null,
    retired text
) strict;
