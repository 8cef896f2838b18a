//! Somebody who calls: keeps its cookie as a browser does, or shows a token as a program does.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, Response, header};
use http_body_util::BodyExt;
use serde_json::Value;
use std::cell::RefCell;
use tower::ServiceExt;

/// Where the callers believe the server to be.
pub(crate) const HOST: &str = "desk.example";

/// Somebody who calls.
pub(crate) struct Client {
    router: Router,
    cookie: RefCell<Option<String>>,
    token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body; null where it is no JSON.
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Client {
    pub(crate) fn of(router: Router) -> Client {
        Client {
            router,
            cookie: RefCell::default(),
            token: None,
        }
    }

    /// A program with a token.
    pub(crate) fn with_token(&self, secret: &str) -> Client {
        Client {
            token: Some(secret.to_owned()),
            ..Client::of(self.router.clone())
        }
    }

    /// Another window that shows the cookie as it is now.
    pub(crate) fn again(&self) -> Client {
        Client {
            cookie: self.cookie.clone(),
            ..Client::of(self.router.clone())
        }
    }

    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.borrow().clone()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path, Body::empty()))
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.change(Method::POST, path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.change(Method::PATCH, path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.change(Method::PUT, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path, Body::empty()))
            .await
    }

    pub(crate) async fn change(&self, method: Method, path: &str, body: Value) -> Answer {
        let mut request = self.request(method, path, Body::from(body.to_string()));
        let json = "application/json".parse().unwrap();
        request.headers_mut().insert(header::CONTENT_TYPE, json);
        self.send(request).await
    }

    /// A request as this caller makes it; it may be spoilt before it is sent.
    pub(crate) fn request(&self, method: Method, path: &str, body: Body) -> Request<Body> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST);
        let request = match (&self.token, self.cookie()) {
            (Some(token), _) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            (None, cookie) => {
                let request = request.header(header::ORIGIN, format!("https://{HOST}"));
                match cookie {
                    Some(cookie) => request.header(header::COOKIE, cookie),
                    None => request,
                }
            }
        };
        request.body(body).unwrap()
    }

    /// Sends a request and looks at what holds for every answer.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let asked = format!("{} {}", request.method(), request.uri());
        let is_api = request.uri().path().starts_with("/api");
        let is_head = request.method() == Method::HEAD;
        let response = self.begin(request).await;
        let (parts, body) = response.into_parts();
        let stream = parts.headers.get(header::CONTENT_TYPE);
        let bytes = if stream.is_some_and(|kind| kind == "text/event-stream") {
            // It ends when the server does.
            Vec::new()
        } else {
            body.collect().await.unwrap().to_bytes().to_vec()
        };
        let text = String::from_utf8(bytes).unwrap();
        let answer = Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: serde_json::from_str(&text).unwrap_or_default(),
            text,
        };
        answer.check(&asked, is_api && !is_head);
        answer
    }

    /// Sends a request; what comes back is still to be read.
    pub(crate) async fn begin(&self, request: Request<Body>) -> Response<Body> {
        let response = self.router.clone().oneshot(request).await.unwrap();
        if let Some(set) = response.headers().get(header::SET_COOKIE) {
            let (pair, _) = set.to_str().unwrap().split_once(';').unwrap();
            let kept = !pair.ends_with('=');
            self.cookie.replace(kept.then(|| pair.to_owned()));
        }
        response
    }
}

impl Answer {
    fn check(&self, asked: &str, is_api: bool) {
        assert!(self.status < 500, "{asked}: {} {}", self.status, self.text);
        let header = |name: &str| {
            let value = self.headers.get(name).map(|value| value.to_str().unwrap());
            value.unwrap_or_else(|| panic!("{asked} lacks {name}"))
        };
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        if is_api {
            assert_eq!(
                header("cache-control").split(',').next(),
                Some(if self.is_stream() {
                    "no-cache"
                } else {
                    "no-store"
                }),
                "{asked}"
            );
        }
        if is_api && self.status >= 400 {
            assert_eq!(
                header("content-type"),
                "application/problem+json",
                "{asked}: {}",
                self.text
            );
            assert_eq!(self.body["status"], self.status, "{asked}");
            assert!(
                self.body["detail"]
                    .as_str()
                    .is_some_and(|detail| !detail.is_empty()),
                "{asked}"
            );
        }
    }

    fn is_stream(&self) -> bool {
        let kind = self.headers.get(header::CONTENT_TYPE);
        kind.is_some_and(|kind| kind == "text/event-stream")
    }

    /// Status and slug of a problem.
    pub(crate) fn problem(&self) -> (u16, &str) {
        let kind = self.body["type"].as_str().unwrap_or_default();
        (self.status, kind.strip_prefix("/problems/").unwrap_or(kind))
    }

    /// The fields that a form was refused for.
    pub(crate) fn fields(&self) -> Vec<&str> {
        assert_eq!(self.problem(), (422, "unprocessable"), "{}", self.text);
        let errors = self.body["errors"].as_array();
        let errors = errors.unwrap_or_else(|| panic!("no fields: {}", self.text));
        errors
            .iter()
            .map(|error| error["field"].as_str().unwrap())
            .collect()
    }

    /// A text in the body, by its JSON pointer.
    pub(crate) fn text_at(&self, pointer: &str) -> String {
        let text = self.body.pointer(pointer).and_then(Value::as_str);
        text.unwrap_or_else(|| panic!("no {pointer} in {}", self.text))
            .to_owned()
    }

    /// The list in the body.
    pub(crate) fn list(&self, name: &str) -> &[Value] {
        let list = self.body[name].as_array();
        list.unwrap_or_else(|| panic!("no {name} in {}", self.text))
    }
}
