//! The words of a buyer's text: labels, what is no name, and what names begin with.

use std::sync::LazyLock;

use crate::domain::value::certificate::CertificateType;
use crate::domain::value::person_details::{Gender, UserType};
use crate::domain::value::text::fold::is_han;
use crate::formats::form_fields::{
    BIRTHDAY, CERTIFICATE_NO, CERTIFICATE_TYPE, CERTIFICATE_WORDS, GENDER, NAME, ORDER, PHONE, PLAY_DATE, TICKET_TYPE,
    USER_TYPE, read_user_type,
};

/// What a word in front of a value says that the value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextLabel {
    Name,
    Phone,
    /// The number of a certificate; with the word, of which kind.
    Certificate(Option<CertificateWord>),
    CertificateType,
    UserType,
    Gender,
    Birthday,
    TicketType,
    PlayDate,
    /// Something that no form has: an order's number, an address, a remark.
    Other,
}

/// A word for a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CertificateWord {
    pub kind: CertificateType,
    /// Where its holder comes from, as far as the word says it.
    pub from: Option<UserType>,
    /// An identity card of somebody from Hong Kong, Macao or Taiwan: its number says from where.
    pub residence: bool,
}

impl TextLabel {
    /// Whether a value begins with a digit, a plus or a letter before digits.
    pub(super) const fn wants_number(self) -> bool {
        matches!(self, Self::Phone | Self::Certificate(_))
    }

    /// Whether what stands behind it is about a person and no word about the order.
    pub(super) const fn explains_value(self) -> bool {
        match self {
            Self::Name
            | Self::Phone
            | Self::Certificate(_)
            | Self::CertificateType
            | Self::UserType
            | Self::Gender
            | Self::Birthday
            | Self::Other => true,
            Self::TicketType | Self::PlayDate => false,
        }
    }
}

/// Words of a chat beside the headings of a sheet.
const CHAT_WORDS: [(TextLabel, &[&str]); 9] = [
    (
        TextLabel::Name,
        &[
            "名字",
            "我叫",
            "取票人",
            "取票人姓名",
            "联系人",
            "联系人姓名",
            "游玩人",
            "使用人",
            "全名",
            "中文名",
            "fullname",
        ],
    ),
    (TextLabel::Phone, &["手机号是", "tel", "telephone", "cell", "mobilenumber", "phonenumber", "phoneno", "tel号"]),
    (
        TextLabel::Certificate(None),
        &["证件", "证号", "id", "idno", "certificate", "document", "documentno", "documentnumber"],
    ),
    (TextLabel::CertificateType, &["类型", "idtype", "documenttype"]),
    (TextLabel::UserType, &["国籍", "nationality"]),
    (TextLabel::Birthday, &["出生", "出生年月", "出生年月日", "生年月日", "birth", "dateofbirth", "dob", "birthdate"]),
    (TextLabel::PlayDate, &["游玩时间", "使用时间", "出行时间", "日期", "入园日期", "去的日期", "date", "visitdate"]),
    (TextLabel::TicketType, &["票类", "票", "门票", "套餐", "ticket"]),
    (
        TextLabel::Other,
        &[
            "微信",
            "微信号",
            "wechat",
            "qq",
            "qq号",
            "邮箱",
            "email",
            "地址",
            "收货地址",
            "备注",
            "remark",
            "note",
            "数量",
            "张数",
            "金额",
            "价格",
            "付款金额",
            "年龄",
            "age",
            "紧急联系人",
            "紧急联系电话",
            "紧急电话",
            "昵称",
            "闲鱼名",
            "有效期",
            "民族",
            "住址",
            "签发机关",
            "雪鞋",
            "身高",
            "体重",
            "鞋码",
            "orderid",
            "quantity",
            "address",
            "amount",
        ],
    ),
];

/// Words for certificates that stand before a number.
const NUMBERED_CERTIFICATES: [(&str, CertificateType); 12] = [
    ("护照", CertificateType::Passport),
    ("护照号", CertificateType::Passport),
    ("护照号码", CertificateType::Passport),
    ("passport", CertificateType::Passport),
    ("passportno", CertificateType::Passport),
    ("passportnumber", CertificateType::Passport),
    ("港澳居民来往内地通行证", CertificateType::HkMacaoPermit),
    ("来往内地通行证", CertificateType::HkMacaoPermit),
    ("台湾居民来往大陆通行证", CertificateType::TaiwanPermit),
    ("来往大陆通行证", CertificateType::TaiwanPermit),
    ("identitycard", CertificateType::IdCard),
    ("idcard", CertificateType::IdCard),
];

/// Residence permits: identity cards of people from Hong Kong, Macao and Taiwan.
const RESIDENCE_PERMITS: [(&str, Option<UserType>); 5] = [
    ("居住证", None),
    ("港澳居住证", Some(UserType::HkMacao)),
    ("港澳居民居住证", Some(UserType::HkMacao)),
    ("台湾居住证", Some(UserType::Taiwan)),
    ("台湾居民居住证", Some(UserType::Taiwan)),
];

/// What may stand between a label and its value.
pub(super) const FILLERS: [&str; 6] = ["号码", "是", "为", "叫", "号", "is"];

/// Every label, the longest first.
static LABELS: LazyLock<Vec<(Vec<char>, TextLabel)>> = LazyLock::new(|| {
    let plain = |kind, from| TextLabel::Certificate(Some(CertificateWord { kind, from, residence: false }));
    let columns = [
        (NAME, TextLabel::Name),
        (PHONE, TextLabel::Phone),
        (CERTIFICATE_TYPE, TextLabel::CertificateType),
        (USER_TYPE, TextLabel::UserType),
        (GENDER, TextLabel::Gender),
        (BIRTHDAY, TextLabel::Birthday),
        (TICKET_TYPE, TextLabel::TicketType),
        (PLAY_DATE, TextLabel::PlayDate),
        (ORDER, TextLabel::Other),
    ];
    let headings = columns.iter().flat_map(|(column, label)| column.headings.iter().map(|word| (*word, *label)));
    // Under `身份证` a chat has the number of one, where a sheet's column has all sorts.
    let numbers = CERTIFICATE_NO.headings.iter().map(|word| match word.contains("身份证") {
        true => (*word, plain(CertificateType::IdCard, None)),
        false => (*word, TextLabel::Certificate(None)),
    });
    let kinds = CERTIFICATE_WORDS.iter().chain(&NUMBERED_CERTIFICATES).map(|(word, kind)| (*word, plain(*kind, None)));
    let permits = RESIDENCE_PERMITS.iter().map(|(word, from)| {
        let word_of = CertificateWord { kind: CertificateType::IdCard, from: *from, residence: true };
        (*word, TextLabel::Certificate(Some(word_of)))
    });
    let chat = CHAT_WORDS.iter().flat_map(|(label, words)| words.iter().map(|word| (*word, *label)));
    let all = headings.chain(numbers).chain(kinds).chain(permits).chain(chat);
    let mut labels: Vec<(Vec<char>, TextLabel)> = all.map(|(word, label)| (word.chars().collect(), label)).collect();
    labels.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    labels
});

/// The longest label at the beginning of `text`, and how many characters it takes. Layout inside a label does not count:
/// `姓　名`, `ID No.`, `play_date`.
pub(super) fn find_label(text: &[char]) -> Option<(TextLabel, usize)> {
    LABELS.iter().find_map(|(word, label)| Some((*label, match_word(word, text)?)))
}

/// How many characters of `text` spell `word`.
pub(super) fn match_word(word: &[char], text: &[char]) -> Option<usize> {
    let mut at = 0;
    for (place, letter) in word.iter().enumerate() {
        while place > 0 && text.get(at).is_some_and(|c| matches!(c, ' ' | '\t' | '_' | '.' | '-')) {
            at += 1;
        }
        if !text.get(at).is_some_and(|c| c.to_lowercase().eq(letter.to_lowercase())) {
            return None;
        }
        at += 1;
    }
    let ends = word.last().is_some_and(|last| is_han(*last)) || !text.get(at).is_some_and(char::is_ascii_alphanumeric);
    ends.then_some(at)
}

/// Greetings, and words of a shop, that are as short as a name and begin as one.
const NO_NAMES: [&str; 72] = [
    "谢谢",
    "多谢",
    "感谢",
    "万分感谢",
    "方便",
    "方便吗",
    "马上",
    "马上发",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "周末",
    "高级道",
    "高级",
    "成人",
    "成人票",
    "单板",
    "双板",
    "单人",
    "单人票",
    "时间",
    "明天",
    "明早",
    "明晚",
    "元旦",
    "元旦节",
    "安排",
    "安排下",
    "全天",
    "全天票",
    "家庭",
    "家庭票",
    "花钱",
    "查收",
    "应该",
    "应该是",
    "万一",
    "连号",
    "连坐",
    "有空",
    "幸好",
    "向您",
    "何时",
    "何时出",
    "何时出票",
    "温馨",
    "包含",
    "包含雪具",
    "汪汪",
    "和平",
    "平日",
    "平日票",
    "左右",
    "水票",
    "强烈",
    "计时",
    "计时票",
    "支付",
    "支付宝",
    "国庆",
    "国庆节",
    "王先生",
    "都可以",
    "都行",
    "习惯",
    "麻烦",
    "麻烦您",
    "金额",
];

/// What no given name holds.
const NO_NAME_LETTERS: &str = "的了吗呢吧我你您他请们到去要票号这那没不就都也还给把被个位钟谢";

/// Words that stand behind a surname in place of a name.
const TITLES: [&str; 7] = ["先生", "女士", "小姐", "老师", "老板", "同学", "阿姨"];

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方\
    白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁\
    尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜\
    冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼\
    蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那\
    宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";

const COMPOUND_SURNAMES: [&str; 18] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "南宫",
    "长孙", "宇文", "轩辕", "呼延",
];

const NO_LATIN_NAMES: [&str; 22] = [
    "HELLO", "HI", "HEY", "THANKS", "THANK", "YOU", "PLEASE", "DEAR", "BEST", "REGARDS", "OK", "YES", "NO", "MY",
    "THE", "TICKET", "TICKETS", "GOOD", "MORNING", "SKI", "VIP", "ALL",
];

/// Whether a word without a label is taken for a name: as few are taken as a shop can live with, for another person's
/// ticket is dearer than one question.
pub(super) fn is_name_like(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    if letters.iter().any(|c| is_han(*c)) { is_han_name(word, &letters) } else { is_latin_name(word) }
}

fn is_han_name(word: &str, letters: &[char]) -> bool {
    if NO_NAMES.contains(&word) || TITLES.iter().any(|title| word.ends_with(title)) {
        return false;
    }
    // `周三来` is a day; `周一鸣` is somebody.
    if let ['周', '一' | '二' | '三' | '四' | '五' | '六' | '日' | '末', verb] = letters
        && "来去到玩滑改".contains(*verb)
    {
        return false;
    }
    if let Some((first, rest)) = word.split_once('·') {
        let parts = std::iter::once(first).chain(rest.split('·'));
        return letters.len() <= 20 && parts.into_iter().all(|part| !part.is_empty() && part.chars().all(is_han));
    }
    let compound = COMPOUND_SURNAMES.iter().any(|name| word.starts_with(name)) && letters.len() > 2;
    let known = compound || letters.first().is_some_and(|first| SURNAMES.contains(*first));
    known
        && (2..=4).contains(&letters.len())
        && letters.iter().all(|c| is_han(*c))
        && !letters.iter().skip(1).any(|c| NO_NAME_LETTERS.contains(*c))
        && (letters.len() < 4 || compound)
}

/// `ZHANG WEI`, `Zhang Wei`, `ZHANG/WEI`: two to four words that begin with a capital.
fn is_latin_name(word: &str) -> bool {
    let words: Vec<&str> = word.split([' ', '/']).filter(|part| !part.is_empty()).collect();
    let is_part = |part: &&str| {
        part.starts_with(|c: char| c.is_uppercase())
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-' | '.'))
            && !NO_LATIN_NAMES.contains(&part.to_uppercase().as_str())
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_part)
}

/// A gender as a word of its own.
pub(super) fn read_gender_word(word: &str) -> Option<Gender> {
    match word.to_lowercase().as_str() {
        "男" | "男性" | "男士" | "male" => Some(Gender::Male),
        "女" | "女性" | "女士" | "female" => Some(Gender::Female),
        _ => None,
    }
}

/// Where somebody comes from, in the words of a label's value.
pub(super) fn read_origin(word: &str) -> Option<UserType> {
    let named = [
        ("大陆", UserType::Mainland),
        ("中国大陆", UserType::Mainland),
        ("中国", UserType::Mainland),
        ("香港", UserType::HkMacao),
        ("中国香港", UserType::HkMacao),
        ("澳门", UserType::HkMacao),
        ("中国澳门", UserType::HkMacao),
        ("中国台湾", UserType::Taiwan),
        ("外国", UserType::Foreign),
    ];
    let known = named.iter().find(|(name, _)| *name == word).map(|(_, origin)| *origin);
    known.or_else(|| read_user_type(word).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::code_enum::LabelledEnum as _;

    #[test]
    fn a_bare_word_is_a_name_only_where_it_can_be_nothing_else() {
        for name in ["王伟", "李小明", "欧阳娜娜", "阿依古丽·买买提", "ZHANG WEI", "Zhang Wei", "ZHANG/WEI", "谢霆锋"]
        {
            assert!(is_name_like(name), "{name}");
        }
        for other in [
            "你好",
            "谢谢",
            "高级道",
            "周六",
            "王先生",
            "张了",
            "在吗老板",
            "zhang wei",
            "Thank You",
            "WANG",
            "李",
            "王伟和李四",
        ] {
            assert!(!is_name_like(other), "{other}");
        }
    }

    #[test]
    fn a_label_is_the_longest_word_whatever_layout_is_in_it() {
        let label = |text: &str| find_label(&text.chars().collect::<Vec<_>>());
        assert_eq!(label("姓  名:"), Some((TextLabel::Name, 4)));
        assert_eq!(label("Phone No. 1"), Some((TextLabel::Phone, 8)));
        assert_eq!(label("nameless"), None);
        assert_eq!(label("订单编号"), Some((TextLabel::Other, 4)));
        let residence = label("港澳居民居住证8");
        assert!(
            matches!(residence, Some((TextLabel::Certificate(Some(word)), 7)) if word.residence && word.from == Some(UserType::HkMacao))
        );
        for kind in CertificateType::ALL {
            let zh: Vec<char> = kind.as_label().zh.chars().collect();
            assert!(
                matches!(find_label(&zh), Some((TextLabel::Certificate(Some(word)), _)) if word.kind == *kind),
                "{kind:?}"
            );
        }
    }
}
