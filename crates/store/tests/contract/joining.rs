//! How people come in, and what a link is worth.

use crate::build::*;
use crate::people::*;
use rapport_model::{Role, Scope};
use rapport_store::{AccountError, Link, NewUser, Purpose, Store, UserChange, UserState};

on_both_engines!(
    the_first_one_in_is_an_administrator_who_sees_everything,
    setting_up_takes_a_link_that_is_good,
    a_later_link_to_set_up_replaces_the_earlier,
    nobody_sets_up_twice,
    an_invited_user_comes_in_by_the_link,
    a_link_works_once,
    a_link_works_once_when_two_use_it_at_the_same_time,
    two_who_set_up_at_the_same_time_make_one_administrator,
    a_link_ends,
    a_new_link_replaces_the_older,
    a_reset_ends_all_sessions_of_the_user,
    a_link_of_a_disabled_user_is_void,
    an_address_is_taken_whatever_its_case,
    an_invitation_into_an_unknown_team_leaves_nobody,
    poison_in_a_name_is_cleaned,
    endless_names_and_addresses_go_in,
);

fn the_first_one_in_is_an_administrator_who_sees_everything(fresh: &mut Fresh) {
    assert!(fresh.reader().needs_set_up().unwrap());
    let ada = admin(fresh);
    assert!(!fresh.reader().needs_set_up().unwrap());
    assert_eq!((ada.role, ada.state), (Role::Admin, UserState::Active));
    let teams = fresh.reader().teams().unwrap();
    assert_eq!(teams.len(), 1);
    assert_eq!((&*teams[0].team.name, teams[0].members), ("Everyone", 1));
    assert_eq!(teams[0].team.sees, Scope::All);
    assert_eq!(ada.teams, [(teams[0].team.id, "Everyone".to_owned())]);
    assert_eq!(fresh.reader().users().unwrap(), [ada]);
}

fn setting_up_takes_a_link_that_is_good(fresh: &mut Fresh) {
    let store = &mut fresh.store;
    store.offer_set_up(secret("right"), tomorrow()).unwrap();
    for (link, at) in [("wrong", BY.at), ("right", tomorrow())] {
        let refused = store.set_up(secret(link), &new_user("ada"), "$", at);
        assert!(matches!(refused, Err(AccountError::LinkSpent)), "{link}");
        let mut reader = store.reader().unwrap();
        assert!(!reader.set_up_link_valid(secret(link), at).unwrap());
    }
    let mut reader = fresh.reader();
    assert!(reader.set_up_link_valid(secret("right"), BY.at).unwrap());
    assert!(reader.needs_set_up().unwrap());
}

fn a_later_link_to_set_up_replaces_the_earlier(fresh: &mut Fresh) {
    for link in ["first", "second"] {
        fresh.store.offer_set_up(secret(link), tomorrow()).unwrap();
    }
    let mut reader = fresh.reader();
    assert!(!reader.set_up_link_valid(secret("first"), BY.at).unwrap());
    assert!(reader.set_up_link_valid(secret("second"), BY.at).unwrap());
}

fn nobody_sets_up_twice(fresh: &mut Fresh) {
    admin(fresh);
    let store = &mut fresh.store;
    let offered = store.offer_set_up(secret("again"), tomorrow());
    assert!(matches!(offered, Err(AccountError::AlreadySetUp)));
    let set_up = store.set_up(secret("set up"), &new_user("eve"), "$", BY.at);
    assert!(matches!(set_up, Err(AccountError::AlreadySetUp)));
    assert_eq!(fresh.reader().users().unwrap().len(), 1);
}

fn an_invited_user_comes_in_by_the_link(fresh: &mut Fresh) {
    admin(fresh);
    let bo = invited(fresh, "bo", Role::Agent, &[]);
    assert_eq!(bo.state, UserState::Invited);
    assert_eq!(fresh.reader().credentials(&bo.email).unwrap(), None);
    let link = fresh.reader().link(secret("bo"), BY.at).unwrap();
    let purpose = Purpose::Invite;
    let user = bo.id;
    assert_eq!(link, Some(Link { purpose, user }));

    let hash = "$argon2id$of-bo";
    let joined = fresh
        .store
        .accept(secret("bo"), hash, Some(" Bo B. "), Some("cs"), BY.at)
        .unwrap();
    assert_eq!((&*joined.name, joined.state), ("Bo B.", UserState::Active));
    assert_eq!(joined.language.as_deref(), Some("cs"));
    let credentials = fresh.reader().credentials(" BO@desk.example").unwrap();
    let credentials = credentials.unwrap();
    assert_eq!(credentials.user, bo.id);
    assert_eq!(credentials.password_hash, hash);
    assert!(!format!("{credentials:?}").contains(hash));
}

fn a_link_works_once(fresh: &mut Fresh) {
    admin(fresh);
    joined(fresh, "bo", Role::Agent, &[]);
    let again = fresh
        .store
        .accept(secret("bo"), "$other", None, None, BY.at);
    assert!(matches!(again, Err(AccountError::LinkSpent)));
    assert_eq!(fresh.reader().link(secret("bo"), BY.at).unwrap(), None);
    let credentials = fresh.reader().credentials("bo@desk.example").unwrap();
    assert_eq!(credentials.unwrap().password_hash, "$argon2id$of-bo");
}

/// How many of four who do the same at the same time succeed; the others find the link spent or all done.
fn successes(
    fresh: &Fresh,
    work: fn(&mut Store, usize) -> Result<rapport_store::User, AccountError>,
) -> usize {
    let at_once: Vec<_> = (0..4)
        .map(|n| {
            let location = fresh.location.clone();
            std::thread::spawn(move || work(&mut Store::open(&location).unwrap(), n))
        })
        .collect();
    let done: Vec<_> = at_once.into_iter().map(|one| one.join().unwrap()).collect();
    for refused in done.iter().filter_map(|done| done.as_ref().err()) {
        assert!(
            matches!(
                refused,
                AccountError::LinkSpent | AccountError::AlreadySetUp
            ),
            "{refused}"
        );
    }
    done.iter().filter(|done| done.is_ok()).count()
}

fn a_link_works_once_when_two_use_it_at_the_same_time(fresh: &mut Fresh) {
    admin(fresh);
    invited(fresh, "bo", Role::Agent, &[]);
    let done = successes(fresh, |store, n| {
        store.accept(secret("bo"), &format!("$of-{n}"), None, None, BY.at)
    });
    assert_eq!(done, 1);
}

fn two_who_set_up_at_the_same_time_make_one_administrator(fresh: &mut Fresh) {
    let store = &mut fresh.store;
    store.offer_set_up(secret("set up"), tomorrow()).unwrap();
    let done = successes(fresh, |store, n| {
        let new = new_user(&format!("ada{n}"));
        store.set_up(secret("set up"), &new, "$", BY.at)
    });
    assert_eq!(done, 1);
    assert_eq!(fresh.reader().users().unwrap().len(), 1);
}

fn a_link_ends(fresh: &mut Fresh) {
    admin(fresh);
    invited(fresh, "bo", Role::Agent, &[]);
    assert_eq!(fresh.reader().link(secret("bo"), tomorrow()).unwrap(), None);
    let late = fresh
        .store
        .accept(secret("bo"), "$", None, None, tomorrow());
    assert!(matches!(late, Err(AccountError::LinkSpent)));
}

fn a_new_link_replaces_the_older(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let bo = invited(fresh, "bo", Role::Agent, &[]);
    let mut renew = |user, link: &str| {
        let renewed = fresh.store.renew_link(BY, user, secret(link), tomorrow());
        renewed.unwrap()
    };
    assert_eq!(renew(bo.id, "newer"), Purpose::Invite);
    assert_eq!(renew(ada.id, "reset"), Purpose::Reset);
    assert_eq!(fresh.reader().link(secret("bo"), BY.at).unwrap(), None);
    let link = fresh.reader().link(secret("newer"), BY.at).unwrap();
    assert_eq!(link.unwrap().user, bo.id);
}

fn a_reset_ends_all_sessions_of_the_user(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let bo = joined(fresh, "bo", Role::Agent, &[]);
    session(fresh, &bo, "of bo");
    session(fresh, &ada, "of ada");
    let store = &mut fresh.store;
    store
        .renew_link(BY, bo.id, secret("reset"), tomorrow())
        .unwrap();
    assert!(is_in(fresh, "of bo"), "asking alone ends nothing");
    fresh
        .store
        .accept(secret("reset"), "$new", None, None, BY.at)
        .unwrap();
    assert!(!is_in(fresh, "of bo"));
    assert!(is_in(fresh, "of ada"));
}

fn a_link_of_a_disabled_user_is_void(fresh: &mut Fresh) {
    admin(fresh);
    let bo = invited(fresh, "bo", Role::Agent, &[]);
    let disabled = |disabled| UserChange {
        disabled: Some(disabled),
        ..UserChange::default()
    };
    fresh.store.change_user(BY, bo.id, &disabled(true)).unwrap();
    fresh
        .store
        .renew_link(BY, bo.id, secret("later"), tomorrow())
        .unwrap();
    for link in ["bo", "later"] {
        assert_eq!(fresh.reader().link(secret(link), BY.at).unwrap(), None);
        let refused = fresh.store.accept(secret(link), "$", None, None, BY.at);
        assert!(matches!(refused, Err(AccountError::LinkSpent)), "{link}");
    }
    fresh
        .store
        .change_user(BY, bo.id, &disabled(false))
        .unwrap();
    let mut reader = fresh.reader();
    assert_eq!(reader.link(secret("bo"), BY.at).unwrap(), None);
    assert!(reader.link(secret("later"), BY.at).unwrap().is_some());
}

fn an_address_is_taken_whatever_its_case(fresh: &mut Fresh) {
    admin(fresh);
    let mut invite = |email: &str| {
        let new = NewUser {
            email: email.into(),
            ..new_user("somebody")
        };
        let link = secret(email);
        fresh
            .store
            .invite(BY, &new, Role::Viewer, &[], link, tomorrow())
    };
    invite("ışıl.İnce@örnek.example").unwrap();
    for same in [
        "IŞIL.İNCE@ÖRNEK.EXAMPLE",
        "işil.ince@örnek.example",
        "ışıl.i\u{307}nce@örnek.example",
        "  Işıl.Ince@Örnek.Example\t",
    ] {
        assert!(
            matches!(invite(same), Err(AccountError::EmailTaken)),
            "{same}"
        );
    }
    invite("isil.ince@örnek.example").unwrap();
    let mut reader = fresh.reader();
    let emails: Vec<_> = reader.users().unwrap();
    assert_eq!(emails[1].email, "ışıl.İnce@örnek.example");
}

fn an_invitation_into_an_unknown_team_leaves_nobody(fresh: &mut Fresh) {
    admin(fresh);
    let refused = fresh.store.invite(
        BY,
        &new_user("bo"),
        Role::Agent,
        &[rapport_model::TeamId(99)],
        secret("bo"),
        tomorrow(),
    );
    assert!(matches!(refused, Err(AccountError::UnknownTeam)));
    assert_eq!(fresh.reader().users().unwrap().len(), 1);
    assert_eq!(fresh.reader().link(secret("bo"), BY.at).unwrap(), None);
}

fn poison_in_a_name_is_cleaned(fresh: &mut Fresh) {
    admin(fresh);
    let bo = invited(fresh, "b\0o\\ud800", Role::Agent, &[]);
    assert_eq!(bo.name, "b\u{fffd}o\\ud800");
    assert_eq!(bo.email, "b\u{fffd}o\\ud800@desk.example");
    let user = fresh
        .store
        .accept(secret("b\0o\\ud800"), "$", Some("\0"), Some("c\0s"), BY.at)
        .unwrap();
    assert_eq!(user.name, "\u{fffd}");
    assert_eq!(fresh.reader().user(bo.id).unwrap(), Some(user));
    let found = fresh.reader().credentials("B\0O\\uD800@desk.example");
    assert_eq!(found.unwrap().unwrap().user, bo.id);
    check(fresh);
}

fn endless_names_and_addresses_go_in(fresh: &mut Fresh) {
    admin(fresh);
    let long = "ş".repeat(1 << 19);
    let bo = invited(fresh, &long, Role::Agent, &[]);
    assert_eq!(bo.name, long);
    let again = fresh.store.invite(
        BY,
        &new_user(&long.to_uppercase()),
        Role::Agent,
        &[],
        secret("other"),
        tomorrow(),
    );
    assert!(matches!(again, Err(AccountError::EmailTaken)));
    let other = invited(fresh, &format!("{long}t"), Role::Agent, &[]);
    assert_ne!(other.id, bo.id);
    check(fresh);
}
