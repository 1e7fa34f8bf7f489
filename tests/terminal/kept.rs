//! What is kept from one session to the next, whatever fails.

use crate::session::{Fault, Session};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

#[test]
fn a_correction_is_there_the_next_time_too() {
    let mut session = Session::start();
    session.shows("·星河科技");
    session.press("A星河科技成立\r\r");
    session.shows("补上 星河科技成立");
    session.press("q");
    let home = session.ends(0);
    // The text has changed a little since.
    let file = home.path().join("story.md");
    let text = std::fs::read_to_string(&file).unwrap() + "\n完。\n";
    std::fs::write(&file, text).unwrap();
    let mut session = Session::at_home(home, Fault::None);
    session.shows("·星河科技");
    session.press("f星河科技成立");
    session.shows("星河科技成立");
    session.press("\r");
    session.shows("星河科技成立 1/1");
    session.press("q");
    session.ends(0);
}

/// Presses what adds this name.
fn add(session: &mut Session, name: &str) {
    session.shows("·星河科技");
    session.press(&format!("A{name}\r\r"));
}

/// Whether the names that readers added are found in the next session.
#[track_caller]
fn are_known(home: Arc<TempDir>, names: &[&str]) -> Arc<TempDir> {
    let mut session = Session::at_home(home, Fault::None);
    session.shows("·星河科技");
    for name in names {
        session.press(&format!("f{name}\r"));
        session.shows(&format!("{name} 1/"));
    }
    session.press("q");
    session.ends(0)
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_it_is_said() {
    let mut session = Session::start();
    add(&mut session, "星河科技成立");
    session.shows("补上 星河科技成立");
    session.press("q");
    let home = session.ends(0);
    let mut session = Session::at_home(home, Fault::Full);
    add(&mut session, "来自挪威");
    session.shows("更正未能保存");
    // It holds until the end.
    session.press("f来自挪威\r");
    session.shows("来自挪威 1/");
    session.press("q");
    let home = session.ends(0);
    let home = are_known(home, &["星河科技成立"]);
    let mut folders = vec![home.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_half = path.extension().is_some_and(|it| it == "new");
            assert!(!is_half, "{} is left", path.display());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
}

/// Lets everybody read what lies in a folder, and its owner write it or nobody.
fn let_write(folder: &Path, may_write: bool) {
    let mut left = vec![folder.to_owned()];
    while let Some(path) = left.pop() {
        let mode = if may_write { 0o755 } else { 0o555 };
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        if path.is_dir() {
            let entries = std::fs::read_dir(path).unwrap();
            left.extend(entries.map(|it| it.unwrap().path()));
        }
    }
}

#[test]
fn in_a_home_that_cannot_be_written_nothing_is_lost_and_it_is_said() {
    let mut session = Session::start();
    add(&mut session, "星河科技成立");
    session.shows("补上 星河科技成立");
    session.press("q");
    let home = session.ends(0);
    // Whoever has no rights may not reach the folder that it was built in.
    let program = env!("CARGO_BIN_EXE_mailuo");
    std::fs::copy(program, home.path().join("program")).unwrap();
    let_write(home.path(), false);
    let mut session = Session::at_home(home, Fault::ReadOnly);
    add(&mut session, "来自挪威");
    session.shows("更正未能保存");
    // It holds until the end, as does what was saved before.
    for name in ["来自挪威", "星河科技成立"] {
        session.press(&format!("f{name}\r"));
        session.shows(&format!("{name} 1/"));
    }
    session.press("q");
    let home = session.ends(0);
    let_write(home.path(), true);
    are_known(home, &["星河科技成立"]);
}

#[test]
fn two_sessions_keep_the_corrections_of_both() {
    let mut first = Session::start();
    let home = Arc::clone(&first.home);
    let mut second = Session::at_home(home, Fault::None);
    add(&mut first, "星河科技成立");
    first.shows("补上 星河科技成立");
    add(&mut second, "来自挪威");
    second.shows("补上 来自挪威");
    first.press("q");
    second.press("q");
    first.ends(0);
    let home = second.ends(0);
    are_known(home, &["星河科技成立", "来自挪威"]);
}

#[test]
fn what_is_kept_may_be_no_folder_or_damaged() {
    // Where folders should be stand files: nothing can be kept, and all goes on.
    let home = Arc::new(tempfile::tempdir().unwrap());
    std::fs::write(home.path().join("mailuo"), "\0\x1b]0;x\x07").unwrap();
    let mut session = Session::at_home(home, Fault::None);
    add(&mut session, "来自挪威");
    session.shows("更正未能保存");
    session.press("q");
    session.ends(0);
    // Lines that nobody can read are told, and stay.
    let mut session = Session::start();
    add(&mut session, "来自挪威");
    session.shows("补上 来自挪威");
    session.press("q");
    let home = session.ends(0);
    let folder = home.path().join("mailuo/corrections");
    let file = std::fs::read_dir(&folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let damage = "\u{9b}2J\x1b]0;x\x07\n{\"from\": \"a newer version\"}\n";
    let damaged = std::fs::read_to_string(&file).unwrap() + damage;
    std::fs::write(&file, damaged).unwrap();
    for entry in std::fs::read_dir(home.path().join("mailuo/places")).unwrap() {
        std::fs::write(entry.unwrap().path(), "offset = \x1b").unwrap();
    }
    let home = are_known(home, &["来自挪威"]);
    let mut session = Session::at_home(home, Fault::None);
    add(&mut session, "星河科技成立");
    session.shows("补上 星河科技成立");
    session.press("q");
    let _home = session.ends(0);
    assert!(std::fs::read_to_string(&file).unwrap().contains(damage));
}
