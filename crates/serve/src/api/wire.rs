//! What handlers take in: bodies, questions and ids, each refused with a problem that says why.

use crate::problem::Problem;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A JSON body: an object. What is derived by serde would take a list of the fields' values too.
pub(crate) struct Body<T>(pub(crate) T);

/// What an object holds.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Object<T>, D::Error> {
        json.deserialize_map(Fields(PhantomData))
    }
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields)).map(Object)
    }
}

impl<T: DeserializeOwned, S: Sync + Send> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Problem> {
        let axum::Json(Object(body)) = axum::Json::from_request(request, state).await?;
        Ok(Body(body))
    }
}

/// A body as it is, up to the route's limit.
pub(crate) struct Raw(pub(crate) Bytes);

impl<S: Sync + Send> FromRequest<S> for Raw {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Raw, Problem> {
        Ok(Raw(Bytes::from_request(request, state).await?))
    }
}

/// What stands behind the question mark.
pub(crate) struct Ask<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync + Send> FromRequestParts<S> for Ask<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Ask<T>, Problem> {
        let Query(asked) = Query::from_request_parts(parts, state).await?;
        Ok(Ask(asked))
    }
}

/// The id in an address. What cannot be one is an id that nothing has.
pub(crate) struct Id(pub(crate) i64);

impl<S: Sync + Send> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Id, Problem> {
        let text = Path::<String>::from_request_parts(parts, state).await;
        let id = text.ok().and_then(|Path(text)| parse_id(&text));
        id.map(Id).ok_or_else(|| Problem::not_found("thing"))
    }
}

/// An id as an answer writes it: a text, made while it is written.
pub(crate) struct TextId(pub(crate) i64);

impl Serialize for TextId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// An id as it is written: digits alone, so that each has one spelling.
pub(crate) fn parse_id(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|c| c.is_ascii_digit()) && !text.starts_with('0');
    digits.then(|| text.parse().ok()).flatten()
}

/// Ids of a form; `field` names it if one of them is none.
pub(crate) fn parse_ids<T>(
    field: &str,
    texts: &[String],
    id: impl Fn(i64) -> T,
) -> Result<Vec<T>, Problem> {
    let unknown = |text: &String| Problem::field(field, format!("there is no {text:?}"));
    let parse = |text: &String| parse_id(text).map(&id).ok_or_else(|| unknown(text));
    texts.iter().map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_an_object_and_not_a_list_of_its_values() {
        #[derive(Deserialize)]
        struct Form {
            name: String,
        }
        let read = |json| serde_json::from_str::<Object<Form>>(json);
        assert!(read(r#"{"name": "Ayşe"}"#).is_ok_and(|Object(form)| form.name == "Ayşe"));
        let refused = read(r#"["Ayşe"]"#).err().map(|error| error.to_string());
        assert!(refused.is_some_and(|why| why.contains("expected an object")));
    }

    #[test]
    fn an_id_has_one_spelling() {
        assert_eq!(parse_id("42"), Some(42));
        for text in [
            "",
            "-1",
            "+1",
            "042",
            "0",
            "4 2",
            "9223372036854775808",
            "۴",
        ] {
            assert_eq!(parse_id(text), None, "{text:?}");
        }
    }
}
