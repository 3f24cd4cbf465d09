//! An enum whose values have a stable code and, where people read them, a label in both languages. In JSON it is its code.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::message::BilingualText;

/// An enum that [`coded!`] spelled.
pub trait CodedEnum: Copy + Eq + Sized {
    fn as_code(self) -> &'static str;
    fn read_code(code: &str) -> Option<Self>;
}

/// One whose values have a label too.
pub trait LabelledEnum: CodedEnum {
    fn as_label(self) -> BilingualText;
}

/// A code as the log has it: one of ours, or the word of another system whose events were imported.
///
/// Invariant: it is written exactly as it was read, so the hash of its event stays. That is why no other word is refused:
/// the log took it, and a database that holds it must open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordedCode<T> {
    Known(T),
    Other(String),
}

impl<T: CodedEnum> RecordedCode<T> {
    pub fn read(code: &str) -> Self {
        T::read_code(code).map_or_else(|| Self::Other(code.to_owned()), Self::Known)
    }

    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(value) => value.as_code(),
            Self::Other(code) => code,
        }
    }

    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Other(_) => None,
        }
    }
}

impl<T: CodedEnum> From<T> for RecordedCode<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: CodedEnum> PartialEq<T> for RecordedCode<T> {
    fn eq(&self, other: &T) -> bool {
        self.known() == Some(*other)
    }
}

impl<T: CodedEnum> fmt::Display for RecordedCode<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<T: CodedEnum> Serialize for RecordedCode<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: CodedEnum> Deserialize<'de> for RecordedCode<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|code| Self::read(&code))
    }
}

/// Spells the enum with `ALL`, `code`, `from_code` and `codes`; with `label` too if the values have labels.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $crate::domain::value::code_enum::coded! {
            $(#[$meta])* $name { $($(#[$vmeta])* $variant = $code;)+ }
        }

        impl $name {
            pub const fn label(self) -> $crate::domain::value::message::BilingualText {
                match self { $(Self::$variant => $crate::domain::value::message::BilingualText { zh: $zh, en: $en }),+ }
            }
        }

        impl $crate::domain::value::code_enum::LabelledEnum for $name {
            fn as_label(self) -> $crate::domain::value::message::BilingualText {
                self.label()
            }
        }
    };
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in order; of an axis, in which an order usually passes through them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable code, as stored and as in every JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// All codes, for a message that names them.
            pub fn codes() -> String {
                Self::ALL.iter().map(|value| value.code()).collect::<Vec<_>>().join(", ")
            }
        }

        impl $crate::domain::value::code_enum::CodedEnum for $name {
            fn as_code(self) -> &'static str {
                self.code()
            }

            fn read_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}

/// An axis of a flow, as a refusal names it.
pub trait StatusAxis: Copy {
    /// The name in `before` and `after`, as on the page.
    fn key(self) -> &'static str;

    fn label(self) -> BilingualText;

    /// The label of the value with this code, or `None` if the axis has no such value.
    fn value_label(self, code: &str) -> Option<BilingualText>;
}

/// Spells the axes of a flow: for each its enum, the name that events use in `before` and `after`, the name in the JSON of
/// an order, and its label.
macro_rules! axes {
    ($(#[$meta:meta])* $name:ident { $($variant:ident($values:ident) = $key:literal, $short:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every axis, in the order of the page.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$variant),+];

            /// The name in `before` and `after`, as on the page.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The name in the JSON of an order, and in lists, where both flows meet.
            pub const fn short_key(self) -> &'static str {
                match self { $(Self::$variant => $short),+ }
            }

            /// Reads the name in `before` and `after`.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }

            pub const fn label(self) -> $crate::domain::value::message::BilingualText {
                match self { $(Self::$variant => $crate::domain::value::message::BilingualText { zh: $zh, en: $en }),+ }
            }

            /// The label of the value with this code, or `None` if the axis has no such value.
            pub fn value_label(self, code: &str) -> Option<$crate::domain::value::message::BilingualText> {
                match self { $(Self::$variant => $values::from_code(code).map($values::label)),+ }
            }

            /// The code of a value given as its code or its Chinese label, as an export of the web system may have either.
            pub fn read_value(self, text: &str) -> Option<&'static str> {
                match self {
                    $(Self::$variant => {
                        let named = || $values::ALL.iter().copied().find(|value| value.label().zh == text);
                        $values::from_code(text).or_else(named).map($values::code)
                    }),+
                }
            }
        }

        impl $crate::domain::value::code_enum::StatusAxis for $name {
            fn key(self) -> &'static str {
                Self::key(self)
            }

            fn label(self) -> $crate::domain::value::message::BilingualText {
                Self::label(self)
            }

            fn value_label(self, code: &str) -> Option<$crate::domain::value::message::BilingualText> {
                Self::value_label(self, code)
            }
        }
    };
}

pub(crate) use {axes, coded};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::certificate::CertificateType;

    #[test]
    fn another_systems_word_is_written_as_it_was_read() {
        for code in ["passport", "seaman_book", ""] {
            let read: RecordedCode<CertificateType> = serde_json::from_value(code.into()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), code);
            assert_eq!(read == CertificateType::Passport, code == "passport");
        }
    }
}
