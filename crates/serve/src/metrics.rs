//! Figures of the server itself, for Prometheus.

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;

/// Upper bounds of answer times in seconds, around the promises: 5 ms, 50 ms, 300 ms.
const SECONDS: [f64; 11] = [
    0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1.0, 5.0, 30.0,
];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: String,
    route: String,
}

/// What is counted.
pub(crate) struct Metrics {
    registry: Registry,
    answers: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram>,
    posts: Gauge,
    listeners: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Metrics {
        let mut registry = Registry::with_prefix("rapport");
        let answers = Family::default();
        let histogram = || Histogram::new(SECONDS);
        let seconds = Family::<Asked, Histogram>::new_with_constructor(histogram);
        let (posts, listeners) = (Gauge::default(), Gauge::default());
        registry.register(
            "http_answers",
            "Answers by method, route and status",
            answers.clone(),
        );
        registry.register_with_unit(
            "http_answer_time",
            "Time until an answer begins",
            Unit::Seconds,
            seconds.clone(),
        );
        registry.register("posts", "Posts in the store", posts.clone());
        registry.register(
            "event_listeners",
            "Open connections for live events",
            listeners.clone(),
        );
        Metrics {
            registry,
            answers,
            seconds,
            posts,
            listeners,
        }
    }

    /// Counts an answer.
    pub(crate) fn answered(&self, method: &Method, route: &str, status: u16, took: Duration) {
        // A method of a stranger's own invention would make a series of its own each time.
        let method = match *method {
            Method::GET | Method::HEAD | Method::POST | Method::PUT | Method::PATCH => {
                method.as_str()
            }
            Method::DELETE => "DELETE",
            _ => "other",
        };
        let (method, route) = (method.to_owned(), route.to_owned());
        let asked = Asked {
            method: method.clone(),
            route: route.clone(),
        };
        self.seconds
            .get_or_create(&asked)
            .observe(took.as_secs_f64());
        let answered = Answered {
            method,
            route,
            status,
        };
        self.answers.get_or_create(&answered).inc();
    }

    /// Counts a listener in, and out again when the guard goes.
    pub(crate) fn listener(&self) -> Listening {
        self.listeners.inc();
        Listening(self.listeners.clone())
    }

    /// How many listen.
    pub(crate) fn listeners(&self) -> i64 {
        self.listeners.get()
    }

    /// Everything, in the OpenMetrics text format.
    pub(crate) fn text(&self, posts: u64) -> Result<String, std::fmt::Error> {
        self.posts.set(i64::try_from(posts).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Someone listens as long as this is there.
pub(crate) struct Listening(Gauge);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The route that a request took, with its parameters by name: never what somebody asked for.
pub(crate) fn route_of(request: &Request) -> String {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or_else(|| "interface".to_owned(), |path| path.as_str().to_owned())
}
