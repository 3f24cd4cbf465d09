//! The store of files, over real directories.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;

use super::*;
use crate::error::Exit;
use crate::fs::input_file::{AcceptedKinds, read_input_file};
use crate::store::crypto::keys::DerivedKeys;
use crate::store::crypto::keys::tests::keys;

const PROOF: &[u8] = b"payment proof XY20260320033546715D3AV";
const HASH: &str = "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c";
const STORED: &str =
    "payment-proof/XY20260320033546715D3AV/0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c.txt";

struct Bench {
    dir: tempfile::TempDir,
    store: BlobStore,
    order: OrderNo,
    proof: InputFile,
}

fn bench() -> Bench {
    let dir = tempfile::tempdir().unwrap();
    let given = dir.path().join("payment-proof.txt");
    std::fs::write(&given, PROOF).unwrap();
    let data = dir.path().join("data");
    std::fs::create_dir(&data).unwrap();
    Bench {
        proof: read_input_file(&given, INPUT_FILE_LIMIT, AcceptedKinds::Proof).unwrap(),
        order: OrderNo::parse("XY20260320033546715D3AV").unwrap(),
        store: BlobStore::new(data),
        dir,
    }
}

impl Bench {
    fn put(&self) -> Result<String> {
        self.store.put_file(BlobArea::PaymentProof, &self.order, &self.proof, None)
    }

    fn at(&self, relative: &str) -> PathBuf {
        self.dir.path().join("data").join(relative)
    }

    fn overwrite(&self, relative: &str, bytes: &[u8]) {
        let path = self.at(relative);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

fn names(dir: &Path) -> Vec<String> {
    std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn owner(key: &PersonKey) -> BlobOwner<'_> {
    BlobOwner { key, person_id: "p1" }
}

fn sealed(bench: &Bench, keys: &DerivedKeys) -> (PersonKey, String) {
    let key = keys.generate_person_key();
    let path = bench.store.put_file(BlobArea::Screenshot, &bench.order, &bench.proof, Some(owner(&key))).unwrap();
    (key, path)
}

#[test]
fn a_proof_lies_where_the_page_says_and_only_we_may_read_it() {
    let bench = bench();
    assert_eq!(bench.put().unwrap(), STORED);
    assert_eq!(std::fs::read(bench.at(STORED)).unwrap(), PROOF);
    assert_eq!(std::fs::metadata(bench.at(STORED)).unwrap().mode() & 0o7777, 0o400);
    for dir in ["payment-proof", "payment-proof/XY20260320033546715D3AV"] {
        assert_eq!(std::fs::metadata(bench.at(dir)).unwrap().mode() & 0o777, 0o700);
    }
    assert_eq!(**bench.store.read_file(STORED, None).unwrap(), *PROOF);
    assert_eq!(bench.store.check_file(STORED, HASH, None).unwrap(), BlobState::Intact);
    let other = BlobState::Damaged(BlobDamage::Hash { found: HASH.to_owned() });
    assert_eq!(bench.store.check_file(STORED, &"0".repeat(64), None).unwrap(), other);
}

#[test]
fn putting_the_same_bytes_again_leaves_the_file_alone() {
    let bench = bench();
    bench.put().unwrap();
    let before = std::fs::metadata(bench.at(STORED)).unwrap();
    assert_eq!(bench.put().unwrap(), STORED);
    let after = std::fs::metadata(bench.at(STORED)).unwrap();
    assert_eq!((after.ino(), after.mtime_nsec()), (before.ino(), before.mtime_nsec()));
    assert_eq!(names(bench.at(STORED).parent().unwrap()).len(), 1);
}

#[test]
fn every_changed_bit_and_every_cut_is_named() {
    let bench = bench();
    bench.put().unwrap();
    for bit in 0..PROOF.len() * 8 {
        let mut changed = PROOF.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        bench.overwrite(STORED, &changed);
        let state = bench.store.check_file(STORED, HASH, None).unwrap();
        assert!(matches!(state, BlobState::Damaged(BlobDamage::Hash { .. })), "bit {bit}");
    }
    bench.overwrite(STORED, &PROOF[..36]);
    assert_eq!(bench.store.read_file(STORED, None).unwrap_err().code, "blob_damaged");
    let error = bench.put().unwrap_err();
    assert_eq!((error.code, error.exit), ("blob_damaged", Exit::Data));
    assert_eq!(names(bench.at(STORED).parent().unwrap()).len(), 1);
}

#[test]
fn what_is_gone_or_no_file_is_told_apart() {
    let bench = bench();
    assert_eq!(bench.store.check_file(STORED, HASH, None).unwrap(), BlobState::Missing);
    assert_eq!(bench.store.read_file(STORED, None).unwrap_err().code, "blob_missing");
    std::fs::create_dir_all(bench.at(STORED)).unwrap();
    assert_eq!(bench.store.check_file(STORED, HASH, None).unwrap(), BlobState::Damaged(BlobDamage::NotAFile));
    std::fs::remove_dir(bench.at(STORED)).unwrap();
    symlink(bench.dir.path().join("payment-proof.txt"), bench.at(STORED)).unwrap();
    assert_eq!(bench.store.check_file(STORED, HASH, None).unwrap(), BlobState::Damaged(BlobDamage::NotAFile));
    assert_eq!(bench.put().unwrap_err().code, "blob_damaged");
}

#[test]
fn no_link_leads_out_of_the_data_directory() {
    let bench = bench();
    let outside = bench.dir.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    symlink(&outside, bench.at("payment-proof")).unwrap();
    let error = bench.put().unwrap_err();
    assert_eq!((error.code, error.exit), ("blob_path_unsafe", Exit::Config));
    assert_eq!(bench.store.remove_file(STORED).unwrap_err().code, "blob_path_unsafe");
    assert_eq!(names(&outside), Vec::<String>::new());
}

#[test]
fn only_paths_that_put_returns_are_opened() {
    let bench = bench();
    let good = STORED.rsplit('/').next().unwrap();
    let bad = [
        "".to_owned(),
        "../../etc/passwd".to_owned(),
        format!("/{STORED}"),
        format!("{STORED}/"),
        format!("payment-proof/../{good}"),
        format!("config/XY20260320033546715D3AV/{good}"),
        "payment-proof/XY20260320033546715D3AV/..".to_owned(),
        format!("payment-proof/XY20260320033546715D3AV/{}", good.to_uppercase()),
        STORED.replace(".txt", ""),
        STORED.replace(".txt", ".t\u{0}t"),
    ];
    for path in bad {
        assert_eq!(bench.store.check_file(&path, HASH, None).unwrap_err().code, "blob_path_invalid", "{path}");
        assert_eq!(bench.store.remove_file(&path).unwrap_err().exit, Exit::Data, "{path}");
    }
}

#[test]
fn a_sealed_file_opens_with_its_owners_key_alone() {
    let (bench, keys) = (bench(), keys());
    let (key, path) = sealed(&bench, &keys);
    assert_eq!(path, STORED.replace("payment-proof", "screenshot") + ".sealed");
    let stored = std::fs::read(bench.at(&path)).unwrap();
    assert!(!stored.windows(7).any(|window| window == b"payment"));
    assert_eq!(**bench.store.read_file(&path, Some(owner(&key))).unwrap(), *PROOF);
    assert_eq!(bench.store.check_file(&path, HASH, Some(owner(&key))).unwrap(), BlobState::Intact);
    assert_eq!(bench.store.check_file(&path, HASH, None).unwrap(), BlobState::Locked);
    assert_eq!(bench.store.read_file(&path, None).unwrap_err().code, "blob_locked");
    let stranger = keys.generate_person_key();
    let seen = bench.store.check_file(&path, HASH, Some(owner(&stranger))).unwrap();
    assert_eq!(seen, BlobState::Damaged(BlobDamage::Seal));
    let again = bench.store.put_file(BlobArea::Screenshot, &bench.order, &bench.proof, Some(owner(&key))).unwrap();
    assert_eq!((again, std::fs::read(bench.at(&path)).unwrap()), (path, stored));
}

#[test]
fn a_sealed_file_does_not_open_in_another_place() {
    let (bench, keys) = (bench(), keys());
    let (key, path) = sealed(&bench, &keys);
    let moved = path.replace("screenshot", "payment-proof");
    bench.put().unwrap();
    std::fs::rename(bench.at(&path), bench.at(&moved)).unwrap();
    let seen = bench.store.check_file(&moved, HASH, Some(owner(&key))).unwrap();
    assert_eq!(seen, BlobState::Damaged(BlobDamage::Seal));
}

#[test]
fn removing_takes_the_file_and_what_an_interrupted_put_left() {
    let bench = bench();
    assert!(!bench.store.remove_file(STORED).unwrap());
    bench.put().unwrap();
    let left = bench.at(STORED).with_file_name(".ticketctl-tmp-0011223344556677");
    std::fs::write(&left, PROOF).unwrap();
    assert!(bench.store.remove_file(STORED).unwrap());
    assert_eq!(names(bench.at(STORED).parent().unwrap()), Vec::<String>::new());
    assert!(!bench.store.remove_file(STORED).unwrap());
}

#[test]
fn many_writers_of_one_file_make_one_file() {
    let bench = bench();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(bench.put().unwrap(), STORED));
        }
    });
    assert_eq!(names(bench.at(STORED).parent().unwrap()), [STORED.rsplit('/').next().unwrap()]);
}
