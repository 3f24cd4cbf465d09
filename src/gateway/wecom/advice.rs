//! What to do about a refused address: the one advice that is made of what the error text hides.

use super::hint::WecomHint;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::say;

/// The page that shows the request behind a hint, as long as WeCom remembers it.
const QUERY_PAGE: &str = "https://open.work.weixin.qq.com/devtool/query";
/// Codes that say "not from this address".
const BLOCKED: [i64; 3] = [60020, 90308, 301_042];

/// The advice on an error code: the table's, and on a refused address everything that its text tells.
pub(in crate::gateway) fn advise_on_code(
    code: i64,
    listed: BilingualText,
    hint: Option<&WecomHint>,
) -> BilingualMessage {
    if BLOCKED.contains(&code) { blocked_address_advice(hint.unwrap_or(&WecomHint::default())) } else { listed.into() }
}

/// The address to add is the one that WeCom saw, not the one that this machine believes it has.
fn blocked_address_advice(hint: &WecomHint) -> BilingualMessage {
    let ip = hint
        .from_ip
        .as_ref()
        .map_or_else(|| say!("被拒绝的出口 IP", "the address that WeCom refused"), |ip| say!("{ip}", "{ip}"));
    let (ip_zh, ip_en) = (ip.zh, ip.en);
    let mut advice = say!(
        "在企业微信管理后台「应用管理 → 该应用 → 企业可信IP」中加入 {ip_zh}，约 1 分钟生效，然后恢复该群的推送",
        "add {ip_en} to the app's trusted IPs (企业可信IP, under 应用管理 → the app) in the WeCom console, wait a minute, then resume the group"
    );
    if let Some(at) = hint.at {
        let at = at.format_second();
        advice.append(&say!("；拒绝于北京时间 {at}", "; it was refused at {at} Beijing time"));
    }
    if let Some(hint) = &hint.hint {
        advice.append(&say!(
            "；在 {QUERY_PAGE} 粘贴 {hint} 可查看该请求",
            "; paste {hint} at {QUERY_PAGE} to see the request"
        ));
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::wecom::hint::parse_hint;

    const LISTED: BilingualText = BilingualText { zh: "照办", en: "do so" };

    #[test]
    fn a_refused_address_is_told_with_its_time_and_the_page_to_look_at() {
        let hint = parse_hint("hint: [1773977760414942419258605], from ip: 45.76.253.28");
        for code in BLOCKED {
            let advice = advise_on_code(code, LISTED, hint.as_ref());
            for text in [&advice.zh, &advice.en] {
                for part in
                    ["45.76.253.28", "2026-03-20 11:36:00", "1773977760414942419258605", QUERY_PAGE, "企业可信IP"]
                {
                    assert!(text.contains(part), "{code} {part}: {text}");
                }
            }
        }
    }

    #[test]
    fn what_the_text_does_not_tell_is_not_made_up() {
        let bare = advise_on_code(60020, LISTED, None);
        assert!(!bare.en.contains("Beijing") && !bare.en.contains(QUERY_PAGE) && bare.en.contains("WeCom refused"));
        let old = advise_on_code(60020, LISTED, parse_hint("hint: [1587873436_77_5ff2ab]").as_ref());
        assert!(old.en.contains("1587873436_77_5ff2ab") && !old.en.contains("Beijing"));
        assert_eq!(advise_on_code(40013, LISTED, parse_hint("from ip: 1.2.3.4").as_ref()), LISTED.into());
    }
}
