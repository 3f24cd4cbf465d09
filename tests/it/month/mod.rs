//! A made-up month of a shop: two thousand orders in six kinds of file, one in a hundred of them damaged, and the news of
//! refunds and closings that come later.

mod files;

use serde_json::Value;

use self::files::{DAMAGES, MonthFile, NEWS, SALES, damaged_sales, month_files, news_files, read_table, repaired_rows};
use crate::support::shop::Shop;

const PRICES: &str = "票种,季节,价格\n初级道 3 小时,high,506\n中级道 6 小时,high,1288\n";

/// How many of the rows came to each verdict.
#[derive(Debug, Default, PartialEq, Eq)]
struct Verdicts {
    created: usize,
    exists: usize,
    changed: usize,
    skipped: usize,
    refused: usize,
}

impl Verdicts {
    fn add_rows(&mut self, rows: &Value) {
        for row in rows.as_array().unwrap() {
            match row["verdict"].as_str().unwrap() {
                "created" => self.created += 1,
                "exists" => self.exists += 1,
                "changed" => self.changed += 1,
                "skipped" => self.skipped += 1,
                "refused" => self.refused += 1,
                other => panic!("{other}: {row}"),
            }
        }
    }

    fn all(&self) -> usize {
        self.created + self.exists + self.changed + self.skipped + self.refused
    }
}

/// Imports files as a shop does that wants whatever is good of them; what was refused of each is in `<name>.rejects…`.
fn import_all(shop: &Shop, round: &str, files: &[MonthFile]) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for file in files {
        let rejects = format!("{round}-{}", file.rejects_name());
        let line = ["order", "import", file.name, "--keep-going", "--rejects", &rejects, "--json", "--lang", "zh"];
        let ended = shop.run(&line);
        assert!(matches!(ended.code, Some(0 | 8)), "{}: {ended:?}", file.name);
        verdicts.add_rows(&ended.json());
    }
    verdicts
}

fn month_shop() -> Shop {
    let shop = Shop::sandbox().at("2026-04-02T00:00:00Z");
    shop.file("prices.csv", PRICES);
    shop.ok("price import prices.csv");
    shop
}

#[test]
fn a_month_of_every_kind_of_file_goes_in_and_nothing_it_says_is_lost() {
    let shop = month_shop();
    let (files, news) = (month_files(), news_files());
    for file in files.iter().chain(&news) {
        shop.file(file.name, &file.bytes);
    }
    let first = import_all(&shop, "1", &files);
    assert_eq!(first, Verdicts { created: SALES - DAMAGES.len(), refused: DAMAGES.len(), ..Verdicts::default() });
    assert_eq!(first.all(), SALES, "each row has its verdict");
    repair_rejects(&shop, &files);
    let later = import_all(&shop, "2", &news);
    assert_eq!(later, Verdicts { changed: NEWS, ..Verdicts::default() });
    // Once more, all of it: what was known is known, and the old word does not undo the news.
    let before = shop.state();
    let again = import_all(&shop, "3", &news);
    assert_eq!(again, Verdicts { exists: NEWS, ..Verdicts::default() });
    assert_eq!(shop.state(), before);
    let mut old = import_all(&shop, "4", &files);
    old.created += std::mem::take(&mut old.exists);
    assert_eq!(old, first, "every order of the first time, and every damaged row");
    let orders = shop.json("order list --limit 0");
    assert_eq!(orders.as_array().unwrap().len(), SALES);
    shop.ok("event verify");
}

/// Each refused row is in its file with a reason that names the column, and goes in once somebody repaired it.
fn repair_rejects(shop: &Shop, files: &[MonthFile]) {
    let mut damaged = damaged_sales();
    for file in files.iter().filter(|file| file.is_sheet()) {
        let mut table = read_table(&shop.path(&format!("1-{}", file.rejects_name())));
        let headings = table.remove(0);
        assert_eq!(headings.last().unwrap(), "拒绝原因");
        let ours: Vec<_> = damaged.drain(..table.len()).collect();
        for (row, (sale, damage)) in table.iter().zip(&ours) {
            let why = row.last().unwrap();
            assert!(damage.names_column(why), "{}: {why}", sale.number);
        }
        shop.file("repaired.csv", repaired_rows(&headings, &table, &ours));
        let rows = shop.json("order import repaired.csv");
        let mut verdicts = Verdicts::default();
        verdicts.add_rows(&rows);
        assert_eq!(verdicts, Verdicts { created: ours.len(), ..Verdicts::default() }, "{rows}");
    }
    assert!(damaged.is_empty(), "{} more were damaged", damaged.len());
}
