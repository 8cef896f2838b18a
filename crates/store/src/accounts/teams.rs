//! Teams: who sees the posts of which brands.

use super::AccountError;
use crate::audit::{self, Action, By};
use crate::engine::{Engine, Value};
use crate::keys::{clean, key, name_key};
use crate::numbers::{self, Numbered};
use crate::{Reader, Store, StoreError};
use hashbrown::HashMap;
use rapport_model::{Scope, Team, TeamId, UserId};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// A team to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// What it is called; no other team is, whatever the case.
    pub name: String,
    /// What its members see.
    pub sees: Scope,
}

/// What is to be different about a team; what is not named stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamChange {
    /// Its name.
    pub name: Option<String>,
    /// What its members see.
    pub sees: Option<Scope>,
}

/// A team, and how many are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTeam {
    /// The team.
    pub team: Team,
    /// Its members, disabled ones included.
    pub members: u64,
}

impl Store {
    /// Adds a team.
    pub fn add_team(&mut self, by: By, new: &NewTeam) -> Result<StoredTeam, AccountError> {
        self.engine.transaction(|tx| {
            let id = insert(tx, new)?;
            let detail = json!({"name": new.name.trim(), "sees": told(&new.sees)});
            audit::record(tx, by, Action::TeamAdded, &subject(id), &detail)?;
            load(tx, id)
        })
    }

    /// Changes a team; what its members see changes with their next request.
    pub fn change_team(
        &mut self,
        by: By,
        id: TeamId,
        change: &TeamChange,
    ) -> Result<StoredTeam, AccountError> {
        self.engine.transaction(|tx| {
            let before = load(tx, id)?.team;
            let name = change.name.as_ref().unwrap_or(&before.name);
            tx.execute(
                "update teams set name = $1, name_key = $2 where id = $3",
                &[
                    (&*clean(name.trim())).into(),
                    (&name_key(name)).into(),
                    id.0.into(),
                ],
            )
            .map_err(name_taken)?;
            if let Some(sees) = &change.sees {
                set_scope(tx, id, sees)?;
            }
            let detail = json!({
                "name": change.name.as_deref().map(str::trim),
                "sees": change.sees.as_ref().map(told),
            });
            audit::record(tx, by, Action::TeamChanged, &subject(id), &detail)?;
            load(tx, id)
        })
    }

    /// Removes a team; its members stay.
    pub fn remove_team(&mut self, by: By, id: TeamId) -> Result<(), AccountError> {
        self.engine.transaction(|tx| {
            let name = load(tx, id)?.team.name;
            tx.execute("delete from teams where id = $1", &[id.0.into()])?;
            let detail = json!({ "name": name });
            Ok(audit::record(
                tx,
                by,
                Action::TeamRemoved,
                &subject(id),
                &detail,
            )?)
        })
    }
}

impl Reader {
    /// Every team, by name.
    pub fn teams(&mut self) -> Result<Vec<StoredTeam>, StoreError> {
        let sql = format!("select {TEAM} from teams t {BRANDS} order by t.name_key");
        let teams = gather(&mut self.engine, &sql, &[])?;
        let sql = "select team, count(*) from team_members group by team";
        let members = self
            .engine
            .all(sql, &[], |row| Ok((row.int(0)?, row.int(1)?)))?;
        let members: HashMap<i64, i64> = members.into_iter().collect();
        let counted = teams.into_iter().map(|team| StoredTeam {
            members: members
                .get(&team.id.0)
                .map_or(0, |count| count.unsigned_abs()),
            team,
        });
        Ok(counted.collect())
    }
}

/// Inserts a team.
pub(super) fn insert(tx: &mut Engine, new: &NewTeam) -> Result<TeamId, AccountError> {
    let id = numbers::next(tx, Numbered::Team)?;
    tx.execute(
        "insert into teams (id, name, name_key, all_brands) values ($1, $2, $3, 0)",
        &[
            id.into(),
            (&*clean(new.name.trim())).into(),
            (&name_key(&new.name)).into(),
        ],
    )
    .map_err(name_taken)?;
    set_scope(tx, TeamId(id), &new.sees)?;
    Ok(TeamId(id))
}

/// Puts a user into these teams and no others.
pub(super) fn put_into(
    tx: &mut Engine,
    user: UserId,
    teams: &[TeamId],
) -> Result<(), AccountError> {
    tx.execute(
        "delete from team_members where member = $1",
        &[user.0.into()],
    )?;
    for team in teams.iter().collect::<BTreeSet<_>>() {
        tx.execute(
            "insert into team_members (member, team) values ($1, $2)",
            &[user.0.into(), team.0.into()],
        )
        .map_err(|error| match error {
            StoreError::Dangling(_) => AccountError::UnknownTeam,
            other => other.into(),
        })?;
    }
    Ok(())
}

/// The teams of a user, by name.
pub(super) fn member_of(engine: &mut Engine, user: UserId) -> Result<Vec<Team>, StoreError> {
    let sql = format!(
        "select {TEAM} from team_members m join teams t on t.id = m.team {BRANDS}
         where m.member = $1 order by t.name_key"
    );
    gather(engine, &sql, &[user.0.into()])
}

/// Ids and names alone.
pub(super) fn heads(teams: &[Team]) -> Vec<(TeamId, String)> {
    let heads = teams.iter().map(|team| (team.id, team.name.clone()));
    heads.collect()
}

const TEAM: &str = "t.id, t.name, t.all_brands, b.brand";
const BRANDS: &str = "left join team_brands b on b.team = t.id";

/// Reads [`TEAM`] with its [`BRANDS`]: a row for each brand, those of a team one after the other.
fn gather(engine: &mut Engine, sql: &str, values: &[Value<'_>]) -> Result<Vec<Team>, StoreError> {
    let mut teams: Vec<Team> = Vec::new();
    engine.each(sql, values, &mut |row| {
        let id = TeamId(row.int(0)?);
        let brand = row.opt_text(3)?;
        if let Some(team) = teams.last_mut().filter(|team| team.id == id) {
            if let (Scope::Brands(brands), Some(brand)) = (&mut team.sees, brand) {
                brands.insert(brand);
            }
            return Ok(());
        }
        let sees = if row.flag(2)? {
            Scope::All
        } else {
            Scope::Brands(brand.into_iter().collect())
        };
        let name = row.text(1)?;
        teams.push(Team { id, name, sees });
        Ok(())
    })?;
    Ok(teams)
}

fn load(engine: &mut Engine, id: TeamId) -> Result<StoredTeam, AccountError> {
    let sql = format!("select {TEAM} from teams t {BRANDS} where t.id = $1");
    let found = gather(engine, &sql, &[id.0.into()])?;
    let team = found.into_iter().next().ok_or(AccountError::UnknownTeam)?;
    let sql = "select count(*) from team_members where team = $1";
    let members = engine.number(sql, &[id.0.into()])?.unsigned_abs();
    Ok(StoredTeam { team, members })
}

fn set_scope(tx: &mut Engine, team: TeamId, sees: &Scope) -> Result<(), StoreError> {
    let (all, brands) = match sees {
        Scope::All => (true, None),
        Scope::Brands(brands) => (false, Some(brands)),
    };
    tx.execute(
        "update teams set all_brands = $1 where id = $2",
        &[all.into(), team.0.into()],
    )?;
    tx.execute("delete from team_brands where team = $1", &[team.0.into()])?;
    let keys: BTreeSet<_> = brands
        .into_iter()
        .flatten()
        .map(|brand| key(brand))
        .collect();
    for brand in keys {
        tx.execute(
            "insert into team_brands (team, brand) values ($1, $2)",
            &[team.0.into(), (&*brand).into()],
        )?;
    }
    Ok(())
}

fn name_taken(error: StoreError) -> AccountError {
    match error {
        StoreError::Taken(_) => AccountError::TeamNameTaken,
        other => other.into(),
    }
}

fn subject(team: TeamId) -> String {
    format!("team:{team}")
}

/// How the audit tells what a team sees.
fn told(sees: &Scope) -> Json {
    match sees {
        Scope::All => json!("all"),
        Scope::Brands(brands) => json!(brands),
    }
}
