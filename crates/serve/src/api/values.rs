//! Single values in the description of the API: closed lists of words, made from the types of the rooms below, and the
//! shapes of texts.

use super::users::LANGUAGES;
use crate::access::Access;
use crate::problem;
use rapport_measure::iceberg::Dimension;
use rapport_model::{Audience, Granularity, Kind, Permission, Role, Visibility};
use rapport_store::{Direction, ImportJobState, UserState};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

/// Names what a value may be, so that a field can refer to it.
macro_rules! value {
    ($(#[$doc:meta])* $name:ident, $called:literal, $may_be:expr) => {
        $(#[$doc])*
        pub(crate) enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $may_be.into()
            }
        }

        impl ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                $called.into()
            }
        }
    };
}

value!(
    /// What a user may be.
    RoleWord, "Role", one_of(Role::ALL.map(Role::as_str))
);
value!(
    /// What a user may do.
    PermissionWord, "Permission",
    one_of(Permission::ALL.map(|may| Access::May(may).as_str()))
);
value!(
    /// Whether a user can sign in.
    UserStateWord, "UserState",
    one_of([UserState::Active, UserState::Invited, UserState::Disabled].map(UserState::as_str))
);
value!(
    /// The languages of the interface.
    InterfaceLanguage, "InterfaceLanguage", one_of(LANGUAGES)
);
value!(
    /// What a post is.
    KindWord, "Kind", one_of(Kind::ALL.iter().map(|kind| kind.as_str()))
);
value!(
    /// Who could read a post.
    VisibilityWord, "Visibility", one_of(Visibility::ALL.iter().map(|seen| seen.as_str()))
);
value!(
    /// Where a post went.
    DirectionWord, "Direction",
    one_of([Direction::Inbound, Direction::Outbound].map(Direction::as_str))
);
value!(
    /// Whom a post was said to.
    AudienceWord, "Audience",
    one_of([Audience::OneToOne, Audience::OneToMany].map(Audience::as_str))
);
value!(
    /// How far an import is.
    ImportStateWord, "ImportState", one_of(ImportJobState::ALL.map(ImportJobState::as_str))
);
value!(
    /// What an iceberg is split by.
    DimensionWord, "Dimension", one_of([
        Dimension::Brand,
        Dimension::Industry,
        Dimension::Profile,
        Dimension::Language,
        Dimension::Period(Granularity::Year),
        Dimension::Period(Granularity::Quarter),
        Dimension::Period(Granularity::Month),
        Dimension::Period(Granularity::Week),
    ]
    .map(Dimension::as_str))
);
value!(
    /// What a one-time link is for.
    PurposeWord, "Purpose", one_of(["invite", "reset"])
);
value!(
    /// The kind of a problem.
    ProblemType, "ProblemType", one_of(problem::Kind::types())
);
value!(
    /// A name of a user, a team or a token; spaces around it do not count.
    NameText, "Name",
    text(100, r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$")
);
value!(
    /// An address to sign in with.
    EmailText, "Email", text(254, r"^[^@\s\x00-\x1f\x7f-\x9f]+@[^\s\x00-\x1f\x7f-\x9f]+$")
);
value!(
    /// A brand by its name.
    BrandText, "BrandName", text(200, r"^[\s\S]+$")
);
value!(
    /// An id as a question or a form takes it.
    IdText, "Id", text(18, "^[1-9][0-9]{0,17}$")
);
value!(
    /// Where a page of posts or conversations begins.
    CursorText, "Cursor", text(39, "^(0|-?[1-9][0-9]{0,17})_(0|-?[1-9][0-9]{0,17})$")
);
value!(
    /// The first or last day of a question, or a moment.
    MomentText, "Moment", text(64, "^[0-9]{4}-[0-9]{2}-[0-9]{2}")
);
value!(
    /// A file as it is.
    FileBytes, "File",
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
        .min_length(Some(1))
);

fn one_of(words: impl IntoIterator<Item = &'static str>) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words))
}

fn text(longest: usize, pattern: &str) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .max_length(Some(longest))
        .pattern(Some(pattern))
}
