//! Money in sight, and orders in heaps: what is to be paid and what was booked is told where it is decided, and a command for
//! several orders does each on its own.

use serde_json::Value;

use crate::support::shop::{FORM, ORDER, OTHER, Shop, paid_for};

const PAY: [&str; 4] = ["payment", "confirm", ORDER, "--channel"];

/// The shop with its first order's form, which was paid 506.00.
fn with_form() -> Shop {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop
}

#[test]
fn a_correction_tells_what_the_amounts_were() {
    let shop = with_form();
    let told = shop.ok(&["order", "correct", ORDER, "--quantity", "2", "--reason", "two of them", "--lang", "en"]);
    assert!(
        told.contains(
            "settlement amount ¥506.00 → ¥1012.00 · payable to the agent ¥495.88 → ¥991.76 · margin ¥10.12 → ¥-485.76"
        ),
        "{told}"
    );
}
