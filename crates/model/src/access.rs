//! Who may do what, and whose posts they see.

use crate::ids::{TeamId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// What somebody is to the organisation; decides what they may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads.
    Viewer,
    /// Answers.
    Agent,
    /// Measures: brings archives in, enters budgets.
    Analyst,
    /// Decides who is own and what was spent.
    Manager,
    /// Runs the place: users, teams, everything.
    Admin,
}

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See posts, conversations, contacts and figures within one's scope.
    Read,
    /// Enter what was spent.
    SetBudgets,
    /// Bring archives in, see what was set aside.
    Import,
    /// Set the brand table.
    SetBrands,
    /// See the metrics of the server.
    SeeMetrics,
    /// Invite, change and disable users; make teams.
    ManageUsers,
    /// Read who changed what.
    ReadAudit,
}

/// A word that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no role: use admin, manager, agent, analyst or viewer")]
pub struct RoleError(pub String);

impl Role {
    /// Every role, the least first.
    pub const ALL: [Role; 5] = [
        Role::Viewer,
        Role::Agent,
        Role::Analyst,
        Role::Manager,
        Role::Admin,
    ];

    /// The role's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Agent => "agent",
            Role::Analyst => "analyst",
            Role::Manager => "manager",
            Role::Admin => "admin",
        }
    }

    /// Whether the role may do something.
    ///
    /// ```
    /// use rapport_model::{Permission, Role};
    /// assert!(Role::Analyst.may(Permission::Import));
    /// assert!(!Role::Viewer.may(Permission::Import));
    /// ```
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::Read => true,
            Permission::SetBudgets | Permission::Import => {
                matches!(self, Role::Analyst | Role::Manager | Role::Admin)
            }
            Permission::SetBrands | Permission::SeeMetrics => {
                matches!(self, Role::Manager | Role::Admin)
            }
            Permission::ManageUsers | Permission::ReadAudit => matches!(self, Role::Admin),
        }
    }
}

impl Permission {
    /// Every permission.
    pub const ALL: [Permission; 7] = [
        Permission::Read,
        Permission::SetBudgets,
        Permission::Import,
        Permission::SetBrands,
        Permission::SeeMetrics,
        Permission::ManageUsers,
        Permission::ReadAudit,
    ];

    /// Whether it touches the posts of every brand at once, so that only who sees all of them may have it.
    #[must_use]
    pub fn needs_all_brands(self) -> bool {
        match self {
            Permission::Import | Permission::SetBrands => true,
            Permission::Read
            | Permission::SetBudgets
            | Permission::SeeMetrics
            | Permission::ManageUsers
            | Permission::ReadAudit => false,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(word: &str) -> Result<Role, RoleError> {
        let role = Role::ALL.into_iter().find(|role| role.as_str() == word);
        role.ok_or_else(|| RoleError(word.to_owned()))
    }
}

/// Whose posts somebody sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All there is, posts that belong to no brand included.
    All,
    /// What belongs to these brands, by name. A name that the brand table does not know shows nothing.
    Brands(BTreeSet<String>),
}

impl Scope {
    /// What the members of teams see together: an administrator everything, somebody without a team nothing.
    #[must_use]
    pub fn of(role: Role, teams: &[Team]) -> Scope {
        if role == Role::Admin || teams.iter().any(|team| team.sees == Scope::All) {
            return Scope::All;
        }
        let brands = teams.iter().filter_map(|team| match &team.sees {
            Scope::All => None,
            Scope::Brands(brands) => Some(brands.iter().cloned()),
        });
        Scope::Brands(brands.flatten().collect())
    }

    /// Whether a brand lies in it.
    #[must_use]
    pub fn holds(&self, brand: &str) -> bool {
        match self {
            Scope::All => true,
            Scope::Brands(brands) => brands.contains(brand),
        }
    }
}

/// People who work on the same brands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
    /// What its members see.
    pub sees: Scope,
}

/// Who somebody is, as far as a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The user.
    pub user: UserId,
    /// What the user is.
    pub role: Role,
    /// What the user sees.
    pub scope: Scope,
    /// A token that may only read.
    pub read_only: bool,
}

impl Identity {
    /// Whether they may do something, all things considered.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        let reads = matches!(
            permission,
            Permission::Read | Permission::SeeMetrics | Permission::ReadAudit
        );
        self.role.may(permission)
            && (!self.read_only || reads)
            && (!permission.needs_all_brands() || self.scope == Scope::All)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team(sees: Scope) -> Team {
        Team {
            id: TeamId(1),
            name: "care".into(),
            sees,
        }
    }

    fn brands(names: &[&str]) -> Scope {
        Scope::Brands(names.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_role_may_what_the_lesser_may() {
        for permission in Permission::ALL {
            let may: Vec<bool> = Role::ALL.iter().map(|role| role.may(permission)).collect();
            assert!(may.is_sorted(), "{permission:?}: {may:?}");
        }
    }

    #[test]
    fn members_see_what_any_of_their_teams_sees() {
        let lumen = team(brands(&["Lumen"]));
        let tide = team(brands(&["Tide"]));
        let both = Scope::of(Role::Agent, &[lumen.clone(), tide]);
        assert_eq!(both, brands(&["Lumen", "Tide"]));
        assert_eq!(
            Scope::of(Role::Agent, &[lumen, team(Scope::All)]),
            Scope::All
        );
    }

    #[test]
    fn without_a_team_only_an_administrator_sees_anything() {
        assert_eq!(Scope::of(Role::Manager, &[]), brands(&[]));
        assert_eq!(Scope::of(Role::Admin, &[]), Scope::All);
    }

    #[test]
    fn a_token_that_reads_changes_nothing_whatever_the_role() {
        let identity = Identity {
            user: UserId(1),
            role: Role::Admin,
            scope: Scope::All,
            read_only: true,
        };
        assert!(identity.may(Permission::Read));
        assert!(!identity.may(Permission::Import) && !identity.may(Permission::ManageUsers));
    }

    #[test]
    fn an_import_is_for_who_sees_all_brands() {
        let mut identity = Identity {
            user: UserId(1),
            role: Role::Analyst,
            scope: brands(&["Lumen"]),
            read_only: false,
        };
        assert!(!identity.may(Permission::Import));
        identity.scope = Scope::All;
        assert!(identity.may(Permission::Import));
    }

    #[test]
    fn a_role_is_read_by_its_word() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert!("boss".parse::<Role>().is_err());
    }
}
