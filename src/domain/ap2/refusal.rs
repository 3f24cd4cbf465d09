//! Why a mandate, a checkout or a receipt is not accepted: one reason each, with its own code.

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualText;

coded! {
    /// The error words of AP2 v0.2 (`agent_authorization.md`, "Errors"); a receipt carries one of them.
    Ap2Error {
        /// The mandate itself does not verify. For good.
        InvalidCredential = "invalid_credential";
        /// A constraint is unknown, or it cannot be shown that it is kept. A mandate signed by the person may still do.
        UnresolvedConstraint = "unresolved_constraint";
        /// The mandate verifies but does not approve this. For good.
        InvalidMandate = "invalid_mandate";
        /// No mandates are taken here.
        MandatesNotSupported = "mandates_not_supported";
    }
}

impl Ap2Error {
    pub const fn hint(self) -> BilingualText {
        match self {
            Self::InvalidCredential => BilingualText {
                zh: "请对方重新出具授权；若根密钥未登记，先核实来源，再用 ap2 trust add 登记",
                en: "ask for a newly made mandate; if its root key is not known here, see whose it is before `ap2 trust add`",
            },
            Self::UnresolvedConstraint => BilingualText {
                zh: "请对方改用本人直接签署的授权，或改走不需要授权的付款",
                en: "ask for a mandate that the person signs directly, or for a payment without one",
            },
            Self::InvalidMandate => BilingualText {
                zh: "授权与订单不符：核对订单，或为新的结账会话重新取得授权",
                en: "it does not fit this order: look at the order, or ask for a mandate over a new session",
            },
            Self::MandatesNotSupported => BilingualText {
                zh: "请对方改走不需要授权的付款",
                en: "ask for a payment without a mandate",
            },
        }
    }
}

macro_rules! reasons {
    ($($variant:ident, $code:literal, $ap2:ident, $zh:literal, $en:literal;)*) => {
        /// One reason each; the text is what it means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum RefusalReason { $(#[doc = $en] $variant,)* }

        impl RefusalReason {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Our own stable word for it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The protocol's word for it.
            pub const fn ap2_error(self) -> Ap2Error {
                match self { $(Self::$variant => Ap2Error::$ap2,)* }
            }

            /// The refusal for this reason at a place; `""` is the whole.
            pub fn at_path(self, path: impl Into<String>) -> Ap2Refusal {
                Ap2Refusal { reason: self, path: path.into() }
            }

            /// Refuses for this reason what does not hold.
            pub fn unless(self, holds: bool, path: impl Into<String>) -> Result<(), Ap2Refusal> {
                if holds { Ok(()) } else { Err(self.at_path(path)) }
            }

            pub const fn text(self) -> BilingualText {
                match self { $(Self::$variant => BilingualText { zh: $zh, en: $en },)* }
            }
        }
    };
}

reasons! {
    // What may close before a mandate comes.
    SessionClosed, "session_closed", InvalidMandate, "付款会话或库存锁已到期", "the payment session or the stock's lock is over";
    AlreadyUsed, "mandate_already_used", InvalidMandate, "此授权或其 nonce 已用过一次", "this mandate or its nonce was used before";
    // The form of a token.
    TokenTooLarge, "token_too_large", InvalidCredential, "令牌超过大小限制", "the token is larger than the limit";
    TokenMalformed, "token_malformed", InvalidCredential, "令牌的分段不对，或后面还有别的内容", "the token has not the parts it should, or something follows it";
    Base64Malformed, "base64_malformed", InvalidCredential, "不是无填充的规范 base64url", "a part is not base64url in its one canonical form without padding";
    JsonMalformed, "json_malformed", InvalidCredential, "不是应有的 JSON，或嵌套过深", "a part is not the JSON it should be, or nested too deep";
    DuplicateKey, "duplicate_key", InvalidCredential, "JSON 里同一个键出现两次", "a JSON object names a key twice";
    AlgUnsupported, "alg_unsupported", InvalidCredential, "签名算法不是 ES256", "the signature's algorithm is not ES256";
    KeyInHeader, "key_in_header", InvalidCredential, "头部自带密钥或证书，从不采信", "the header brings a key or a certificate of its own; none is ever taken from there";
    HeaderUnsupported, "header_unsupported", InvalidCredential, "头部要求本程序不支持的扩展", "the header asks for an extension that is not supported";
    SignatureMalformed, "signature_malformed", InvalidCredential, "签名不是 64 字节的 r、s", "the signature is not r and s in 64 bytes";
    // Keys.
    KeyMalformed, "key_malformed", InvalidCredential, "不是一把可用的 P-256 公钥", "it is not a usable P-256 public key";
    KeyIsPrivate, "key_is_private", InvalidCredential, "给出的是私钥；只要公钥", "it holds a private key; only a public one belongs here";
    KeyRepeated, "key_repeated", InvalidCredential, "同一个 kid 有两把密钥", "two keys go by the same kid";
    KidMissing, "kid_missing", InvalidCredential, "头部没有 kid", "the header names no kid";
    KidUnknown, "kid_unknown", InvalidCredential, "kid 不在信任名单里", "the kid is not in the list of trusted keys";
    SignatureWrong, "signature_wrong", InvalidCredential, "根签名不对", "the root's signature does not verify";
    // Disclosures.
    HashUnsupported, "hash_unsupported", InvalidCredential, "_sd_alg 不是 sha-256、sha-384、sha-512 之一", "`_sd_alg` is none of sha-256, sha-384, sha-512";
    DisclosureMalformed, "disclosure_malformed", InvalidCredential, "披露项的形式不对", "a disclosure has not the form of one";
    DisclosureReserved, "disclosure_reserved", InvalidCredential, "披露项用了保留名", "a disclosure takes a reserved name";
    DisclosureRepeated, "disclosure_repeated", InvalidCredential, "同一披露项出现两次", "a disclosure comes twice";
    DisclosureUnused, "disclosure_unused", InvalidCredential, "有披露项不属于令牌", "a disclosure belongs to nothing in the token";
    DisclosureMisplaced, "disclosure_misplaced", InvalidCredential, "披露项与其位置不符", "a disclosure of an element stands for a claim, or the other way round";
    DigestMalformed, "digest_malformed", InvalidCredential, "摘要的写法不对", "a digest is not written as one";
    DigestRepeated, "digest_repeated", InvalidCredential, "同一摘要出现两次", "a digest comes twice";
    ClaimRepeated, "claim_repeated", InvalidCredential, "披露项重复了已有的声明", "a disclosure repeats a claim that is there already";
    // The chain.
    ChainTooLong, "chain_too_long", InvalidCredential, "授权链过长", "the chain has too many links";
    TypWrong, "typ_wrong", InvalidCredential, "typ 不对", "the header's typ is not the one for its place";
    MandateMissing, "mandate_missing", InvalidCredential, "没有恰好一份已披露的同类授权内容", "there is not exactly one disclosed mandate of its kind in it";
    CnfMissing, "cnf_missing", InvalidCredential, "开放授权没有指定代理密钥（cnf）", "an open mandate names no key (cnf) for the next link";
    CnfMalformed, "cnf_malformed", InvalidCredential, "cnf 不是一把可用的 P-256 公钥", "cnf holds no usable P-256 public key";
    CnfOnTerminal, "cnf_on_terminal", InvalidCredential, "最后一环不得再指定密钥（cnf）", "the last link hands on to another key (cnf), which it may not";
    HopSignatureWrong, "hop_signature_wrong", InvalidCredential, "代理的签名与 cnf 密钥不符", "a link is not signed by the key that the one before it names";
    BindingMissing, "binding_missing", InvalidCredential, "没有 sd_hash 或 issuer_jwt_hash", "neither sd_hash nor issuer_jwt_hash binds the link to the one before it";
    BindingAmbiguous, "binding_ambiguous", InvalidCredential, "sd_hash 与 issuer_jwt_hash 同时出现", "sd_hash and issuer_jwt_hash are both there";
    BindingMismatch, "binding_mismatch", InvalidCredential, "绑定的是另一份授权", "the link is bound to another mandate than the one before it";
    // For whom and when.
    AudienceMismatch, "audience_mismatch", InvalidCredential, "aud 不是我们", "it is meant for another audience";
    NonceMismatch, "nonce_mismatch", InvalidCredential, "nonce 不是本会话发出的", "its nonce is not the one of this session";
    TimeMalformed, "time_malformed", InvalidCredential, "时间声明不是整数秒", "a time is not a whole number of seconds";
    IssuedAtMissing, "issued_at_missing", InvalidCredential, "没有 iat", "it does not say when it was issued (iat)";
    NotYetValid, "not_yet_valid", InvalidCredential, "尚未生效", "it is not valid yet";
    Expired, "expired", InvalidCredential, "已过期", "it has expired";
    ExpiryMissing, "expiry_missing", InvalidCredential, "授权永不过期，不接受", "it never expires, which is not accepted";
    VctWrong, "vct_wrong", InvalidCredential, "vct 不是应有的类型", "its type (vct) is not the one for its place";
    ClaimMalformed, "claim_malformed", InvalidCredential, "缺少声明，或声明形式不对", "a claim is missing or has not the form it should";
    // Our checkout.
    CheckoutHashMismatch, "checkout_hash_mismatch", InvalidMandate, "checkout_hash 与我们的结账不符", "checkout_hash is not that of the checkout that we offered";
    CheckoutSwapped, "checkout_swapped", InvalidMandate, "内嵌的结账不是我们发出的那份", "the checkout inside is not, byte for byte, the one that we offered";
    CheckoutKeyUnknown, "checkout_key_unknown", InvalidMandate, "结账的 kid 不是我们的密钥", "the checkout's kid is none of our keys";
    CheckoutSignatureWrong, "checkout_signature_wrong", InvalidMandate, "结账上我们的签名不对", "our own signature on the checkout does not verify";
    CheckoutMalformed, "checkout_malformed", InvalidMandate, "结账内容的形式不对", "the checkout has not the form that we give it";
    // What the person allowed.
    OpenClaimChanged, "open_claim_changed", InvalidMandate, "改动了开放授权里已定的内容", "it changes what the open mandate had settled";
    ConstraintUnknown, "constraint_unknown", UnresolvedConstraint, "有不认识的约束", "there is a constraint that is not known here";
    ConstraintMalformed, "constraint_malformed", UnresolvedConstraint, "约束的形式不对", "a constraint has not the form it should";
    ConstraintHidden, "constraint_hidden", UnresolvedConstraint, "开放授权隐去了约束", "the open mandate hides something that may bind it";
    ConstraintMissing, "constraint_missing", UnresolvedConstraint, "缺少必需的约束", "a constraint that must be there is missing";
    MerchantNotAllowed, "merchant_not_allowed", UnresolvedConstraint, "不在允许的商户里", "we are not among the merchants that the person allowed";
    ItemNotAllowed, "item_not_allowed", UnresolvedConstraint, "不在允许的商品里", "the item is not among those that the person allowed";
    QuantityNotAllowed, "quantity_not_allowed", UnresolvedConstraint, "数量与允许的不符", "the quantity is not the one that the person allowed";
    AmountNotAllowed, "amount_not_allowed", UnresolvedConstraint, "金额超出允许的范围", "the amount is outside the range that the person allowed";
    CurrencyNotAllowed, "currency_not_allowed", UnresolvedConstraint, "不是允许的币种", "the currency is not the one that the person allowed";
    PayeeNotAllowed, "payee_not_allowed", UnresolvedConstraint, "不在允许的收款方里", "the payee is not among those that the person allowed";
    InstrumentNotAllowed, "instrument_not_allowed", UnresolvedConstraint, "不在允许的付款工具里", "the means of payment is not among those that the person allowed";
    PispNotAllowed, "pisp_not_allowed", UnresolvedConstraint, "不在允许的支付发起方里", "the payment's initiator is not among those that the person allowed";
    BudgetExceeded, "budget_exceeded", UnresolvedConstraint, "超出预算", "it would exceed the budget";
    RecurrenceExceeded, "recurrence_exceeded", UnresolvedConstraint, "超出允许的次数", "it was used as often as the person allowed";
    RecurrenceTooSoon, "recurrence_too_soon", UnresolvedConstraint, "距上次使用太近", "it was used too recently for how often the person allowed it";
    HistoryMissing, "history_missing", UnresolvedConstraint, "约束取决于以往用量，而这里没有记录", "a constraint depends on earlier uses, of which nothing is known here";
    DateNotAllowed, "date_not_allowed", UnresolvedConstraint, "付款日期不在允许的期间", "the payment's date is outside the time that the person allowed";
    ReferenceMismatch, "reference_mismatch", UnresolvedConstraint, "付款授权指向另一份结账授权", "the payment belongs to another open checkout mandate";
    // Our order.
    CheckoutIdMismatch, "checkout_id_mismatch", InvalidMandate, "结账编号与订单不符", "the checkout's id is not that of the order's session";
    MerchantMismatch, "merchant_mismatch", InvalidMandate, "商户与订单不符", "the merchant is not the order's";
    ItemMismatch, "item_mismatch", InvalidMandate, "商品与订单不符", "the item is not the order's";
    QuantityMismatch, "quantity_mismatch", InvalidMandate, "数量与订单不符", "the quantity is not the order's";
    AmountMismatch, "amount_mismatch", InvalidMandate, "金额与订单不符", "the amount is not the order's";
    CurrencyMismatch, "currency_mismatch", InvalidMandate, "币种与订单不符", "the currency is not the order's";
    ExpiryMismatch, "expiry_mismatch", InvalidMandate, "到期时间与会话不符", "the checkout's expiry is not that of the order's session";
    // The payment.
    TransactionMismatch, "transaction_id_mismatch", InvalidMandate, "付款授权不是为这次结账", "the payment mandate is for another checkout";
    PayeeMismatch, "payee_mismatch", InvalidMandate, "收款方不是订单的商户", "the payment's payee is not the order's merchant";
    PaymentAmountMismatch, "payment_amount_mismatch", InvalidMandate, "付款金额与订单不符", "the payment's amount is not the order's";
    PaymentCurrencyMismatch, "payment_currency_mismatch", InvalidMandate, "付款币种与订单不符", "the payment's currency is not the order's";
    // Receipts.
    ReceiptMalformed, "receipt_malformed", InvalidCredential, "回执的内容不对", "the receipt has not the form of one";
}

/// A refusal: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ap2Refusal {
    /// Its text is what an operator reads: no value of the token is in it.
    pub reason: RefusalReason,
    /// Where: `checkout_mandate[1].delegate_payload[0].vct`.
    pub path: String,
}

impl Ap2Refusal {
    /// The same, seen from further out.
    #[must_use]
    pub fn with_outer_path(mut self, outer: &str) -> Self {
        let glue = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{outer}{glue}{}", self.path);
        self
    }

    /// The same place for another reason.
    #[must_use]
    pub fn with_reason(self, reason: RefusalReason) -> Self {
        reason.at_path(self.path)
    }
}

/// A check of a part, and where in the whole that part stands.
pub(super) trait WithinPath {
    fn within_path(self, outer: &str) -> Self;
}

impl<T> WithinPath for Result<T, Ap2Refusal> {
    fn within_path(self, outer: &str) -> Self {
        self.map_err(|refused| refused.with_outer_path(outer))
    }
}

impl std::fmt::Display for Ap2Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}: {}", self.reason.code(), self.path, self.reason.text().en)
    }
}

impl std::error::Error for Ap2Refusal {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_reason_has_a_code_and_words_of_its_own() {
        let codes: BTreeSet<_> = RefusalReason::ALL.iter().map(|reason| reason.code()).collect();
        let words: BTreeSet<_> = RefusalReason::ALL.iter().flat_map(|r| [r.text().zh, r.text().en]).collect();
        assert_eq!((codes.len(), words.len()), (RefusalReason::ALL.len(), 2 * RefusalReason::ALL.len()));
        assert!(
            codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
        );
    }

    #[test]
    fn a_place_is_told_from_the_outside_in() {
        let refused = RefusalReason::VctWrong
            .at_path("vct")
            .with_outer_path("delegate_payload[0]")
            .with_outer_path("[1]")
            .with_outer_path("mandate");
        assert_eq!(refused.path, "mandate[1].delegate_payload[0].vct");
        assert_eq!(RefusalReason::Expired.at_path("").with_outer_path("mandate").path, "mandate");
        assert_eq!(Ap2Error::from_code("invalid_mandate"), Some(Ap2Error::InvalidMandate));
        assert_eq!(Ap2Error::from_code("fine"), None);
    }
}
