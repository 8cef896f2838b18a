//! Tokens: what programs sign in with, in the name of a user.

use super::joining::active;
use super::{AccountError, SecretHash, sessions};
use crate::audit::{self, Action, By};
use crate::engine::Row;
use crate::keys::clean;
use crate::numbers::{self, Numbered};
use crate::{Reader, Store, StoreError};
use rapport_model::{Timestamp, TokenId, UserId};
use serde_json::json;

/// A token to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// The hash of its secret.
    pub hash: SecretHash,
    /// How its secret begins, by which people tell it from others.
    pub prefix: String,
    /// What the user calls it.
    pub name: String,
    /// Whether it changes nothing.
    pub read_only: bool,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A token, as its user sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The id, which opens nothing.
    pub id: TokenId,
    /// What the user calls it.
    pub name: String,
    /// How its secret begins.
    pub prefix: String,
    /// Whether it changes nothing.
    pub read_only: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was used last.
    pub last_used_at: Option<Timestamp>,
}

impl Store {
    /// Gives a user who can sign in a token.
    pub fn add_token(
        &mut self,
        by: By,
        user: UserId,
        new: &NewToken,
    ) -> Result<Token, AccountError> {
        let (prefix, name) = (clean(&new.prefix), clean(new.name.trim()));
        self.engine.transaction(|tx| {
            active(tx, user)?;
            let id = numbers::next(tx, Numbered::Token)?;
            tx.execute(
                "insert into api_tokens (id, hash, owner, prefix, name, read_only, created_at, expires_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)",
                &[
                    id.into(),
                    (&new.hash).into(),
                    user.0.into(),
                    (&*prefix).into(),
                    (&*name).into(),
                    new.read_only.into(),
                    by.at.0.into(),
                    new.expires_at.0.into(),
                ],
            )?;
            let detail = json!({
                "user": user.to_string(),
                "read_only": new.read_only,
                "expires_at": new.expires_at,
            });
            audit::record(tx, by, Action::TokenAdded, &subject(TokenId(id)), &detail)?;
            Ok(Token {
                id: TokenId(id),
                name: name.to_string(),
                prefix: prefix.to_string(),
                read_only: new.read_only,
                created_at: by.at,
                expires_at: new.expires_at,
                last_used_at: None,
            })
        })
    }

    /// Takes a token back; false if the user has none with this id.
    pub fn remove_token(
        &mut self,
        by: By,
        user: UserId,
        token: TokenId,
    ) -> Result<bool, StoreError> {
        self.engine.transaction(|tx| {
            let removed = tx.execute(
                "delete from api_tokens where id = $1 and owner = $2",
                &[token.0.into(), user.0.into()],
            )?;
            if removed > 0 {
                let detail = json!({"user": user.to_string()});
                audit::record(tx, by, Action::TokenRemoved, &subject(token), &detail)?;
            }
            Ok(removed > 0)
        })
    }

    /// Notes that a token was used. Each call is a commit: once in a while is enough.
    pub fn token_used(&mut self, token: TokenId, at: Timestamp) -> Result<(), StoreError> {
        self.engine.transaction(|tx| {
            let user = tx.first(
                "update api_tokens set last_used_at = $1
                 where id = $2 and (last_used_at is null or last_used_at < $1) returning owner",
                &[at.0.into(), token.0.into()],
                |row| row.int(0),
            )?;
            match user {
                Some(user) => sessions::see(tx, user, at),
                None => Ok(()),
            }
        })
    }
}

impl Reader {
    /// The tokens of a user, the latest first; one that has ended stays until it is cleared away.
    pub fn tokens_of(&mut self, user: UserId) -> Result<Vec<Token>, StoreError> {
        self.engine.all(
            "select id, name, prefix, read_only, created_at, expires_at, last_used_at from api_tokens
             where owner = $1 order by id desc",
            &[user.0.into()],
            read,
        )
    }
}

fn read(row: &Row<'_>) -> Result<Token, StoreError> {
    Ok(Token {
        id: TokenId(row.int(0)?),
        name: row.text(1)?,
        prefix: row.text(2)?,
        read_only: row.flag(3)?,
        created_at: Timestamp(row.int(4)?),
        expires_at: Timestamp(row.int(5)?),
        last_used_at: row.opt_int(6)?.map(Timestamp),
    })
}

fn subject(token: TokenId) -> String {
    format!("token:{token}")
}
