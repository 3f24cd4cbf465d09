//! Crowds of processes: the last places, one ticket, five hundred orders.

mod one_ticket;
mod oversell;
mod pushes;
