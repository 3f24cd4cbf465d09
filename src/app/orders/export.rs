//! Orders for a spreadsheet: what a list does not know of an order is read from its events, and everything is in the words,
//! the time and the money of whoever opens the sheet.

use std::collections::HashMap;
use std::path::Path;

use super::list::{ListedOrder, OrderFilter};
use crate::app::App;
use crate::app::write::load::{load_order, load_resale};
use crate::domain::axes::OrderAxis;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::OrderFlow;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::mask::{mask_name, mask_phone};
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::domain::value::zone::Zone;
use crate::error::{Error, Result};
use crate::formats::sheet::writer::{SheetCell, WorkbookWriter, format_csv_row};
use crate::fs::errors::FileError;
use crate::fs::new_file::{UnfinishedFile, parent_directory};
use crate::store::Tx;

pub use crate::formats::sheet::writer::CSV_MARK;

/// How an export is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    pub lang: Lang,
    /// Buyers in clear: each order's access is recorded before its row is made.
    pub reveal: bool,
}

/// The kind of file that an export becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    Csv,
    Xlsx,
}

/// An order as a row of a sheet.
struct ExportedOrder {
    listed: ListedOrder,
    /// What the agent is owed, once priced.
    payable: Option<Fen>,
    /// What the shop earns: settled, or to settle once the agent is paid. Negative where the order loses money.
    earned: Option<Fen>,
    paid_at: Option<Timestamp>,
    /// Of the clocks where the order is looked after, in seconds east of UTC.
    offset: i32,
    buyer: Option<(Personal, Personal)>,
    group: Option<String>,
}

const fn heading(zh: &'static str, en: &'static str) -> BilingualText {
    BilingualText { zh, en }
}

// `order import` takes the number of the platform, the product, the amount and the time under these names, and must find none of
// its own in the rest: our number is no order of the platform, and our states are not the platform's.
const BEFORE_STATUSES: [BilingualText; 7] = [
    heading("店内单号", "Shop order no"),
    heading("平台订单号", "External order no"),
    heading("商品名称", "Product name"),
    heading("票种", "Ticket type"),
    heading("游玩日期", "Play date"),
    heading("数量", "Quantity"),
    heading("订单进度", "Progress"),
];
const AFTER_STATUSES: [BilingualText; 10] = [
    heading("实付金额", "Paid amount"),
    heading("币种", "Currency"),
    heading("应付代理", "Agent payable"),
    heading("分润额", "Earned"),
    heading("付款时间", "Paid at"),
    heading("姓名", "Name"),
    heading("手机号", "Phone"),
    heading("代理群", "Agent group"),
    heading("下一步", "Next step"),
    heading("录入时间", "Recorded at"),
];

/// The axes beside the order's own status, those that both flows have once.
fn status_axes() -> Vec<OrderAxis> {
    let mut axes: Vec<OrderAxis> = Vec::new();
    for axis in OrderAxis::all().filter(|axis| !axis.is_orders_own()) {
        if axes.iter().all(|known| known.short_key() != axis.short_key()) {
            axes.push(axis);
        }
    }
    axes
}

/// The headings of an export.
fn export_headings(lang: Lang) -> Vec<&'static str> {
    let axes = status_axes().into_iter().map(OrderAxis::label);
    BEFORE_STATUSES.into_iter().chain(axes).chain(AFTER_STATUSES).map(|heading| heading.in_lang(lang)).collect()
}

impl App {
    /// Hands an export to `each`, line by line as CSV, its headings first. Never holds more than a page.
    pub fn export_csv(
        &mut self,
        filter: &OrderFilter,
        options: ExportOptions,
        mut each: impl FnMut(&str) -> Result<()>,
    ) -> Result<u64> {
        let headings: Vec<SheetCell<'_>> = export_headings(options.lang).into_iter().map(SheetCell::from).collect();
        each(&format_csv_row(&headings)?)?;
        self.each_exported_row(filter, options, |cells| each(&format_csv_row(cells)?))
    }

    /// Writes an export into a new file, which is there whole or not at all, and gives how many orders it has.
    pub fn export_to_file(
        &mut self,
        filter: &OrderFilter,
        options: ExportOptions,
        (kind, path): (SheetKind, &Path),
    ) -> Result<u64> {
        crate::fs::output_file::require_free_name(path)?;
        let failed = |error: &std::io::Error| Error::io(path, error);
        let draft = UnfinishedFile::create_beside(path).map_err(|error| failed(&error))?;
        let file = draft.try_clone_file().map_err(|error| failed(&error))?;
        let count = match kind {
            SheetKind::Csv => {
                let mut out = std::io::BufWriter::new(file);
                let mut write =
                    |text: &str| std::io::Write::write_all(&mut out, text.as_bytes()).map_err(|error| failed(&error));
                write(CSV_MARK)?;
                let count = self.export_csv(filter, options, write)?;
                std::io::Write::flush(&mut out).map_err(|error| failed(&error))?;
                count
            }
            SheetKind::Xlsx => {
                let name = heading("订单", "Orders").in_lang(options.lang);
                let headings = export_headings(options.lang);
                let mut book = WorkbookWriter::begin_sheet(name, &headings, Some(parent_directory(path)))?;
                let count = self.each_exported_row(filter, options, |cells| book.add_row(cells))?;
                book.save_to(file)?;
                count
            }
        };
        if !draft.give_name(path).map_err(|error| failed(&error))? {
            return Err(FileError::FileExists { shown: &path.display() }.into());
        }
        Ok(count)
    }

    fn each_exported_row(
        &mut self,
        filter: &OrderFilter,
        options: ExportOptions,
        mut each: impl FnMut(&[SheetCell<'_>]) -> Result<()>,
    ) -> Result<u64> {
        let mut count = 0;
        let mut routes = HashMap::new();
        self.each_order_page(filter, |app, page| {
            let orders: Vec<ExportedOrder> = app
                .store
                .read(|tx| page.into_iter().map(|listed| ExportedOrder::load(tx, listed, &mut routes)).collect())?;
            for order in &orders {
                if options.reveal && order.names_somebody() {
                    app.record_reveal(&order.listed.summary.order_no, "order export")?;
                }
                each(&order.to_cells(options))?;
                count += 1;
            }
            Ok(())
        })?;
        Ok(count)
    }
}

/// The group that routes name, by ticket type and product: there are few kinds of orders.
type RoutedGroups = HashMap<(Option<String>, String), Option<String>>;

impl ExportedOrder {
    fn load(tx: &Tx<'_>, listed: ListedOrder, routes: &mut RoutedGroups) -> Result<Self> {
        let order_no = &listed.summary.order_no;
        match order_no.flow() {
            OrderFlow::Resale => {
                let order = load_resale(tx, order_no)?.order;
                let group = find_group(tx, &order, routes)?;
                Ok(Self::from_resale(listed, order, group))
            }
            OrderFlow::Checkout => {
                let order = load_order::<CheckoutOrder>(tx, order_no)?.order;
                let (offset, paid_at) = (order.offset_seconds(), order.payment.as_ref().map(|payment| payment.at));
                Ok(Self { listed, payable: None, earned: None, paid_at, offset, buyer: None, group: None })
            }
        }
    }

    fn from_resale(listed: ListedOrder, order: ResaleOrder, group: Option<String>) -> Self {
        let earned = match &order.share {
            Some(share) => Some(share.what.share_amount),
            None => order.agent_paid_amount().map(|_| order.share_amount()),
        };
        Self {
            listed,
            payable: order.agent_payable_amount,
            earned,
            paid_at: Some(order.purchase.paid_at),
            offset: Zone::Shanghai.offset_seconds(),
            buyer: order.form.map(|form| (form.what.name, form.what.phone)),
            group,
        }
    }

    /// Whether there is a buyer to see: not before the form, and not after the person was erased.
    fn names_somebody(&self) -> bool {
        self.buyer.as_ref().is_some_and(|(name, phone)| name.reveal().or(phone.reveal()).is_some())
    }

    fn to_cells(&self, ExportOptions { lang, reveal }: ExportOptions) -> Vec<SheetCell<'_>> {
        let order = &self.listed.summary;
        let external = Some(&order.external_order_no).filter(|external| **external != order.order_no.as_str());
        let day = order.play_date.as_deref().and_then(|day| Day::parse(day).ok());
        let flow = order.order_no.flow();
        let mut cells = vec![
            order.order_no.as_str().into(),
            text_cell(external.cloned()),
            order.product_name.as_str().into(),
            text_cell(order.ticket_type.clone()),
            day.map_or(SheetCell::Empty, SheetCell::Day),
            SheetCell::Count(order.quantity),
            text_cell(status_label(order.status_code("order"), "order", flow, lang)),
        ];
        let of_axis = |axis: OrderAxis| {
            let key = axis.short_key();
            text_cell(status_label(order.status_code(key), key, flow, lang))
        };
        cells.extend(status_axes().into_iter().map(of_axis));
        let (name, phone) = self.buyer_texts(lang, reveal);
        let moment = |at: Timestamp| SheetCell::Moment(at.format_second_at(self.offset));
        let amount = |amount: Option<Fen>| amount.map_or(SheetCell::Empty, SheetCell::Amount);
        cells.extend([
            SheetCell::Amount(order.paid_amount),
            order.currency.as_str().into(),
            amount(self.payable),
            amount(self.earned),
            self.paid_at.map_or(SheetCell::Empty, moment),
            text_cell(name),
            text_cell(phone),
            text_cell(self.group.clone()),
            self.listed.action.label().in_lang(lang).into(),
            moment(order.created_at),
        ]);
        cells
    }

    fn buyer_texts(&self, lang: Lang, reveal: bool) -> (Option<String>, Option<String>) {
        let Some((name, phone)) = &self.buyer else { return (None, None) };
        let clear = |value: &Personal| value.reveal().filter(|_| reveal).map(str::to_owned);
        let masked_name = || mask_name(name).in_lang(lang).to_owned();
        let masked_phone = || mask_phone(phone).in_lang(lang).to_owned();
        (Some(clear(name).unwrap_or_else(masked_name)), Some(clear(phone).unwrap_or_else(masked_phone)))
    }
}

fn text_cell<'a>(text: Option<String>) -> SheetCell<'a> {
    text.map_or(SheetCell::Empty, |text| SheetCell::Text(text.into()))
}

/// The label of a code on the axis that a flow calls so; the code itself where it is none that is known.
fn status_label(code: &str, short: &str, flow: OrderFlow, lang: Lang) -> Option<String> {
    let axis = OrderAxis::all().find(|axis| axis.flow() == flow && axis.short_key() == short)?;
    let label = axis.value_label(code).map(|label| label.in_lang(lang).to_owned());
    Some(label.unwrap_or_else(|| code.to_owned())).filter(|text| !text.is_empty())
}

/// The group that the order was pushed to, else the one that takes it.
fn find_group(tx: &Tx<'_>, order: &ResaleOrder, routes: &mut RoutedGroups) -> Result<Option<String>> {
    if let Some(attempt) = order.push.latest_attempt() {
        return Ok(Some(attempt.group.clone()));
    }
    let kind = (order.ticket_type.clone(), order.purchase.product_name.clone());
    if let Some(known) = routes.get(&kind) {
        return Ok(known.clone());
    }
    let found = tx.find_routed_group(kind.0.as_deref(), &kind.1)?.map(|group| group.name);
    routes.insert(kind, found.clone());
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_stands_twice() {
        for lang in [Lang::Zh, Lang::En] {
            let headings = export_headings(lang);
            let unique: std::collections::HashSet<_> = headings.iter().collect();
            assert_eq!(unique.len(), headings.len(), "{headings:?}");
        }
    }
}
