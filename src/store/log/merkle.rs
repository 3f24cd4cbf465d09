//! One hash over where every chain ends: what an anchor pins.
//!
//! leaf = SHA-256(`ticketctl/anchor/leaf/1` ‖ length of the order's number, 8 bytes ‖ number ‖ version, 8 bytes ‖ head),
//! node = SHA-256(`ticketctl/anchor/node/1` ‖ left ‖ right), integers big-endian, leaves in the order of the numbers, an odd
//! node goes up as it is, and no leaves give SHA-256(`ticketctl/anchor/none/1`). The tags keep a leaf from passing for a node.

use sha2::{Digest as _, Sha256};

use super::events::EventHash;
use crate::domain::value::text::encode_hex;

const LEAF: &[u8] = b"ticketctl/anchor/leaf/1";
const NODE: &[u8] = b"ticketctl/anchor/node/1";
const NONE: &[u8] = b"ticketctl/anchor/none/1";

/// The root over (order number, version, head), which come in the order of the numbers, in hexadecimal.
pub fn merkle_root<'a>(ends: impl Iterator<Item = (&'a str, i64, &'a [u8])>) -> String {
    let mut level: Vec<EventHash> = ends.map(|(order_no, version, head)| hash_leaf(order_no, version, head)).collect();
    if level.is_empty() {
        return encode_hex(&Sha256::digest(NONE));
    }
    while level.len() > 1 {
        level = level.chunks(2).map(hash_node).collect();
    }
    encode_hex(&level[0])
}

fn hash_leaf(order_no: &str, version: i64, head: &[u8]) -> EventHash {
    let mut hash = Sha256::new();
    // Leaves and nodes are hashed under tags of their own, or a node could be passed off as a leaf.
    hash.update(LEAF);
    hash.update((order_no.len() as u64).to_be_bytes());
    hash.update(order_no);
    hash.update(version.to_be_bytes());
    hash.update(head);
    hash.finalize().into()
}

fn hash_node(pair: &[EventHash]) -> EventHash {
    match pair {
        [left, right] => Sha256::new().chain_update(NODE).chain_update(left).chain_update(right).finalize().into(),
        // Carried up as it is. Paired with itself, a list with its last entry doubled would have the same root.
        single => single.first().copied().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ends: &[(&str, i64, u8)]) -> String {
        let heads: Vec<[u8; 32]> = ends.iter().map(|end| [end.2; 32]).collect();
        merkle_root(ends.iter().zip(&heads).map(|((no, version, _), head)| (*no, *version, head.as_slice())))
    }

    #[test]
    fn every_part_of_every_leaf_counts() {
        let ends = [("A", 1, 1), ("B", 2, 2), ("C", 3, 3)];
        let whole = of(&ends);
        assert_eq!(whole.len(), 64);
        for changed in [
            [("X", 1, 1), ("B", 2, 2), ("C", 3, 3)],
            [("A", 9, 1), ("B", 2, 2), ("C", 3, 3)],
            [("A", 1, 1), ("B", 2, 9), ("C", 3, 3)],
            [("A", 1, 1), ("B", 2, 2), ("C", 3, 9)],
            [("B", 2, 2), ("A", 1, 1), ("C", 3, 3)],
        ] {
            assert_ne!(of(&changed), whole, "{changed:?}");
        }
        assert_ne!(of(&ends[..2]), whole);
        assert_ne!(of(&[]), of(&ends[..1]));
    }

    #[test]
    fn three_leaves_are_two_and_one() {
        let two = hash_node(&[hash_leaf("A", 1, &[1; 32]), hash_leaf("B", 2, &[2; 32])]);
        let three = hash_node(&[two, hash_leaf("C", 3, &[3; 32])]);
        assert_eq!(of(&[("A", 1, 1), ("B", 2, 2), ("C", 3, 3)]), encode_hex(&three));
    }
}
