//! `payment confirm --file`

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::json;

use super::preview::{asks_about_losses, refuse_loss};
use crate::app::App;
use crate::app::resale::payment::AgentPaymentInput;
use crate::app::resale::payment::sheet::{PaymentLine, PaymentRow};
use crate::app::write::outcome::OrderOutcome;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::errors::CliError;
use crate::cli::order_arg::OrderArg;
use crate::cli::order_batch::{BatchItem, BatchPlace, BatchStep, run_items};
use crate::cli::response::CommandResponse;
use crate::domain::order::figures::FigureKind;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::loss::OrderLoss;
use crate::domain::resale::payment_channel::PaymentChannel;
use crate::domain::value::message::BilingualText;
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::output::placeholder::is_placeholder;

const CONFIRM: BatchStep = BatchStep {
    command: "payment confirm --file",
    done: ("confirmed", BilingualText { zh: "已登记代付", en: "confirmed" }),
    would: ("would_confirm", BilingualText { zh: "会登记代付", en: "would be confirmed" }),
    already: ("already", BilingualText { zh: "之前已登记", en: "confirmed before" }),
    sum: Some(FigureKind::AgentPaid),
};

/// Confirms the payments of a sheet; `channel` is that of the rows without one.
pub(super) fn confirm_payments(
    context: &CommandContext,
    file: &Path,
    sheet: Option<&str>,
    channel: Option<PaymentChannel>,
) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let lines = app.read_payments(named_file(file), sheet)?;
    let content = json!({ "channel": channel, "payments": lines.iter().map(line_to_key).collect::<Vec<_>>() });
    app.keyed_batch(CONFIRM.command, &content, |_| Ok(lines.iter().filter_map(|line| line.order.clone()).collect()))?;
    let mut items: Vec<_> = lines.into_iter().map(|line| to_item(line, channel)).collect();
    refuse_shared_numbers(&mut app, &mut items);
    let losses: Vec<OrderLoss> = items.iter().filter_map(|item| find_loss(&mut app, item)).collect();
    let consents = asks_about_losses(context, &losses)?;
    let take = move |app: &mut App, order_no: &OrderNo, payment: AgentPaymentInput| {
        confirm_row(app, order_no, &payment, consents)
    };
    Ok(run_items(context, app, &CONFIRM, items, take))
}

/// What a key of the command stands for in a row.
fn line_to_key(line: &PaymentLine) -> serde_json::Value {
    let payment = line.payment.as_ref().ok();
    json!({
        "order": line.order,
        "amount": payment.and_then(|payment| payment.amount),
        "channel": payment.and_then(|payment| payment.channel),
        "ref": payment.and_then(|payment| payment.reference.clone()),
        "reason": payment.and_then(|payment| payment.amount_reason.clone()),
    })
}

fn to_item(line: PaymentLine, channel: Option<PaymentChannel>) -> BatchItem<AgentPaymentInput> {
    let PaymentLine { line, order, payment } = line;
    let named = order.unwrap_or_default();
    let work = payment.and_then(|PaymentRow { amount, channel: own, reference, amount_reason }| {
        let [number, reason] = [zh_en("付款单号", "reference"), zh_en("差额原因", "amount_reason")];
        refuse_cell_placeholder(number, reference.as_deref())?;
        refuse_cell_placeholder(reason, amount_reason.as_deref())?;
        let channel = own.or(channel).ok_or_else(|| CliError::RowChannelMissing.into_error())?.code().to_owned();
        let payment = AgentPaymentInput { channel, reference, amount, amount_reason, from_sheet: true };
        Ok((OrderArg::from(named.clone()), payment))
    });
    BatchItem { named, place: Some(BatchPlace::Line(line)), work }
}

/// A cell that was left as the sheet's model has it is no payment's number and no reason.
fn refuse_cell_placeholder(column: BilingualText, cell: Option<&str>) -> Result<()> {
    let BilingualText { zh, en } = column;
    match cell.filter(|cell| is_placeholder(cell)) {
        Some(value) => {
            Err(CliError::CellPlaceholder { zh: &zh, en: &en, value: &value }.into_error().detail("field", en))
        }
        None => Ok(()),
    }
}

/// One payment pays for one order: of rows of several orders with one number nobody knows which is right, so none is booked.
fn refuse_shared_numbers(app: &mut App, items: &mut [BatchItem<AgentPaymentInput>]) {
    let mut rows: BTreeMap<(String, CanonicalNumber), HashMap<String, Vec<usize>>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let Ok((order, payment)) = &item.work else { continue };
        let Some(number) = payment.reference.as_deref().map(CanonicalNumber::of) else { continue };
        let order = order.resolve(app).map_or_else(|_| item.named.clone(), |no| no.to_string());
        rows.entry((payment.channel.clone(), number)).or_default().entry(order).or_default().push(at);
    }
    for ((_, number), orders) in rows.into_iter().filter(|(_, orders)| orders.len() > 1) {
        let mut shared: Vec<usize> = orders.into_values().flatten().collect();
        shared.sort_unstable();
        let lines: Vec<String> = shared.iter().filter_map(|at| items.get(*at)?.line()).collect();
        let others = lines.join(", ");
        for at in shared {
            if let Some(item) = items.get_mut(at) {
                item.work = Err(CliError::PaymentNumberTwice { number: &number, others: &others }.into_error());
            }
        }
    }
}

/// What a row would lose. A row that is refused loses nothing.
fn find_loss(app: &mut App, item: &BatchItem<AgentPaymentInput>) -> Option<OrderLoss> {
    let (order, payment) = item.work.as_ref().ok()?;
    let order_no = order.resolve(app).ok()?;
    let preview = app.preview_payment(&order_no, payment.amount).ok()?;
    app.find_payment_loss(&preview, payment).ok()?
}

/// A loss is only booked where somebody said that losses may be.
fn confirm_row(app: &mut App, order_no: &OrderNo, payment: &AgentPaymentInput, consents: bool) -> Result<OrderOutcome> {
    let preview = app.preview_payment(order_no, payment.amount)?;
    if !consents {
        refuse_loss(app.find_payment_loss(&preview, payment)?)?;
    }
    app.confirm_sheet_payment(order_no, payment)
}
