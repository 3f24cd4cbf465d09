//! `order show --page`: a resale order in the reference page's own order and words.
//!
//! Every label and fact of the page stands here as it stands there, with the page's half-width colon. Sentences that
//! only explain a control of the page are replaced by the command that does the same.

use crate::domain::resale::axis::Axis;
use crate::domain::resale::view::{Delivery, Event, OrderView};
use crate::domain::value::message::{Lang, Message, Text};
use crate::say;

use super::order_labels::{
    amount, exception_kind, form_fields, joined, latest_fields, moment, or_dash, payload, states, text,
};
use super::text::visible;

/// The page as text, ending in a newline. Nothing is wrapped or coloured, wherever it goes.
pub fn render(view: &OrderView, lang: Lang) -> String {
    let mut page = Page { lang, text: String::new() };
    page.head(view);
    page.overview(view);
    page.statuses(view);
    page.operations(view);
    page.notices(view);
    page.exceptions(view);
    page.proof(view);
    page.push(view);
    page.matching(view);
    page.screenshot(view);
    page.form(view);
    page.latest(view);
    page.events(view);
    page.text
}

struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    /// A line that the next one follows directly.
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line with an empty one after it.
    fn paragraph(&mut self, line: &str) {
        self.line(line);
        self.text.push('\n');
    }

    fn heading(&mut self, zh: &'static str, en: &'static str) {
        self.paragraph(text(zh, en).get(self.lang));
    }

    fn say(&mut self, message: &Message) {
        self.paragraph(message.get(self.lang));
    }

    /// `原因:…`, in English `Reason: …`.
    fn labelled(&self, label: Text, value: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{}:{value}", label.zh),
            Lang::En => format!("{}: {value}", label.en),
        }
    }

    fn fact(&mut self, label: Text, value: &str) {
        let line = self.labelled(label, value);
        self.paragraph(&line);
    }

    /// Label and value on a line each, as the page lists them.
    fn pair(&mut self, label: Text, value: &str) {
        self.line(label.get(self.lang));
        self.line(value);
    }

    fn head(&mut self, view: &OrderView) {
        self.heading("Admin / 订单详情", "Admin / Order");
        self.paragraph(&visible(&view.order_no));
        self.fact(text("返回列表", "Back to the list"), "ticketctl order list");
    }

    fn overview(&mut self, view: &OrderView) {
        self.heading("订单概览", "Overview");
        self.pair(text("外部订单号", "External order number"), &visible(&view.external_order_no));
        self.pair(text("商品名", "Product"), &visible(&view.product_name));
        self.pair(text("票种", "Ticket type"), &or_dash(view.ticket_type.as_deref()));
        self.pair(text("游玩日", "Play date"), &or_dash(view.play_date.as_deref()));
        self.pair(text("支付金额", "Paid amount"), &amount(&view.currency, Some(&view.paid_amount)));
        let payable = amount(&view.currency, view.agent_payable_amount.as_deref());
        self.pair(text("应付代下单金额", "Payable to the agent"), &payable);
        self.pair(Axis::Order.label(), view.status.order.label().get(self.lang));
        self.pair(text("建议动作", "Suggested action"), &visible(&view.suggested_action.label));
        self.text.push('\n');
    }

    /// Every axis but the order's own, which the overview has.
    fn statuses(&mut self, view: &OrderView) {
        self.heading("关键状态", "Key statuses");
        for axis in Axis::ALL.into_iter().filter(|axis| *axis != Axis::Order) {
            let (label, value) = (axis.label().get(self.lang), view.status.label(axis).get(self.lang));
            let colon = if self.lang == Lang::Zh { "" } else { ": " };
            self.line(&format!("  • {label}{colon}{value}"));
        }
        self.text.push('\n');
    }

    fn operations(&mut self, view: &OrderView) {
        self.heading("订单操作", "Operations");
        self.fact(text("当前建议动作", "Suggested action now"), &visible(&view.suggested_action.code));
    }

    fn notices(&mut self, view: &OrderView) {
        self.heading("通知投递", "Notices");
        self.fact(text("查看与补发", "See and send again"), "ticketctl notify list · ticketctl notify resend ID");
        let notices: Vec<&Delivery> = view.deliveries.iter().filter(|delivery| delivery.kind == "notice").collect();
        for notice in &notices {
            let (part, state) = (or_dash(notice.part.as_deref()), visible(&notice.state));
            let at = moment(notice.updated_at.as_deref().unwrap_or(&notice.created_at));
            let target = or_dash(notice.target.as_deref());
            self.line(&format!("  • {part} · {} · {target} · {state} · {at}", visible(&notice.channel)));
            if notice.error_code.is_some() || notice.error_message.is_some() {
                let error = joined(&[notice.error_code.as_deref(), notice.error_message.as_deref()]);
                let line = self.labelled(ERROR_MESSAGE, &error);
                self.line(&format!("    {line}"));
            }
        }
        match notices.is_empty() {
            true => self.heading("暂无通知投递记录", "No notices yet"),
            false => self.text.push('\n'),
        }
    }

    fn exceptions(&mut self, view: &OrderView) {
        self.heading("异常概览", "Exceptions");
        if view.exceptions.is_empty() {
            return self.heading("暂无异常", "No exceptions");
        }
        for exception in &view.exceptions {
            self.paragraph(&exception_kind(exception, self.lang));
            self.fact(text("原因", "Reason"), &or_dash(exception.reason.as_deref()));
            self.fact(text("建议动作", "Advice"), &or_dash(exception.advice.as_deref()));
        }
        self.fact(text("当前建议", "Suggested now"), &visible(&view.suggested_action.label));
    }

    fn proof(&mut self, view: &OrderView) {
        let no = visible(&view.order_no);
        self.heading("上传付款凭证", "Payment proof");
        self.say(&say!(
            "付款后登记:ticketctl payment confirm {no} --channel wechat --key KEY",
            "Once paid: ticketctl payment confirm {no} --channel wechat --key KEY"
        ));
        match &view.payment_qr {
            None => self.say(&say!(
                "当前还没有生效二维码。登记二维码:ticketctl payment qr add NAME FILE",
                "No payment code is active. Add one: ticketctl payment qr add NAME FILE"
            )),
            Some(code) => self.fact(text("当前生效二维码", "Active payment code"), &visible(&code.name)),
        }
        match &view.proof {
            None => self.say(&say!(
                "当前还没有付款凭证。上传:ticketctl proof upload {no} FILE",
                "There is no payment proof. Upload: ticketctl proof upload {no} FILE"
            )),
            Some(proof) => {
                self.say(&say!(
                    "当前已有付款凭证。重新上传:ticketctl proof upload {no} FILE",
                    "There is a payment proof. Replace it: ticketctl proof upload {no} FILE"
                ));
                let (name, kind) = (visible(&proof.file_name), visible(&proof.file_type));
                let file = format!("{name} · {kind} · {} B · sha256 {}", proof.file_size, visible(&proof.sha256));
                self.fact(text("当前凭证", "Current proof"), &file);
            }
        }
        self.fact(text("二维码维护入口", "Payment codes"), "ticketctl payment qr list");
    }

    fn push(&mut self, view: &OrderView) {
        self.heading("推送代理群", "Push to the agent's group");
        let no = visible(&view.order_no);
        self.say(&say!(
            "需要先有付款凭证。推送:ticketctl push {no} --group G",
            "A payment proof is needed. Push: ticketctl push {no} --group G"
        ));
        if let Some(failure) = view.push_failure() {
            self.fact(text("上次推送失败", "The last push failed"), &or_dash(failure.reason.as_deref()));
        } else if let Some(push) = &view.latest.push {
            let last = joined(&[Some(push.status.label().get(self.lang)), push.group.as_deref()]);
            self.fact(text("上次推送", "Last push"), &last);
        }
    }

    fn matching(&mut self, view: &OrderView) {
        self.heading("异常处理", "Handling exceptions");
        let no = visible(&view.order_no);
        let command = format!("ticketctl push list · ticketctl match accept|reject {no} --reason R");
        self.fact(text("处理", "Commands"), &command);
        self.fact(text("截图匹配状态", "Screenshot match status"), view.status.screenshot_match.code());
        self.fact(text("异常/匹配原因", "Exception or match reason"), &or_dash(view.matching.reason.as_deref()));
    }

    fn screenshot(&mut self, view: &OrderView) {
        self.heading("截图上传 + OCR mock", "Screenshot + OCR mock");
        let no = visible(&view.order_no);
        self.say(&say!(
            "上传并识别:ticketctl ocr run {no} IMAGE（--engine mock 读取图片旁的文本）",
            "Upload and read: ticketctl ocr run {no} IMAGE (--engine mock reads the text beside the image)"
        ));
        match &view.latest.screenshot {
            None => self.heading("当前还没有代理商截图。", "There is no screenshot of the agent."),
            Some(shot) => self.fact(text("当前截图", "Current screenshot"), &or_dash(shot.file_name.as_deref())),
        }
    }

    fn form(&mut self, view: &OrderView) {
        self.heading("用户表单", "Buyer's form");
        match &view.form {
            None => self.line(text("用户还没有提交资料。", "The buyer has not filled in the form.").get(self.lang)),
            Some(form) => {
                for (label, value) in form_fields(form) {
                    self.pair(label, &or_dash(value));
                }
            }
        }
        self.text.push('\n');
    }

    fn latest(&mut self, view: &OrderView) {
        self.heading("最新记录", "Latest records");
        for (label, value) in latest_fields(&view.latest, self.lang) {
            let line = self.labelled(label, &value);
            self.line(&format!("  • {line}"));
        }
        self.text.push('\n');
    }

    fn events(&mut self, view: &OrderView) {
        self.heading("事件流", "Events");
        for event in &view.events {
            self.event(event);
        }
    }

    fn event(&mut self, event: &Event) {
        self.line(&visible(&event.kind));
        self.line(&format!("source: {} · result: {}", visible(&event.source), visible(&event.result)));
        let mut facts = vec![
            (text("创建", "Created"), moment(&event.created_at)),
            (text("处理", "Processed"), moment(&event.processed_at)),
        ];
        facts
            .extend(event.error_code.as_deref().map(|code| (text("错误码", "Error code"), visible(code).into_owned())));
        facts.extend(event.error_message.as_deref().map(|said| (ERROR_MESSAGE, visible(said).into_owned())));
        for (label, value) in facts {
            let line = self.labelled(label, &value);
            self.line(&line);
        }
        for (title, map) in [(text("处理前状态", "Before"), &event.before), (text("处理后状态", "After"), &event.after)]
        {
            let shown = states(map, self.lang);
            if !shown.is_empty() {
                self.line(title.get(self.lang));
            }
            for (key, label) in shown {
                self.line(&key);
                self.line(&label);
            }
        }
        self.line(text("查看原始载荷", "Raw payload").get(self.lang));
        self.line(&payload(&event.payload));
    }
}

const ERROR_MESSAGE: Text = text("错误信息", "Error message");

#[cfg(test)]
mod tests;
