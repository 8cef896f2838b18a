//! Teams, and what their members see.

use crate::build::*;
use crate::people::*;
use rapport_model::{Role, Scope, TeamId};
use rapport_store::{AccountError, NewTeam, TeamChange, UserChange};

on_both_engines!(
    scope_follows_the_teams,
    an_administrator_sees_everything_without_a_team,
    a_name_of_a_team_is_taken_whatever_its_case,
    a_team_changes_and_goes,
    users_are_listed_with_their_teams,
    poison_in_a_brand_is_cleaned,
);

fn scope(fresh: &Fresh, key: &str) -> Scope {
    let found = fresh.reader().signed_in(secret(key), BY.at).unwrap();
    found.unwrap().identity.scope
}

fn scope_follows_the_teams(fresh: &mut Fresh) {
    admin(fresh);
    let lumen = team(fresh, "lumen", these(&["Lumen"]));
    let seas = team(fresh, "seas", these(&["Tide", "Mira"]));
    let all = team(fresh, "all", Scope::All);
    let bo = joined(fresh, "bo", Role::Agent, &[]);
    session(fresh, &bo, "of bo");
    for (teams, sees) in [
        (vec![], these(&[])),
        (vec![lumen], these(&["Lumen"])),
        (vec![seas, lumen, seas], these(&["Lumen", "Mira", "Tide"])),
        (vec![seas, all], Scope::All),
    ] {
        let change = UserChange {
            teams: Some(teams.clone()),
            ..UserChange::default()
        };
        fresh.store.change_user(BY, bo.id, &change).unwrap();
        assert_eq!(scope(fresh, "of bo"), sees, "{teams:?}");
    }
    fresh.store.remove_team(BY, all).unwrap();
    assert_eq!(scope(fresh, "of bo"), these(&["Mira", "Tide"]));
    let sees = TeamChange {
        sees: Some(these(&["Nova"])),
        ..TeamChange::default()
    };
    fresh.store.change_team(BY, seas, &sees).unwrap();
    assert_eq!(scope(fresh, "of bo"), these(&["Nova"]));
}

fn an_administrator_sees_everything_without_a_team(fresh: &mut Fresh) {
    let ada = admin(fresh);
    session(fresh, &ada, "of ada");
    let change = UserChange {
        teams: Some(vec![]),
        ..UserChange::default()
    };
    fresh.store.change_user(BY, ada.id, &change).unwrap();
    assert_eq!(scope(fresh, "of ada"), Scope::All);
}

fn a_name_of_a_team_is_taken_whatever_its_case(fresh: &mut Fresh) {
    let care = team(fresh, "Care", Scope::All);
    let press = team(fresh, "Press", Scope::All);
    let again = NewTeam {
        name: " CARE ".into(),
        sees: Scope::All,
    };
    let refused = fresh.store.add_team(BY, &again);
    assert!(matches!(refused, Err(AccountError::TeamNameTaken)));
    let rename = |name: &str| TeamChange {
        name: Some(name.into()),
        ..TeamChange::default()
    };
    let refused = fresh.store.change_team(BY, press, &rename("care"));
    assert!(matches!(refused, Err(AccountError::TeamNameTaken)));
    let changed = fresh.store.change_team(BY, care, &rename("CARE")).unwrap();
    assert_eq!(changed.team.name, "CARE");
}

fn a_team_changes_and_goes(fresh: &mut Fresh) {
    let care = team(fresh, "care", these(&["Lumen"]));
    joined(fresh, "bo", Role::Agent, &[care]);
    let change = TeamChange {
        name: Some("press".into()),
        sees: Some(Scope::All),
    };
    let changed = fresh.store.change_team(BY, care, &change).unwrap();
    assert_eq!(changed.members, 1);
    assert_eq!(fresh.reader().teams().unwrap(), [changed]);
    fresh.store.remove_team(BY, care).unwrap();
    assert_eq!(fresh.reader().teams().unwrap(), []);
    assert_eq!(fresh.reader().users().unwrap()[0].teams, []);
    for refused in [
        fresh.store.remove_team(BY, care).unwrap_err(),
        fresh.store.change_team(BY, TeamId(9), &change).unwrap_err(),
    ] {
        assert!(matches!(refused, AccountError::UnknownTeam), "{refused}");
    }
}

fn users_are_listed_with_their_teams(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let care = team(fresh, "care", Scope::All);
    let bo = joined(fresh, "bo", Role::Agent, &[care, ada.teams[0].0]);
    let named: Vec<&str> = bo.teams.iter().map(|(_, name)| &**name).collect();
    assert_eq!(named, ["care", "Everyone"]);
    assert_eq!(fresh.reader().users().unwrap(), [ada, bo]);
}

fn poison_in_a_brand_is_cleaned(fresh: &mut Fresh) {
    let long = "ş".repeat(1 << 19);
    let id = team(fresh, "\0", these(&["a\0", "a\u{fffd}", &long]));
    let stored = fresh.reader().teams().unwrap().remove(0).team;
    assert_eq!((stored.id, &*stored.name), (id, "\u{fffd}"));
    assert!(stored.sees.holds("a\u{fffd}"));
    check(fresh);
}
