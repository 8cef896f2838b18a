//! The closed lists of words in the description of the API, made from the types that the rooms below speak.

use super::users::LANGUAGES;
use crate::access::Access;
use rapport_measure::iceberg::Dimension;
use rapport_model::{Audience, Granularity, Kind, Permission, Role, Visibility};
use rapport_store::{Direction, ImportJobState, UserState};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Names a list of words, so that a field can refer to it.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $called:literal, $words:expr) => {
        $(#[$doc])*
        pub(crate) enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                one_of($words)
            }
        }

        impl ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                $called.into()
            }
        }
    };
}

words!(
    /// What a user may be.
    RoleWord, "Role", Role::ALL.map(Role::as_str)
);
words!(
    /// What a user may do.
    PermissionWord, "Permission", Permission::ALL.map(|may| Access::May(may).as_str())
);
words!(
    /// Whether a user can sign in.
    UserStateWord, "UserState",
    [UserState::Active, UserState::Invited, UserState::Disabled].map(UserState::as_str)
);
words!(
    /// The languages of the interface.
    InterfaceLanguage, "InterfaceLanguage", LANGUAGES
);
words!(
    /// What a post is.
    KindWord, "Kind", Kind::ALL.iter().map(|kind| kind.as_str())
);
words!(
    /// Who could read a post.
    VisibilityWord, "Visibility", Visibility::ALL.iter().map(|seen| seen.as_str())
);
words!(
    /// Where a post went.
    DirectionWord, "Direction", [Direction::Inbound, Direction::Outbound].map(Direction::as_str)
);
words!(
    /// Whom a post was said to.
    AudienceWord, "Audience", [Audience::OneToOne, Audience::OneToMany].map(Audience::as_str)
);
words!(
    /// How far an import is.
    ImportStateWord, "ImportState", ImportJobState::ALL.map(ImportJobState::as_str)
);
words!(
    /// What an iceberg is split by.
    DimensionWord, "Dimension",
    [
        Dimension::Brand,
        Dimension::Industry,
        Dimension::Profile,
        Dimension::Language,
        Dimension::Period(Granularity::Year),
        Dimension::Period(Granularity::Quarter),
        Dimension::Period(Granularity::Month),
        Dimension::Period(Granularity::Week),
    ]
    .map(Dimension::as_str)
);
words!(
    /// What a one-time link is for.
    PurposeWord, "Purpose", ["invite", "reset"]
);

fn one_of(words: impl IntoIterator<Item = &'static str>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words))
        .into()
}
