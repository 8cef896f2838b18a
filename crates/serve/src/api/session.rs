//! Signing in and out, and becoming the first administrator.

use super::users::{TeamName, UserAnswer};
use super::values::{EmailText, InterfaceLanguage, NameText, PermissionWord};
use super::wire::Body;
use crate::access::{Address, Caller, Known, SESSION_DAYS, clear_cookie, set_cookie};
use crate::passwords::weakness;
use crate::problem::{Kind, Problem, ProblemDetails};
use crate::secrets;
use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::IntoResponse;
use rapport_model::{Permission, Scope, Timestamp, UserId};
use rapport_store::{Failures, NewUser, Reader, StoreError, email_key};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::sync::Arc;
use utoipa::ToSchema;

/// Failures that cost nothing, for an account and for an address: a whole office may share one.
const FREE_OF_ACCOUNT: u64 = 5;
const FREE_OF_ADDRESS: u64 = 30;

/// The longest wait, in seconds. Longer ones would let a stranger lock somebody out.
const LONGEST_WAIT_S: i64 = 15 * 60;

/// Who is signed in, and what they may.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionAnswer {
    user: UserAnswer,
    /// What the user may do.
    #[schema(value_type = Vec<PermissionWord>)]
    permissions: Vec<&'static str>,
    /// Whether the user sees every brand.
    all_brands: bool,
    /// Otherwise, those that the user sees.
    brands: Vec<String>,
    teams: Vec<TeamName>,
}

impl SessionAnswer {
    pub(crate) fn of(caller: &Caller) -> SessionAnswer {
        let identity = &caller.identity;
        let may = |permission: &Permission| identity.may(*permission);
        let word = |permission| crate::access::Access::May(permission).as_str();
        let user = UserAnswer::of(&caller.user);
        SessionAnswer {
            teams: user.teams.clone(),
            user,
            permissions: Permission::ALL.into_iter().filter(may).map(word).collect(),
            all_brands: identity.scope == Scope::All,
            brands: match &identity.scope {
                Scope::All => Vec::new(),
                Scope::Brands(names) => names.iter().cloned().collect(),
            },
        }
    }
}

/// An answer that gives the browser a session.
pub(crate) type SignedInAnswer = ([(HeaderName, String); 1], Json<SessionAnswer>);

#[derive(Serialize, ToSchema)]
pub(crate) struct SetupAnswer {
    /// Whether nobody has become administrator yet.
    needed: bool,
}

/// Whether the first administrator is still to come.
#[utoipa::path(get, path = "/api/setup", tag = "session", responses(
    (status = 200, body = SetupAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn setup_needed(
    State(server): State<Arc<Server>>,
) -> Result<Json<SetupAnswer>, Problem> {
    let needed = server.read(|reader| reader.needs_set_up()).await?;
    Ok(Json(SetupAnswer { needed }))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct SetupForm {
    /// The secret of the link that the server printed.
    token: String,
    #[schema(value_type = NameText)]
    name: String,
    #[schema(value_type = EmailText)]
    email: String,
    #[schema(min_length = 12, max_length = 256)]
    password: String,
    #[schema(value_type = Option<InterfaceLanguage>)]
    language: Option<String>,
}

/// Makes the first administrator, once.
#[utoipa::path(post, path = "/api/setup", tag = "session", request_body = SetupForm, responses(
    (status = 201, body = SessionAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn set_up(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Body(form): Body<SetupForm>,
) -> Result<(StatusCode, SignedInAnswer), Problem> {
    let now = server.now();
    let hash = secrets::hash(&form.token);
    let valid = server
        .read(move |reader| reader.set_up_link_valid(hash, now))
        .await?;
    if !valid {
        return Err(link_spent());
    }
    let new = NewUser {
        name: super::users::name(&form.name)?,
        email: super::users::email(&form.email)?,
        language: super::users::language(form.language)?,
    };
    check_password("password", &form.password, &[&new.email, &new.name])?;
    let password_hash = server.passwords.hash(form.password).await?;
    let user = server
        .write(move |store| store.set_up(hash, &new, &password_hash, now))
        .await?;
    let answer = server.sign_in(user.id, &headers).await?;
    Ok((StatusCode::CREATED, answer))
}

#[derive(Deserialize, ToSchema)]
pub(crate) struct SignInForm {
    email: String,
    password: String,
}

/// Signs in.
#[utoipa::path(post, path = "/api/session", tag = "session", request_body = SignInForm, responses(
    (status = 200, body = SessionAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn sign_in(
    State(server): State<Arc<Server>>,
    Address(address): Address,
    headers: HeaderMap,
    Body(form): Body<SignInForm>,
) -> Result<SignedInAnswer, Problem> {
    let user = server.verified(address, &form.email, form.password).await?;
    server.sign_in(user, &headers).await
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/session", tag = "session", responses(
    (status = 200, body = SessionAnswer),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn who(Known(caller): Known) -> Json<SessionAnswer> {
    Json(SessionAnswer::of(&caller))
}

/// Signs out.
#[utoipa::path(delete, path = "/api/session", tag = "session", responses(
    (status = 204, description = "Signed out"),
    (status = "default", body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(crate) async fn sign_out(
    State(server): State<Arc<Server>>,
    Known(caller): Known,
) -> Result<impl IntoResponse, Problem> {
    if let Some((key, _)) = caller.session {
        server.write(move |store| store.close_session(key)).await?;
    }
    Ok((StatusCode::NO_CONTENT, [clear_cookie()]))
}

pub(crate) fn link_spent() -> Problem {
    Problem::new(
        Kind::LinkSpent,
        "the link was used, has run out or was replaced: ask for a new one",
    )
}

/// Refuses a password that would not hold.
pub(crate) fn check_password(field: &str, password: &str, about: &[&str]) -> Result<(), Problem> {
    weakness(password, about).map_or(Ok(()), |why| Err(Problem::field(field, why)))
}

impl Server {
    /// Gives a browser a session. A new secret each time: what an attacker may have planted before is worth nothing.
    pub(crate) async fn sign_in(
        self: &Arc<Self>,
        user: UserId,
        headers: &HeaderMap,
    ) -> Result<SignedInAnswer, Problem> {
        let now = self.now();
        let secret = secrets::draw().map_err(|error| Problem::internal(&error))?;
        let key = secrets::hash(&secret);
        let agent = headers.get(header::USER_AGENT);
        let agent = agent.and_then(|agent| agent.to_str().ok());
        let agent: Option<String> = agent.map(|agent| agent.chars().take(200).collect());
        let expires_at = Timestamp(now.0 + SESSION_DAYS * 86_400_000);
        self.write(move |store| store.open_session(user, key, agent.as_deref(), now, expires_at))
            .await?;
        let caller = self.caller(crate::access::Shown::Session(key)).await?;
        let caller = caller
            .ok_or_else(|| Problem::new(Kind::NotSignedIn, "the account was disabled meanwhile"))?;
        Ok(([set_cookie(&secret)], Json(SessionAnswer::of(&caller))))
    }

    /// The user whom an e-mail and a password name, unless there were too many attempts.
    pub(crate) async fn verified(
        self: &Arc<Self>,
        address: IpAddr,
        email: &str,
        password: String,
    ) -> Result<UserId, Problem> {
        // Whoever invents long addresses only fills the notes with their beginnings.
        let email: String = email.trim().chars().take(254).collect();
        // One account is one however its address is spelt, whether it is there or not.
        let of_account = format!("account:{}", email_key(&email));
        let of_address = format!("address:{address}");
        let keys = [(of_account, FREE_OF_ACCOUNT), (of_address, FREE_OF_ADDRESS)];
        let now = self.now();
        let asked = keys.clone();
        let wait = self.read(move |reader| longest_wait_s(reader, &asked, now));
        refuse_while_waiting(wait.await?)?;
        let known = self.read(move |reader| reader.credentials(&email)).await?;
        let phc = known.as_ref().map(|known| known.password_hash.clone());
        let right = self.passwords.verify(password, phc).await?;
        let known = known.filter(|_| right);
        // Attempts made at once all came past the first look: here they stand in a row.
        let wait = self.write(move |store| {
            let wait = longest_wait_s(&mut store.reader()?, &keys, now)?;
            if wait == 0 && right {
                let [(of_account, _), _] = &keys;
                store.forget_failures(of_account)?;
            } else if wait == 0 {
                for (key, _) in &keys {
                    store.note_failure(key, now)?;
                }
            }
            Ok::<_, StoreError>(wait)
        });
        refuse_while_waiting(wait.await?)?;
        let known = known.map(|known| known.user);
        known.ok_or_else(|| {
            let detail = "no account has this e-mail with this password";
            Problem::new(Kind::WrongCredentials, detail)
        })
    }
}

fn refuse_while_waiting(wait_s: i64) -> Result<(), Problem> {
    if wait_s == 0 {
        return Ok(());
    }
    let detail = "too many attempts failed: wait before the next one";
    Err(Problem::later(
        Kind::TooManyAttempts,
        wait_s.unsigned_abs(),
        detail,
    ))
}

/// The longest of the waits under keys, each with the failures that cost nothing.
fn longest_wait_s(
    reader: &mut Reader,
    keys: &[(String, u64)],
    now: Timestamp,
) -> Result<i64, StoreError> {
    let mut longest = 0;
    for (key, free) in keys {
        let failures = reader.failures(key)?;
        longest = longest.max(failures.map_or(0, |failures| wait_s(failures, *free, now)));
    }
    Ok(longest)
}

/// Seconds to wait after failures: none for the first few, then twice as long each time.
fn wait_s(Failures { count, last_at }: Failures, free: u64, now: Timestamp) -> i64 {
    let Some(beyond) = count.checked_sub(free) else {
        return 0;
    };
    let doubled = 1_i64 << beyond.min(20);
    let until = last_at.0 + doubled.min(LONGEST_WAIT_S) * 1000;
    (until - now.0 + 999).div_euclid(1000).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let now = Timestamp(1_000_000);
        let after = |count, at| {
            wait_s(
                Failures {
                    count,
                    last_at: now,
                },
                5,
                at,
            )
        };
        let waits = [0, 4, 5, 6, 9, 4_000_000_000].map(|count| after(count, now));
        assert_eq!(waits, [0, 0, 1, 2, 16, 900]);
        assert_eq!(after(9, Timestamp(now.0 + 16_000)), 0);
    }
}
