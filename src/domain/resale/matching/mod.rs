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

pub use self::input::{Evidence, Expected, Seen, SeenDate};
pub use self::report::{Field, FieldVerdict, MatchReport, Status, Verdict};
pub use crate::domain::value::text::fold::{compact, fold, is_han};

use self::combine::{Unlabelled, Weighed, weigh};
use self::compare::Agreement;
use crate::domain::value::message::Message;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::say;

/// A screen has one play date and one ticket type, label or not.
const ONE_PER_SCREEN: Unlabelled = Unlabelled { among_others: false, otherwise: Verdict::Mismatch };
/// A screen may show more phones and numbers than the visitor's.
const ONE_OF_MANY: Unlabelled = Unlabelled { among_others: true, otherwise: Verdict::Mismatch };
/// A short word without a label is no name, and a long number no order number.
const ANY_WORD: Unlabelled = Unlabelled { among_others: true, otherwise: Verdict::Absent };
/// A price without a label may be any price, but somebody should look.
const ANY_PRICE: Unlabelled = Unlabelled { among_others: true, otherwise: Verdict::Ambiguous };

/// Compares an order with every block of its screenshot and answers for the block that speaks of this person.
///
/// Without a block the answer is that everything is absent.
pub fn judge(expected: &Expected, blocks: &[Evidence]) -> MatchReport {
    let empty = Evidence::default();
    let judged = blocks.iter().map(|block| judge_block(expected, block));
    let best = judged.reduce(|best, next| if next.strength() > best.strength() { next } else { best });
    best.unwrap_or_else(|| judge_block(expected, &empty)).report()
}

/// The fields of one block, compared; in the order of [`Field`].
struct Judged {
    fields: Vec<(FieldVerdict, bool)>,
    void: bool,
    code_contradicted: bool,
}

fn judge_block(expected: &Expected, block: &Evidence) -> Judged {
    Judged {
        fields: vec![
            play_date(expected, block),
            ticket_type(expected, block),
            name(expected, block),
            personal(Field::Phone, &expected.phone, &block.phone, ONE_OF_MANY, compare::numbers),
            certificate_no(expected, block),
            amount(expected, block),
            code(expected, block),
        ],
        void: block.void,
        code_contradicted: block.code_contradicted,
    }
}

fn field(field: Field, expected: Personal, weighed: Weighed, show: impl Fn(usize) -> String) -> (FieldVerdict, bool) {
    let mut shown: Vec<String> = weighed.seen.into_iter().map(show).collect();
    shown.dedup();
    let seen = (!shown.is_empty()).then(|| Personal::new(shown.join(" / ")));
    (FieldVerdict { field, verdict: weighed.verdict, expected, seen, reason: weighed.reason }, weighed.repaired)
}

fn play_date(expected: &Expected, block: &Evidence) -> (FieldVerdict, bool) {
    let weighed = weigh(&block.play_date, ONE_PER_SCREEN, |seen| compare::dates(expected.play_date, seen));
    let show = |at: usize| block.play_date[at].value.to_string();
    field(Field::PlayDate, Personal::new(expected.play_date.to_string()), weighed, show)
}

fn ticket_type(expected: &Expected, block: &Evidence) -> (FieldVerdict, bool) {
    let weighed = weigh(&block.ticket_type, ONE_PER_SCREEN, |seen| {
        crate::domain::resale::matching::ticket_type::tickets(&expected.ticket_type, seen)
    });
    let show = |at: usize| block.ticket_type[at].value.clone();
    field(Field::TicketType, Personal::new(expected.ticket_type.as_str()), weighed, show)
}

/// Where the engine misreads names, whatever it read is for a person: a wrong character would refuse a right ticket.
fn name(expected: &Expected, block: &Evidence) -> (FieldVerdict, bool) {
    let (mut verdict, repaired) = personal(Field::Name, &expected.name, &block.name, ANY_WORD, compare::names);
    if block.names_unsure {
        verdict.verdict = Verdict::Ambiguous;
        verdict.reason =
            say!("这个识别引擎常读错姓名，请人工核对", "this engine often misreads names: a person must compare it");
    }
    (verdict, repaired)
}

/// A number that is no identity card's is only believed beside its label.
fn certificate_no(expected: &Expected, block: &Evidence) -> (FieldVerdict, bool) {
    let identity_card = expected.certificate_type == "id_card";
    let seen: Vec<_> = block.certificate_no.iter().filter(|seen| identity_card || seen.labelled).cloned().collect();
    personal(Field::CertificateNo, &expected.certificate_no, &seen, ONE_OF_MANY, compare::numbers)
}

fn personal(
    kind: Field,
    expected: &Personal,
    seen: &[Seen<Personal>],
    unlabelled: Unlabelled,
    compare: fn(&str, &str) -> Agreement,
) -> (FieldVerdict, bool) {
    let weighed = match expected.reveal() {
        None | Some("") => Weighed::absent(say!("订单上没有可比的值", "the order has no value to compare with")),
        Some(text) => {
            weigh(seen, unlabelled, |seen| seen.reveal().map_or(Agreement::Nothing, |seen| compare(text, seen)))
        }
    };
    field(kind, expected.clone(), weighed, |at| seen[at].value.reveal().unwrap_or_default().to_owned())
}

fn amount(expected: &Expected, block: &Evidence) -> (FieldVerdict, bool) {
    let compare = |seen: &Fen| {
        if expected.amounts.contains(seen) {
            return Agreement::Same;
        }
        Agreement::Differs(say!(
            "与应付、实付、结算金额都不同",
            "neither the payable, the paid nor the settlement amount"
        ))
    };
    let weighed = if expected.amounts.is_empty() {
        Weighed::absent(say!("订单上没有可比的金额", "the order has no amount to compare with"))
    } else {
        weigh(&block.amount, ANY_PRICE, compare)
    };
    let amounts = expected.amounts.iter().map(Fen::to_string).collect::<Vec<_>>().join(" / ");
    field(Field::Amount, Personal::new(amounts), weighed, |at| block.amount[at].value.to_string())
}

fn code(expected: &Expected, block: &Evidence) -> (FieldVerdict, bool) {
    let weighed = match &expected.code {
        Some(code) => weigh(&block.code, ANY_WORD, |seen| compare::codes(code, seen)),
        None => Weighed::absent(say!("订单上没有代理单号", "the order has no number of the agent's")),
    };
    let expected = Personal::new(expected.code.clone().unwrap_or_default());
    field(Field::Code, expected, weighed, |at| block.code[at].value.clone())
}

impl Judged {
    fn verdict(&self, field: Field) -> Verdict {
        self.fields.iter().find(|(one, _)| one.field == field).map_or(Verdict::Absent, |(one, _)| one.verdict)
    }

    /// Agrees in part, and not merely through a repair.
    fn masked(&self, field: Field) -> bool {
        self.fields.iter().any(|(one, repaired)| one.field == field && one.verdict == Verdict::Partial && !repaired)
    }

    /// How much a block speaks of this person; between equals, how much of the order it shows.
    fn strength(&self) -> (u32, usize) {
        let weight = |field, whole, part| match self.verdict(field) {
            Verdict::Match => whole,
            Verdict::Partial | Verdict::Ambiguous => part,
            Verdict::Mismatch | Verdict::Absent => 0,
        };
        let identity = weight(Field::Code, 4, 1)
            + weight(Field::CertificateNo, 4, 2)
            + weight(Field::Phone, 3, 1)
            + weight(Field::Name, 1, 0);
        (identity, self.fields.iter().filter(|(one, _)| one.verdict == Verdict::Match).count())
    }

    fn identified(&self) -> bool {
        let whole = |field| self.verdict(field) == Verdict::Match;
        let masked = self.masked(Field::Phone) || self.masked(Field::CertificateNo);
        whole(Field::Phone) || whole(Field::CertificateNo) || (masked && whole(Field::Name))
    }

    fn report(self) -> MatchReport {
        let (status, reason) = self.conclusion();
        MatchReport { status, reason, fields: self.fields.into_iter().map(|(field, _)| field).collect() }
    }

    fn conclusion(&self) -> (Status, Message) {
        let fields_with = |verdict| -> Vec<Field> {
            self.fields.iter().filter(|(one, _)| one.verdict == verdict).map(|(one, _)| one.field).collect()
        };
        let differing = fields_with(Verdict::Mismatch);
        if !differing.is_empty() {
            return (Status::Mismatched, differs_in(&labels(&differing)));
        }
        if self.void {
            return (Status::PendingReview, worthless());
        }
        if self.code_contradicted {
            return (Status::PendingReview, two_codes());
        }
        let mut doubtful = fields_with(Verdict::Ambiguous);
        let required = [Field::PlayDate, Field::TicketType].into_iter();
        doubtful.extend(required.filter(|field| self.verdict(*field) != Verdict::Match));
        if !self.identified() {
            doubtful.extend([Field::Phone, Field::CertificateNo]);
        }
        doubtful.sort();
        doubtful.dedup();
        if doubtful.is_empty() {
            return (Status::Matched, say!("必需的字段全部一致", "every required field agrees"));
        }
        (Status::PendingReview, unsettled(&labels(&doubtful)))
    }
}

fn differs_in(fields: &Message) -> Message {
    Message {
        zh: format!("截图与订单不一致：{}；请人工复核", fields.zh),
        en: format!("the screenshot differs from the order: {}; a person must review it", fields.en),
    }
}

fn worthless() -> Message {
    say!(
        "截图显示该票已退款或已取消；请人工复核",
        "the screenshot says that the ticket is refunded or cancelled; a person must review it"
    )
}

fn two_codes() -> Message {
    say!(
        "二维码或条形码里的票码与印出的票码不同；请人工复核",
        "the QR code or bar code holds another ticket code than the one that is printed; a person must review it"
    )
}

fn unsettled(fields: &Message) -> Message {
    Message {
        zh: format!("没有矛盾，但以下字段不足以确认：{}；请人工复核", fields.zh),
        en: format!("nothing contradicts, but these fields are not settled: {}; a person must review them", fields.en),
    }
}

fn labels(fields: &[Field]) -> Message {
    let zh: Vec<_> = fields.iter().map(|field| field.label().zh).collect();
    let en: Vec<_> = fields.iter().map(|field| field.label().en).collect();
    Message { zh: zh.join("、"), en: en.join(", ") }
}
