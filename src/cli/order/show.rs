//! `order show`

use serde_json::Value;

use crate::app::App;
use crate::app::orders::view::OrderViewOptions;
use crate::cli::context::CommandContext;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::cli::watch::{require_watcher, watch_page};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::error::Result;
use crate::output::order_sections::OrderDetail;
use crate::output::terminal::DisplayOptions;
use crate::output::{checkout_page, checkout_show, resale_page, resale_show};

/// Show one order in detail.
#[derive(Debug, clap::Args)]
pub struct OrderShowArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Lay the order out as on the reference page
    #[arg(long)]
    page: bool,
    /// Show every section, event and delivery, as it is where the output is no terminal, and with -v
    #[arg(long, conflicts_with = "page")]
    full: bool,
    /// Show the order as it was at this time, such as 2026-03-20 09:05 or 1h
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Stay on the terminal and draw the order again whenever it changed; q ends it
    #[arg(long, conflicts_with_all = ["at", "page"])]
    watch: bool,
}

/// Shows it; personal data only after the access was recorded.
pub fn run_order_show(context: &CommandContext, args: OrderShowArgs) -> Result<CommandResponse> {
    if args.watch {
        require_watcher(context)?;
    }
    let at = args.at.as_deref().map(|at| context.read_past_flag("--at", at)).transpose()?;
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let reveal = context.global.reveal;
    if reveal {
        app.record_reveal(&order_no, "order show")?;
    }
    let looked = LookedAtOrder {
        order_no,
        options: OrderViewOptions { at, reveal, internal: context.global.internal },
        page: args.page,
        full: args.full,
    };
    if args.watch {
        let page = move |app: &mut App, surface: &DisplayOptions| Ok(looked.view_order(app, Some(surface))?.1);
        return watch_page(context, app, Box::new(page));
    }
    let surface = Some(&context.surface).filter(|_| !context.plan.is_machine());
    let (value, text) = looked.view_order(&mut app, surface)?;
    Ok(CommandResponse::with_page(value, Some("order_no"), text))
}

/// Which order is shown, and how.
struct LookedAtOrder {
    order_no: OrderNo,
    options: OrderViewOptions,
    page: bool,
    full: bool,
}

impl LookedAtOrder {
    /// The order for scripts and, where there is a surface, for people.
    fn view_order(&self, app: &mut App, surface: Option<&DisplayOptions>) -> Result<(Value, String)> {
        let detail = surface.map_or(OrderDetail::Full, |surface| self.detail(surface));
        Ok(match self.order_no.flow() {
            OrderFlow::Resale => {
                let view = app.view_resale(&self.order_no, self.options)?;
                let text = surface.map(|surface| match self.page {
                    true => resale_page::render_resale_page(&view, surface.lang),
                    false => resale_show::render_resale_order(&view, detail, surface),
                });
                (view.to_json(), text.unwrap_or_default())
            }
            OrderFlow::Checkout => {
                let view = app.view_checkout(&self.order_no, self.options)?;
                let text = surface.map(|surface| match self.page {
                    true => checkout_page::render_checkout_page(&view, surface.lang),
                    false => checkout_show::render_checkout_order(&view, detail, surface),
                });
                (view.to_json(), text.unwrap_or_default())
            }
        })
    }

    /// A terminal gets one screen unless asked for more; what is no terminal gets everything.
    const fn detail(&self, surface: &DisplayOptions) -> OrderDetail {
        if self.full || !surface.stdout_is_tty || surface.verbose > 0 { OrderDetail::Full } else { OrderDetail::Brief }
    }
}
