//! The embedded channel: a message is a file in a directory.
//!
//! Invariant: a delivery has its effect exactly once. The file's name is the delivery's id, a file appears whole or not
//! at all, and it is never replaced; so sending again is always safe.

use std::fs::{DirBuilder, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::{ChannelMessage, MessagePart, RefusalClass, SendOutcome, SendRefusal, sandbox_answer};
use crate::domain::value::message::BilingualMessage;
use crate::say;

/// How the name of a file begins that is not whole yet.
pub const UNFINISHED: &str = ".spool-";

/// The `failureCode` of this channel.
pub const SPOOL_FAILED: &str = "SPOOL_SEND_FAILED";
/// How long to wait for disk space or a passing fault, in seconds.
const RETRY_SECONDS: u32 = 60;
const LONGEST_ID: usize = 128;
const LONGEST_EXTENSION: usize = 8;

/// Sends a message into `dir`, which is made with mode 0700 if its parent is there.
///
/// With an `answer`, the body that WeCom or Telegram would reply with, the channel behaves as that service does: it
/// writes the file if the answer accepts, and otherwise writes nothing and tells the answer's verdict.
pub fn send_message(dir: &Path, message: &ChannelMessage, answer: Option<&[u8]>) -> SendOutcome {
    match answer.map(sandbox_answer::judge_answer) {
        None => write_message(dir, message),
        Some(SendOutcome::Accepted { receipt: Some(receipt), .. }) => match write_message(dir, message) {
            SendOutcome::Accepted { .. } => SendOutcome::accepted_with(Some(receipt)),
            failed => failed,
        },
        Some(SendOutcome::Accepted { receipt: None, .. }) => write_message(dir, message),
        Some(no_or_unknown) => no_or_unknown,
    }
}

/// Makes `dir` as [`send_message`] would, and writes and removes a file in it.
pub fn probe_directory(dir: &Path) -> io::Result<()> {
    create_directory(dir)?;
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(dir)?;
    file.write_all(b"probe")?;
    file.as_file().sync_all()?;
    file.close()
}

/// [`probe_directory`] as a verdict.
pub(super) fn probe_outcome(dir: &Path) -> Result<BilingualMessage, SendOutcome> {
    let shown = dir.display();
    probe_directory(dir)
        .map_err(|error| io_refusal(dir, &error))
        .map(|()| say!("可以写入 {shown}", "{shown} can be written"))
}

fn write_message(dir: &Path, message: &ChannelMessage) -> SendOutcome {
    let Some(name) = file_name(message) else {
        return refuse_message(
            "invalid delivery id".to_owned(),
            RefusalClass::Bug,
            &say!(
                "投递编号不能用作文件名，是本程序的问题",
                "the delivery id is not a file name; this is a bug in ticketctl"
            ),
        );
    };
    let placed = create_directory(dir).and_then(|()| place_file(dir, &name, part_bytes(&message.part)));
    match placed {
        Ok(FilePlacement::Written) => SendOutcome::accepted_with(Some(name)),
        Ok(FilePlacement::Unsynced(error)) => SendOutcome::Unknown {
            reason: say!(
                "{name} 已写出，但目录没有落盘：{error}",
                "{name} was written, but its directory could not be synced: {error}"
            ),
        },
        Ok(FilePlacement::Differs) => refuse_message(
            format!("{name}: exists with other content"),
            RefusalClass::Data,
            &say!(
                "同一投递编号已写出不同内容：先核对目录中的文件",
                "this delivery id was already written with different content: check the file in the directory"
            ),
        ),
        Err(error) => io_refusal(dir, &error),
    }
}

/// `<delivery id>.<ext>`; `None` if the id could mean anything but a file in the directory.
fn file_name(message: &ChannelMessage) -> Option<String> {
    let id = message.delivery_id.as_str();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let sound = (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(plain);
    sound.then(|| format!("{id}.{}", file_extension(&message.part)))
}

fn file_extension(part: &MessagePart) -> String {
    match part {
        MessagePart::Text { .. } | MessagePart::Captioned { .. } => "txt".to_owned(),
        MessagePart::Image { file_name, .. } | MessagePart::File { file_name, .. } => file_name
            .rsplit_once('.')
            .map(|(_, ext)| ext.to_ascii_lowercase())
            .filter(|ext| {
                (1..=LONGEST_EXTENSION).contains(&ext.len()) && ext.bytes().all(|b| b.is_ascii_alphanumeric())
            })
            .unwrap_or_else(|| "bin".to_owned()),
    }
}

const fn part_bytes(part: &MessagePart) -> &[u8] {
    match part {
        MessagePart::Text { body } | MessagePart::Captioned { caption: body, .. } => body.as_bytes(),
        MessagePart::Image { bytes, .. } | MessagePart::File { bytes, .. } => bytes.as_slice(),
    }
}

fn create_directory(dir: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(dir) {
        Ok(()) => {
            sync_directory(dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let real = std::fs::symlink_metadata(dir)?.is_dir();
            if real { Ok(()) } else { Err(ErrorKind::NotADirectory.into()) }
        }
        Err(error) => Err(error),
    }
}

enum FilePlacement {
    Written,
    /// Other content has the name.
    Differs,
    /// It has its name, and may lose it when the machine stops.
    Unsynced(io::Error),
}

/// Makes the file appear whole. An error says that it did not appear.
fn place_file(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<FilePlacement> {
    // Mode 0600, and removed if it gets no name. A process that is killed in between leaves it: its own name says whose
    // it is, so that an erasure finds it.
    let mut file = tempfile::Builder::new().prefix(&format!("{UNFINISHED}{name}.")).tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let path = dir.join(name);
    match file.persist_noclobber(&path) {
        Ok(_) => {}
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            if !has_content(&path, bytes)? {
                return Ok(FilePlacement::Differs);
            }
        }
        Err(error) => return Err(error.error),
    }
    // Also for a repeat: whoever gave the name may have died before this.
    Ok(sync_directory(dir).map_or_else(FilePlacement::Unsynced, |()| FilePlacement::Written))
}

fn has_content(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    let mut found = Vec::with_capacity(bytes.len());
    file.take(bytes.len() as u64 + 1).read_to_end(&mut found)?;
    Ok(found == bytes)
}

fn sync_directory(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

fn io_refusal(dir: &Path, error: &io::Error) -> SendOutcome {
    let shown = dir.display();
    let (class, advice) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            RefusalClass::RetryAfter(RETRY_SECONDS),
            say!(
                "磁盘已满：清理 {shown} 所在的磁盘，稍后自动重试",
                "the disk is full: free space for {shown}; it will be tried again"
            ),
        ),
        ErrorKind::NotFound
        | ErrorKind::PermissionDenied
        | ErrorKind::NotADirectory
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::IsADirectory
        | ErrorKind::InvalidInput
        | ErrorKind::InvalidFilename => (
            RefusalClass::Configuration,
            say!(
                "目录 {shown} 不能写入（缺失、无权限或是符号链接）：修正 --target 后恢复该群",
                "the directory {shown} cannot be written (missing, denied, or a link): fix --target, then resume the group"
            ),
        ),
        _ => (
            RefusalClass::RetryAfter(RETRY_SECONDS),
            say!("写入 {shown} 失败，稍后自动重试", "writing to {shown} failed; it will be tried again"),
        ),
    };
    refuse_message(error.to_string(), class, &advice)
}

fn refuse_message(message: String, class: RefusalClass, advice: &BilingualMessage) -> SendOutcome {
    let advice = advice.clone();
    SendOutcome::Refused(Box::new(SendRefusal {
        code: SPOOL_FAILED,
        remote_code: None,
        message,
        class,
        advice,
        hint: None,
        known: true,
    }))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::PathBuf;

    use super::*;
    use crate::gateway::MessageAudience;

    fn text(id: &str, body: &str) -> ChannelMessage {
        ChannelMessage {
            delivery_id: id.to_owned(),
            to: "wecom-group-smoke".to_owned(),
            audience: MessageAudience::Group,
            part: MessagePart::Text { body: body.to_owned() },
        }
    }

    fn bench() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let spool = dir.path().join("spool");
        (dir, spool)
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn accepted(receipt: &str) -> SendOutcome {
        SendOutcome::accepted_with(Some(receipt.to_owned()))
    }

    fn refused(outcome: SendOutcome) -> SendRefusal {
        match outcome {
            SendOutcome::Refused(refusal) => *refusal,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_message_becomes_a_private_file() {
        let (_dir, spool) = bench();
        assert_eq!(send_message(&spool, &text("d-1", "张三 初级道"), None), accepted("d-1.txt"));
        assert_eq!(std::fs::read_to_string(spool.join("d-1.txt")).unwrap(), "张三 初级道");
        assert_eq!((mode(&spool), mode(&spool.join("d-1.txt"))), (0o700, 0o600));
        let part = MessagePart::Image { file_name: "../../凭证.PNG".to_owned(), bytes: vec![0x89, 0, 0xff] };
        let image = ChannelMessage { part, ..text("d-2", "") };
        assert_eq!(send_message(&spool, &image, None), accepted("d-2.png"));
        assert_eq!(std::fs::read(spool.join("d-2.png")).unwrap(), [0x89, 0, 0xff]);
        assert_eq!(names(&spool), ["d-1.txt", "d-2.png"]);
        assert!(!format!("{:?}", text("d-1", "张三")).contains("张三"));
    }

    #[test]
    fn sending_again_has_no_second_effect() {
        let (_dir, spool) = bench();
        for _ in 0..3 {
            assert_eq!(send_message(&spool, &text("d-1", "same"), None), accepted("d-1.txt"));
        }
        for other in ["other", "same and more", ""] {
            let refusal = refused(send_message(&spool, &text("d-1", other), None));
            assert_eq!((refusal.class, refusal.code), (RefusalClass::Data, SPOOL_FAILED), "{other}");
        }
        assert_eq!(names(&spool), ["d-1.txt"]);
        assert_eq!(std::fs::read_to_string(spool.join("d-1.txt")).unwrap(), "same");
    }

    #[test]
    fn eight_senders_of_one_delivery_make_one_file() {
        let (_dir, spool) = bench();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert_eq!(send_message(&spool, &text("d-1", "same"), None), accepted("d-1.txt")));
            }
        });
        assert_eq!(names(&spool), ["d-1.txt"]);
    }

    #[test]
    fn a_probe_leaves_nothing_and_says_what_stands_in_the_way() {
        let (dir, spool) = bench();
        probe_directory(&spool).unwrap();
        assert_eq!((mode(&spool), names(&spool)), (0o700, Vec::<String>::new()));
        symlink(&spool, dir.path().join("link")).unwrap();
        assert_eq!(probe_directory(&dir.path().join("link")).unwrap_err().kind(), ErrorKind::NotADirectory);
        assert_eq!(probe_directory(&spool.join("missing/parent")).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    fn an_answer_decides_as_the_service_would() {
        let (_dir, spool) = bench();
        let no = br#"{"errcode":93000,"errmsg":"invalid webhook url, hint: [1773977760414942419258605]"}"#;
        let refusal = refused(send_message(&spool, &text("d-1", "x"), Some(no)));
        assert_eq!((refusal.code, refusal.remote_code), ("WECOM_SEND_FAILED", Some(93000)));
        assert_eq!(refusal.message, "invalid webhook url, hint: [1773977760414942419258605]");
        let unknown = send_message(&spool, &text("d-1", "x"), Some(b"<html>502"));
        assert!(matches!(unknown, SendOutcome::Unknown { .. }));
        assert!(!spool.exists(), "a refused message leaves nothing");
        assert_eq!(
            send_message(&spool, &text("d-1", "x"), Some(br#"{"errcode":0,"errmsg":"ok"}"#)),
            accepted("d-1.txt")
        );
        let yes = br#"{"ok":true,"result":{"message_id":7}}"#;
        assert_eq!(send_message(&spool, &text("d-2", "x"), Some(yes)), accepted("7"));
        assert_eq!(names(&spool), ["d-1.txt", "d-2.txt"]);
    }

    #[test]
    fn a_directory_that_cannot_be_used_is_a_matter_of_configuration() {
        let (dir, spool) = bench();
        let real = dir.path().join("real");
        std::fs::create_dir(&real).unwrap();
        symlink(&real, dir.path().join("link")).unwrap();
        std::fs::write(dir.path().join("file"), "").unwrap();
        for bad in
            [spool.join("missing/parent"), dir.path().join("link"), dir.path().join("file"), dir.path().join("file/x")]
        {
            let refusal = refused(send_message(&bad, &text("d-1", "x"), None));
            assert_eq!((refusal.class, refusal.code), (RefusalClass::Configuration, SPOOL_FAILED), "{}", bad.display());
            assert!(refusal.advice.en.contains(&bad.display().to_string()) && !refusal.message.is_empty());
        }
        assert_eq!(names(&real), Vec::<String>::new());
    }

    #[test]
    fn a_full_disk_waits_and_a_bad_id_writes_nothing() {
        let (_dir, spool) = bench();
        let full = io_refusal(&spool, &ErrorKind::StorageFull.into());
        assert_eq!(refused(full).class, RefusalClass::RetryAfter(60));
        for id in ["", "../d", "a/b", ".", "a.b", "d\0", &"x".repeat(129)] {
            assert_eq!(refused(send_message(&spool, &text(id, "x"), None)).class, RefusalClass::Bug, "{id:?}");
        }
        assert!(!spool.exists());
    }

    #[test]
    fn an_attachment_without_a_sound_extension_is_bin() {
        for (name, ext) in
            [("a.pdf", "pdf"), ("a", "bin"), ("a.", "bin"), ("a.p/f", "bin"), ("a.图", "bin"), ("a.toolongext", "bin")]
        {
            assert_eq!(file_extension(&MessagePart::File { file_name: name.to_owned(), bytes: vec![] }), ext, "{name}");
        }
    }
}
