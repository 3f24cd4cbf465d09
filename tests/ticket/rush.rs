//! Sixteen processes at once: one ticket, one admission.

use std::process::Stdio;

use crate::booth::{BOUGHT, Booth, VISIT};

const PROCESSES: usize = 16;

#[test]
fn sixteen_processes_issue_one_ticket() {
    let booth = Booth::open();
    let sold = booth.paid(1);
    let start = || {
        let mut command = booth.shop.command(&["--now", BOUGHT, "ticket", "issue", &sold.order]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..PROCESSES).map(|_| start()).collect();
    for child in children {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(booth.events(&sold.order, "FULFILLMENT_ISSUED"), 1);
}

#[test]
fn sixteen_gates_let_one_family_in() {
    let booth = Booth::open();
    let sold = booth.sold(1);
    let start = || {
        let mut command = booth.scanning(VISIT, &["ticket", "redeem", "--code", "-"], &sold.code);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..PROCESSES).map(|_| start()).collect();
    let mut let_in = 0;
    for child in children {
        let ended = child.wait_with_output().unwrap();
        match ended.status.code() {
            Some(0) => let_in += 1,
            code => {
                let said = String::from_utf8_lossy(&ended.stderr);
                assert!(code == Some(4) && said.contains("ticket_already_redeemed"), "{code:?}: {said}");
            }
        }
    }
    assert_eq!((let_in, booth.events(&sold.order, "TICKET_REDEEMED")), (1, 1));
}
