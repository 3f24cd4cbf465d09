//! `proof`

use std::path::PathBuf;

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::resale::proof::{ProofCheck, ProofVersion};
use crate::domain::resale::command::ProofState;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Exit, Result};
use crate::output::order_labels::zh_en;
use crate::output::schema::ListSchema;
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
            Ok(CommandResponse::with_list(proof_schema(), app.list_proofs(&order_no)?))
        }
        ProofVerb::Verify { order, .. } => {
            let order_no = order.map(|order| order.resolve(&mut app)).transpose()?;
            Ok(verification_response(app.verify_proofs(order_no.as_ref())?))
        }
    }
}

fn proof_schema() -> ListSchema<ProofVersion> {
    ListSchema::new("sha256")
        .number("version", "版本", "Version", |one: &ProofVersion| one.version)
        .word("current", "当前", "Current", |one| one.current)
        .shown(|one, lang| if one.current { zh_en("当前", "yes").in_lang(lang).to_owned() } else { String::new() })
        .text("file_name", "文件名", "File", |one| one.proof.file_name.clone())
        .word("file_type", "类型", "Type", |one| one.proof.file_type.clone())
        .drop_priority(2)
        .number("file_size", "字节", "Bytes", |one| one.proof.file_size)
        .drop_priority(3)
        .code("state", "文件", "Stored", |one| one.state)
        .time("uploaded_at", "上传时间", "Uploaded", |one| one.at)
        .text("operator", "操作员", "Operator", |one| one.proof.operator_id.clone())
        .drop_priority(1)
        .hidden("sha256", |one| one.proof.receipt_image_hash.clone())
        .hidden("path", |one| one.proof.receipt_file_path.clone())
        .hidden("reused_proof_reason", |one| one.proof.reused_proof_reason.clone())
}

fn check_schema() -> ListSchema<ProofCheck> {
    ListSchema::new("sha256")
        .word("order_no", "订单号", "Order", |one: &ProofCheck| one.order_no.clone())
        .code("state", "文件", "Stored", |one| one.state)
        .text("path", "位置", "Path", |one| one.path.clone())
        .hidden("sha256", |one| one.sha256.clone())
}

fn verification_response(checked: Vec<ProofCheck>) -> CommandResponse {
    let warnings: Vec<_> = checked.iter().filter_map(proof_warning).collect();
    let (all, bad) = (checked.len(), warnings.len());
    let answer = CommandResponse::with_list(check_schema(), checked)
        .add_note(say!("核对了 {all} 个凭证文件，{bad} 个有问题", "{all} proof files checked, {bad} of them bad"));
    let answer = warnings.into_iter().fold(answer, CommandResponse::add_warning);
    if bad > 0 { answer.set_exit(Exit::Data) } else { answer }
}

/// What somebody has to do something about.
fn proof_warning(one: &ProofCheck) -> Option<BilingualMessage> {
    let (no, path) = (&one.order_no, one.path.as_deref().unwrap_or(&one.sha256));
    match one.state {
        ProofState::Missing => Some(say!("订单 {no} 的凭证不见了：{path}", "the proof of order {no} is gone: {path}")),
        ProofState::Damaged => {
            Some(say!("订单 {no} 的凭证已损坏：{path}", "the proof of order {no} is damaged: {path}"))
        }
        ProofState::Intact | ProofState::External => None,
    }
}
