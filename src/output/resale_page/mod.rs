//! `order show --page`: a resale order in the reference page's own order and words.
//!
//! Every label and fact of the page stands here as it stands there, with the page's half-width colon. Sentences that
//! only explain a control of the page are replaced by the command that does the same.

use crate::domain::order::delivery::DeliveryKind;
use crate::domain::resale::axis::{ProfitShareStatus, ResaleAxis};
use crate::domain::resale::view::{DeliveryView, EventView, ResaleOrderView};
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::say;

use super::order_labels::{
    form_fields, format_amount, format_payload, format_quantity, join_parts, latest_fields, or_dash, recorded_label,
    state_labels, visitor_values, zh_en,
};
use super::text::escape_hidden;

/// The page as text, ending in a newline. Nothing is wrapped or coloured, wherever it goes.
pub fn render_resale_page(view: &ResaleOrderView, lang: Lang) -> String {
    let mut page = ResalePage { lang, text: String::new() };
    page.push_head(view);
    page.push_overview(view);
    page.push_statuses(view);
    page.push_operations(view);
    page.push_notices(view);
    page.push_exceptions(view);
    page.push_proof(view);
    page.push_agent_push(view);
    page.push_matching(view);
    page.push_screenshot(view);
    page.push_form(view);
    page.push_latest(view);
    page.push_events(view);
    page.text
}

struct ResalePage {
    lang: Lang,
    text: String,
}

impl ResalePage {
    /// A line that the next one follows directly.
    fn push_line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line with an empty one after it.
    fn push_paragraph(&mut self, line: &str) {
        self.push_line(line);
        self.text.push('\n');
    }

    fn push_heading(&mut self, zh: &'static str, en: &'static str) {
        self.push_paragraph(zh_en(zh, en).in_lang(self.lang));
    }

    fn push_message(&mut self, message: &BilingualMessage) {
        self.push_paragraph(message.in_lang(self.lang));
    }

    /// `原因:…`, in English `Reason: …`.
    fn format_labelled(&self, label: BilingualText, value: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{}:{value}", label.zh),
            Lang::En => format!("{}: {value}", label.en),
        }
    }

    fn push_fact(&mut self, label: BilingualText, value: &str) {
        let line = self.format_labelled(label, value);
        self.push_paragraph(&line);
    }

    /// Label and value on a line each, as the page lists them.
    fn push_pair(&mut self, label: BilingualText, value: &str) {
        self.push_line(label.in_lang(self.lang));
        self.push_line(value);
    }

    fn push_head(&mut self, view: &ResaleOrderView) {
        self.push_heading("Admin / 订单详情", "Admin / Order");
        self.push_paragraph(view.order_no.as_str());
        self.push_fact(zh_en("返回列表", "Back to the list"), "ticketctl order list");
    }

    fn push_overview(&mut self, view: &ResaleOrderView) {
        self.push_heading("订单概览", "Overview");
        self.push_pair(zh_en("外部订单号", "External order number"), &escape_hidden(&view.external_order_no));
        self.push_pair(zh_en("商品名", "Product"), &escape_hidden(&view.product_name));
        self.push_pair(zh_en("票种", "Ticket type"), &or_dash(view.ticket_type.as_deref()));
        self.push_pair(zh_en("游玩日", "Play date"), &or_dash(view.play_date.map(|day| day.to_string()).as_deref()));
        // The page sells single tickets and has no such fact.
        if let Some(quantity) = format_quantity(view.quantity, self.lang) {
            self.push_pair(zh_en("数量", "Quantity"), &quantity);
        }
        self.push_pair(zh_en("支付金额", "Paid amount"), &format_amount(view.currency.code(), Some(view.paid_amount)));
        let payable = format_amount(view.currency.code(), view.agent_payable_amount);
        self.push_pair(zh_en("应付代下单金额", "Payable to the agent"), &payable);
        self.push_pair(ResaleAxis::Order.label(), view.status.order.label().in_lang(self.lang));
        self.push_pair(zh_en("建议动作", "Suggested action"), view.suggested_action.label);
        self.text.push('\n');
    }

    /// Every axis but the order's own, which the overview has.
    fn push_statuses(&mut self, view: &ResaleOrderView) {
        self.push_heading("关键状态", "Key statuses");
        for axis in ResaleAxis::ALL.into_iter().filter(|axis| *axis != ResaleAxis::Order) {
            let (label, value) = (axis.label().in_lang(self.lang), page_word(view.status.label(axis), self.lang));
            let colon = if self.lang == Lang::Zh { "" } else { ": " };
            self.push_line(&format!("  • {label}{colon}{value}"));
        }
        self.text.push('\n');
    }

    fn push_operations(&mut self, view: &ResaleOrderView) {
        self.push_heading("订单操作", "Operations");
        self.push_fact(zh_en("当前建议动作", "Suggested action now"), view.suggested_action.code.code());
    }

    fn push_notices(&mut self, view: &ResaleOrderView) {
        self.push_heading("通知投递", "Notices");
        self.push_fact(zh_en("查看与补发", "See and send again"), "ticketctl notify list · ticketctl notify resend ID");
        let notices: Vec<&DeliveryView> =
            view.deliveries.iter().filter(|delivery| delivery.kind == DeliveryKind::Notice).collect();
        for notice in &notices {
            let (part, state) = (or_dash(notice.part.as_deref()), notice.state.code());
            let at = notice.updated_at.unwrap_or(notice.created_at).format_page();
            let target = or_dash(notice.target.as_deref());
            self.push_line(&format!("  • {part} · {} · {target} · {state} · {at}", escape_hidden(&notice.channel)));
            if notice.error_code.is_some() || notice.error_message.is_some() {
                let error = join_parts(&[notice.error_code.as_deref(), notice.error_message.as_deref()]);
                let line = self.format_labelled(ERROR_MESSAGE_LABEL, &error);
                self.push_line(&format!("    {line}"));
            }
        }
        match notices.is_empty() {
            true => self.push_heading("暂无通知投递记录", "No notices yet"),
            false => self.text.push('\n'),
        }
    }

    fn push_exceptions(&mut self, view: &ResaleOrderView) {
        self.push_heading("异常概览", "Exceptions");
        if view.exceptions.is_empty() {
            return self.push_heading("暂无异常", "No exceptions");
        }
        for exception in &view.exceptions {
            self.push_paragraph(&recorded_label(&exception.kind, self.lang));
            self.push_fact(zh_en("原因", "Reason"), &or_dash(exception.reason.as_deref()));
            self.push_fact(zh_en("建议动作", "Advice"), &or_dash(exception.advice));
        }
        self.push_fact(zh_en("当前建议", "Suggested now"), view.suggested_action.label);
    }

    fn push_proof(&mut self, view: &ResaleOrderView) {
        let no = &view.order_no;
        self.push_heading("上传付款凭证", "Payment proof");
        self.push_message(&say!(
            "付款后登记:ticketctl payment confirm {no} --channel 渠道 --ref 单号",
            "Once paid: ticketctl payment confirm {no} --channel CHANNEL --ref REF"
        ));
        match &view.payment_qr {
            None => self.push_message(&say!(
                "当前还没有生效二维码。登记二维码:ticketctl payment qr add NAME FILE",
                "No payment code is active. Add one: ticketctl payment qr add NAME FILE"
            )),
            Some(code) => self.push_fact(zh_en("当前生效二维码", "Active payment code"), &escape_hidden(&code.name)),
        }
        match &view.proof {
            None => self.push_message(&say!(
                "当前还没有付款凭证。上传:ticketctl proof upload {no} FILE",
                "There is no payment proof. Upload: ticketctl proof upload {no} FILE"
            )),
            Some(proof) => {
                self.push_message(&say!(
                    "当前已有付款凭证。重新上传:ticketctl proof upload {no} FILE",
                    "There is a payment proof. Replace it: ticketctl proof upload {no} FILE"
                ));
                let (name, kind) = (escape_hidden(&proof.file_name), escape_hidden(&proof.file_type));
                let file = format!("{name} · {kind} · {} B · sha256 {}", proof.file_size, escape_hidden(&proof.sha256));
                self.push_fact(zh_en("当前凭证", "Current proof"), &file);
            }
        }
        self.push_fact(zh_en("二维码维护入口", "Payment codes"), "ticketctl payment qr list");
    }

    fn push_agent_push(&mut self, view: &ResaleOrderView) {
        self.push_heading("推送代理群", "Push to the agent's group");
        let no = &view.order_no;
        self.push_message(&say!(
            "需要先有付款凭证。推送:ticketctl push {no} --group G",
            "A payment proof is needed. Push: ticketctl push {no} --group G"
        ));
        if let Some(failure) = view.push_failure() {
            self.push_fact(zh_en("上次推送失败", "The last push failed"), &or_dash(failure.reason.as_deref()));
        } else if let Some(push) = &view.latest.push {
            let last = join_parts(&[Some(push.status.label().in_lang(self.lang)), Some(&push.group)]);
            self.push_fact(zh_en("上次推送", "Last push"), &last);
        }
    }

    fn push_matching(&mut self, view: &ResaleOrderView) {
        self.push_heading("异常处理", "Handling exceptions");
        let no = &view.order_no;
        let command = format!("ticketctl push list · ticketctl match accept|reject {no} --reason R");
        self.push_fact(zh_en("处理", "Commands"), &command);
        self.push_fact(zh_en("截图匹配状态", "Screenshot match status"), view.status.screenshot_match.code());
        self.push_fact(zh_en("异常/匹配原因", "Exception or match reason"), &or_dash(view.matching.reason.as_deref()));
    }

    fn push_screenshot(&mut self, view: &ResaleOrderView) {
        self.push_heading("截图上传 + OCR mock", "Screenshot + OCR mock");
        let no = &view.order_no;
        self.push_message(&say!(
            "上传并识别:ticketctl ocr run {no} IMAGE（--engine mock 读取图片旁的文本）",
            "Upload and read: ticketctl ocr run {no} IMAGE (--engine mock reads the text beside the image)"
        ));
        match &view.latest.screenshot {
            None => self.push_heading("当前还没有代理商截图。", "There is no screenshot of the agent."),
            Some(shot) => self.push_fact(zh_en("当前截图", "Current screenshot"), &or_dash(Some(&shot.file_name))),
        }
    }

    fn push_form(&mut self, view: &ResaleOrderView) {
        self.push_heading("用户表单", "Buyer's form");
        match &view.form {
            None => self
                .push_line(zh_en("用户还没有提交资料。", "The buyer has not filled in the form.").in_lang(self.lang)),
            Some(form) => {
                for (label, value) in form_fields(form) {
                    self.push_pair(label, &or_dash(value));
                }
                for (label, value) in visitor_values(form, self.lang) {
                    self.push_line(&label);
                    self.push_line(&value);
                }
            }
        }
        self.text.push('\n');
    }

    fn push_latest(&mut self, view: &ResaleOrderView) {
        self.push_heading("最新记录", "Latest records");
        for (label, value) in latest_fields(&view.latest, self.lang) {
            let line = self.format_labelled(label, &value);
            self.push_line(&format!("  • {line}"));
        }
        self.text.push('\n');
    }

    fn push_events(&mut self, view: &ResaleOrderView) {
        self.push_heading("事件流", "Events");
        for event in &view.events {
            self.push_event(event);
        }
    }

    fn push_event(&mut self, event: &EventView) {
        self.push_line(&escape_hidden(&event.kind));
        self.push_line(&format!("source: {} · result: {}", event.source.code(), event.result.code()));
        let mut facts = vec![
            (zh_en("创建", "Created"), event.created_at.format_page()),
            (zh_en("处理", "Processed"), event.processed_at.format_page()),
        ];
        facts.extend(
            event.error_code.as_deref().map(|code| (zh_en("错误码", "Error code"), escape_hidden(code).into_owned())),
        );
        facts
            .extend(event.error_message.as_deref().map(|said| (ERROR_MESSAGE_LABEL, escape_hidden(said).into_owned())));
        for (label, value) in facts {
            let line = self.format_labelled(label, &value);
            self.push_line(&line);
        }
        for (title, map) in
            [(zh_en("处理前状态", "Before"), &event.before), (zh_en("处理后状态", "After"), &event.after)]
        {
            let shown = state_labels(map, self.lang);
            if !shown.is_empty() {
                self.push_line(title.in_lang(self.lang));
            }
            for (key, label) in shown {
                self.push_line(&key);
                self.push_line(if label == SHARE_NOT_READY.label().zh { SHARE_NOT_READY.code() } else { &label });
            }
        }
        self.push_line(zh_en("查看原始载荷", "Raw payload").in_lang(self.lang));
        self.push_line(&format_payload(&event.payload));
    }
}

/// The one state that the page has as its code.
const SHARE_NOT_READY: ProfitShareStatus = ProfitShareStatus::NotReady;

/// The label of a state as the page prints it.
fn page_word(label: BilingualText, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh if label == SHARE_NOT_READY.label() => SHARE_NOT_READY.code(),
        _ => label.in_lang(lang),
    }
}

const ERROR_MESSAGE_LABEL: BilingualText = zh_en("错误信息", "Error message");

#[cfg(test)]
mod tests;
