//! `rapport users`: who has access, and a way back in for whoever lost it.

use super::{open_existing, operator};
use crate::arguments::UsersCommand;
use anyhow::{Context, bail};
use rapport_model::Timestamp;
use rapport_serve::one_time_link;
use rapport_store::{Location, Store, User};
use std::io::Write;

/// How long a link holds that was made on the machine itself.
const LINK_HOURS: i64 = 24;

pub(crate) fn users(asked: UsersCommand, location: &Location) -> anyhow::Result<()> {
    let mut store = open_existing(location)?;
    match asked {
        UsersCommand::List => list(&mut store),
        UsersCommand::Link { email } => link(&mut store, &email),
    }
}

fn list(store: &mut Store) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for user in store.reader()?.users()? {
        let User {
            id,
            name,
            email,
            role,
            state,
            last_seen_at,
            ..
        } = user;
        let teams: Vec<&String> = user.teams.iter().map(|(_, name)| name).collect();
        let line = serde_json::json!({
            "id": id.to_string(), "email": email, "name": name, "role": role, "state": state.as_str(),
            "teams": teams, "last_seen_at": last_seen_at,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

fn link(store: &mut Store, email: &str) -> anyhow::Result<()> {
    let users = store.reader()?.users()?;
    let same = |user: &&User| user.email.to_lowercase() == email.to_lowercase();
    let Some(user) = users.iter().find(same) else {
        bail!("nobody has the address {email}: rapport users list shows who there is");
    };
    let by = operator();
    let (hash, path) = one_time_link().context("cannot make a link")?;
    let expires_at = Timestamp(by.at.0 + LINK_HOURS * 3_600_000);
    store.renew_link(by, user.id, hash, expires_at)?;
    println!("open once, within a day, on the address of your server: {path}");
    Ok(())
}
