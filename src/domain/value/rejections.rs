//! The refusals of this room: code, kind, both languages and the next step.

crate::rejection_catalogue! {
    pub enum ValueRejection {
        CertificateTypeUnknown { codes } = "certificate_type_unknown", Input,
            "证件类型未知，可用：{codes}", "unknown certificateType, use one of: {codes}";
        IdCardShape = "id_card_shape", Input,
            "身份证号无效：应为 18 位，前 17 位是数字，末位是数字或 X",
            "not a valid identity card number: use 18 characters, 17 digits and then a digit or X",
            hint "护照或通行证请改用相应的证件类型", "for a passport or a permit, choose that certificate type";
        IdCardLength { length, begins } = "id_card_shape", Input,
            "看到 {length} 位号码（{begins}…），身份证应为 18 位，多了或少了数字",
            "a number of {length} digits ({begins}…); an identity card has 18",
            hint "与买家核对证件号", "check the number with the buyer";
        IdCardBirthDate { first_birth_year, today } = "id_card_birth_date", Input,
            "身份证号第 7 到 14 位不是真实的出生日期（{first_birth_year} 年至 {today}）",
            "digits 7 to 14 of the identity card number are not a valid birth date ({first_birth_year} to {today})",
            hint "与客户核对证件号", "check the number with the buyer";
        DocumentNumberShape { least, most } = "document_number_shape", Input,
            "证件号无效：应为 {least} 到 {most} 位字母或数字",
            "not a valid document number: use {least} to {most} letters (A-Z) or digits";
        CurrencyUnknown { text, codes } = "currency_unknown", Input,
            "没有这种货币：{text}", "no such currency: {text}",
            hint "三个大写字母：{codes}", "three capital letters: {codes}";
        CurrencyWhole { text, codes } = "currency_not_hundredths", Input,
            "{text} 没有小数；金额按百分之一记账，用它会差一百倍或丢掉尾数",
            "{text} has no decimals: amounts are kept in hundredths, and would be wrong by powers of ten",
            hint "用两位小数的货币标价：{codes}", "price it in a currency with two decimals: {codes}";
        CurrencyThousandths { text, codes } = "currency_not_hundredths", Input,
            "{text} 有三位小数；金额按百分之一记账，用它会差一百倍或丢掉尾数",
            "{text} has three decimals: amounts are kept in hundredths, and would be wrong by powers of ten",
            hint "用两位小数的货币标价：{codes}", "price it in a currency with two decimals: {codes}";
        ZoneDaylightSaving { text, names } = "zone_daylight_saving", Input,
            "{text} 有夏令时，一天的起止会变；只支持全年固定偏移的时区",
            "{text} has daylight saving, which moves where a day begins; only zones with one offset all year are supported",
            hint "可用的时区：{names}", "available time zones: {names}";
        ZoneUnknown { text, names } = "zone_unknown", Input,
            "没有时区 {text}", "no such zone: {text}",
            hint "可用的时区：{names}", "available time zones: {names}";
        NameEmpty = "name_empty", Input,
            "姓名为空", "the name is empty",
            hint "填写证件上的姓名", "give the name as it is on the document";
        NameTooLong { name_chars, name_bytes } = "name_too_long", Input,
            "姓名过长：最多 {name_chars} 个字符、{name_bytes} 字节",
            "the name is too long: at most {name_chars} characters and {name_bytes} bytes";
        NameCharacters { code, place } = "name_characters", Input,
            "姓名的第 {place} 个字符 {code} 不可见或无法识别",
            "character {place} of the name is {code}, which is invisible or unknown",
            hint "请重新手工输入姓名，不要粘贴", "type the name by hand instead of pasting it";
        PhoneInvalid = "phone_invalid", Input,
            "手机号无效：应为 11 位内地手机号（1[3-9] 开头），或 + 加国际号码（7 到 15 位数字）",
            "not a valid phone number: use 11 digits of a mainland mobile (1[3-9]…), or + and 7 to 15 digits",
            hint "其他地区的号码要写国家或地区代码，例如 +852 9123 4567",
                "a number of another place needs its country code, such as +852 9123 4567";
        PhoneLength { length, begins } = "phone_invalid", Input,
            "看到 {length} 位号码（{begins}…），内地手机号应为 11 位，多了或少了数字",
            "a number of {length} digits ({begins}…); a mainland mobile has 11",
            hint "与买家核对手机号", "check the number with the buyer";
        NameShort = "name_short", Input,
            "姓名只有一个字，不像姓名", "one letter is no name",
            hint "填写证件上的完整姓名", "give the whole name as it is on the document";
        NameDigits = "name_digits", Input,
            "姓名里有数字，不像姓名", "a name has no digits",
            hint "填写证件上的姓名", "give the name as it is on the document";
        NameMarks { mark } = "name_marks", Input,
            "姓名里有「{mark}」，像是整行资料", "there is a \"{mark}\" in the name, as in a line with a label",
            hint "只写证件上的姓名", "give only the name as it is on the document";
        UserTypeUnknown { codes } = "user_type_unknown", Input,
            "用户类型未知，可用：{codes}", "unknown userType, use one of: {codes}";
        GenderUnknown { codes } = "gender_unknown", Input,
            "性别未知，可用：{codes}、男、女", "unknown gender, use one of: {codes}, 男, 女";
        BirthdayInvalid { first_birth_year, today } = "birthday_invalid", Input,
            "出生日期无效：应为 yyyy-mm-dd，{first_birth_year} 年至 {today}",
            "not a valid birthday: use yyyy-mm-dd, from {first_birth_year} to {today}";
    }
}
