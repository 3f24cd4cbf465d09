//! Whether what opens the channels is there, and for us alone.

use super::Report;
use crate::app::App;
use crate::app::channels::route::Route;
use crate::app::channels::secrets;
use crate::app::channels::secrets::Origin;
use crate::config::Paths;
use crate::error::Result;
use crate::say;

/// Looks at the groups' settings, the secrets that they name, and every other stored one.
pub fn examine(app: &mut App, report: &mut Report) {
    let paths = app.paths.clone();
    let looked = app.store.read(|tx| Ok(tx.groups()?.iter().map(Route::of).collect::<Vec<_>>()));
    match looked.and_then(|routes| Ok((routes, stored(&paths)?))) {
        Err(error) => report.failed("secrets", &error),
        Ok((routes, stored)) => {
            let mut names = stored;
            for route in routes {
                match route {
                    Err(error) => report.failed("group_settings", &error),
                    Ok(route) => names.extend(route.secret().map(str::to_owned)),
                }
            }
            names.sort();
            names.dedup();
            each(&paths, &names, report);
        }
    }
}

/// What systemd hands over may be meant for something else; ours is looked at where a group names it.
fn stored(paths: &Paths) -> Result<Vec<String>> {
    let ours = secrets::list(paths)?.into_iter().filter(|secret| secret.origin == Origin::File);
    Ok(ours.map(|secret| secret.name).collect())
}

fn each(paths: &Paths, names: &[String], report: &mut Report) {
    let mut fit = 0;
    for name in names {
        match secrets::load(paths, name) {
            Ok(_) => fit += 1,
            Err(error) => report.failed(error.code, &error),
        }
    }
    if fit > 0 {
        report.ok("secrets", say!("可用的凭据：{fit} 个", "secrets that can be used: {fit}"));
    }
}
