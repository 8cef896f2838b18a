//! Who may pass: every route says what it takes, and no handler runs before that was looked at.

use crate::problem::{Kind, Problem};
use crate::secrets;
use crate::server::Server;
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use rapport_model::{Identity, Permission, Scope, SessionId};
use rapport_store::{SecretHash, User};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// What a route takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Nothing.
    Public,
    /// Somebody signed in; what they see and change is their own.
    SignedIn,
    /// Somebody with a permission.
    May(Permission),
}

impl Access {
    /// The word that stands in the description of the API.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Access::Public => "public",
            Access::SignedIn => "signed_in",
            Access::May(Permission::Read) => "read",
            Access::May(Permission::SetBudgets) => "set_budgets",
            Access::May(Permission::Import) => "import",
            Access::May(Permission::SetBrands) => "set_brands",
            Access::May(Permission::SeeMetrics) => "see_metrics",
            Access::May(Permission::ManageUsers) => "manage_users",
            Access::May(Permission::ReadAudit) => "read_audit",
        }
    }
}

/// Who calls.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) user: User,
    /// What they may and see.
    pub(crate) identity: Identity,
    /// What they showed to say so.
    pub(crate) shown: Shown,
    /// The session; none where a token speaks.
    pub(crate) session: Option<(SecretHash, SessionId)>,
}

impl Caller {
    pub(crate) fn scope(&self) -> Scope {
        self.identity.scope.clone()
    }
}

/// The caller of a route that is not public.
pub(crate) struct Known(pub(crate) Arc<Caller>);

impl<S: Sync> FromRequestParts<S> for Known {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Known, Problem> {
        let caller = parts.extensions.get::<Arc<Caller>>();
        caller.cloned().map(Known).ok_or_else(not_signed_in)
    }
}

/// Where a caller calls from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Address(pub(crate) IpAddr);

impl FromRequestParts<Arc<Server>> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &Arc<Server>,
    ) -> Result<Address, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(address(peer, &parts.headers, server.settings.behind_proxy))
    }
}

/// The nearest proxy appends whom it speaks for; what stands before that is the caller's own invention.
fn address(
    peer: Option<&ConnectInfo<SocketAddr>>,
    headers: &HeaderMap,
    behind_proxy: bool,
) -> Address {
    let forwarded = headers.get("x-forwarded-for").filter(|_| behind_proxy);
    let forwarded =
        forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    Address(forwarded.unwrap_or(peer))
}

/// The name of the cookie. The prefix makes browsers refuse it from anybody but this host, without TLS too only from
/// the loopback address.
const COOKIE: &str = "__Host-rapport";

/// How long a session lasts at most.
pub(crate) const SESSION_DAYS: i64 = 30;

/// A route's guard.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) server: Arc<Server>,
    pub(crate) access: Access,
}

/// Lets a request pass that may.
pub(crate) async fn admit(
    State(gate): State<Gate>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let Gate { server, access } = gate;
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let address = address(peer, request.headers(), server.settings.behind_proxy);
    let shown = Shown::of(request.headers());
    server.limits.check_address(address.0, shown.is_some())?;
    if changes(request.method()) && !matches!(shown, Some(Shown::Token(_))) {
        same_origin(request.headers(), request.uri(), shown.is_some())?;
    }
    let caller = match shown {
        Some(shown) => server.caller(shown).await?,
        None => None,
    };
    if caller.is_none() && shown.is_some() {
        server.limits.check_guess(address.0)?;
    }
    if let Some(caller) = &caller {
        server.limits.check_user(caller.user.id)?;
    }
    match (access, &caller) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => {}
        (Access::SignedIn | Access::May(_), None) => return Err(not_signed_in()),
        (Access::May(permission), Some(caller)) => {
            if !caller.identity.may(permission) {
                return Err(not_allowed(&caller.identity, permission));
            }
        }
    }
    // A token that may only read changes nothing, what is its owner's own included.
    let reads_only = caller.as_ref().is_some_and(|c| c.identity.read_only);
    if reads_only && changes(request.method()) {
        return Err(Problem::new(Kind::NotAllowed, "this token may only read"));
    }
    if let Some(caller) = caller {
        request.extensions_mut().insert(caller);
    }
    Ok(next.run(request).await)
}

fn not_signed_in() -> Problem {
    Problem::new(
        Kind::NotSignedIn,
        "sign in, or send a token as \"authorization: Bearer rpt_…\"",
    )
}

fn not_allowed(identity: &Identity, permission: Permission) -> Problem {
    let detail = if identity.read_only && identity.role.may(permission) {
        "this token may only read".to_owned()
    } else if identity.role.may(permission) {
        "this touches every brand, and you see only some: ask an administrator".to_owned()
    } else {
        format!(
            "your role is {}, which may not do this: ask an administrator",
            identity.role
        )
    };
    Problem::new(Kind::NotAllowed, detail)
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// What a request shows to say who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Session(SecretHash),
    Token(SecretHash),
}

impl Shown {
    pub(crate) fn hash(&self) -> SecretHash {
        match self {
            Shown::Session(hash) | Shown::Token(hash) => *hash,
        }
    }

    fn of(headers: &HeaderMap) -> Option<Shown> {
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            let secret = value.to_str().ok()?.strip_prefix("Bearer ")?.trim();
            return Some(Shown::Token(secrets::hash(secret)));
        }
        cookie(headers).map(|secret| Shown::Session(secrets::hash(secret)))
    }
}

/// The secret in our cookie.
fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// The header that gives a browser its session.
pub(crate) fn set_cookie(secret: &str) -> (HeaderName, String) {
    let seconds = SESSION_DAYS * 24 * 60 * 60;
    let cookie =
        format!("{COOKIE}={secret}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
    (header::SET_COOKIE, cookie)
}

/// The header that takes it away.
pub(crate) fn clear_cookie() -> (HeaderName, String) {
    let cookie = format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    (header::SET_COOKIE, cookie)
}

/// Refuses a change that another site's page asks for. Browsers say who asks; programs without a cookie need not.
fn same_origin(headers: &HeaderMap, uri: &Uri, has_cookie: bool) -> Result<(), Problem> {
    let foreign = || {
        Problem::new(
            Kind::ForeignOrigin,
            "a change is taken from this server's own pages, or with a token",
        )
    };
    let Some(origin) = headers.get(header::ORIGIN) else {
        return if has_cookie { Err(foreign()) } else { Ok(()) };
    };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.or_else(|| uri.authority().map(|authority| authority.as_str()));
    let origin = origin.to_str().ok().and_then(|origin| {
        let rest = origin.strip_prefix("https://");
        rest.or_else(|| origin.strip_prefix("http://"))
    });
    match (origin, host) {
        (Some(origin), Some(host)) if origin.eq_ignore_ascii_case(host) => Ok(()),
        _ => Err(foreign()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        pairs.collect()
    }

    #[test]
    fn a_change_comes_from_our_own_pages() {
        let uri = Uri::from_static("/api/session");
        let asked = |pairs: &[(&'static str, &'static str)], cookie| {
            same_origin(&headers(pairs), &uri, cookie).is_ok()
        };
        let host = ("host", "care.example:8443");
        assert!(asked(
            &[host, ("origin", "https://care.example:8443")],
            true
        ));
        assert!(!asked(&[host, ("origin", "https://care.example")], true));
        assert!(!asked(&[host, ("origin", "https://evil.example")], false));
        assert!(!asked(&[host, ("origin", "null")], true));
        assert!(!asked(&[host], true), "a cookie without an origin");
        assert!(asked(&[host], false), "a program");
    }

    #[test]
    fn our_cookie_is_found_among_others() {
        let one = headers(&[("cookie", "a=b; __Host-rapport=secret; c=d")]);
        assert_eq!(cookie(&one), Some("secret"));
        assert_eq!(
            cookie(&headers(&[("cookie", "x__Host-rapport=secret")])),
            None
        );
        assert_eq!(cookie(&headers(&[])), None);
    }

    #[test]
    fn only_a_proxy_that_we_know_of_says_for_whom_it_speaks() {
        let peer = ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4000)));
        let said = headers(&[("x-forwarded-for", "6.6.6.6, 192.0.2.7")]);
        let asked = |behind| address(Some(&peer), &said, behind).0.to_string();
        assert_eq!(asked(true), "192.0.2.7");
        assert_eq!(asked(false), "10.0.0.1");
    }
}
