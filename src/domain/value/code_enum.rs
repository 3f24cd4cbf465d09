//! An enum whose values have a stable code and, where people read them, a label in both languages.

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
    };
}

pub(crate) use coded;
