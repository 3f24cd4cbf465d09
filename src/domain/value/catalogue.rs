//! Catalogues: an enum to build refusals from, and the list of all that it can build.

use super::message::BilingualText;

/// One line of a catalogue. The texts are templates with `{field}` where a value goes.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueEntry<K: 'static> {
    /// Stable, never translated.
    pub code: &'static str,
    /// The exit code, or the kind of refusal.
    pub kind: K,
    pub message: BilingualText,
    pub hint: Option<BilingualText>,
}

/// Declares an enum whose variants know code, kind and both texts, with its list `ENTRIES`.
///
/// Before the enum: the type of the kinds, what is built, the type whose `from_catalogue` builds it, and the name of the
/// conversion.
#[macro_export]
macro_rules! catalogue {
    ($kind:ty, $built:ty, $from:ty, $into:ident, $vis:vis enum $name:ident { $(
        $variant:ident $({ $($field:ident),+ })? = $code:literal, $of:ident,
        $zh:literal, $en:literal $(, hint $hint_zh:literal, $hint_en:literal)?;
    )+ }) => {
        #[derive(Clone, Copy)]
        $vis enum $name<'a> {
            $($variant $({ $($field: &'a dyn std::fmt::Display),+ })?,)+
            #[doc(hidden)]
            Never(&'a std::convert::Infallible),
        }

        impl $name<'_> {
            $vis const ENTRIES: &'static [$crate::domain::value::catalogue::CatalogueEntry<$kind>] =
                &[$($crate::domain::value::catalogue::CatalogueEntry {
                    code: $code,
                    kind: <$kind>::$of,
                    message: $crate::domain::value::message::BilingualText { zh: $zh, en: $en },
                    hint: $crate::catalogue!(@text $($hint_zh, $hint_en)?),
                }),+];

            $vis fn $into(self) -> $built {
                match self {
                    $(Self::$variant $({ $($field),+ })? => <$from>::from_catalogue(
                        $code,
                        <$kind>::$of,
                        $crate::say!($zh, $en),
                        $crate::catalogue!(@say $($hint_zh, $hint_en)?),
                    ),)+
                    Self::Never(never) => match *never {},
                }
            }
        }

        impl From<$name<'_>> for $built {
            fn from(entry: $name<'_>) -> Self {
                entry.$into()
            }
        }
    };
    (@text) => { None };
    (@text $zh:literal, $en:literal) => {
        Some($crate::domain::value::message::BilingualText { zh: $zh, en: $en })
    };
    (@say) => { None };
    (@say $zh:literal, $en:literal) => { Some($crate::say!($zh, $en)) };
}
