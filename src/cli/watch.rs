//! `--watch`: a page that is drawn again whenever the database changed, until somebody leaves it.
//!
//! Invariant: however it ends, by a key, a signal or an error, the terminal is as it was before.

use std::io;
use std::os::fd::AsFd as _;
use std::time::Duration;

use rustix::io::Errno;
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::context::CommandContext;
use super::environment;
use super::errors::CliError;
use super::response::CommandResponse;
use crate::app::App;
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};
use crate::output::output_writer::OutputWriter;
use crate::output::terminal::DisplayOptions;
use crate::output::text::escape_around_styles;
use crate::output::watch_frame::{ENTER_SCREEN, LEAVE_SCREEN, ScreenSize, format_frame};
use crate::say;

/// How often the database is asked whether it changed, in tenths of a second.
const POLL_TENTHS: u8 = 10;

/// How long is looked for a signal that arrived.
const SIGNAL_WAIT: Duration = Duration::from_millis(1);

/// After how many questions without a change the page is drawn again all the same: deadlines pass by themselves.
const POLLS_PER_REFRESH: u32 = 60;

/// What ^C and ^D type where they are no signals.
const INTERRUPT: u8 = 3;
const END_OF_INPUT: u8 = 4;

/// Draws a page for the terminal that is told.
pub type WatchedPage = Box<dyn FnMut(&mut App, &DisplayOptions) -> Result<String>>;

/// Refuses `--watch` where nobody watches.
pub fn require_watcher(context: &CommandContext) -> Result<()> {
    let global = &context.global;
    if context.plan.is_machine() {
        let flag = if global.json.is_some() {
            "--json"
        } else if global.jq.is_some() {
            "--jq"
        } else {
            "--format"
        };
        return Err(CliError::WatchNotForScripts { flag: &flag }.into_error().detail("field", flag));
    }
    if context.surface.stdout_is_tty && environment::stdin_is_terminal() {
        Ok(())
    } else {
        Err(CliError::WatchNeedsTerminal.into_error())
    }
}

/// Shows the page until somebody leaves it: `q` and ^D end well, ^C and signals with exit 130.
pub fn watch_page(context: &CommandContext, mut app: App, mut page: WatchedPage) -> Result<CommandResponse> {
    require_watcher(context)?;
    let surface = context.surface;
    Ok(CommandResponse::with_watch(move |out| {
        let mut signals = EndSignals::listen()?;
        let _screen = WatchedScreen::enter(out)?;
        show_until_left(&mut app, &mut page, surface, (&mut signals, out))
    }))
}

fn terminal_error(_: io::Error) -> Box<Error> {
    CliError::TerminalClosed.into_error()
}

fn show_until_left(
    app: &mut App,
    page: &mut WatchedPage,
    surface: DisplayOptions,
    (signals, out): (&mut EndSignals, &mut OutputWriter<'_>),
) -> Result<Exit> {
    loop {
        let (seen, size) = (app.change_counter()?, terminal_size(&surface));
        draw_page(app, page, DisplayOptions { width: Some(size.columns), ..surface }, size, out)?;
        for _ in 0..POLLS_PER_REFRESH {
            let left = wait_for_key()?;
            if let Some(exit) = left.or_else(|| signals.arrived().then_some(Exit::Interrupted)) {
                return Ok(exit);
            }
            if app.change_counter()? != seen || terminal_size(&surface) != size {
                break;
            }
        }
    }
}

fn draw_page(
    app: &mut App,
    page: &mut WatchedPage,
    surface: DisplayOptions,
    size: ScreenSize,
    out: &mut OutputWriter<'_>,
) -> Result<()> {
    app.clock = app.clock.for_next_request();
    let text = page(app, &surface)?;
    let footer = surface.stdout_styler().dim(&watch_footer(app, surface.lang));
    out.write_str(&format_frame(&escape_around_styles(&text, surface.color), &footer, size, surface.lang))?;
    out.flush()
}

fn watch_footer(app: &App, lang: Lang) -> String {
    let at = app.clock.wall_time().format_second();
    say!("{at} · 有变化即更新 · q 退出", "{at} · updates by itself · q quits").in_lang(lang).to_owned()
}

fn terminal_size(surface: &DisplayOptions) -> ScreenSize {
    let size = dialoguer::console::Term::stdout().size_checked();
    let (rows, columns) = size.unwrap_or((24, surface.width.unwrap_or(80)));
    ScreenSize { rows, columns }
}

/// The signals that end a command, which must not end this one before the terminal is as it was.
struct EndSignals {
    runtime: Runtime,
    signals: [Signal; 3],
}

impl EndSignals {
    fn listen() -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(terminal_error)?;
        let on = |kind| signal(kind).map_err(terminal_error);
        let entered = runtime.enter();
        let signals = [on(SignalKind::interrupt())?, on(SignalKind::terminate())?, on(SignalKind::hangup())?];
        drop(entered);
        Ok(Self { runtime, signals })
    }

    fn arrived(&mut self) -> bool {
        let [interrupt, terminate, hangup] = &mut self.signals;
        self.runtime.block_on(async {
            tokio::select! {
                _ = interrupt.recv() => true,
                _ = terminate.recv() => true,
                _ = hangup.recv() => true,
                () = tokio::time::sleep(SIGNAL_WAIT) => false,
            }
        })
    }
}

/// Waits for a key, at most as long as [`WatchedScreen`] told the terminal; how the watch ends, where the key ends it.
fn wait_for_key() -> Result<Option<Exit>> {
    let mut typed = [0; 64];
    let count = match rustix::io::read(io::stdin(), &mut typed) {
        Ok(count) => count,
        Err(Errno::INTR) => 0,
        Err(errno) => return Err(terminal_error(errno.into())),
    };
    let typed = typed.get(..count).unwrap_or_default();
    Ok(match typed {
        keys if keys.contains(&INTERRUPT) => Some(Exit::Interrupted),
        keys if keys.iter().any(|key| matches!(*key, b'q' | b'Q' | END_OF_INPUT)) => Some(Exit::Ok),
        _ => None,
    })
}

/// A terminal on its second screen, which hands on each key and shows none.
struct WatchedScreen {
    saved: Termios,
}

impl WatchedScreen {
    fn enter(out: &mut OutputWriter<'_>) -> Result<Self> {
        let saved = tcgetattr(io::stdin()).map_err(|errno| terminal_error(errno.into()))?;
        let mut modes = saved.clone();
        modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        // Reading waits for a key no longer than this: then the database is asked whether it changed.
        modes.special_codes[SpecialCodeIndex::VMIN] = 0;
        modes.special_codes[SpecialCodeIndex::VTIME] = POLL_TENTHS;
        tcsetattr(io::stdin(), OptionalActions::Now, &modes).map_err(|errno| terminal_error(errno.into()))?;
        let screen = Self { saved };
        out.write_str(ENTER_SCREEN)?;
        Ok(screen)
    }
}

impl Drop for WatchedScreen {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing back.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.saved);
        let _ = rustix::io::write(io::stdout().as_fd(), LEAVE_SCREEN.as_bytes());
    }
}
