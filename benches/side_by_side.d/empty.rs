//! A program that does nothing: what a process costs at the least.

fn main() {}
