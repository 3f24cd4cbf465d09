//! Sixteen processes at once: one ticket, one admission.

use std::process::Stdio;

use crate::support::ticket_shop::{BOUGHT, TicketShop, VISIT};

const PROCESSES: usize = 16;

#[test]
fn sixteen_processes_issue_one_ticket() {
    let tickets = TicketShop::open();
    let sold = tickets.paid(1);
    let start = || {
        let mut command = tickets.shop.command(&["--now", BOUGHT, "ticket", "issue", &sold.order]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..PROCESSES).map(|_| start()).collect();
    for child in children {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(tickets.events(&sold.order, "FULFILLMENT_ISSUED"), 1);
}

#[test]
fn sixteen_gates_let_one_family_in() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let start = || {
        let mut command =
            tickets.shop.command_with(&["--now", VISIT, "--json", "ticket", "redeem", "--code", "-"], &sold.code);
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
    assert_eq!((let_in, tickets.events(&sold.order, "TICKET_REDEEMED")), (1, 1));
}
