//! Crowds of processes: the last places, one ticket, five hundred orders, a hundred backups.

mod backups;
mod one_ticket;
mod oversell;
mod pushes;
