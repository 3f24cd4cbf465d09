//! Every fault of the fake server at every stage of a push on every channel: a table of 360 cases.

mod play;
mod table;

use std::collections::VecDeque;
use std::sync::Mutex;

use self::table::{Cell, Road, Row, Stage, What};

/// Cases at once: most of their time is waiting.
const WORKERS: usize = 12;

/// Plays a table; fails with every line that is not as it says.
fn check<const STAGES: usize>(road: Road, table: &[Row<STAGES>]) {
    check_at(road, table, road.stages());
}

/// Plays some stages of a table.
fn check_at<const STAGES: usize>(road: Road, table: &[Row<STAGES>], wanted: &[Stage]) {
    let model = play::model(road);
    let stages = road.stages();
    assert_eq!(stages.len(), STAGES);
    let cases = table.iter().flat_map(|(what, cells)| {
        let played = cells.iter().zip(stages).filter(|(_, stage)| wanted.contains(stage));
        played.filter_map(|(cell, stage)| cell.map(|cell| (*stage, *what, cell)))
    });
    let cases: Mutex<VecDeque<(Stage, What, Cell)>> = Mutex::new(cases.collect());
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let case = cases.lock().unwrap().pop_front();
                    let Some((stage, what, cell)) = case else { return };
                    let found = play::play(&model, road, stage, what, cell);
                    let told = found.into_iter().map(|line| format!("{road:?} {stage:?} {what:?}: {line}"));
                    wrong.lock().unwrap().extend(told);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn wecom_app_to_a_chat() {
    check(Road::Chat, table::CHAT);
}

#[test]
fn wecom_app_to_members() {
    check(Road::Members, table::MEMBERS);
}

#[test]
fn wecom_app_as_a_card() {
    // Only the text is a card.
    check_at(Road::Card, table::MEMBERS, &[Stage::Text]);
}

#[test]
fn wecom_robot_with_a_file() {
    check(Road::Robot, table::ROBOT);
}

#[test]
fn wecom_robot_with_a_picture() {
    check(Road::RobotPicture, table::ROBOT_PICTURE);
}

#[test]
fn telegram_with_a_document() {
    check(Road::Telegram, table::TELEGRAM);
}

#[test]
fn telegram_with_a_photo() {
    check(Road::TelegramPhoto, table::TELEGRAM_PHOTO);
}
