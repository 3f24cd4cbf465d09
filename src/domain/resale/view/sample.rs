//! The order of the reference page, made by hand from its facts, for tests.

#![cfg(test)]

use serde_json::{Map, Value, json};

use super::{
    DeliveryView, EventView, FormView, LatestPayment, LatestPush, LatestRecords, MatchView, NextStepView,
    OrderException, PaymentOutcome, ProofView, ResaleOrderView, ResaleStatuses, SCHEMA_VERSION, SuggestedAction,
};
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::event::{EventResult, EventSource, EventVisibility};
use crate::domain::order::exception::ExceptionKind;
use crate::domain::order::next::NextAction;
use crate::domain::order::notice::PartState;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::{
    AgentPaymentStatus, AgentPushStatus, OrderStatus, ProfitShareStatus, ReviewStatus, ScreenshotMatchStatus,
    UserNotifyStatus,
};
use crate::domain::resale::command::ProofState;
use crate::domain::resale::season::Season;
use crate::domain::value::currency::Currency;
use crate::domain::value::money::Fen;
use crate::domain::value::person_details::{CertificateType, UserType};
use crate::domain::value::time::{Day, Timestamp};

pub const FAILURE: &str = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more info at https://open.work.weixin.qq.com/devtool/query?e=60020";
const HASH: &str = "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c";

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// The reference order, personal data revealed.
pub fn reference() -> ResaleOrderView {
    ResaleOrderView {
        schema_version: SCHEMA_VERSION,
        flow: OrderFlow::Resale,
        order_no: OrderNo::parse("XY20260320033546715D3AV").unwrap(),
        external_order_no: "XY-OUT-1773977742376".to_owned(),
        source_platform: "xianyu".to_owned(),
        product_name: "初级道 3 小时".to_owned(),
        ticket_type: some("初级道 3 小时"),
        play_date: Day::parse("2026-04-15").ok(),
        quantity: 1,
        currency: Currency::Cny,
        paid_amount: Fen::new(50_600),
        settlement_amount: Some(Fen::new(50_600)),
        agent_payable_amount: Some(Fen::new(49_588)),
        status: ResaleStatuses {
            order: OrderStatus::AgentPaymentConfirmed,
            review: ReviewStatus::AutoPassed,
            agent_payment: AgentPaymentStatus::Paid,
            agent_push: AgentPushStatus::Failed,
            screenshot_match: ScreenshotMatchStatus::NotStarted,
            user_notify: UserNotifyStatus::NotStarted,
            profit_share: ProfitShareStatus::NotReady,
        },
        suggested_action: SuggestedAction { code: NextAction::UploadProofOrPush, label: "上传凭证或推代理群" },
        next: NextStepView {
            code: NextAction::FixPushFailure,
            label: "优先排查失败原因后重试推单",
            command: some("ticketctl push XY20260320033546715D3AV --group wecom-group-smoke"),
            alternatives: Vec::new(),
            owed: Vec::new(),
            deadline: Some(at("2026-03-20T03:45:56.000Z")),
        },
        exceptions: vec![OrderException {
            kind: ExceptionKind::PushFailed.into(),
            code: some("WECOM_SEND_FAILED"),
            reason: some(FAILURE),
            advice: Some("优先排查失败原因后重试推单"),
            hint: some("1773977760414942419258605"),
            hint_at: Some(at("2026-03-20T03:36:00.000Z")),
            from_ip: some("45.76.253.28"),
            at: Some(at("2026-03-20T03:36:01.000Z")),
        }],
        form: Some(form()),
        latest: LatestRecords {
            payment: Some(payment()),
            push: Some(LatestPush { status: AgentPushStatus::Failed, group: "wecom-group-smoke".to_owned() }),
            ..LatestRecords::default()
        },
        proof: Some(ProofView {
            file_name: "payment-proof.txt".to_owned(),
            file_type: "text/plain".to_owned(),
            file_size: 37,
            sha256: HASH.to_owned(),
            path: None,
            state: ProofState::Intact,
            version: 1,
            uploaded_at: at("2026-03-20T03:35:56.000Z"),
        }),
        matching: not_compared(),
        payment_qr: None,
        external_user_id: some("user-1773977742376"),
        buyer_nick: None,
        paid_at: at("2026-03-20T03:35:45.636Z"),
        season_type: Some(Season::High.into()),
        refunds: Vec::new(),
        notes: Vec::new(),
        deliveries: vec![push()],
        events: events(),
    }
}

fn payment() -> LatestPayment {
    LatestPayment {
        status: PaymentOutcome::Success,
        channel: "wechat".to_owned(),
        reference: some("4200002718202603201136"),
        amount: Some(Fen::new(49_588)),
        confirmed_at: at("2026-03-20T03:35:53.000Z"),
    }
}

fn not_compared() -> MatchView {
    MatchView {
        status: ScreenshotMatchStatus::NotStarted,
        reason: None,
        fields: Vec::new(),
        visitors: Vec::new(),
        earlier: Vec::new(),
        together: None,
    }
}

fn form() -> FormView {
    FormView {
        name: some("张三2376"),
        phone: some("13800000000"),
        gender: None,
        birthday: None,
        user_type: Some(UserType::Mainland.into()),
        certificate_type: Some(CertificateType::IdCard.into()),
        certificate_no: some("440101199001012376"),
        visitors: None,
    }
}

fn push() -> DeliveryView {
    DeliveryView {
        id: "XY20260320033546715D3AV-7-1".to_owned(),
        kind: DeliveryKind::Push,
        state: PartState::Failed,
        channel: "wecom-app".to_owned(),
        target: some("wecom-group-smoke"),
        part: some("text"),
        attempts: 1,
        created_at: at("2026-03-20T03:36:01.000Z"),
        updated_at: None,
        error_code: some("WECOM_SEND_FAILED"),
        error_message: some(FAILURE),
    }
}

const STORAGE: &str = "/Users/yuanqi/Documents/GitHub/xianyu-ticket-mvp/storage";

/// Where the page says that the proof is.
fn stored(base: &str) -> String {
    format!("{base}/payment-proof/XY20260320033546715D3AV/{HASH}.txt")
}

/// Seconds after 2026-03-20 11:35:00 in Shanghai, then before, after and payload.
type Told = (&'static str, &'static str, [u32; 2], Value, Value, Value);

fn told() -> [Told; 7] {
    [
        (
            "xianyu_order_paid_detected",
            "xianyu",
            [46, 46],
            json!({}),
            json!({ "orderStatus": "user_info_pending" }),
            json!({ "externalOrderNo": "XY-OUT-1773977742376", "productName": "初级道 3 小时",
                "ticketType": "初级道 3 小时", "playDate": "2026-04-15", "paidAmount": 506,
                "paidAt": "2026-03-20T03:35:45.636Z", "externalUserId": "user-1773977742376",
                "sourcePlatform": "xianyu", "eventKey": "smoke-1773977742376-paid" }),
        ),
        (
            "price_check_passed",
            "system",
            [50, 51],
            json!({}),
            json!({}),
            json!({ "playDate": "2026-04-15", "paidAmount": "506.00", "seasonType": "high",
                "ticketType": "初级道 3 小时", "settlementAmount": "506.00" }),
        ),
        (
            "user_form_submitted",
            "public",
            [50, 51],
            json!({ "orderStatus": "user_info_pending" }),
            json!({ "orderStatus": "agent_payment_pending" }),
            json!({ "name": "张三2376", "phone": "13800000000", "gender": null, "birthday": null,
                "userType": "mainland", "certificateType": "id_card", "certificateNo": "440101199001012376" }),
        ),
        (
            "auto_review_passed",
            "system",
            [50, 51],
            json!({}),
            json!({}),
            json!({ "nextOrderStatus": "agent_payment_pending", "nextReviewStatus": "auto_passed" }),
        ),
        (
            "agent_payment_manually_confirmed",
            "admin",
            [54, 54],
            json!({ "agentPaymentStatus": "not_started", "orderStatus": "agent_payment_pending" }),
            json!({ "agentPaymentStatus": "paid", "orderStatus": "agent_payment_confirmed" }),
            json!({ "operatorId": "smoke-script", "payChannel": "wechat", "confirmMethod": "manual_backend",
                "operationKey": "smoke-1773977742376-payment-confirm" }),
        ),
        (
            "agent_payment_proof_uploaded",
            "admin",
            [55, 56],
            json!({}),
            json!({}),
            json!({ "source": "upload", "fileName": "payment-proof.txt", "fileSize": 37, "fileType": "text/plain",
                "operatorId": "smoke-script", "receiptFilePath": stored(STORAGE),
                "receiptImageUrl": stored("http://localhost:3000/static"), "receiptImageHash": HASH }),
        ),
        (
            "agent_group_push_failed",
            "admin",
            [61, 61],
            json!({ "orderStatus": "agent_payment_confirmed", "agentPushStatus": "not_started" }),
            json!({ "orderStatus": "agent_payment_confirmed", "agentPushStatus": "failed" }),
            json!({ "operatorId": "smoke-script", "failureCode": "WECOM_SEND_FAILED",
                "targetGroupId": "wecom-group-smoke", "failureMessage": FAILURE }),
        ),
    ]
}

fn events() -> Vec<EventView> {
    let mut events: Vec<EventView> = (1..).zip(told()).map(|(version, told)| event(version, told)).collect();
    events.reverse();
    events
}

fn event(version: u32, (kind, source, seconds, before, after, payload): Told) -> EventView {
    let failed = kind == "agent_group_push_failed";
    let time = |second: u32| at(&format!("2026-03-20T03:{:02}:{:02}.000Z", 35 + second / 60, second % 60));
    EventView {
        id: format!("XY20260320033546715D3AV-{version}"),
        version,
        kind: kind.to_owned(),
        source: EventSource::from_code(source).unwrap(),
        result: if failed { EventResult::Rejected } else { EventResult::Accepted },
        created_at: time(seconds[0]),
        processed_at: time(seconds[1]),
        key: None,
        error_code: failed.then(|| "WECOM_SEND_FAILED".to_owned()),
        error_message: failed.then(|| FAILURE.to_owned()),
        before: object(before),
        after: object(after),
        payload: object(payload),
        operator: None,
        visibility: EventVisibility::Visible,
    }
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap()
}
