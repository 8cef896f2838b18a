//! The users as others see them.

use super::teams::{self, member_of};
use crate::engine::{Engine, Row};
use crate::{Reader, StoreError};
use hashbrown::HashMap;
use rapport_model::{Role, TeamId, Timestamp, UserId};

/// Somebody who can sign in, could, or will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The name.
    pub name: String,
    /// The address, as it was given.
    pub email: String,
    /// What the user is.
    pub role: Role,
    /// The language that the user chose for the interface.
    pub language: Option<String>,
    /// The user's teams, by name.
    pub teams: Vec<(TeamId, String)>,
    /// Whether the user can sign in.
    pub state: UserState,
    /// When the user was invited.
    pub created_at: Timestamp,
    /// When the user was here last.
    pub last_seen_at: Option<Timestamp>,
}

/// Whether a user can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserState {
    /// Yes.
    Active,
    /// Not yet: without a password.
    Invited,
    /// Not any more.
    Disabled,
}

impl UserState {
    /// The state's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            UserState::Active => "active",
            UserState::Invited => "invited",
            UserState::Disabled => "disabled",
        }
    }
}

impl Reader {
    /// Whether nobody has been set up yet.
    pub fn needs_set_up(&mut self) -> Result<bool, StoreError> {
        Ok(!any(&mut self.engine)?)
    }

    /// Every user, in the order in which they came.
    pub fn users(&mut self) -> Result<Vec<User>, StoreError> {
        let mut teams: HashMap<i64, Vec<(TeamId, String)>> = HashMap::new();
        self.engine.each(
            "select m.member, t.id, t.name from team_members m join teams t on t.id = m.team order by t.name_key",
            &[],
            &mut |row| {
                let team = (TeamId(row.int(1)?), row.text(2)?);
                teams.entry(row.int(0)?).or_default().push(team);
                Ok(())
            },
        )?;
        let sql = format!("select {USER} from users u order by u.id");
        let mut users = self.engine.all(&sql, &[], read)?;
        for user in &mut users {
            user.teams = teams.remove(&user.id.0).unwrap_or_default();
        }
        Ok(users)
    }

    /// A user.
    pub fn user(&mut self, id: UserId) -> Result<Option<User>, StoreError> {
        load(&mut self.engine, id)
    }
}

/// Whether there is any user.
pub(super) fn any(engine: &mut Engine) -> Result<bool, StoreError> {
    let sql = "select id from users limit 1";
    Ok(engine.first(sql, &[], |row| row.int(0))?.is_some())
}

/// A user, with teams.
pub(super) fn load(engine: &mut Engine, id: UserId) -> Result<Option<User>, StoreError> {
    let sql = format!("select {USER} from users u where u.id = $1");
    let Some(mut user) = engine.first(&sql, &[id.0.into()], read)? else {
        return Ok(None);
    };
    user.teams = teams::heads(&member_of(engine, id)?);
    Ok(Some(user))
}

/// The columns of [`read`]; the password's hash stays where it is.
pub(super) const USER: &str =
    "u.id, u.email, u.name, u.role, u.language, u.created_at, u.last_seen_at, u.disabled_at,
    cast(case when u.password_hash is null then 0 else 1 end as bigint)";

/// How many columns those are.
pub(super) const USER_COLUMNS: usize = 9;

/// The condition that a user can sign in.
pub(super) const ACTIVE: &str = "u.disabled_at is null and u.password_hash is not null";

/// Reads the columns of [`USER`]; the teams are still to come.
pub(super) fn read(row: &Row<'_>) -> Result<User, StoreError> {
    let role = row.text(3)?.parse();
    let state = match (row.opt_int(7)?, row.flag(8)?) {
        (Some(_), _) => UserState::Disabled,
        (None, false) => UserState::Invited,
        (None, true) => UserState::Active,
    };
    Ok(User {
        id: UserId(row.int(0)?),
        email: row.text(1)?,
        name: row.text(2)?,
        role: role
            .map_err(|error: rapport_model::RoleError| StoreError::Corrupt(error.to_string()))?,
        language: row.opt_text(4)?,
        teams: Vec::new(),
        state,
        created_at: Timestamp(row.int(5)?),
        last_seen_at: row.opt_int(6)?.map(Timestamp),
    })
}
