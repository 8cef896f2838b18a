//! Every route, with what it takes to use it. The router, the description of the API and the tests of who may pass are
//! all made from this one table.

use crate::access::Access::{self, May, Public, SignedIn};
use crate::access::{Gate, admit};
use crate::api::{
    audit, brands, budgets, contacts, conversations, events, iceberg, imports, invitation, me,
    posts, session, status, teams, tokens, users,
};
use crate::openapi;
use crate::problem::{no_such_address, wrong_method};
use crate::server::Server;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use axum::{Json, Router};
use rapport_model::Permission::{
    Import, ManageUsers, Read, ReadAudit, SeeMetrics, SetBrands, SetBudgets,
};
use std::sync::Arc;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

/// The largest body of a form, in bytes.
const FORM_BYTES: usize = 1 << 20;

/// The largest brand table, in bytes.
const TABLE_BYTES: usize = 16 << 20;

type Route = (Access, UtoipaMethodRouter<Arc<Server>>);

fn session_routes() -> Vec<Route> {
    vec![
        (Public, routes!(status::health)),
        (Public, routes!(session::setup_needed)),
        (Public, routes!(session::set_up)),
        (Public, routes!(session::sign_in)),
        (SignedIn, routes!(session::who)),
        (SignedIn, routes!(session::sign_out)),
        (Public, routes!(invitation::look)),
        (Public, routes!(invitation::accept)),
        (SignedIn, routes!(me::change)),
        (SignedIn, routes!(me::change_password)),
        (SignedIn, routes!(me::sessions)),
        (SignedIn, routes!(me::end_session)),
        (SignedIn, routes!(tokens::list)),
        (SignedIn, routes!(tokens::add)),
        (SignedIn, routes!(tokens::remove)),
        (SignedIn, routes!(events::listen)),
    ]
}

fn people_routes() -> Vec<Route> {
    vec![
        (May(ManageUsers), routes!(users::list)),
        (May(ManageUsers), routes!(users::invite)),
        (May(ManageUsers), routes!(users::change)),
        (May(ManageUsers), routes!(users::renew_link)),
        (May(ManageUsers), routes!(teams::list)),
        (May(ManageUsers), routes!(teams::add)),
        (May(ManageUsers), routes!(teams::change)),
        (May(ManageUsers), routes!(teams::remove)),
        (May(ReadAudit), routes!(audit::list)),
    ]
}

fn post_routes() -> Vec<Route> {
    vec![
        (May(Read), routes!(status::status)),
        (May(Read), routes!(status::choices)),
        (May(Read), routes!(iceberg::report)),
        (May(Read), routes!(posts::list)),
        (May(Read), routes!(posts::one)),
        (May(Read), routes!(conversations::one)),
        (May(Read), routes!(contacts::one)),
        (May(Read), routes!(budgets::list)),
        (May(SetBudgets), routes!(budgets::set)),
        (May(SetBudgets), routes!(budgets::remove)),
        (May(Read), routes!(brands::list)),
        (May(SetBrands), routes!(brands::csv)),
        (May(Import), routes!(imports::list)),
        (May(Import), routes!(imports::one)),
        (May(Import), routes!(imports::stop)),
        (May(Import), routes!(imports::rejects)),
        (May(SeeMetrics), routes!(status::metrics)),
    ]
}

/// Routes that take more than a form; each says how much.
fn large_routes() -> Vec<(Route, DefaultBodyLimit)> {
    vec![
        (
            (May(SetBrands), routes!(brands::set)),
            DefaultBodyLimit::max(TABLE_BYTES),
        ),
        // It counts for itself while it writes to the disk.
        (
            (May(Import), routes!(imports::receive)),
            DefaultBodyLimit::disable(),
        ),
    ]
}

/// The description of the API, as it is published.
#[must_use]
pub fn description() -> OpenApi {
    let mut api = openapi::head();
    let small = [session_routes(), people_routes(), post_routes()];
    let large = large_routes().into_iter().map(|(route, _)| route);
    for (access, route) in small.into_iter().flatten().chain(large) {
        openapi::add(&mut api, access, route);
    }
    api
}

/// The API over a server.
pub(crate) fn api(server: &Arc<Server>) -> Router {
    let form = || DefaultBodyLimit::max(FORM_BYTES);
    let small = [session_routes(), people_routes(), post_routes()];
    let small = small.into_iter().flatten().map(|route| (route, form()));
    let mut router = OpenApiRouter::new();
    for ((access, (schemas, paths, methods)), limit) in small.chain(large_routes()) {
        let gate = Gate {
            server: Arc::clone(server),
            access,
        };
        let methods = methods
            .route_layer(from_fn_with_state(gate, admit))
            .route_layer(limit);
        router = router.routes((schemas, paths, methods));
    }
    let (router, _) = router.split_for_parts();
    router
        .route("/api/openapi.json", get(|| async { Json(description()) }))
        .route("/api", any(no_such_address))
        .route("/api/", any(no_such_address))
        .route("/api/{*rest}", any(no_such_address))
        .method_not_allowed_fallback(wrong_method)
        .with_state(Arc::clone(server))
}
