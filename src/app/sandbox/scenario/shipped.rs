//! The scenarios that are embedded in the program, so that they are found from any working directory.

/// A file name and its content.
type ShippedFile = (&'static str, &'static [u8]);

macro_rules! files {
    ($dir:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../../fixtures/scenarios/", $dir, "/", $name)) as &[u8])),+]
    };
}

/// Scenario → its files.
const SCENARIOS: &[(&str, &[ShippedFile])] = &[
    ("resale-reference", files!("resale-reference": "60020.json", "paid.json", "payment-proof.txt", "scenario.toml")),
    ("resale-mismatch", files!("resale-mismatch": "scenario.toml", "wrong-day.png", "wrong-day.txt")),
    ("resale-refund", files!("resale-refund": "scenario.toml")),
    ("resale-cancel", files!("resale-cancel": "paid-late.json", "scenario.toml")),
    ("checkout-reference", files!("checkout-reference": "scenario.toml")),
    ("checkout-late", files!("checkout-late": "scenario.toml")),
    ("checkout-expired", files!("checkout-expired": "scenario.toml")),
];

/// What several of them use.
const SHARED: &[ShippedFile] = files!("shared": "customer.json", "form.json", "paid.json", "prices.csv", "proof.txt", "screenshot.png",
    "screenshot.txt", "seasons.csv");

/// The names of the shipped scenarios, the reference first.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SCENARIOS.iter().map(|(name, _)| *name)
}

pub(crate) fn shipped_files(name: &str) -> Option<&'static [ShippedFile]> {
    SCENARIOS.iter().find(|(known, _)| *known == name).map(|(_, files)| *files)
}

/// A file that several shipped scenarios use.
pub(crate) fn shared_file(name: &str) -> Option<&'static [u8]> {
    SHARED.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// Every file under `fixtures/scenarios`, as `directory/name`.
    fn on_disk() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scenarios");
        let entries = |dir: &Path| std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap()).collect::<Vec<_>>();
        let name = |entry: &std::fs::DirEntry| entry.file_name().into_string().unwrap();
        let mut found = BTreeSet::new();
        for dir in entries(&root) {
            found.extend(entries(&dir.path()).iter().map(|file| format!("{}/{}", name(&dir), name(file))));
        }
        found
    }

    #[test]
    fn every_file_is_embedded_and_nothing_else_is() {
        let own = SCENARIOS.iter().flat_map(|(dir, files)| files.iter().map(move |(name, _)| format!("{dir}/{name}")));
        let embedded: BTreeSet<String> = own.chain(SHARED.iter().map(|(name, _)| format!("shared/{name}"))).collect();
        assert_eq!(embedded, on_disk());
    }
}
