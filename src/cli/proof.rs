//! `proof`

use std::path::{Path, PathBuf};

use serde_json::json;

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::order_batch::{BatchItem, BatchPlace, BatchStep, run_items};
use super::response::CommandResponse;
use crate::app::App;
use crate::app::resale::proof::{ProofCheck, ProofVersion};
use crate::app::resale::proof_folder::FolderProof;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::ProofState;
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::{BilingualMessage, BilingualText};
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
        #[arg(value_name = "ORDER", required_unless_present = "dir")]
        order: Option<OrderArg>,
        /// JPEG, PNG, WebP or PDF; plain text with a warning
        #[arg(value_name = "FILE", required_unless_present = "dir")]
        file: Option<PathBuf>,
        /// Every file of this folder, each for the order whose number, or 4 or more characters of its beginning or end, its name has
        #[arg(long, value_name = "DIR", conflicts_with_all = ["order", "file", "reused_proof"])]
        dir: Option<PathBuf>,
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
        ProofVerb::Upload { dir: Some(dir), .. } => upload_folder(context, app, &dir),
        ProofVerb::Upload { order, file, reused_proof, .. } => {
            // Clap has both, where there is no folder.
            let (order, file) = (order.unwrap_or_default(), file.unwrap_or_default());
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

const UPLOAD: BatchStep = BatchStep {
    command: "proof upload --dir",
    done: ("uploaded", BilingualText { zh: "已上传", en: "uploaded" }),
    would: ("would_upload", BilingualText { zh: "会上传", en: "would be uploaded" }),
    already: ("already", BilingualText { zh: "之前已上传", en: "uploaded before" }),
    sum: None,
};

fn upload_folder(context: &CommandContext, mut app: App, dir: &Path) -> Result<CommandResponse> {
    let files = app.find_proof_owners(dir)?;
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    app.keyed_batch(UPLOAD.command, &json!({ "files": names }), |_| Ok(names.clone()))?;
    let item = |FolderProof { path, name, order }: FolderProof| {
        let named = order.as_ref().map_or_else(|_| String::new(), OrderNo::to_string);
        let work = order.map(|order_no| (OrderArg::from(order_no.to_string()), path));
        BatchItem { named, place: Some(BatchPlace::File(name)), work }
    };
    let items = files.into_iter().map(item).collect();
    Ok(run_items(context, app, &UPLOAD, items, |app, order_no, path: PathBuf| app.upload_folder_proof(order_no, &path)))
}

fn proof_schema() -> ListSchema<ProofVersion> {
    ListSchema::new("sha256")
        .number("version", "版本", "Version", |one: &ProofVersion| one.version)
        .word("current", "当前", "Current", |one| one.current)
        .shown(|one, lang| if one.current { zh_en("当前", "yes").in_lang(lang).to_owned() } else { String::new() })
        .text("file_name", "文件名", "File", |one| one.proof.file_name.clone())
        .word("file_type", "类型", "Type", |one| one.proof.file_type.clone())
        .drop_priority(2)
        .number("file_size", "大小", "Size", |one| one.proof.file_size)
        .shown(|one, _| ByteSize(one.proof.file_size).to_string())
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
