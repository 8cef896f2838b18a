//! What becomes of users: their roles, passwords, sessions and tokens.

use crate::build::*;
use crate::people::*;
use rapport_model::{Permission, Role, SessionId, TokenId, UserId};
use rapport_store::{AccountError, Store, StoreError, User, UserChange, UserState};

on_both_engines!(
    the_last_administrator_stays,
    an_administrator_who_has_not_joined_does_not_count,
    two_administrators_who_leave_at_the_same_time_leave_one,
    whoever_is_disabled_is_out_at_once,
    whoever_is_enabled_again_signs_in_anew,
    a_change_leaves_what_it_does_not_name,
    a_new_password_ends_the_other_sessions,
    a_session_ends,
    one_closes_ones_own_sessions_only,
    nobody_signs_in_who_cannot,
    a_token_speaks_for_its_user,
    a_token_ends_and_is_taken_back,
    being_seen_is_noted,
    failures_are_counted_until_one_succeeds,
    what_has_run_out_is_removed,
    an_id_is_never_given_twice,
);

fn role(role: Role) -> UserChange {
    UserChange {
        role: Some(role),
        ..UserChange::default()
    }
}

fn disabled(disabled: bool) -> UserChange {
    UserChange {
        disabled: Some(disabled),
        ..UserChange::default()
    }
}

fn change(fresh: &mut Fresh, user: &User, change: &UserChange) -> Result<User, AccountError> {
    fresh.store.change_user(BY, user.id, change)
}

fn the_last_administrator_stays(fresh: &mut Fresh) {
    let ada = admin(fresh);
    for refused in [role(Role::Manager), disabled(true)] {
        let refused = change(fresh, &ada, &refused);
        assert!(matches!(refused, Err(AccountError::LastAdministrator)));
    }
    assert_eq!(fresh.reader().user(ada.id).unwrap(), Some(ada.clone()));
    joined(fresh, "bo", Role::Admin, &[]);
    let ada = change(fresh, &ada, &role(Role::Manager)).unwrap();
    assert_eq!(ada.role, Role::Manager);
}

fn an_administrator_who_has_not_joined_does_not_count(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let bo = invited(fresh, "bo", Role::Admin, &[]);
    let refused = change(fresh, &ada, &disabled(true));
    assert!(matches!(refused, Err(AccountError::LastAdministrator)));
    assert_eq!(
        change(fresh, &bo, &role(Role::Viewer)).unwrap().role,
        Role::Viewer
    );
}

fn two_administrators_who_leave_at_the_same_time_leave_one(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let bo = joined(fresh, "bo", Role::Admin, &[]);
    let leaving = [ada.id, bo.id].map(|id| {
        let location = fresh.location.clone();
        std::thread::spawn(move || {
            let mut store = Store::open(&location).unwrap();
            store.change_user(BY, id, &disabled(true)).is_ok()
        })
    });
    let left = leaving.map(|one| one.join().unwrap());
    assert_eq!(left.iter().filter(|left| **left).count(), 1);
}

fn whoever_is_disabled_is_out_at_once(fresh: &mut Fresh) {
    admin(fresh);
    let bo = joined(fresh, "bo", Role::Agent, &[]);
    session(fresh, &bo, "session");
    fresh
        .store
        .add_token(BY, bo.id, &new_token("token"))
        .unwrap();
    assert!(is_in(fresh, "session") && token_works(fresh, "token"));
    let bo = change(fresh, &bo, &disabled(true)).unwrap();
    assert_eq!(bo.state, UserState::Disabled);
    assert!(!is_in(fresh, "session") && !token_works(fresh, "token"));
    assert_eq!(fresh.reader().credentials(&bo.email).unwrap(), None);
}

fn whoever_is_enabled_again_signs_in_anew(fresh: &mut Fresh) {
    admin(fresh);
    let bo = joined(fresh, "bo", Role::Agent, &[]);
    session(fresh, &bo, "session");
    change(fresh, &bo, &disabled(true)).unwrap();
    let bo = change(fresh, &bo, &disabled(false)).unwrap();
    assert_eq!(bo.state, UserState::Active);
    assert!(!is_in(fresh, "session"));
    let credentials = fresh.reader().credentials(&bo.email).unwrap();
    assert_eq!(credentials.unwrap().user, bo.id);
}

fn a_change_leaves_what_it_does_not_name(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let named = UserChange {
        name: Some("Ada L.".into()),
        ..UserChange::default()
    };
    let changed = change(fresh, &ada, &named).unwrap();
    let name = "Ada L.".to_owned();
    assert_eq!(changed, User { name, ..ada });
    let unknown = fresh.store.change_user(BY, UserId(77), &named);
    assert!(matches!(unknown, Err(AccountError::UnknownUser)));
}

fn a_new_password_ends_the_other_sessions(fresh: &mut Fresh) {
    let ada = admin(fresh);
    for key in ["here", "elsewhere"] {
        session(fresh, &ada, key);
    }
    fresh
        .store
        .renew_link(BY, ada.id, secret("reset"), tomorrow())
        .unwrap();
    fresh
        .store
        .change_password(by(&ada), ada.id, "$new", Some(secret("here")))
        .unwrap();
    assert!(is_in(fresh, "here") && !is_in(fresh, "elsewhere"));
    assert_eq!(fresh.reader().link(secret("reset"), BY.at).unwrap(), None);
    let credentials = fresh.reader().credentials(&ada.email).unwrap().unwrap();
    assert_eq!(credentials.password_hash, "$new");
}

fn a_session_ends(fresh: &mut Fresh) {
    let ada = admin(fresh);
    session(fresh, &ada, "session");
    let mut reader = fresh.reader();
    let found = reader.signed_in(secret("session"), BY.at).unwrap().unwrap();
    assert_eq!(found.user.id, ada.id);
    assert_eq!(found.last_seen_at, BY.at);
    assert!(found.identity.may(Permission::ManageUsers));
    let ended = reader.signed_in(secret("session"), tomorrow()).unwrap();
    assert_eq!(ended, None);
    assert_eq!(reader.sessions_of(ada.id, tomorrow()).unwrap(), []);
    fresh.store.close_session(secret("session")).unwrap();
    assert!(!is_in(fresh, "session"));
}

fn one_closes_ones_own_sessions_only(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let bo = joined(fresh, "bo", Role::Agent, &[]);
    let of_ada = session(fresh, &ada, "of ada");
    assert!(!fresh.store.close_session_of(bo.id, of_ada).unwrap());
    assert!(is_in(fresh, "of ada"));
    let sessions = fresh.reader().sessions_of(ada.id, BY.at).unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0].id, of_ada);
    assert_eq!(sessions[0].user_agent.as_deref(), Some("a browser"));
    assert!(fresh.store.close_session_of(ada.id, of_ada).unwrap());
    assert!(!is_in(fresh, "of ada"));
}

fn nobody_signs_in_who_cannot(fresh: &mut Fresh) {
    admin(fresh);
    let invited = invited(fresh, "bo", Role::Agent, &[]).id;
    for user in [invited, UserId(77)] {
        let key = secret("session");
        let opened = fresh.store.open_session(user, key, None, BY.at, tomorrow());
        assert!(matches!(opened, Err(AccountError::UnknownUser)));
        let added = fresh.store.add_token(BY, user, &new_token("token"));
        assert!(matches!(added, Err(AccountError::UnknownUser)));
    }
}

fn a_token_speaks_for_its_user(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let token = fresh
        .store
        .add_token(by(&ada), ada.id, &new_token("token"))
        .unwrap();
    let bearer = fresh.reader().token_bearer(secret("token"), BY.at).unwrap();
    let bearer = bearer.unwrap();
    assert_eq!((bearer.user.id, bearer.token), (ada.id, token.id));
    assert!(bearer.identity.may(Permission::ReadAudit));
    assert!(
        !bearer.identity.may(Permission::ManageUsers),
        "it only reads"
    );
    assert_eq!(fresh.reader().tokens_of(ada.id).unwrap(), [token]);
    let again = fresh.store.add_token(BY, ada.id, &new_token("token"));
    assert!(matches!(
        again,
        Err(AccountError::Store(StoreError::Taken(_)))
    ));
}

fn a_token_ends_and_is_taken_back(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let bo = joined(fresh, "bo", Role::Agent, &[]);
    let new = new_token("token");
    let token = fresh.store.add_token(BY, ada.id, &new).unwrap().id;
    let ended = fresh.reader().token_bearer(secret("token"), tomorrow());
    assert_eq!(ended.unwrap(), None);
    assert!(!fresh.store.remove_token(BY, bo.id, token).unwrap());
    assert!(token_works(fresh, "token"));
    assert!(fresh.store.remove_token(BY, ada.id, token).unwrap());
    assert!(!token_works(fresh, "token"));
}

fn being_seen_is_noted(fresh: &mut Fresh) {
    let ada = admin(fresh);
    assert_eq!(ada.last_seen_at, None);
    session(fresh, &ada, "session");
    let token = fresh.store.add_token(BY, ada.id, &new_token("token"));
    let token = token.unwrap().id;
    let store = &mut fresh.store;
    store.seen(secret("session"), minute(5)).unwrap();
    store.seen(secret("session"), minute(3)).unwrap();
    store.token_used(token, minute(7)).unwrap();
    store.token_used(TokenId(99), minute(9)).unwrap();
    let mut reader = fresh.reader();
    let sessions = reader.sessions_of(ada.id, BY.at).unwrap();
    assert_eq!(sessions[0].last_seen_at, minute(5));
    let tokens = reader.tokens_of(ada.id).unwrap();
    assert_eq!(tokens[0].last_used_at, Some(minute(7)));
    let ada = reader.user(ada.id).unwrap().unwrap();
    assert_eq!(ada.last_seen_at, Some(minute(7)));
}

fn failures_are_counted_until_one_succeeds(fresh: &mut Fresh) {
    let long = "x\0".repeat(1 << 19);
    for key in ["ada@desk.example", &long] {
        assert_eq!(fresh.reader().failures(key).unwrap(), None);
        fresh.store.note_failure(key, minute(1)).unwrap();
        fresh.store.note_failure(key, minute(2)).unwrap();
        let failures = fresh.reader().failures(key).unwrap().unwrap();
        assert_eq!((failures.count, failures.last_at), (2, minute(2)));
    }
    fresh.store.forget_failures("ada@desk.example").unwrap();
    let mut reader = fresh.reader();
    assert_eq!(reader.failures("ada@desk.example").unwrap(), None);
    assert!(reader.failures(&long).unwrap().is_some());
}

fn what_has_run_out_is_removed(fresh: &mut Fresh) {
    let ada = admin(fresh);
    invited(fresh, "bo", Role::Agent, &[]);
    session(fresh, &ada, "session");
    fresh
        .store
        .add_token(BY, ada.id, &new_token("token"))
        .unwrap();
    fresh.store.note_failure("ada", BY.at).unwrap();
    let kept = |fresh: &Fresh| {
        [
            "sessions",
            "one_time_links",
            "api_tokens",
            "sign_in_attempts",
        ]
        .map(|table| fresh.count(&format!("select count(*) from {table}")))
    };
    fresh.store.remove_expired(minute(1)).unwrap();
    assert_eq!(kept(fresh), [1; 4]);
    fresh.store.remove_expired(tomorrow()).unwrap();
    assert_eq!(kept(fresh), [0; 4]);
}

fn an_id_is_never_given_twice(fresh: &mut Fresh) {
    let ada = admin(fresh);
    let first = session(fresh, &ada, "first");
    fresh.store.close_session(secret("first")).unwrap();
    assert_eq!(first, SessionId(1));
    assert_eq!(session(fresh, &ada, "second"), SessionId(2));
}
