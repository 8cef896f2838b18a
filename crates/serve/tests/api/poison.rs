//! What strangers send: never a failure of ours, always a problem that says what is wrong. What holds for every answer
//! is looked at by the client.

use crate::support::*;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::json;

fn with(mut request: Request<Body>, name: &'static str, value: &[u8]) -> Request<Body> {
    let value = HeaderValue::from_bytes(value).unwrap();
    request
        .headers_mut()
        .insert(HeaderName::from_static(name), value);
    request
}

#[tokio::test]
async fn bodies_that_are_no_form_are_refused() {
    let (_place, ada) = Place::ready().await;
    let deep = format!("{{\"x\":{}", "[".repeat(100_000));
    for (body, expected) in [
        (b"".as_slice(), 400),
        (b"{", 400),
        (b"null", 422),
        (b"[]", 422),
        (b"{\"name\": \"\xff\xfe\"}", 400),
        (
            br#"{"name": "\ud800", "all_brands": true, "brands": []}"#,
            400,
        ),
        (br#"{"name": 1, "all_brands": true, "brands": []}"#, 422),
        (
            br#"{"name": "x", "name": "y", "all_brands": true, "brands": []}"#,
            422,
        ),
        (deep.as_bytes(), 400),
    ] {
        let request = ada.request(Method::POST, "/api/teams", Body::from(body.to_vec()));
        let answer = ada
            .send(with(request, "content-type", b"application/json"))
            .await;
        let shown = String::from_utf8_lossy(body.get(..40).unwrap_or(body));
        assert_eq!(answer.status, expected, "{shown}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_form_of_two_megabytes_is_too_large() {
    let (place, ada) = Place::ready().await;
    let long = "x".repeat(2 << 20);
    let answer = ada
        .post(
            "/api/teams",
            json!({"name": long, "all_brands": true, "brands": []}),
        )
        .await;
    assert_eq!(answer.problem(), (413, "too-large"));
    let answer = place
        .anybody()
        .post("/api/session", json!({"email": long, "password": long}))
        .await;
    assert_eq!(answer.problem(), (413, "too-large"));
}

#[tokio::test]
async fn a_brand_table_of_seventeen_megabytes_is_too_large() {
    let (_place, ada) = Place::ready().await;
    let table = vec![b'x'; 17 << 20];
    let answer = ada
        .send(ada.request(Method::PUT, "/api/brands", Body::from(table)))
        .await;
    assert_eq!(answer.problem(), (413, "too-large"));
}

#[tokio::test]
async fn tables_that_are_none_name_a_line() {
    let (_place, ada) = Place::ready().await;
    for table in [
        b"".as_slice(),
        b"\0",
        b"\xff\xfe\xff",
        b"a,b\n1\n",
        b"screen_name,brand\n\"never closed",
        b"screen_name,brand\n\xff\xff,B\n\0,\0",
    ] {
        let answer = ada
            .send(ada.request(Method::PUT, "/api/brands", Body::from(table.to_vec())))
            .await;
        assert!(
            matches!(answer.status, 200 | 422),
            "{table:?}: {}",
            answer.text
        );
    }
}

#[tokio::test]
async fn a_form_of_another_kind_is_refused() {
    let (_place, ada) = Place::ready().await;
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "",
    ] {
        let body = Body::from(r#"{"name": "x", "all_brands": true, "brands": []}"#);
        let request = ada.request(Method::POST, "/api/teams", body);
        let answer = ada
            .send(with(request, "content-type", kind.as_bytes()))
            .await;
        assert_eq!(answer.problem(), (400, "bad-question"), "{kind}");
    }
}

#[tokio::test]
async fn an_address_takes_its_own_methods_only() {
    let (_place, ada) = Place::ready().await;
    for (method, path) in [
        ("POST", "/api/posts"),
        ("DELETE", "/api/setup"),
        ("PUT", "/api/session"),
        ("TRACE", "/api/health"),
        ("OPTIONS", "/api/posts"),
        ("INVENTED", "/api/iceberg"),
    ] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let answer = ada.send(ada.request(method, path, Body::empty())).await;
        assert_eq!(answer.problem(), (405, "wrong-method"), "{path}");
        assert!(answer.headers.contains_key(header::ALLOW), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_address_of_the_api_is_a_problem() {
    let (place, ada) = Place::ready().await;
    for client in [&place.anybody(), &ada] {
        for path in [
            "/api",
            "/api/",
            "/api/nothing",
            "/api/posts/",
            "/api/posts/1/2",
            "/api/..%2fmetrics",
            "/api/%FF",
        ] {
            assert_eq!(
                client.get(path).await.problem(),
                (404, "no-such-address"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn pages_of_the_interface_carry_the_policy_too() {
    let place = Place::empty();
    for path in [
        "/",
        "/measure/iceberg",
        "/%FF",
        "/..%2f..%2fetc%2fpasswd",
        "/favicon.ico",
    ] {
        let answer = place.anybody().get(path).await;
        assert!(!answer.text.contains("root:"), "{path}");
    }
}

#[tokio::test]
async fn headers_of_nonsense_change_nothing() {
    let (_place, ada) = Place::ready().await;
    for (name, value) in [
        ("cookie", b"__Host-rapport".as_slice()),
        ("cookie", b"__Host-rapport=\xff\xfe; ;;=;"),
        ("authorization", b"Bearer"),
        ("authorization", b"Bearer \xff"),
        ("authorization", b"Basic YTpi"),
    ] {
        let request = ada.request(Method::GET, "/api/status", Body::empty());
        let answer = ada.send(with(request, name, value)).await;
        assert_eq!(
            answer.problem(),
            (401, "not-signed-in"),
            "{name}: {value:?}"
        );
    }
    for (name, value) in [
        ("host", b"\xff".as_slice()),
        ("x-forwarded-for", b"not, an, address"),
        ("user-agent", b"\xff\xff"),
        ("range", b"bytes=9-1"),
        ("last-event-id", b"\xff"),
        ("accept", b"image/*"),
    ] {
        let request = ada.request(Method::GET, "/api/status", Body::empty());
        assert_eq!(
            ada.send(with(request, name, value)).await.status,
            200,
            "{name}"
        );
    }
}

#[tokio::test]
async fn texts_of_every_kind_come_back_as_they_were_given() {
    let (_place, ada) = Place::ready().await;
    for name in [
        "<script>alert(1)</script>",
        "=cmd()",
        "\u{202e}evil",
        "👩‍👩‍👧‍👦",
        "a\u{301}\u{301}\u{301}",
        "' or 1=1 --",
        "فارسی",
    ] {
        let answer = ada.patch("/api/me", json!({"name": name})).await;
        assert_eq!(answer.text_at("/name"), name);
    }
    for name in ["a\0b", "a\nb", "a\u{7f}b"] {
        assert_eq!(
            ada.patch("/api/me", json!({"name": name})).await.fields(),
            ["name"]
        );
    }
    let brands = json!({"name": "Odd", "all_brands": false, "brands": ["a\0b", "\u{202e}", "x'); drop table posts"]});
    assert_eq!(ada.post("/api/teams", brands).await.status, 201);
    assert_eq!(ada.get("/api/teams").await.status, 200);
}

/// A request as somebody might make it who means no good.
fn any_request() -> impl Strategy<Value = (String, String, Vec<u8>, bool)> {
    let api = serde_json::to_value(rapport_serve::description()).unwrap();
    let paths: Vec<String> = api["paths"].as_object().unwrap().keys().cloned().collect();
    let piece = prop_oneof![
        Just("1".to_owned()),
        Just("0".to_owned()),
        Just("%00".to_owned()),
        Just("%ED%A0%80".to_owned()),
        Just("%FF".to_owned()),
        Just("9223372036854775807".to_owned()),
        "[a-z0-9%+_.~-]{0,20}",
    ];
    const NAMES: [&str; 12] = [
        "q", "after", "from", "to", "zone", "by", "name", "brand", "quarter", "kind", "profile",
        "x",
    ];
    let query = prop::collection::vec((prop::sample::select(&NAMES[..]), piece.clone()), 0..4);
    let path = (prop::sample::select(paths), piece, query).prop_map(|(path, id, query)| {
        let query: Vec<String> = query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("{}?{}", path.replace("{id}", &id), query.join("&"))
    });
    const METHODS: [&str; 8] = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ODD",
    ];
    let field = prop_oneof![
        Just("name"),
        Just("email"),
        Just("password"),
        Just("token"),
        Just("role"),
        Just("brands"),
        Just("new")
    ];
    let value = prop_oneof![
        Just(json!(null)),
        Just(json!(1e308)),
        Just(json!(-1)),
        Just(json!([])),
        Just(json!({})),
        Just(json!("\0")),
        any::<String>().prop_map(|text| json!(text)),
    ];
    let form = prop::collection::btree_map(field, value, 0..5)
        .prop_map(|form| json!(form).to_string().into_bytes());
    let body = prop_oneof![form, prop::collection::vec(any::<u8>(), 0..100)];
    (
        prop::sample::select(&METHODS[..]).prop_map(str::to_owned),
        path,
        body,
        any::<bool>(),
    )
}

#[test]
fn whatever_is_sent_is_answered() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (_place, ada) = runtime.block_on(Place::ready());
    let made = runtime.block_on(ada.post(
        "/api/tokens",
        json!({"name": "x", "expires_in_days": 1, "read_only": false}),
    ));
    let program = ada.with_token(&made.text_at("/secret"));
    let config = Config {
        cases: 400,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..Config::default()
    };
    let sent = TestRunner::new(config).run(&any_request(), |(method, path, body, is_json)| {
        let Ok(uri) = path.parse::<axum::http::Uri>() else {
            return Ok(());
        };
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = program.request(method, &uri.to_string(), Body::from(body));
        let kind: &[u8] = if is_json {
            b"application/json"
        } else {
            b"text/plain"
        };
        runtime.block_on(program.send(with(request, "content-type", kind)));
        Ok(())
    });
    sent.unwrap();
    assert_eq!(runtime.block_on(ada.get("/api/status")).status, 200);
}
