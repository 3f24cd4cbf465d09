//! Whether the channels' secrets is there, and for us alone; and whether the channels of notices are.

use super::DoctorReport;
use crate::app::App;
use crate::app::channels::groups::SPOOL;
use crate::app::channels::route::ChannelRoute;
use crate::app::channels::secrets;
use crate::app::channels::secrets::SecretOrigin;
use crate::config::Paths;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;
use crate::store::DatabaseKind;

/// Looks at the groups' settings, the secrets that they name, and every other stored one.
pub fn check_channels(app: &mut App, report: &mut DoctorReport) {
    check_notice_channels(app, report);
    check_notices_leave(app, report);
    let paths = app.paths.clone();
    let looked = app.store.read(|tx| Ok(tx.list_groups()?.iter().map(ChannelRoute::from_group).collect::<Vec<_>>()));
    match looked.and_then(|routes| Ok((routes, stored_secrets(&paths)?))) {
        Err(error) => report.add_failure("secrets", &error),
        Ok((routes, stored)) => {
            let mut names = stored;
            for route in routes {
                match route {
                    Err(error) => report.add_failure("group_settings", &error),
                    Ok(route) => names.extend(route.secret_name().map(str::to_owned)),
                }
            }
            names.sort();
            names.dedup();
            check_secrets(&paths, &names, report);
        }
    }
}

/// A notice over a channel that is not there waits for nobody.
fn check_notice_channels(app: &mut App, report: &mut DoctorReport) {
    let named = app.config.clone();
    for (key, channel) in named.notice_channels() {
        let Some(Err(error)) = channel.map(|channel| app.check_notice_channel(channel)) else { continue };
        let BilingualMessage { zh, en } = &error.message;
        let mut fix = say!("`ticketctl config set {key} 渠道`", "`ticketctl config set {key} CHANNEL`");
        if let Some(BilingualMessage { zh, en }) = &error.hint {
            fix.append(&say!("；{zh}", "; {en}"));
        }
        report.add_warning("notice_channel", say!("配置 {key}：{zh}", "the setting {key}: {en}"), fix);
    }
}

/// A file in a folder tells a buyer nothing, and the order goes on as if it had.
fn check_notices_leave(app: &App, report: &mut DoctorReport) {
    if app.store.kind() == DatabaseKind::Live && app.config.resale.default_notice_channel == SPOOL {
        report.add_warning(
            "notice_channel",
            say!(
                "转售订单的通知只写进文件夹（spool），订单就算已通知：买家没有收到",
                "notices of resale orders are only written into a folder (spool) and count as sent: no buyer receives them"
            ),
            say!(
                "`ticketctl config set resale.default_notice_channel manual`：文字由你发给买家，再 `ticketctl notify sent`；已写进文件夹的用 `ticketctl notify resend 编号`",
                "`ticketctl config set resale.default_notice_channel manual`: you give the text to the buyer, then run `ticketctl notify sent`; for those in the folder, `ticketctl notify resend ID`"
            ),
        );
    }
}

/// What systemd hands over may be meant for something else; ours is looked at where a group names it.
fn stored_secrets(paths: &Paths) -> Result<Vec<String>> {
    let ours = secrets::list_secrets(paths)?.into_iter().filter(|secret| secret.origin == SecretOrigin::File);
    Ok(ours.map(|secret| secret.name).collect())
}

fn check_secrets(paths: &Paths, names: &[String], report: &mut DoctorReport) {
    let mut fit = 0;
    for name in names {
        match secrets::load_secret(paths, name) {
            Ok(_) => fit += 1,
            Err(error) => report.add_failure(error.code, &error),
        }
    }
    if fit > 0 {
        report.add_ok("secrets", say!("可用的凭据：{fit} 个", "secrets that can be used: {fit}"));
    }
}
