//! The ticket's picture, read by zbar.

use crate::support::shop::end;
use crate::support::ticket_shop::{BOUGHT, TicketShop};

#[test]
fn zbar_reads_the_code_of_the_ticket() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    tickets.shop.ok(&["--now", BOUGHT, "ticket", "show", &sold.order, "--reveal", "--png", "code.png"]);
    let png = tickets.shop.path("code.png");
    let scanned = end(tickets.shop.surroundings("zbarimg").args(["--quiet", "--raw"]).arg(&png));
    assert_eq!((scanned.code, scanned.out.trim()), (Some(0), sold.code.as_str()), "{}", scanned.err);
}
