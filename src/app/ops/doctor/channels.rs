//! Whether the channels' secrets is there, and for us alone; and whether the channels of notices are.

use super::DoctorReport;
use crate::app::App;
use crate::app::channels::route::ChannelRoute;
use crate::app::channels::secrets;
use crate::app::channels::secrets::SecretOrigin;
use crate::config::Paths;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;

/// Looks at the groups' settings, the secrets that they name, and every other stored one.
pub fn check_channels(app: &mut App, report: &mut DoctorReport) {
    check_notice_channels(app, report);
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
