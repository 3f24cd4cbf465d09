//! An enum whose values have a stable code and, where people read them, a label in both languages. In JSON it is its code.

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

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
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
    };
}

pub(crate) use {axes, coded};
