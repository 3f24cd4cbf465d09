//! Other people's tools, held against ours: AP2 in Python, tesseract, zbar, systemd, and shells that complete.

mod ap2;
mod ap2_evidence;
mod shells;
mod systemd;
mod tesseract;
mod zbar;
