//! Every command that changes something: tried with `--dry-run` it changes nothing, under a key it happens once, and a key
//! that stands for something else is refused.

use crate::support::shop::{ORDER, OTHER, Shop, paid};

/// One command line, and the same with other content where it takes any.
struct Step {
    line: String,
    other: Option<String>,
}

fn step(line: &str, other: &str) -> Step {
    let fill = |text: &str| text.replace("ORDER", ORDER).replace("OTHER", OTHER);
    Step { line: fill(line), other: (!other.is_empty()).then(|| fill(other)) }
}

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// Tries, does, repeats and contradicts each step in turn; every step finds what those before it left.
fn walk(shop: &Shop, steps: &[Step]) {
    let mut faults = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        let key = format!("key-{n}");
        let line = words(&step.line);
        let mut expect = |what: &str, holds: bool, more: String| {
            if !holds {
                faults.push(format!("{}: {what}: {more}", step.line));
            }
        };
        let before = shop.state();
        let tried = shop.run(&[&line[..], &["--dry-run"]].concat());
        expect("a dry run succeeds", tried.code == Some(0), tried.err);
        expect("a dry run changes nothing", shop.state() == before, String::new());
        let keyed = [&line[..], &["--key", &key, "--json"]].concat();
        let first = shop.run(&keyed);
        expect("it succeeds", first.code == Some(0), first.err);
        let after = shop.state();
        expect("it changes something", after != before, first.out);
        let again = shop.run(&keyed);
        expect("the same again succeeds", again.code == Some(0), again.err);
        expect("the same again changes nothing", shop.state() == after, String::new());
        expect(
            "the same again says so",
            again.out.contains(r#""replayed": true"#) || again.out.contains(r#""replayed":true"#),
            again.out,
        );
        if let Some(other) = &step.other {
            let other = shop.run(&[&words(other)[..], &["--key", &key, "--json"]].concat());
            expect("other content is refused", other.code == Some(4) && other.err.contains("key_conflict"), other.err);
            expect("a refusal changes nothing", shop.state() == after, String::new());
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Adds a SKU at a price.
fn sku(price: &str) -> String {
    format!("sku add s --name n --merchant m --price {price} --currency SGD")
}

#[test]
fn the_tables_of_the_shop() {
    let shop = Shop::open();
    shop.file("prices2.csv", "ticket_type,season,price\n初级道 3 小时,high,507.00\n");
    shop.file("prices3.csv", "ticket_type,season,price\n初级道 3 小时,high,508.00\n");
    shop.file("seasons2.csv", "from,to,season\n2026-04-01,2026-04-29,high\n");
    shop.file("seasons3.csv", "from,to,season\n2026-04-01,2026-04-28,high\n");
    shop.file("code.txt", "wxp://abc\n");
    shop.file("code2.txt", "wxp://abcd\n");
    shop.file("no.json", r#"{"errcode":99999,"errmsg":"no"}"#);
    shop.file("yes.json", r#"{"errcode":0,"errmsg":"ok"}"#);
    walk(
        &shop,
        &[
            step("price import prices2.csv", "price import prices3.csv"),
            step("price set 初级道3小时 high 509", "price set 初级道3小时 high 510"),
            step("price remove 初级道3小时 high", "price remove 初级道3小时"),
            step("season import seasons2.csv --replace --yes", "season import seasons3.csv --replace --yes"),
            step(&sku("1.00"), &sku("2.00")),
            step(&format!("{} --replace", sku("2.00")), &format!("{} --replace", sku("3.00"))),
            step("sku stock s --date 2090-01-01 --capacity 5", "sku stock s --date 2090-01-01 --capacity 6"),
            step("sku pause s", "sku pause t"),
            step("sku resume s", "sku resume t"),
            step("payment qr add main code.txt", "payment qr add main code2.txt"),
            step("payment qr use main", "payment qr use second"),
            step("payment qr disable", ""),
            step("group add g --channel spool --target out", "group add g --channel spool --target else"),
            step("group route g --ticket-type a", "group route g --ticket-type b"),
            step("group unroute g --ticket-type a", "group unroute g --ticket-type b"),
            step("group default g", "group default --none"),
            step("group pause g --reason why", "group pause g --reason because"),
            step("group resume g", "group resume h"),
            step("group answer g no.json", "group answer g yes.json"),
            step("group remove g --yes", "group remove h --yes"),
        ],
    );
}

#[test]
fn one_order_from_the_payment_to_the_share() {
    let shop = Shop::stocked();
    let form = "form submit ORDER --file form.json";
    walk(
        &shop,
        &[
            step(form, "form submit ORDER --file form2.json"),
            step("form submit OTHER --file form.json", "form submit OTHER --file form2.json"),
            step(
                "order correct OTHER --play-date 2026-04-16 --reason r",
                "order correct OTHER --play-date 2026-04-17 --reason r",
            ),
            step("order note OTHER coupon", "order note OTHER voucher"),
            step("review pass OTHER --reason fine", "review pass OTHER --reason known"),
            step("payment confirm ORDER --channel wechat --ref W1", "payment confirm ORDER --channel wechat --ref W2"),
            step("payment correct ORDER --ref W3 --reason r", "payment correct ORDER --ref W4 --reason r"),
            step("proof upload ORDER proof.txt", "proof upload ORDER proof2.txt"),
            step("push ORDER --group g", "push ORDER --group h"),
            step("push ack ORDER", "push ack ORDER --note thanks"),
            step("ocr run ORDER shot.png --engine mock", "ocr run ORDER shot2.png --engine mock"),
            step("notify send ORDER --channel spool", "notify send ORDER --channel spool --to somebody"),
            step("share settle ORDER --yes", ""),
            step("person block ORDER --reason fraud", "person block ORDER --reason other"),
            step("person erase ORDER --reason asked --yes", "person erase ORDER --reason other --yes"),
        ],
    );
}

#[test]
fn orders_by_hand_cancelled_and_refunded() {
    let shop = Shop::stocked();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat"]);
    walk(
        &shop,
        &[
            step(
                "order create --external-no X1 --product a --paid-amount 1.00",
                "order create --external-no X1 --product a --paid-amount 2.00",
            ),
            step("order cancel OTHER --reason ill", "order cancel OTHER --reason late"),
            step("refund open ORDER --reason ill", "refund open ORDER --reason late"),
            step("refund leg ORDER --leg agent --evidence r1", "refund leg ORDER --leg agent --evidence r2"),
            step("refund leg ORDER --leg buyer --evidence r1", "refund leg ORDER --leg buyer --evidence r2"),
        ],
    );
}

/// A shop that sells places, with one order on its channel. `upto` names the last step that is done.
fn selling(upto: &str) -> Shop {
    let shop = Shop::sandbox();
    shop.file("buyer.json", r#"{"telegram_user_id":"1"}"#);
    shop.file("buyer2.json", r#"{"telegram_user_id":"2"}"#);
    for line in [
        sku("1.00").as_str(),
        "sku stock s --date 2026-03-20 --capacity 9",
        "checkout draft --sku s --quantity 2 --date 2026-03-20 --channel telegram --ids 00000000000aa",
        "checkout lock PLACES --ids 00000000000aa",
        "checkout request PLACES --method card",
        "checkout session PLACES --ids 00000000000aa",
        "checkout complete PLACES --session SESSION --payment-ref R1",
    ] {
        shop.ok(&words(&selling_line(line)));
        if line.starts_with(upto) {
            break;
        }
    }
    shop
}

/// With the ids of the order that `selling` makes.
fn selling_line(line: &str) -> String {
    line.replace("PLACES", "order_00000000000aa19d09541a80").replace("SESSION", "ps_00000000000aa19d09541a80")
}

/// One step of that order.
fn places(line: &str, other: &str) -> Step {
    step(&selling_line(line), &selling_line(other))
}

#[test]
fn a_checkout_order_from_the_draft_to_the_gate() {
    walk(
        &selling("checkout draft"),
        &[
            step(
                "checkout draft --sku s --quantity 1 --date 2026-03-20 --channel telegram --customer buyer.json",
                "checkout draft --sku s --quantity 1 --date 2026-03-20 --channel telegram --customer buyer2.json",
            ),
            places("checkout lock PLACES", ""),
            places("checkout request PLACES --method card", "checkout request PLACES --method wallet"),
            places("checkout session PLACES --ids 00000000000aa", "checkout session PLACES --expiry independent"),
            places(
                "checkout complete PLACES --session SESSION --payment-ref R1 --no-issue",
                "checkout complete PLACES --session SESSION --payment-ref R2 --no-issue",
            ),
            places("ticket issue PLACES", ""),
            places("ticket redeem PLACES", ""),
            places("ticket redeem PLACES --revert --reason mistake", "ticket redeem PLACES --revert --reason other"),
            places("ticket reissue PLACES --reason lost", "ticket reissue PLACES --reason stolen"),
            places("ticket revoke PLACES --reason closed", "ticket revoke PLACES --reason rain"),
        ],
    );
}

#[test]
fn a_checkout_order_that_is_not_paid() {
    let fail = |code: &str| format!("checkout fail PLACES --code {code} --reason no");
    walk(
        &selling("checkout session"),
        &[
            places(&fail("DECLINED"), &fail("TIMEOUT")),
            places("checkout cancel PLACES --reason plans", "checkout cancel PLACES --reason rain"),
        ],
    );
    walk(
        &selling("checkout complete"),
        &[places("trigger TICKET_REVOKED PLACES --set reason=a", "trigger TICKET_REVOKED PLACES --set reason=b")],
    );
}

#[test]
fn an_import_of_a_checkout_order_under_a_key() {
    let shop = Shop::sandbox();
    shop.ok(&words("sku add sentosa_family_pack --name n --merchant m --price 119.00 --currency SGD --pack-size 3"));
    let export = include_str!("../../../fixtures/exports/checkout-reference.ndjson");
    shop.file("six.ndjson", export);
    shop.file("two.ndjson", export.lines().take(2).collect::<Vec<_>>().join("\n"));
    let empty = shop.state();
    shop.ok(&["event", "import", "six.ndjson", "--dry-run"]);
    assert_eq!(shop.state(), empty);
    let first = shop.ok(&["event", "import", "six.ndjson", "--key", "k", "--json"]);
    let after = shop.state();
    assert_eq!(shop.ok(&["event", "import", "six.ndjson", "--key", "k", "--json"]), first, "the first report again");
    let other = shop.run(&["event", "import", "two.ndjson", "--key", "k", "--json"]);
    assert_eq!((other.code, &other.error()["code"]), (Some(4), &"key_conflict".into()));
    assert_eq!(shop.state(), after);
}

#[test]
fn what_nobody_knows_is_resolved_once() {
    let shop = Shop::answering(r#"{"errcode":-1,"errmsg":"system busy"}"#);
    assert_eq!(shop.run(&["push", ORDER, "--group", "g"]).code, Some(12));
    let list = shop.json(&["push", "list", "--state", "unknown"]);
    let id = list[0]["id"].as_str().unwrap();
    walk(
        &shop,
        &[step(
            &format!("push resolve {id} --not-delivered --evidence looked --yes"),
            &format!("push resolve {id} --delivered --evidence looked --yes"),
        )],
    );
}

#[test]
fn commands_that_make_files_make_none_when_tried() {
    let bare = Shop::bare();
    let before = bare.state();
    assert_eq!(
        bare.json(&["init", "--sandbox", "--dry-run"])["created"],
        serde_json::json!(["key", "config", "database"])
    );
    assert_eq!(bare.state(), before);
    let shop = Shop::ready();
    let before = shop.state();
    for line in [
        "config set lang zh",
        "event anchor anchors",
        "fixture capture ORDER --out captured",
        "sweep",
        "order import paid.ndjson",
        "group test g",
    ] {
        let line = line.replace("ORDER", ORDER);
        shop.ok(&[&words(&line)[..], &["--dry-run"]].concat());
        assert_eq!(shop.state(), before, "{line}");
    }
    let export = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/exports/resale-reference.ndjson");
    let elsewhere = Shop::sandbox();
    let empty = elsewhere.state();
    elsewhere.ok(&["event", "import", export, "--dry-run"]);
    assert_eq!(elsewhere.state(), empty);
}

#[test]
fn a_batch_under_one_key_pushes_each_order_once() {
    let shop = Shop::ready();
    let line = ["push", "--group", "g", "--key", "night"];
    shop.ok(&line);
    let after = shop.state();
    shop.ok(&line);
    assert_eq!(shop.state(), after);
}

#[test]
fn a_key_stands_for_what_was_typed_and_not_for_the_moment() {
    let shop = Shop::open();
    let line = ["order", "create", "--external-no", "X1", "--product", "a", "--paid-amount", "1.00", "--key", "k"];
    shop.ok(&line);
    let later = [&["--now", "2026-03-20T03:41:00Z"][..], &line].concat();
    assert_eq!(shop.json(&later)["replayed"], true);
}

#[test]
fn an_import_that_refused_some_is_told_again_as_it_ended() {
    let shop = Shop::sandbox();
    shop.file("some.ndjson", format!("{}\n{{\"odd\":1}}\n", paid(1, 506)));
    let line = ["order", "import", "some.ndjson", "--keep-going", "--key", "k", "--json"];
    let first = shop.run(&line);
    assert_eq!(first.code, Some(8), "{}", first.err);
    let state = shop.state();
    let again = shop.run(&line);
    assert_eq!((again.code, &again.out), (first.code, &first.out), "{}", again.err);
    assert_eq!(shop.state(), state);
}
