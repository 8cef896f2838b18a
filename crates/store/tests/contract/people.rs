//! People and their secrets for the cases.

use crate::build::*;
use rapport_model::{Role, Scope, SessionId, TeamId, Timestamp};
use rapport_store::{By, NewTeam, NewToken, NewUser, SecretHash, User};

/// The time of [`BY`], so many minutes later.
pub(crate) fn minute(minutes: i64) -> Timestamp {
    Timestamp(BY.at.0 + minutes * 60_000)
}

/// When links, sessions and tokens of the cases end.
pub(crate) fn tomorrow() -> Timestamp {
    minute(24 * 60)
}

pub(crate) fn secret(name: &str) -> SecretHash {
    let mut hash = [0_u8; 32];
    for (n, byte) in name.bytes().enumerate() {
        let place = &mut hash[n % 32];
        *place = place.wrapping_mul(31).wrapping_add(byte);
    }
    hash
}

pub(crate) fn new_user(name: &str) -> NewUser {
    NewUser {
        name: name.into(),
        email: format!("{name}@desk.example"),
        language: None,
    }
}

/// The first administrator of an empty store.
pub(crate) fn admin(fresh: &mut Fresh) -> User {
    let store = &mut fresh.store;
    store.offer_set_up(secret("set up"), tomorrow()).unwrap();
    let new = new_user("ada");
    store
        .set_up(secret("set up"), &new, "$argon2id$of-ada", BY.at)
        .unwrap()
}

pub(crate) fn invited(fresh: &mut Fresh, name: &str, role: Role, teams: &[TeamId]) -> User {
    let link = secret(name);
    fresh
        .store
        .invite(BY, &new_user(name), role, teams, link, tomorrow())
        .unwrap()
}

/// Somebody who was invited and came.
pub(crate) fn joined(fresh: &mut Fresh, name: &str, role: Role, teams: &[TeamId]) -> User {
    invited(fresh, name, role, teams);
    let hash = format!("$argon2id$of-{name}");
    fresh
        .store
        .accept(secret(name), &hash, None, None, BY.at)
        .unwrap()
}

pub(crate) fn session(fresh: &mut Fresh, user: &User, key: &str) -> SessionId {
    fresh
        .store
        .open_session(user.id, secret(key), Some("a browser"), BY.at, tomorrow())
        .unwrap()
}

pub(crate) fn new_token(key: &str) -> NewToken {
    NewToken {
        hash: secret(key),
        prefix: "rpt_1234".into(),
        name: "for a script".into(),
        read_only: true,
        expires_at: tomorrow(),
    }
}

pub(crate) fn team(fresh: &mut Fresh, name: &str, sees: Scope) -> TeamId {
    let new = NewTeam {
        name: name.into(),
        sees,
    };
    fresh.store.add_team(BY, &new).unwrap().team.id
}

pub(crate) fn these(brands: &[&str]) -> Scope {
    Scope::Brands(brands.iter().map(ToString::to_string).collect())
}

pub(crate) fn by(user: &User) -> By {
    By {
        user: Some(user.id),
        at: BY.at,
    }
}

/// Whether the session of a key opens anything.
pub(crate) fn is_in(fresh: &Fresh, key: &str) -> bool {
    let found = fresh.reader().signed_in(secret(key), minute(1)).unwrap();
    found.is_some()
}

/// Whether the token opens anything.
pub(crate) fn token_works(fresh: &Fresh, key: &str) -> bool {
    let found = fresh.reader().token_bearer(secret(key), minute(1)).unwrap();
    found.is_some()
}
