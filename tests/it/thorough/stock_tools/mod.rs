//! Other people's tools, held against ours: AP2 in Python, tesseract, zbar, systemd.

mod ap2;
mod ap2_evidence;
mod systemd;
mod tesseract;
mod zbar;
