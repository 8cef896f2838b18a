//! Who may use what: every operation that the API describes, tried by everybody there can be. What is expected follows
//! from the roles alone.

use crate::support::*;
use axum::body::Body;
use axum::http::{Method, Request, header};
use rapport_model::{Permission, Role};
use serde_json::{Value, json};

/// An operation, as it is described.
struct Operation {
    id: String,
    method: Method,
    path: String,
    access: String,
    body: Option<(&'static str, String)>,
}

/// Somebody who tries.
struct Caller {
    name: &'static str,
    client: Client,
    /// None: nobody.
    role: Option<Role>,
    all_brands: bool,
    read_only: bool,
}

impl Caller {
    /// The status and slug that an operation must be refused with; none if it must not be.
    fn refused(&self, operation: &Operation) -> Option<(u16, &'static str)> {
        const NOT_ALLOWED: (u16, &str) = (403, "not-allowed");
        if self.read_only && operation.method != Method::GET {
            return Some(NOT_ALLOWED);
        }
        if operation.access == "public" {
            return None;
        }
        let Some(role) = self.role else {
            return Some((401, "not-signed-in"));
        };
        if operation.access == "signed_in" {
            return None;
        }
        let permission: Permission = serde_json::from_value(json!(operation.access)).unwrap();
        let sweeping = matches!(permission, Permission::Import | Permission::SetBrands);
        let changing = !matches!(
            permission,
            Permission::Read | Permission::SeeMetrics | Permission::ReadAudit
        );
        let may = role.may(permission)
            && (self.all_brands || !sweeping)
            && (!self.read_only || !changing);
        (!may).then_some(NOT_ALLOWED)
    }
}

/// A body for each operation that takes one; one that would change something where it can.
fn body_of(id: &str) -> Option<(&'static str, String)> {
    let json = |body: Value| Some(("application/json", body.to_string()));
    let new = "copper meadow violin rain";
    match id {
        "post_setup" => {
            json(json!({"token": "x", "name": "Eve", "email": "eve@x.example", "password": new}))
        }
        "post_session" => json(json!({"email": "ada@desk.example", "password": "wrong"})),
        "post_invitation" => json(json!({"token": "x"})),
        "post_invitation_accept" => json(json!({"token": "x", "password": new})),
        "patch_me" => json(json!({"language": "en"})),
        "post_me_password" => json(json!({"current": "wrong", "new": new})),
        "post_tokens" => json(json!({"name": "x", "expires_in_days": 1, "read_only": true})),
        "post_users" => {
            json(json!({"name": "Eve", "email": "eve@x.example", "role": "admin", "team_ids": []}))
        }
        "patch_users_id" => json(json!({"role": "admin"})),
        "post_teams" => json(json!({"name": "Eve", "all_brands": true, "brands": []})),
        "patch_teams_id" => json(json!({"all_brands": true})),
        "put_budgets" => json(
            json!({"quarter": "2025-Q1", "brand": "Lumen", "one_to_many": 1.0, "one_to_one": 1.0}),
        ),
        "put_brands" => Some(("text/csv", "screen_name,brand\nLumen,Mine\n".into())),
        "post_imports" => Some(("application/octet-stream", "{}\n".into())),
        _ => None,
    }
}

/// Every operation, and those that cannot be called: a new one needs a body above.
fn operations() -> (Vec<Operation>, Vec<String>) {
    let api = serde_json::to_value(rapport_serve::description()).unwrap();
    let (mut operations, mut unknown) = (Vec::new(), Vec::new());
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, described) in item.as_object().unwrap() {
            let id = described["operationId"].as_str().unwrap();
            let body = body_of(id);
            if described["requestBody"].is_object() != body.is_some() {
                unknown.push(id.to_owned());
            }
            operations.push(Operation {
                id: id.to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: address(path, described),
                access: described["x-access"].as_str().unwrap().to_owned(),
                body,
            });
        }
    }
    // It ends the session that the others need.
    operations.sort_by_key(|operation| operation.id == "delete_session");
    (operations, unknown)
}

/// A path with an id that nothing has, and the parameters that it needs.
fn address(path: &str, described: &Value) -> String {
    let mut path = path.replace("{id}", "999999");
    let parameters = described["parameters"].as_array().into_iter().flatten();
    let needed = parameters.filter(|one| one["in"] == "query" && one["required"] == true);
    for (number, parameter) in needed.enumerate() {
        let before = if number == 0 { '?' } else { '&' };
        let value = if parameter["name"] == "quarter" {
            "2024-Q1"
        } else {
            "Lumen"
        };
        path.push_str(&format!(
            "{before}{}={value}",
            parameter["name"].as_str().unwrap()
        ));
    }
    path
}

async fn everybody(place: &Place, ada: &Client) -> Vec<Caller> {
    let everyone = everyone(ada).await;
    let lumen = team(ada, "Lumen only", &["Lumen"]).await;
    let mut callers = vec![Caller {
        name: "nobody",
        client: place.anybody(),
        role: None,
        all_brands: false,
        read_only: false,
    }];
    for (name, role, teams) in [
        ("viewer", Role::Viewer, vec![&*everyone]),
        ("agent", Role::Agent, vec![&*everyone]),
        ("analyst", Role::Analyst, vec![&*everyone]),
        ("manager", Role::Manager, vec![&*everyone]),
        ("admin", Role::Admin, vec![&*everyone]),
        ("lumen-agent", Role::Agent, vec![&*lumen]),
        ("lumen-analyst", Role::Analyst, vec![&*lumen]),
        ("lumen-manager", Role::Manager, vec![&*lumen]),
        ("teamless-agent", Role::Agent, vec![]),
        ("teamless-admin", Role::Admin, vec![]),
    ] {
        callers.push(Caller {
            name,
            client: place.user(ada, name, role.as_str(), &teams).await,
            role: Some(role),
            all_brands: role == Role::Admin || teams.contains(&&*everyone),
            read_only: false,
        });
    }
    for (name, read_only) in [("admin's token", false), ("admin's reading token", true)] {
        let form = json!({"name": name, "expires_in_days": 1, "read_only": read_only});
        let made = ada.post("/api/tokens", form).await;
        callers.push(Caller {
            name,
            client: ada.with_token(&made.text_at("/secret")),
            role: Some(Role::Admin),
            all_brands: true,
            read_only,
        });
    }
    callers
}

fn request(client: &Client, operation: &Operation) -> Request<Body> {
    let (kind, body) = match &operation.body {
        Some((kind, body)) => (Some(*kind), Body::from(body.clone())),
        None => (None, Body::empty()),
    };
    let mut request = client.request(operation.method.clone(), &operation.path, body);
    if let Some(kind) = kind {
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, kind.parse().unwrap());
    }
    request
}

#[test]
fn every_operation_can_be_called_by_the_matrix() {
    let (operations, unknown) = operations();
    assert_eq!(unknown, Vec::<String>::new());
    assert!(operations.len() > 40);
}

#[tokio::test]
async fn everybody_passes_where_the_role_says_so_and_nowhere_else() {
    let (place, ada) = Place::ready().await;
    let callers = everybody(&place, &ada).await;
    let (operations, _) = operations();
    let mut leaks = Vec::new();
    for caller in &callers {
        for operation in &operations {
            let answer = caller.client.send(request(&caller.client, operation)).await;
            let (status, slug) = answer.problem();
            let gate = matches!(slug, "not-signed-in" | "not-allowed" | "foreign-origin");
            let refused = gate.then_some((status, slug));
            // Some things no token may, whatever its owner may: the tests of tokens say which.
            let own = matches!(&*operation.id, "post_tokens" | "post_me_password");
            if refused != caller.refused(operation) && !(own && caller.name == "admin's token") {
                leaks.push(format!(
                    "{}: {}: {status} {}",
                    caller.name, operation.id, answer.text
                ));
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[tokio::test]
async fn what_is_refused_changes_nothing() {
    let (place, ada) = Place::ready().await;
    let callers = everybody(&place, &ada).await;
    let (operations, _) = operations();
    let before = everything(&ada).await;
    for caller in &callers {
        for operation in &operations {
            if caller.refused(operation).is_some() {
                caller.client.send(request(&caller.client, operation)).await;
            }
        }
    }
    assert_eq!(everything(&ada).await, before);
    assert_eq!(place.incoming(), Vec::<String>::new());
}

/// What can be changed, as the administrator sees it; every change leaves an entry of the audit too.
async fn everything(ada: &Client) -> Vec<Value> {
    let mut all = Vec::new();
    for path in [
        "/api/users",
        "/api/teams",
        "/api/audit",
        "/api/brands",
        "/api/budgets",
        "/api/imports",
    ] {
        let answer = ada.get(path).await;
        assert_eq!(answer.status, 200);
        all.push(answer.body);
    }
    for user in all[0]["users"].as_array_mut().unwrap() {
        user["last_seen_at"] = Value::Null;
    }
    all
}
