//! The description of the API: what it is called, who may use which route.

use crate::access::Access;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    Components, InfoBuilder, OpenApi, OpenApiBuilder, Paths, RefOr, SecurityRequirement,
};
use utoipa_axum::router::UtoipaMethodRouter;

/// Names of the ways to say who calls.
const COOKIE: &str = "session";
const TOKEN: &str = "token";

/// The description without its routes.
pub(crate) fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Rapport")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Everything that the pages show. Times are RFC 3339 in UTC, ids are opaque texts, lists go on at \
             `after=next`, errors are problem details (RFC 9457). `x-access` names what a route takes: `public`, \
             `signed_in` or a permission.",
        ));
    let mut components = Components::new();
    let cookie = ApiKeyValue::new("__Host-rapport");
    components.add_security_scheme(COOKIE, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme(TOKEN, SecurityScheme::Http(token));
    OpenApiBuilder::new()
        .info(info.build())
        .components(Some(components))
        .build()
}

/// Adds a route.
pub(crate) fn add<S>(
    api: &mut OpenApi,
    access: Access,
    (schemas, paths, _): UtoipaMethodRouter<S>,
) {
    let components = api.components.get_or_insert_default();
    components.schemas.extend(schemas);
    for (path, mut item) in paths.paths {
        for (method, operation) in operations(&mut item) {
            operation.operation_id = Some(operation_id(method, &path));
            guard(operation, access);
            describe(operation);
        }
        add_path(&mut api.paths, path, item);
    }
}

/// Two routes may stand at one path with different methods.
fn add_path(paths: &mut Paths, path: String, item: PathItem) {
    match paths.paths.get_mut(&path) {
        Some(there) => there.merge_operations(item),
        None => {
            paths.paths.insert(path, item);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let operations = [
        ("get", &mut item.get),
        ("put", &mut item.put),
        ("post", &mut item.post),
        ("delete", &mut item.delete),
        ("patch", &mut item.patch),
    ];
    operations
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// `get_posts_id` of `GET /api/posts/{id}`: each operation by a name of its own.
fn operation_id(method: &str, path: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && *word != "api");
    words.fold(method.to_owned(), |id, word| format!("{id}_{word}"))
}

/// OpenAPI 3.1 wants words on every answer, those included whose schema says all.
fn describe(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else {
            continue;
        };
        if response.description.is_empty() {
            response.description = match status.as_str() {
                "default" => "A problem".to_owned(),
                "201" => "Made".to_owned(),
                "202" => "Taken, to be worked on".to_owned(),
                _ => "What was asked for".to_owned(),
            };
        }
    }
}

fn guard(operation: &mut Operation, access: Access) {
    operation.security = Some(match access {
        Access::Public => Vec::new(),
        Access::SignedIn | Access::May(_) => [COOKIE, TOKEN]
            .map(|scheme| SecurityRequirement::new::<_, [&str; 0], &str>(scheme, []))
            .into(),
    });
    let access = ExtensionsBuilder::new()
        .add("x-access", access.as_str())
        .build();
    operation.extensions.get_or_insert_default().merge(access);
}
