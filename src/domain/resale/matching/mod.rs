//! Does the agent's screenshot show the ticket that the order asks for?
//!
//! Decision (`domain.md`, "Required to match"): the play date, the ticket type, and the phone or the certificate number in
//! full, or a masked one together with the name. Name, amount and code may be absent but never contradict.
//!
//! Invariant: nothing is matched on a name alone, nor when the screen says that the ticket is refunded or cancelled, nor when
//! its QR or bar code and its printed code differ, and values of two blocks are never mixed.

mod combine;
mod compare;
mod input;
mod report;
#[cfg(test)]
mod tests;
pub mod ticket_type;
mod visitors;

pub use self::input::{ExpectedTicket, ScreenshotBlock, SeenDate, SeenValue};
pub use self::report::{
    ComparedField, FieldVerdict, MatchReport, MatchStatus, MatchVerdict, VisitorReport, VisitorVerdict,
};
pub use self::visitors::{conclude_visitors, label_visitor, mask_visitor, match_visitors};
pub use crate::domain::value::text::fold::{compact_text, fold_text, is_han};

use self::combine::{CombinedVerdict, UnlabelledRule, combine_readings};
use self::compare::FieldAgreement;
use crate::domain::value::certificate::CertificateType;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::say;

/// A screen has one play date and one ticket type, label or not.
const ONE_PER_SCREEN: UnlabelledRule = UnlabelledRule { among_others: false, otherwise: MatchVerdict::Mismatch };
/// A screen may show more phones and numbers than the visitor's.
const ONE_OF_MANY: UnlabelledRule = UnlabelledRule { among_others: true, otherwise: MatchVerdict::Mismatch };
/// A short word without a label is not a name, and a long number is not an order number.
const ANY_WORD: UnlabelledRule = UnlabelledRule { among_others: true, otherwise: MatchVerdict::Absent };
/// A price without a label may be any price, but somebody should look.
const ANY_PRICE: UnlabelledRule = UnlabelledRule { among_others: true, otherwise: MatchVerdict::Ambiguous };

/// Compares an order with every block of its screenshot and answers for the block that speaks of this person.
///
/// Without a block the answer is that everything is absent.
pub fn match_screenshot(expected: &ExpectedTicket, blocks: &[ScreenshotBlock]) -> MatchReport {
    find_best_block(expected, blocks).into_report()
}

/// The block that speaks of this person most; an empty one where there is none.
fn find_best_block(expected: &ExpectedTicket, blocks: &[ScreenshotBlock]) -> BlockMatch {
    let judged = blocks.iter().map(|block| match_block(expected, block));
    let best =
        judged.reduce(|best, next| if next.identity_strength() > best.identity_strength() { next } else { best });
    best.unwrap_or_else(|| match_block(expected, &ScreenshotBlock::default()))
}

/// The fields of one block, compared; in the order of [`ComparedField`].
struct BlockMatch {
    fields: Vec<(FieldVerdict, bool)>,
    void: bool,
    code_contradicted: bool,
}

fn match_block(expected: &ExpectedTicket, block: &ScreenshotBlock) -> BlockMatch {
    BlockMatch {
        fields: vec![
            match_play_date(expected, block),
            match_ticket_type(expected, block),
            match_name(expected, block),
            match_personal(ComparedField::Phone, &expected.phone, &block.phone, ONE_OF_MANY, compare::compare_numbers),
            match_certificate_no(expected, block),
            match_amount(expected, block),
            match_code(expected, block),
        ],
        void: block.void,
        code_contradicted: block.code_contradicted,
    }
}

fn field_verdict(
    field: ComparedField,
    expected: Personal,
    weighed: CombinedVerdict,
    show: impl Fn(usize) -> String,
) -> (FieldVerdict, bool) {
    let mut shown: Vec<String> = weighed.seen.into_iter().map(show).collect();
    shown.dedup();
    let seen = (!shown.is_empty()).then(|| Personal::new(shown.join(" / ")));
    (FieldVerdict { field, verdict: weighed.verdict, expected, seen, reason: weighed.reason }, weighed.repaired)
}

fn match_play_date(expected: &ExpectedTicket, block: &ScreenshotBlock) -> (FieldVerdict, bool) {
    let weighed =
        combine_readings(&block.play_date, ONE_PER_SCREEN, |seen| compare::compare_dates(expected.play_date, seen));
    let show = |at: usize| block.play_date[at].value.to_string();
    field_verdict(ComparedField::PlayDate, Personal::new(expected.play_date.to_string()), weighed, show)
}

fn match_ticket_type(expected: &ExpectedTicket, block: &ScreenshotBlock) -> (FieldVerdict, bool) {
    let weighed = combine_readings(&block.ticket_type, ONE_PER_SCREEN, |seen| {
        crate::domain::resale::matching::ticket_type::compare_ticket_types(&expected.ticket_type, seen)
    });
    let show = |at: usize| block.ticket_type[at].value.clone();
    field_verdict(ComparedField::TicketType, Personal::new(expected.ticket_type.as_str()), weighed, show)
}

/// Where the engine misreads names, whatever it read is for a person: a wrong character would refuse a right ticket.
fn match_name(expected: &ExpectedTicket, block: &ScreenshotBlock) -> (FieldVerdict, bool) {
    let (mut verdict, repaired) =
        match_personal(ComparedField::Name, &expected.name, &block.name, ANY_WORD, compare::compare_names);
    if block.names_unsure {
        verdict.verdict = MatchVerdict::Ambiguous;
        verdict.reason =
            say!("这个识别引擎常读错姓名，请人工核对", "this engine often misreads names: a person must compare it");
    }
    (verdict, repaired)
}

/// A number that is not an identity card's is only believed beside its label.
fn match_certificate_no(expected: &ExpectedTicket, block: &ScreenshotBlock) -> (FieldVerdict, bool) {
    let identity_card = expected.certificate_type == CertificateType::IdCard;
    let seen: Vec<_> = block.certificate_no.iter().filter(|seen| identity_card || seen.labelled).cloned().collect();
    match_personal(ComparedField::CertificateNo, &expected.certificate_no, &seen, ONE_OF_MANY, compare::compare_numbers)
}

fn match_personal(
    kind: ComparedField,
    expected: &Personal,
    seen: &[SeenValue<Personal>],
    unlabelled: UnlabelledRule,
    compare: fn(&str, &str) -> FieldAgreement,
) -> (FieldVerdict, bool) {
    let weighed = match expected.reveal() {
        None | Some("") => {
            CombinedVerdict::new_absent(say!("订单上没有可比的值", "the order has no value to compare with"))
        }
        Some(text) => combine_readings(seen, unlabelled, |seen| {
            seen.reveal().map_or(FieldAgreement::Nothing, |seen| compare(text, seen))
        }),
    };
    field_verdict(kind, expected.clone(), weighed, |at| seen[at].value.reveal().unwrap_or_default().to_owned())
}

fn match_amount(expected: &ExpectedTicket, block: &ScreenshotBlock) -> (FieldVerdict, bool) {
    let compare = |seen: &Fen| {
        if expected.amounts.contains(seen) {
            return FieldAgreement::Same;
        }
        FieldAgreement::Differs(say!(
            "与应付、实付、结算金额都不同",
            "neither the payable, the paid nor the settlement amount"
        ))
    };
    let weighed = if expected.amounts.is_empty() {
        CombinedVerdict::new_absent(say!("订单上没有可比的金额", "the order has no amount to compare with"))
    } else {
        combine_readings(&block.amount, ANY_PRICE, compare)
    };
    let amounts = expected.amounts.iter().map(Fen::to_string).collect::<Vec<_>>().join(" / ");
    field_verdict(ComparedField::Amount, Personal::new(amounts), weighed, |at| block.amount[at].value.to_string())
}

fn match_code(expected: &ExpectedTicket, block: &ScreenshotBlock) -> (FieldVerdict, bool) {
    let weighed = match &expected.code {
        Some(code) => combine_readings(&block.code, ANY_WORD, |seen| compare::compare_codes(code, seen)),
        None => CombinedVerdict::new_absent(say!("订单上没有代理单号", "the order has no number of the agent's")),
    };
    let expected = Personal::new(expected.code.clone().unwrap_or_default());
    field_verdict(ComparedField::Code, expected, weighed, |at| block.code[at].value.clone())
}

impl BlockMatch {
    fn verdict_on(&self, field: ComparedField) -> MatchVerdict {
        self.fields.iter().find(|(one, _)| one.field == field).map_or(MatchVerdict::Absent, |(one, _)| one.verdict)
    }

    /// Agrees in part, and not merely through a repair.
    fn is_masked(&self, field: ComparedField) -> bool {
        self.fields
            .iter()
            .any(|(one, repaired)| one.field == field && one.verdict == MatchVerdict::Partial && !repaired)
    }

    /// How much a block speaks of this person; between equals, how much of the order it shows.
    fn identity_strength(&self) -> (u32, usize) {
        let weight = |field, whole, part| match self.verdict_on(field) {
            MatchVerdict::Match => whole,
            MatchVerdict::Partial | MatchVerdict::Ambiguous => part,
            MatchVerdict::Mismatch | MatchVerdict::Absent => 0,
        };
        let identity = weight(ComparedField::Code, 4, 1)
            + weight(ComparedField::CertificateNo, 4, 2)
            + weight(ComparedField::Phone, 3, 1)
            + weight(ComparedField::Name, 1, 0);
        (identity, self.fields.iter().filter(|(one, _)| one.verdict == MatchVerdict::Match).count())
    }

    fn is_identified(&self) -> bool {
        let whole = |field| self.verdict_on(field) == MatchVerdict::Match;
        let masked = self.is_masked(ComparedField::Phone) || self.is_masked(ComparedField::CertificateNo);
        whole(ComparedField::Phone) || whole(ComparedField::CertificateNo) || (masked && whole(ComparedField::Name))
    }

    fn into_report(self) -> MatchReport {
        let (status, reason) = self.conclude_status();
        let fields = self.fields.into_iter().map(|(field, _)| field).collect();
        MatchReport { status, reason, fields, visitors: Vec::new() }
    }

    fn conclude_status(&self) -> (MatchStatus, BilingualMessage) {
        let fields_with = |verdict| -> Vec<ComparedField> {
            self.fields.iter().filter(|(one, _)| one.verdict == verdict).map(|(one, _)| one.field).collect()
        };
        let differing = fields_with(MatchVerdict::Mismatch);
        if !differing.is_empty() {
            return (MatchStatus::Mismatched, differs_reason(&join_labels(&differing)));
        }
        if self.void {
            return (MatchStatus::PendingReview, cancelled_ticket_reason());
        }
        if self.code_contradicted {
            return (MatchStatus::PendingReview, two_codes_reason());
        }
        let mut doubtful = fields_with(MatchVerdict::Ambiguous);
        let required = [ComparedField::PlayDate, ComparedField::TicketType].into_iter();
        doubtful.extend(required.filter(|field| self.verdict_on(*field) != MatchVerdict::Match));
        if !self.is_identified() {
            doubtful.extend([ComparedField::Phone, ComparedField::CertificateNo]);
        }
        doubtful.sort();
        doubtful.dedup();
        if doubtful.is_empty() {
            return (MatchStatus::Matched, matched_reason());
        }
        (MatchStatus::PendingReview, unsettled_reason(&join_labels(&doubtful)))
    }
}

/// Whether a text is one of the conclusions above, in either language: they name fields and no value.
pub fn is_conclusion(text: &str) -> bool {
    let whole = [matched_reason(), cancelled_ticket_reason(), two_codes_reason()];
    let frame = say!("|", "|");
    let framed = [differs_reason(&frame), unsettled_reason(&frame)];
    let names_fields = |frame: &str, lang: Lang, between: &str| {
        let (start, end) = frame.split_once('|').unwrap_or((frame, ""));
        let named = text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
        let is_label = |name: &str| ComparedField::ALL.iter().any(|field| field.label().in_lang(lang) == name);
        named.is_some_and(|named| named.split(between).all(is_label))
    };
    let places = [Lang::Zh, Lang::En].into_iter().any(|lang| visitors::concludes_places(text, lang));
    places
        || whole.iter().any(|own| own.zh == text || own.en == text)
        || framed.iter().any(|own| names_fields(&own.zh, Lang::Zh, "、") || names_fields(&own.en, Lang::En, ", "))
}

fn matched_reason() -> BilingualMessage {
    say!("必需的字段全部一致", "every required field agrees")
}

fn differs_reason(fields: &BilingualMessage) -> BilingualMessage {
    BilingualMessage {
        zh: format!("截图与订单不一致：{}；请人工复核", fields.zh),
        en: format!("the screenshot differs from the order: {}; a person must review it", fields.en),
    }
}

fn cancelled_ticket_reason() -> BilingualMessage {
    say!(
        "截图显示该票已退款或已取消；请人工复核",
        "the screenshot says that the ticket is refunded or cancelled; a person must review it"
    )
}

fn two_codes_reason() -> BilingualMessage {
    say!(
        "二维码或条形码里的票码与印出的票码不同；请人工复核",
        "the QR code or bar code holds another ticket code than the one that is printed; a person must review it"
    )
}

fn unsettled_reason(fields: &BilingualMessage) -> BilingualMessage {
    BilingualMessage {
        zh: format!("没有矛盾，但以下字段不足以确认：{}；请人工复核", fields.zh),
        en: format!("nothing contradicts, but these fields are not settled: {}; a person must review them", fields.en),
    }
}

fn join_labels(fields: &[ComparedField]) -> BilingualMessage {
    let zh: Vec<_> = fields.iter().map(|field| field.label().zh).collect();
    let en: Vec<_> = fields.iter().map(|field| field.label().en).collect();
    BilingualMessage { zh: zh.join("、"), en: en.join(", ") }
}
