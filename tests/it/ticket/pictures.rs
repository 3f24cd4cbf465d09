//! The code as a picture: on light and dark terminals, as PNG and as SVG, all the same modules, read by a
//! scanner that is not of our kin; `thorough/stock_tools/zbar.rs` has a second one.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rqrr::PreparedImage;

use crate::support::ticket_shop::{BOUGHT, SoldTicket, TicketShop};

/// Rows of modules, dark or not.
type Modules = Vec<Vec<bool>>;

fn read(modules: &Modules) -> String {
    let (wide, high) = (modules[0].len() * 4, modules.len() * 4);
    let grey = |x: usize, y: usize| if modules[y / 4][x / 4] { 0 } else { 255 };
    let mut image = PreparedImage::prepare_from_greyscale(wide, high, grey);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code is found");
    grids[0].decode().unwrap().1
}

/// What a camera sees of the half blocks where ink is dark or light.
fn seen(lines: &[&str], ink_is_dark: bool) -> Modules {
    let inked = |cell: char, lower: bool| matches!((cell, lower), ('█', _) | ('▀', false) | ('▄', true));
    let row = |line: &str, lower| line.chars().map(|cell| inked(cell, lower) == ink_is_dark).collect::<Vec<_>>();
    lines.iter().flat_map(|line| [row(line, false), row(line, true)]).collect()
}

fn show(tickets: &TicketShop, sold: &SoldTicket, flags: &[&str]) -> String {
    tickets.shop.ok(&[&["--now", BOUGHT, "ticket", "show", &sold.order, "--reveal"], flags].concat())
}

#[test]
fn the_drawing_is_read_on_light_and_on_dark_terminals() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    // With colours the ground is painted too, so the terminal's own does not matter.
    let painted = show(&tickets, &sold, &["--color", "always"]);
    let rows: Vec<&str> = painted.lines().filter_map(|line| line.strip_prefix("\u{1b}[30;47m")).collect();
    let rows: Vec<&str> = rows.iter().map(|row| row.strip_suffix("\u{1b}[0m").unwrap()).collect();
    assert_eq!(read(&seen(&rows, true)), sold.code);
    for (flags, ink_is_dark) in [(&["--color", "never"][..], true), (&["--color", "never", "--dark"], false)] {
        let text = show(&tickets, &sold, flags);
        let (_, drawing) = text.split_once("\n\n").unwrap();
        let rows: Vec<&str> = drawing.lines().collect();
        let modules = seen(&rows, ink_is_dark);
        assert_eq!(read(&modules), sold.code, "{flags:?}");
        let wide = modules[0].len();
        assert!(modules[..4].iter().flatten().all(|dark| !dark), "the quiet zone above");
        assert!(modules.iter().all(|row| row[..4].iter().chain(&row[wide - 4..]).all(|dark| !dark)), "and beside");
    }
}

#[test]
fn png_and_svg_show_the_same_and_a_scanner_reads_it() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    show(&tickets, &sold, &["--png", "code.png", "--svg", "code.svg"]);
    let (png, svg) = (tickets.shop.path("code.png"), tickets.shop.path("code.svg"));
    for file in [&png, &svg] {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let raster = raster(&png);
    assert_eq!(read(&raster), sold.code);
    assert_eq!(drawn(&std::fs::read_to_string(&svg).unwrap()), raster);
}

/// The modules of a PNG: eight pixels each.
fn raster(path: &Path) -> Modules {
    let picture = image::open(path).unwrap().to_luma8();
    let size = picture.width() / 8;
    assert_eq!((picture.width() % 8, picture.height()), (0, picture.width()));
    let dark = |x: u32, y: u32| {
        let first = picture.get_pixel(x * 8, y * 8).0[0];
        let whole = (0..64).all(|at| picture.get_pixel(x * 8 + at % 8, y * 8 + at / 8).0[0] == first);
        assert!(whole && (first == 0 || first == 255), "a module has one colour");
        first == 0
    };
    (0..size).map(|y| (0..size).map(|x| dark(x, y)).collect()).collect()
}

/// The modules of an SVG: a white ground of its size, and one black path of upright rectangles a unit high.
fn drawn(svg: &str) -> Modules {
    let value = |after: &str| svg.split_once(after).unwrap().1.split('"').next().unwrap();
    let size: usize = value("viewBox=\"0 0 ").split(' ').next().unwrap().parse().unwrap();
    assert!(svg.starts_with("<?xml") && svg.trim_end().ends_with("</svg>"), "well-formed");
    assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    assert!(svg.contains(&format!("<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>")));
    let mut modules = vec![vec![false; size]; size];
    for piece in value(" d=\"").split('M').skip(1) {
        let (x, rest) = piece.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let run: usize = rest.split_once('v').unwrap().0.parse().unwrap();
        assert_eq!(rest, format!("{run}v1h-{run}z"), "an upright rectangle");
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        modules[y][x..x + run].fill(true);
    }
    modules
}

#[test]
fn a_code_is_shown_with_reveal_alone_and_that_is_recorded() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let show = ["--now", BOUGHT, "ticket", "show", sold.order.as_str()];
    for form in [&["--json"][..], &[]] {
        assert!(!tickets.shop.ok(&[&show[..], form].concat()).contains(&sold.code));
    }
    assert_eq!(tickets.at(BOUGHT, &["ticket", "show", &sold.order, "--png", "a.png"]), "2:reveal_needed");
    assert!(!tickets.shop.path("a.png").exists());
    assert_eq!(tickets.events(&sold.order, "personal_data_revealed"), 0);
    let shown = tickets.shop.json(&[&show[..], &["--reveal"]].concat());
    assert_eq!(shown["fulfillment"]["ticket_code"], sold.code);
    assert!(shown["fulfillment"]["qr_url"].as_str().unwrap().ends_with(&sold.code));
    assert_eq!(tickets.events(&sold.order, "personal_data_revealed"), 1);
}

#[test]
fn files_are_never_written_over_and_a_worthless_code_is_not_drawn() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    tickets.shop.file("code.png", "mine");
    let into = ["ticket", "show", sold.order.as_str(), "--reveal", "--png", "code.png"];
    assert_eq!(tickets.at(BOUGHT, &into), "file_exists");
    assert_eq!(std::fs::read(tickets.shop.path("code.png")).unwrap(), b"mine");
    assert_eq!(tickets.events(&sold.order, "personal_data_revealed"), 0, "nothing was seen");
    assert_eq!(tickets.at(BOUGHT, &[&into[..], &["--force"]].concat()), "");
    assert_eq!(read(&raster(&tickets.shop.path("code.png"))), sold.code);
    assert_eq!(tickets.at(BOUGHT, &["ticket", "revoke", &sold.order, "--reason", "lost"]), "");
    assert_eq!(tickets.at(BOUGHT, &[&into[..], &["--force"]].concat()), "ticket_revoked");
    let text = show(&tickets, &sold, &[]);
    assert!(!text.contains('█') && text.contains("lost"), "{text}");
    let paid = tickets.paid(2);
    assert_eq!(tickets.at(BOUGHT, &["ticket", "show", &paid.order]), "ticket_not_issued");
}
