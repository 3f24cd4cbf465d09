//! `proof`

use std::path::PathBuf;

use serde_json::{Value, json};

use super::context::Context;
use super::next;
use super::order_arg::order_no;
use super::response::{Answer, row};
use crate::app::resale::proof::{Checked, ProofVersion};
use crate::domain::value::message::Lang;
use crate::error::{Exit, Result};
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::order_labels::{moment, text};
use crate::say;

/// Payment proofs: upload, list, verify.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Keep the proof that the agent was paid; a later one takes its place
    Upload {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// JPEG, PNG, WebP or PDF; plain text with a warning
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Why the same file may prove the payment of two orders
        #[arg(long, value_name = "REASON")]
        reused_proof: Option<String>,
    },
    /// Every proof of an order, oldest first
    List {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
    },
    /// Look whether the kept files are what they were
    #[command(group = clap::ArgGroup::new("which").required(true))]
    Verify {
        /// Every order's
        #[arg(long, group = "which")]
        all: bool,
        /// The order's number
        #[arg(value_name = "ORDER", group = "which")]
        order: Option<String>,
    },
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let mut app = context.app()?;
    match args.verb {
        Verb::Upload { order, file, reused_proof } => {
            let order_no = order_no(&mut app, &order)?;
            let outcome = app.upload_proof(&order_no, &file, reused_proof.as_deref())?;
            next::done(context, &mut app, outcome)
        }
        Verb::List { order } => {
            let order_no = order_no(&mut app, &order)?;
            Ok(list(&app.proofs(&order_no)?))
        }
        Verb::Verify { order, .. } => {
            let order_no = order.map(|order| order_no(&mut app, &order)).transpose()?;
            Ok(verified(app.verify_proofs(order_no.as_ref())?))
        }
    }
}

fn list(versions: &[ProofVersion]) -> Answer {
    let columns = vec![
        Column::new("version", text("版本", "Version")).number(),
        Column::new("current", text("当前", "Current")).whole().shown(mark),
        Column::new("file_name", text("文件名", "File")),
        Column::new("file_type", text("类型", "Type")).whole().priority(2),
        Column::new("file_size", text("字节", "Bytes")).number().priority(3),
        Column::new("state", text("文件", "Stored")).whole().shown(state),
        Column::new("uploaded_at", text("上传时间", "Uploaded")).whole().shown(time),
        Column::new("operator", text("操作员", "Operator")).priority(1),
        Column::machine_only("sha256"),
        Column::machine_only("path"),
        Column::machine_only("reused_proof_reason"),
    ];
    let line = |one: &ProofVersion| {
        let proof = &one.proof;
        row(json!({
            "version": one.version,
            "current": one.current,
            "file_name": proof.file_name,
            "file_type": proof.file_type,
            "file_size": proof.file_size,
            "state": one.state,
            "uploaded_at": one.at.rfc3339(),
            "operator": proof.operator_id,
            "sha256": proof.receipt_image_hash,
            "path": proof.receipt_file_path,
            "reused_proof_reason": proof.reused_proof_reason,
        }))
    };
    let rows = versions.iter().map(line).collect();
    Answer::list(Dataset { shape: Shape { name: "proofs", columns, id_key: "sha256" }, rows })
}

fn verified(checked: Vec<Checked>) -> Answer {
    let columns = vec![
        Column::new("order_no", text("订单号", "Order")).whole(),
        Column::new("state", text("文件", "Stored")).whole().shown(state),
        Column::new("path", text("位置", "Path")),
        Column::machine_only("sha256"),
    ];
    let line = |one: &Checked| -> Row {
        row(json!({ "order_no": one.order_no, "state": one.state, "path": one.path, "sha256": one.sha256 }))
    };
    let rows = checked.iter().map(line).collect();
    let dataset = Dataset { shape: Shape { name: "proofs", columns, id_key: "sha256" }, rows };
    let (all, bad) = (checked.len(), checked.iter().filter(|one| one.is_bad()).count());
    let mut answer = Answer::list(dataset)
        .note(say!("核对了 {all} 个凭证文件，{bad} 个有问题", "{all} proof files checked, {bad} of them bad"));
    for one in checked.iter().filter(|one| one.is_bad()) {
        let (no, path) = (&one.order_no, one.path.as_deref().unwrap_or(&one.sha256));
        answer = answer.warn(if one.state == "missing" {
            say!("订单 {no} 的凭证不见了：{path}", "the proof of order {no} is gone: {path}")
        } else {
            say!("订单 {no} 的凭证已损坏：{path}", "the proof of order {no} is damaged: {path}")
        });
    }
    if bad > 0 { answer.ending(Exit::Data) } else { answer }
}

fn mark(value: &Value, lang: Lang) -> String {
    let label = if value.as_bool() == Some(true) { text("当前", "yes") } else { text("-", "-") };
    label.get(lang).to_owned()
}

fn state(value: &Value, lang: Lang) -> String {
    let label = match value.as_str() {
        Some("intact") => text("完好", "intact"),
        Some("missing") => text("不见了", "missing"),
        Some("damaged") => text("已损坏", "damaged"),
        _ => text("在原系统", "external"),
    };
    label.get(lang).to_owned()
}

fn time(value: &Value, _: Lang) -> String {
    value.as_str().map(moment).unwrap_or_default()
}
