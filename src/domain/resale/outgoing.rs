//! What the outside is told: the order to the agent's group, and notices to the buyer. Pure: texts from the state.

use serde_json::Value;

use super::event::ResaleEvent;
use super::order::{PartState, PushAttempt, PushPart, RecordedFact, ResaleOrder};
use super::payload::FormSubmitted;
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart};
use crate::domain::order::notice::{NoticeTemplate, OutgoingMessage, mark_resent, render_template};
use crate::domain::value::certificate::CertificateType;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::person::Personal;
use crate::domain::value::text::number::is_same_number;
use crate::say;

/// The parts of a push, in the order in which they leave.
pub const PUSH_PARTS: [DeliveryPart; 2] = [DeliveryPart::Text, DeliveryPart::Proof];

pub struct MessageWordings<'a> {
    pub push_lang: Lang,
    pub notice_lang: Lang,
    /// The wording of the notice that begins, with placeholders.
    pub notice: &'a str,
    /// Whether the agent's screenshot goes along with the notice.
    pub with_picture: bool,
}

/// What `event` makes leave, `order` being the state after it.
pub fn outgoing_messages(
    order: &ResaleOrder,
    event: &ResaleEvent,
    wordings: &MessageWordings<'_>,
) -> Vec<OutgoingMessage> {
    match event {
        ResaleEvent::PushStarted(started) => started
            .parts
            .iter()
            .filter_map(|part| Some((&part.id, DeliveryPart::from_code(DeliveryKind::Push, &part.part)?)))
            .map(|(id, part)| OutgoingMessage {
                id: id.clone(),
                kind: DeliveryKind::Push,
                destination: started.target_group_id.clone(),
                attempt: started.attempt,
                body: match part {
                    DeliveryPart::Proof => {
                        order.current_proof().map(|proof| proof.receipt_file_path.clone()).unwrap_or_default()
                    }
                    DeliveryPart::Text | DeliveryPart::Notice(_) => push_text(order, wordings.push_lang),
                },
                part,
            })
            .collect(),
        ResaleEvent::NoticeStarted(started) => vec![OutgoingMessage {
            id: started.delivery_id.clone(),
            kind: DeliveryKind::Notice,
            destination: started.channel.clone(),
            part: DeliveryPart::Notice(started.template.clone()),
            attempt: u32::try_from(order.notices.len()).unwrap_or(u32::MAX),
            body: notice_text(started.resend, wordings, order),
        }],
        _ => Vec::new(),
    }
}

/// A notice as the buyer reads it.
fn notice_text(resend: bool, wordings: &MessageWordings<'_>, order: &ResaleOrder) -> String {
    let picture = || (wordings.with_picture && !order.screenshots.is_empty()).then(String::new);
    let value = |name: &str| if name == PICTURE { picture() } else { placeholder_value(name, order) };
    let mut text = render_template(wordings.notice, value);
    let quantity = order.purchase.quantity;
    // Wordings are older than orders of several tickets, and a shop has its own.
    if quantity > 1 && !wordings.notice.contains("{quantity}") {
        let all = say!(
            "共 {quantity} 张票，请每位游客带好本人证件。",
            "{quantity} tickets: every visitor brings their own document."
        );
        text.push('\n');
        text.push_str(all.in_lang(wordings.notice_lang));
    }
    let times = order.notices.len();
    if resend && times > 1 { mark_resent(text, times, wordings.notice_lang) } else { text }
}

/// The most bytes that a push text may have: WeCom, the narrowest channel, takes no more.
pub const PUSH_TEXT_BYTES: usize = 2048;

/// The order as the agent reads it. A resend and a correction say so, with the same number, so that nobody books twice.
pub fn push_text(order: &ResaleOrder, lang: Lang) -> String {
    let name = name_with_revision(order);
    let mut lines = opening_lines(order, &name, lang);
    let fact =
        |label: BilingualText, value: Option<String>| value.map(|value| format!("{}：{value}", label.in_lang(lang)));
    lines.extend(fact(TICKET, order.ticket_type.clone()));
    lines.extend(fact(QUANTITY, format_quantity(order, lang)));
    lines.extend(fact(VISIT_DAY, order.play_date.map(|day| day.to_string())));
    if let Some(form) = order.form.as_ref().map(|form| &form.what) {
        let phone = fact(PHONE, form.phone.reveal().map(str::to_owned));
        if order.purchase.quantity > 1 {
            lines.extend(phone);
            lines.extend(visitor_lines(form, order.purchase.quantity, lang));
        } else {
            lines.extend(fact(NAME, form.name.reveal().map(str::to_owned)));
            lines.extend(phone);
            lines.extend(fact(DOCUMENT, format_document(&form.certificate_type, &form.certificate_no, lang)));
        }
    }
    lines.extend(fact(PAID_TO_AGENT, order.agent_paid_amount().map(|amount| format!("¥{amount}"))));
    lines.push(
        say!(
            "请回复单号 {name} 确认，出票后发截图",
            "Please answer with {name}, and send a screenshot once it is booked"
        )
        .in_lang(lang)
        .to_owned(),
    );
    lines.join("\n")
}

const TICKET: BilingualText = BilingualText { zh: "票种", en: "Ticket" };
const QUANTITY: BilingualText = BilingualText { zh: "数量", en: "Quantity" };
const VISIT_DAY: BilingualText = BilingualText { zh: "游玩日", en: "Day of visit" };
const NAME: BilingualText = BilingualText { zh: "姓名", en: "Name" };
const PHONE: BilingualText = BilingualText { zh: "手机号", en: "Phone" };
const DOCUMENT: BilingualText = BilingualText { zh: "证件", en: "Certificate" };
const PAID_TO_AGENT: BilingualText = BilingualText { zh: "代付金额", en: "Paid to you" };

/// None for a single ticket, which goes without saying.
fn format_quantity(order: &ResaleOrder, lang: Lang) -> Option<String> {
    let quantity = order.purchase.quantity;
    (quantity > 1).then(|| say!("{quantity} 张", "{quantity} tickets").in_lang(lang).to_owned())
}

fn format_document(kind: &RecordedCode<CertificateType>, number: &Personal, lang: Lang) -> Option<String> {
    let kind = kind.known().map_or(kind.as_str(), |known| known.label().in_lang(lang));
    number.reveal().map(|number| format!("{kind} {number}"))
}

/// Every visitor on a line of their own, numbered, whoever filled the form first; and how many nobody named yet.
fn visitor_lines(form: &FormSubmitted, quantity: u32, lang: Lang) -> Vec<String> {
    let first = (&form.name, &form.certificate_type, &form.certificate_no);
    let others = form.visitors.listed().iter();
    let all = std::iter::once(first)
        .chain(others.map(|visitor| (&visitor.name, &visitor.certificate_type, &visitor.certificate_no)));
    let line = |(place, (name, kind, number)): (usize, (&Personal, _, _))| {
        let facts = [name.reveal().map(str::to_owned), format_document(kind, number, lang)];
        format!("{place}. {}", facts.into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    let mut lines: Vec<String> = (1..).zip(all).map(line).collect();
    let missing = form.count_missing_visitors(quantity);
    if missing > 0 {
        lines.push(say!("另有 {missing} 位待补", "{missing} more to come").in_lang(lang).to_owned());
    }
    lines
}

/// How many bytes the longest text may have that `order` is ever pushed with, once it has this form.
pub fn longest_push_text(order: &ResaleOrder, form: &FormSubmitted) -> usize {
    /// For the line of what was paid, and the digits that a count of resends may grow by.
    const ROOM: usize = 80;
    let at = order.created_at;
    let mut longest = order.clone();
    longest.form = Some(RecordedFact { what: form.clone(), at, by: None });
    longest.ticket_type = order.ticket_type.clone().or_else(|| form.ticket_type.clone());
    longest.revision = u32::MAX;
    let resent = PushPart {
        id: String::new(),
        part: DeliveryPart::Text.code().to_owned(),
        state: PartState::Failed,
        may_have_left: true,
    };
    longest.push.attempts = vec![PushAttempt {
        number: 1,
        revision: u32::MAX,
        proof: None,
        group: String::new(),
        parts: vec![resent],
        complete: false,
        at,
        failure: None,
    }];
    ROOM + push_text(&longest, Lang::Zh).len().max(push_text(&longest, Lang::En).len())
}

/// What the agent is to call the order: from the second revision on with it, `XY… r2`.
fn name_with_revision(order: &ResaleOrder) -> String {
    let no = &order.order_no;
    if order.revision > 1 { format!("{no} r{}", order.revision) } else { no.to_string() }
}

/// What kind of message it is: a booking, the correction of one, or one that was sent before.
fn opening_lines(order: &ResaleOrder, name: &str, lang: Lang) -> Vec<String> {
    let no = &order.order_no;
    let mut lines = vec![say!("【代订】{name}", "[Booking] {name}")];
    if let Some(before) = order.revision.checked_sub(1).filter(|before| *before > 0) {
        // The agent may have booked any of them, not the last one alone.
        let old = if before == 1 { "r1".to_owned() } else { format!("r1–r{before}") };
        let new = order.revision;
        lines.push(say!(
            "更正 r{new}，取代 {no} {old}：以本条为准，{old} 若已出票请先回复，勿重复出票",
            "Correction r{new}, replaces {no} {old}: this one counts; if {old} is booked already, answer first and do not book again"
        ));
    }
    let again = text_number(order, order.revision, u32::MAX);
    if again > 1 {
        lines.push(say!(
            "重发 {again}：若已处理 {name}，请勿重复出票",
            "Resend {again}: if {name} is booked already, do not book it again"
        ));
    }
    lines.into_iter().map(|line| line.in_lang(lang).to_owned()).collect()
}

/// Which text of the revision that `attempt` carries its own is, as it says itself; none where the order knows no such attempt.
pub fn text_number_of_attempt(order: &ResaleOrder, attempt: u32) -> Option<usize> {
    let found = order.push.attempts.iter().find(|found| found.number == attempt)?;
    Some(text_number(order, found.revision, attempt))
}

/// 1 for the first text of a revision that the agent can have, counting those of the attempts before `attempt`.
fn text_number(order: &ResaleOrder, revision: u32, attempt: u32) -> usize {
    let carried = |ended: &&PushAttempt| ended.number < attempt && ended.revision == revision && carried_text(ended);
    1 + order.push.attempts.iter().filter(carried).count()
}

/// Whether the text of an attempt that ended may be in the group. One that surely never left is no reason to warn of a
/// second booking.
fn carried_text(attempt: &PushAttempt) -> bool {
    let is_text = |part: &PushPart| part.part == DeliveryPart::Text.code();
    attempt.parts.iter().any(|part| is_text(part) && part.state != PartState::Sending && part.may_have_left)
}

/// What a wording may name in braces.
pub const PLACEHOLDERS: [&str; 12] = [
    "name",
    "phone_last4",
    "certificate_last4",
    "ticket_type",
    "play_date",
    "product_name",
    "order_no",
    "external_order_no",
    "paid_amount",
    "quantity",
    "pickup_code",
    "picture",
];

/// Stands in a wording for the agent's screenshot, which goes along; its place in the text stays empty.
pub const PICTURE: &str = "picture";

/// Whether a wording sends the agent's screenshot along.
pub fn asks_for_picture(wording: &str) -> bool {
    wording.contains("{picture}")
}

/// Words that stand beside a code that the buyer shows or types at the gate.
const PICKUP_WORDS: [&str; 10] =
    ["取票码", "取票号", "凭证码", "凭证号", "券码", "券号", "兑换码", "核销码", "辅助码", "确认号"];

/// The code that was read on the agent's screenshot as the one to pick the ticket up with: labelled so, or the only one there
/// is beside the order's own numbers. None where several could be meant.
fn pickup_code(order: &ResaleOrder) -> Option<String> {
    let read = &order.ocr.as_ref()?.what;
    let lines: Vec<&str> = read.raw_text.reveal()?.split('\n').collect();
    let own = [order.order_no.as_str(), order.purchase.external_order_no.as_str()];
    let mut codes: Vec<(&str, bool)> = Vec::new();
    for candidate in read.fields.get("code")?.as_array()? {
        let code = candidate.get("value")?.as_str()?;
        let line = candidate.get("line").and_then(Value::as_u64).and_then(|line| usize::try_from(line).ok());
        let line = line.and_then(|line| lines.get(line)).copied().unwrap_or_default();
        // What was read with a repair stands behind it, of the same line.
        let known = codes.iter().any(|(known, _)| is_same_number(known, code));
        if !known && !own.iter().any(|own| is_same_number(own, code)) {
            codes.push((code, PICKUP_WORDS.iter().any(|word| line.contains(word))));
        }
    }
    let labelled: Vec<&str> = codes.iter().filter(|(_, labelled)| *labelled).map(|(code, _)| *code).collect();
    match (labelled.as_slice(), codes.as_slice()) {
        ([code], _) => Some((*code).to_owned()),
        ([], [(code, _)]) => Some((*code).to_owned()),
        _ => None,
    }
}

pub const TICKET_MATCHED: NoticeTemplate = NoticeTemplate {
    code: "ticket_matched",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "{name}您好，您的「{ticket_type}」已出票，游玩日 {play_date}。\n请带证件（尾号 {certificate_last4}）入园。订单 {order_no}",
        en: "Hello {name}, your ticket \"{ticket_type}\" for {play_date} is booked.\nPlease bring the document ending in {certificate_last4}. Order {order_no}",
    },
};

pub const TEMPLATES: [NoticeTemplate; 1] = [TICKET_MATCHED];

pub(super) fn placeholder_value(name: &str, order: &ResaleOrder) -> Option<String> {
    let form = order.form.as_ref().map(|form| &form.what);
    let last4 = |text: &str| text.chars().skip(text.chars().count().saturating_sub(4)).collect::<String>();
    match name {
        "name" => form.and_then(|form| form.name.reveal()).map(str::to_owned),
        "phone_last4" => form.and_then(|form| form.phone.reveal()).map(last4),
        "certificate_last4" => form.and_then(|form| form.certificate_no.reveal()).map(last4),
        "ticket_type" => order.ticket_type.clone(),
        "play_date" => order.play_date.map(|day| day.to_string()),
        "product_name" => Some(order.purchase.product_name.clone()),
        "order_no" => Some(order.order_no.to_string()),
        "external_order_no" => Some(order.purchase.external_order_no.clone()),
        "paid_amount" => Some(order.purchase.paid_amount.to_string()),
        "quantity" => Some(order.purchase.quantity.to_string()),
        "pickup_code" => pickup_code(order),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::order::notice::check_wording;
    use crate::domain::order::number::OrderNo;
    use crate::domain::resale::evolve::begin_order;
    use crate::domain::resale::payload::PaidDetected;
    use crate::domain::value::person_details::NAME_BYTES;
    use crate::domain::value::time::Timestamp;

    /// In characters: what the import of orders and of prices admits.
    const MAX_TICKET_TYPE: usize = 128;
    const ORDER: &str = "XY20260320033546715D3AV";

    /// A paid order with a form, its ticket type and name as given, and attempts of these revisions whose text failed.
    fn order(ticket_type: &str, name: &str, revision: u32, failed: &[u32]) -> ResaleOrder {
        let at = Timestamp::parse("2026-03-20T03:36:00Z").unwrap();
        let paid = json!({
            "externalOrderNo": "XY-1", "productName": "p", "ticketType": ticket_type, "playDate": "2026-04-15",
            "paidAmount": 506, "paidAt": "2026-03-20T03:35:45Z", "sourcePlatform": "xianyu", "eventKey": "k-1",
        });
        let paid = PaidDetected(paid.as_object().unwrap().clone());
        let mut order = begin_order(OrderNo::parse(ORDER).unwrap(), &paid, at).unwrap();
        let form = json!({
            "name": name, "phone": "+999999999999999", "userType": "hk_macao", "certificateNo": "M".repeat(32),
            "certificateType": "hk_macao_permit",
        });
        order.form = Some(RecordedFact { what: serde_json::from_value(form).unwrap(), at, by: None });
        let payment = json!({
            "operatorId": "op", "payChannel": "bank", "operationKey": "k", "confirmMethod": "manual_backend",
            "paidAmount": "9999999.99",
        });
        order.payment = Some(RecordedFact { what: serde_json::from_value(payment).unwrap(), at, by: None });
        order.revision = revision;
        let attempt = |(revision, number): (&u32, u32)| PushAttempt {
            number,
            revision: *revision,
            proof: None,
            group: "g".to_owned(),
            parts: vec![PushPart {
                id: String::new(),
                part: "text".to_owned(),
                state: PartState::Failed,
                may_have_left: true,
            }],
            complete: false,
            at,
            failure: None,
        };
        order.push.attempts = failed.iter().zip(1..).map(attempt).collect();
        order
    }

    fn top(order: &ResaleOrder, lang: Lang) -> Vec<String> {
        push_text(order, lang).lines().take(3).map(str::to_owned).collect()
    }

    #[test]
    fn a_first_text_names_the_order_alone() {
        let order = order("初级道", "张三", 1, &[]);
        assert_eq!(top(&order, Lang::Zh), [format!("【代订】{ORDER}").as_str(), "票种：初级道", "游玩日：2026-04-15"]);
        assert!(push_text(&order, Lang::Zh).ends_with(&format!("请回复单号 {ORDER} 确认，出票后发截图")));
        assert!(!push_text(&order, Lang::En).contains("r1"));
    }

    #[test]
    fn a_correction_says_what_it_replaces_and_counts_its_own_resends() {
        let again = order("t", "n", 2, &[1, 1]);
        assert_eq!(
            top(&again, Lang::Zh),
            [
                format!("【代订】{ORDER} r2").as_str(),
                format!("更正 r2，取代 {ORDER} r1：以本条为准，r1 若已出票请先回复，勿重复出票").as_str(),
                "票种：t"
            ]
        );
        let resent = top(&order("t", "n", 2, &[1, 2]), Lang::Zh);
        assert_eq!(resent[2], format!("重发 2：若已处理 {ORDER} r2，请勿重复出票"));
        let first = top(&order("t", "n", 1, &[1]), Lang::Zh);
        assert_eq!(first[1], format!("重发 2：若已处理 {ORDER}，请勿重复出票"));
        let third = top(&order("t", "n", 3, &[]), Lang::En);
        assert_eq!(third[0], format!("[Booking] {ORDER} r3"));
        assert!(third[1].starts_with(&format!("Correction r3, replaces {ORDER} r1–r2: ")), "{third:?}");
        assert!(push_text(&again, Lang::Zh).ends_with(&format!("请回复单号 {ORDER} r2 确认，出票后发截图")));
    }

    /// WeCom cuts a text behind 2048 bytes, and Telegram has room for more.
    #[test]
    fn the_longest_text_fits_the_narrowest_channel() {
        let ticket_type = "\u{20000}".repeat(MAX_TICKET_TYPE);
        let name = "\u{20000}".repeat(NAME_BYTES / 4);
        let mut order = order(&ticket_type, &name, u32::MAX, &[u32::MAX]);
        order.push.attempts = vec![order.push.attempts[0].clone(); 1000];
        for lang in [Lang::Zh, Lang::En] {
            let bytes = push_text(&order, lang).len();
            assert!((1000..=2048).contains(&bytes), "{bytes}");
        }
    }

    #[test]
    fn every_shipped_wording_passes_its_own_check() {
        for template in TEMPLATES {
            for lang in [Lang::Zh, Lang::En] {
                let shipped = template.shipped.in_lang(lang);
                assert_eq!(check_wording(shipped, template.placeholders), Ok(()), "{}", template.code);
            }
        }
    }
}
