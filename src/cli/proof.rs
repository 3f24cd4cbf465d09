//! `proof`

use std::path::PathBuf;

use serde_json::{Value, json};

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::response::{CommandResponse, object_to_row};
use crate::app::resale::proof::{ProofCheck, ProofVersion};
use crate::domain::value::message::Lang;
use crate::error::{Exit, Result};
use crate::output::order_labels::{page_time, zh_en};
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};
use crate::say;

/// Payment proofs: upload, list, verify.
#[derive(Debug, clap::Args)]
pub struct ProofArgs {
    #[command(subcommand)]
    verb: ProofVerb,
}

#[derive(Debug, clap::Subcommand)]
enum ProofVerb {
    /// Upload the proof that the agent was paid; a later one replaces it
    Upload {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// JPEG, PNG, WebP or PDF; plain text with a warning
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Why the same file proves the payment of two orders
        #[arg(long, value_name = "REASON")]
        reused_proof: Option<String>,
    },
    /// List the proofs of an order, oldest first
    List {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
    },
    /// Check that the stored files are intact
    #[command(group = clap::ArgGroup::new("which").required(true))]
    Verify {
        /// Check the proofs of all orders
        #[arg(long, group = "which")]
        all: bool,
        /// The order number
        #[arg(value_name = "ORDER", group = "which")]
        order: Option<OrderArg>,
    },
}

pub fn run_proof(context: &CommandContext, args: ProofArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    match args.verb {
        ProofVerb::Upload { order, file, reused_proof } => {
            let order_no = order.resolve(&mut app)?;
            let outcome = app.upload_proof(&order_no, &file, reused_proof.as_deref())?;
            next::respond_with_next_step(context, &mut app, outcome)
        }
        ProofVerb::List { order } => {
            let order_no = order.resolve(&mut app)?;
            Ok(list_proofs(&app.list_proofs(&order_no)?))
        }
        ProofVerb::Verify { order, .. } => {
            let order_no = order.map(|order| order.resolve(&mut app)).transpose()?;
            Ok(verification_response(app.verify_proofs(order_no.as_ref())?))
        }
    }
}

fn list_proofs(versions: &[ProofVersion]) -> CommandResponse {
    let columns = vec![
        ListColumn::new("version", zh_en("版本", "Version")).align_right(),
        ListColumn::new("current", zh_en("当前", "Current")).no_wrap().format_with(format_current),
        ListColumn::new("file_name", zh_en("文件名", "File")),
        ListColumn::new("file_type", zh_en("类型", "Type")).no_wrap().drop_priority(2),
        ListColumn::new("file_size", zh_en("字节", "Bytes")).align_right().drop_priority(3),
        ListColumn::new("state", zh_en("文件", "Stored")).no_wrap().format_with(format_file_state),
        ListColumn::new("uploaded_at", zh_en("上传时间", "Uploaded")).no_wrap().format_with(format_time),
        ListColumn::new("operator", zh_en("操作员", "Operator")).drop_priority(1),
        ListColumn::machine_only("sha256"),
        ListColumn::machine_only("path"),
        ListColumn::machine_only("reused_proof_reason"),
    ];
    let line = |one: &ProofVersion| {
        let proof = &one.proof;
        object_to_row(json!({
            "version": one.version,
            "current": one.current,
            "file_name": proof.file_name,
            "file_type": proof.file_type,
            "file_size": proof.file_size,
            "state": one.state,
            "uploaded_at": one.at.format_rfc3339(),
            "operator": proof.operator_id,
            "sha256": proof.receipt_image_hash,
            "path": proof.receipt_file_path,
            "reused_proof_reason": proof.reused_proof_reason,
        }))
    };
    let rows = versions.iter().map(line).collect();
    CommandResponse::with_list(RowSet { shape: ListSchema { name: "proofs", columns, id_key: "sha256" }, rows })
}

fn verification_response(checked: Vec<ProofCheck>) -> CommandResponse {
    let columns = vec![
        ListColumn::new("order_no", zh_en("订单号", "Order")).no_wrap(),
        ListColumn::new("state", zh_en("文件", "Stored")).no_wrap().format_with(format_file_state),
        ListColumn::new("path", zh_en("位置", "Path")),
        ListColumn::machine_only("sha256"),
    ];
    let line = |one: &ProofCheck| -> OutputRow {
        object_to_row(json!({ "order_no": one.order_no, "state": one.state, "path": one.path, "sha256": one.sha256 }))
    };
    let rows = checked.iter().map(line).collect();
    let dataset = RowSet { shape: ListSchema { name: "proofs", columns, id_key: "sha256" }, rows };
    let (all, bad) = (checked.len(), checked.iter().filter(|one| one.is_bad()).count());
    let mut answer = CommandResponse::with_list(dataset)
        .add_note(say!("核对了 {all} 个凭证文件，{bad} 个有问题", "{all} proof files checked, {bad} of them bad"));
    for one in checked.iter().filter(|one| one.is_bad()) {
        let (no, path) = (&one.order_no, one.path.as_deref().unwrap_or(&one.sha256));
        answer = answer.add_warning(if one.state == "missing" {
            say!("订单 {no} 的凭证不见了：{path}", "the proof of order {no} is gone: {path}")
        } else {
            say!("订单 {no} 的凭证已损坏：{path}", "the proof of order {no} is damaged: {path}")
        });
    }
    if bad > 0 { answer.set_exit(Exit::Data) } else { answer }
}

fn format_current(value: &Value, lang: Lang) -> String {
    let label = if value.as_bool() == Some(true) { zh_en("当前", "yes") } else { zh_en("-", "-") };
    label.in_lang(lang).to_owned()
}

fn format_file_state(value: &Value, lang: Lang) -> String {
    let label = match value.as_str() {
        Some("intact") => zh_en("完好", "intact"),
        Some("missing") => zh_en("不见了", "missing"),
        Some("damaged") => zh_en("已损坏", "damaged"),
        _ => zh_en("在原系统", "external"),
    };
    label.in_lang(lang).to_owned()
}

fn format_time(value: &Value, _: Lang) -> String {
    value.as_str().map(page_time).unwrap_or_default()
}
