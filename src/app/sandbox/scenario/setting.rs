//! What a scenario leaves open: `{ocr}` in a command line, given by `smoke run --set ocr=ppocr`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Result;
use crate::ocr::model_files::OcrModels;
use crate::ocr::{MockEngine, PpocrEngine, TesseractEngine, check_engine_ready};

/// Something that can be set, with its values; the first holds where nothing else is said.
struct ScenarioSetting {
    name: &'static str,
    values: &'static [&'static str],
}

/// The engine that reads the screenshots. `auto` is none: a scenario must mean the same on every machine.
const OCR: ScenarioSetting =
    ScenarioSetting { name: "ocr", values: &[MockEngine::NAME, PpocrEngine::NAME, TesseractEngine::NAME] };
const ALL_SETTINGS: [ScenarioSetting; 1] = [OCR];

/// Every way to set something, as it is typed: `ocr=mock`, `ocr=ppocr` …
pub fn setting_choices() -> Vec<String> {
    ALL_SETTINGS.iter().flat_map(|one| one.values.iter().map(|value| format!("{}={value}", one.name))).collect()
}

/// Whether there is a setting `name` that can have each of these values.
pub(crate) fn is_setting(name: &str, values: &[String]) -> bool {
    ALL_SETTINGS.iter().any(|one| one.name == name && values.iter().all(|value| one.values.contains(&value.as_str())))
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioSettings(BTreeMap<&'static str, &'static str>);

impl Default for ScenarioSettings {
    fn default() -> Self {
        Self(ALL_SETTINGS.iter().map(|one| (one.name, one.values[0])).collect())
    }
}

impl ScenarioSettings {
    /// The settings after `words`, each one of [`setting_choices`]; of two for the same setting the later holds. Other words say
    /// nothing.
    pub fn from_words(words: &[String]) -> Self {
        let mut settings = Self::default();
        for (name, value) in words.iter().filter_map(|word| word.split_once('=')) {
            let setting = ALL_SETTINGS.iter().find(|one| one.name == name);
            let value = setting.and_then(|one| Some((one.name, *one.values.iter().find(|known| **known == value)?)));
            settings.0.extend(value);
        }
        settings
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, *value))
    }

    /// Whether `name` is one of `values`.
    pub(crate) fn has_value(&self, name: &str, values: &[String]) -> bool {
        self.0.get(name).is_some_and(|value| values.iter().any(|one| one == value))
    }

    /// Whether this machine can do what is set; `models` is the directory with those that read pictures.
    pub fn check_ready(&self, models: &Path) -> Result<()> {
        self.0.get(OCR.name).map_or(Ok(()), |engine| check_engine_ready(engine, &OcrModels::new(models)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    #[test]
    fn every_choice_can_be_made_and_the_first_is_the_default() {
        assert_eq!(setting_choices(), ["ocr=mock", "ocr=ppocr", "ocr=tesseract"]);
        assert_eq!(ScenarioSettings::from_words(&[]), ScenarioSettings::from_words(&setting_choices()[..1]));
        for choice in setting_choices() {
            let (name, value) = choice.split_once('=').unwrap();
            let (settings, value) = (ScenarioSettings::from_words(std::slice::from_ref(&choice)), [value.to_owned()]);
            assert!(settings.has_value(name, &value) && is_setting(name, &value));
        }
        assert!(!is_setting("ocr", &["auto".to_owned()]) && !is_setting("oCR", &[]));
    }

    #[test]
    fn an_engine_without_its_models_is_not_ready() {
        let empty = tempfile::tempdir().unwrap();
        let error = ScenarioSettings::from_words(&["ocr=ppocr".to_owned()]).check_ready(empty.path()).unwrap_err();
        assert_eq!((error.code, error.exit), ("ocr_models_missing", Exit::Config));
        assert!(error.hint.unwrap().en.contains("ticketctl ocr setup"));
        assert!(ScenarioSettings::default().check_ready(empty.path()).is_ok());
    }
}
