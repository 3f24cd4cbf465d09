//! WeCom's error codes on a send: a closed table. What is not in it is never retried.
//!
//! Source: WeCom's list of global error codes (developer.work.weixin.qq.com, document 90313) and texts seen in the
//! field. Left out on purpose: 0 and -1, which are no refusals.

use crate::domain::value::message::BilingualText;
use crate::gateway::RefusalClass;

/// Error codes that mean the same to an operator.
struct ErrorCodeRow {
    codes: &'static [i64],
    class: RefusalClass,
    advice: BilingualText,
}

const fn code_row(codes: &'static [i64], class: RefusalClass, zh: &'static str, en: &'static str) -> ErrorCodeRow {
    ErrorCodeRow { codes, class, advice: BilingualText { zh, en } }
}

/// The verdict on an error code of a send, or `None` if it is not in the table.
pub(crate) fn find_code(code: i64) -> Option<(RefusalClass, BilingualText)> {
    TABLE.iter().find(|row| row.codes.contains(&code)).map(|row| (row.class, row.advice))
}

/// The verdict on an error code of `gettoken`, where a code of a stale token means the secret. `None` if it says the same as
/// on a send.
pub(crate) fn find_token_code(code: i64) -> Option<(RefusalClass, BilingualText)> {
    TOKEN_TABLE.iter().find(|row| row.codes.contains(&code)).map(|row| (row.class, row.advice))
}

use RefusalClass::{Bug, Configuration, Data, Recipient, RefreshToken, RetryAfter, Reupload, Throttled};

const TABLE: &[ErrorCodeRow] = &[
    code_row(
        &[6000],
        RetryAfter(5),
        "另一个调用正在修改同一数据，稍后自动重试",
        "another call is changing the same data; it will be tried again",
    ),
    code_row(
        &[45033],
        RetryAfter(5),
        "并发过高，稍后自动重试；请减少 --concurrency",
        "too many calls at once; it will be tried again; lower --concurrency",
    ),
    code_row(
        &[45009],
        Throttled,
        "发送过快，整个渠道至少等一分钟；若一直如此，是小时或日配额，或同一 IP 上有错误的 Secret，可在 https://open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock 自助解封",
        "too many messages: the channel waits for a minute; if it lasts, it is an hourly or daily quota, or a wrong secret used from this IP; unblock at https://open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock",
    ),
    code_row(
        &[40001, 40014, 42001],
        RefreshToken,
        "access_token 失效，自动刷新后重试；若反复出现，核对 Secret 与应用",
        "the access token is stale and is fetched anew; if it repeats, check that the secret belongs to this app",
    ),
    code_row(
        &[40007],
        Reupload,
        "素材超过三天已失效，重新上传后重试",
        "the uploaded file has expired after three days; it is uploaded again",
    ),
    code_row(
        &[60020, 90308, 301_042],
        Configuration,
        "在企业微信管理后台该应用的「企业可信IP」中加入被拒绝的 IP，约 1 分钟生效，然后恢复该群的推送",
        "add the refused IP to the app's trusted IPs (企业可信IP) in the WeCom console, wait a minute, then resume the group",
    ),
    code_row(
        &[40013, 41002, 41004],
        Configuration,
        "核对 CorpID 与 Secret：在「我的企业 → 企业信息」中复制",
        "check the corp id and the secret: copy them from the WeCom console (我的企业 → 企业信息)",
    ),
    code_row(
        &[40091],
        Configuration,
        "Secret 无效：确认它属于此企业和此应用，且未被重置",
        "the secret is not valid: it must belong to this corp and app, and not have been reset",
    ),
    code_row(
        &[40056, 41011, 301_002],
        Configuration,
        "核对 AgentId：它与 Secret 必须属于同一个应用",
        "check the agent id: it and the secret must be of the same app",
    ),
    code_row(
        &[40050, 86001, 86003],
        Configuration,
        "群 chatid 不存在：必须由本应用通过接口创建，请核对 --target",
        "the chat id does not exist: the chat must be created by this app; check --target",
    ),
    code_row(
        &[86008],
        Configuration,
        "该群由另一个应用创建：改用那个应用的 Secret，或新建群",
        "another app created this chat: use that app's secret, or create a new chat",
    ),
    code_row(
        &[86004, 86005, 86006, 86007, 86201, 86202, 86203, 86204, 86205, 86206, 86207, 86215, 86216, 86217],
        Configuration,
        "群的名称、群主或成员不符合要求：在企业微信中检查该群",
        "the chat's name, owner or members are not acceptable: look at the chat in WeCom",
    ),
    code_row(
        &[86101],
        Configuration,
        "只有群主能发送：调整该群的设置",
        "only the owner may send: change the chat's settings",
    ),
    code_row(
        &[48001, 48002],
        Configuration,
        "应用无此接口权限：可见范围须为根部门，且使用应用自己的 Secret",
        "the app may not use this call: its visible range must be the root department, and the secret its own",
    ),
    code_row(
        &[48004, 48005, 48006, 50003],
        Configuration,
        "应用被停用或授权被收回：请管理员在后台重新启用",
        "the app is disabled or lost its permission: an administrator must enable it again",
    ),
    code_row(
        &[60011],
        Configuration,
        "把成员或部门加入应用的可见范围",
        "add the member or department to the app's visible range",
    ),
    code_row(
        &[93000],
        Configuration,
        "机器人地址无效或已被移出群：重新添加机器人并保存新的 key",
        "the robot's address is not valid, or it was removed from the group: add it again and store the new key",
    ),
    code_row(
        &[93004, 93008],
        Configuration,
        "机器人已停用或不在群中：在群里启用或重新添加",
        "the robot is stopped or not in the group: enable or add it there",
    ),
    code_row(&[93006], Configuration, "群号无效：核对 --target", "the group's id is not valid: check --target"),
    code_row(
        &[301_007],
        Configuration,
        "企业已解散或被封禁：联系企业微信",
        "the corp is dissolved or banned: ask WeCom",
    ),
    code_row(&[301_059], Configuration, "只支持内部群：改用内部群", "only internal groups are possible: use one"),
    code_row(
        &[853_000],
        Configuration,
        "智能机器人的 ID 或 Secret 无效",
        "the smart robot's id or secret is not valid",
    ),
    code_row(
        &[40003, 40031, 40032, 60021, 60111, 81013],
        Recipient,
        "收件人无效：拼写有误、已离职或不在可见范围",
        "the recipient is not valid: misspelled, gone, or outside the visible range",
    ),
    code_row(&[40004], Data, "图片必须是真正的 JPG 或 PNG", "the picture must be a real JPG or PNG"),
    code_row(
        &[40006, 40009, 45001],
        Data,
        "文件过大或过小：压缩后重新上传（图片 ≤10 MB，机器人 ≤2 MB，文件 ≤20 MB）",
        "the file's size is not accepted: shrink it (pictures up to 10 MB, robots up to 2 MB, files up to 20 MB)",
    ),
    code_row(&[44001], Data, "文件是空的：重新上传凭证", "the file is empty: upload the proof again"),
    code_row(&[44004], Data, "文本为空：检查模板", "the text is empty: look at the template"),
    code_row(
        &[45002],
        Data,
        "文本过长：上限按 UTF-8 字节计（2048），请缩短",
        "the text is too long: the limit is 2048 UTF-8 bytes",
    ),
    code_row(&[82004, 85002], Data, "内容被判违规：修改措辞", "the content was found unacceptable: rephrase it"),
    code_row(
        &[40008, 40035, 40058, 40063, 41001, 82001],
        Bug,
        "请求格式有误，是本程序的问题：请附上此错误信息报告",
        "the request was malformed; this is a bug in ticketctl: please report it with this message",
    ),
];

// A wrong secret that is used again and again gets the whole address banned for an hour (note on 45009), so none of these is
// tried again.
const TOKEN_TABLE: &[ErrorCodeRow] = &[
    code_row(
        &[40001],
        Configuration,
        "Secret 不属于此企业或应用、已被重置，或应用已停用：核对后用 secret set 重新保存，再恢复该群",
        "the secret is not of this corp or app, was reset, or the app is disabled: check it, store it anew with secret set, then resume the group",
    ),
    code_row(
        &[40014, 42001, 41001],
        Configuration,
        "换取 access_token 时却要求 access_token：接口地址有误，修正配置",
        "a token was asked for when a token was fetched: the base URL is wrong; fix the configuration",
    ),
    code_row(
        &[45009],
        Throttled,
        "获取 access_token 过于频繁，或同一 IP 多次使用错误的 Secret（封禁一小时）：停用错误的 Secret 后等待",
        "tokens were fetched too often, or a wrong secret was used from this IP (a ban of an hour): stop using it, and wait",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The catalogue of codes that an operator can meet, by what is done about them.
    const CATALOGUE: &[(RefusalClass, &[i64])] = &[
        (RetryAfter(5), &[6000, 45033]),
        (Throttled, &[45009]),
        (RefreshToken, &[40001, 40014, 42001]),
        (Reupload, &[40007]),
        (
            Configuration,
            &[
                40013, 40050, 40056, 40091, 41002, 41004, 41011, 48001, 48002, 48004, 48005, 48006, 50003, 60011,
                60020, 86001, 86003, 86004, 86005, 86006, 86007, 86008, 86101, 86201, 86202, 86203, 86204, 86205,
                86206, 86207, 86215, 86216, 86217, 90308, 93000, 93004, 93006, 93008, 301_002, 301_007, 301_042,
                301_059, 853_000,
            ],
        ),
        (Data, &[40004, 40006, 40009, 44001, 44004, 45001, 45002, 82004, 85002]),
        (Recipient, &[40003, 40031, 40032, 60021, 60111, 81013]),
        (Bug, &[40008, 40035, 40058, 40063, 41001, 82001]),
    ];

    #[test]
    fn the_table_is_the_catalogue() {
        let listed: usize = CATALOGUE.iter().map(|(_, codes)| codes.len()).sum();
        assert_eq!(listed, TABLE.iter().map(|row| row.codes.len()).sum::<usize>());
        for (class, codes) in CATALOGUE {
            for code in *codes {
                assert_eq!(find_code(*code).map(|(class, _)| class), Some(*class), "{code}");
            }
        }
    }

    #[test]
    fn every_code_stands_once_and_has_advice_in_both_languages() {
        let mut codes: Vec<i64> = TABLE.iter().flat_map(|row| row.codes).copied().collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(!codes.contains(&0) && !codes.contains(&-1));
        for row in TABLE.iter().chain(TOKEN_TABLE) {
            assert!(!row.advice.zh.is_ascii() && !row.advice.en.is_empty(), "{:?}", row.codes);
        }
    }
}
