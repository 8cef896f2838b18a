-- {id}, {key}, {blob} and {without_rowid} are spelled per engine. Flags are 0 or 1, times UTC milliseconds.

create table meta (
    name text primary key,
    value text not null
);

create table networks (
    id {id},
    name text not null unique
);

-- The brand table as it was given, and the brands in the order of their first row.
create table brand_rows (
    id {id},
    account_id text,
    handle text,
    brand text not null,
    industry text not null,
    network text,
    competitor bigint not null check (competitor in (0, 1))
);

create table brands (
    id {id},
    name text not null unique,
    industry text not null,
    competitor bigint not null check (competitor in (0, 1))
);

create table contacts (
    id {id}
);

-- A profile is known by its external id, or only by a handle until an id shows that handle: then it is linked.
-- `owner`: a brand's id, or below 0 the profile itself where there is no brand table; null if it is not own.
create table profiles (
    id {id},
    network bigint not null references networks (id),
    external_id {key},
    handle_key {key},
    handle text,
    handle_at bigint,
    name text,
    name_at bigint,
    followers bigint,
    followers_at bigint,
    listed bigint,
    owner bigint,
    linked_to bigint references profiles (id),
    contact bigint not null references contacts (id),
    unique (network, external_id),
    check (external_id is not null or handle_key is not null)
);
create unique index profiles_by_handle on profiles (network, handle_key) where external_id is null;

create index listed_profiles on profiles (listed) where listed is not null;

-- Which ids showed which handles.
create table profile_handles (
    network bigint not null,
    handle_key {key} not null,
    profile bigint not null references profiles (id),
    primary key (network, handle_key, profile)
) {without_rowid};
create index handles_of_profile on profile_handles (profile);

create table conversations (
    id {id},
    tree bigint,
    own_profile bigint,
    owner bigint not null,
    contact bigint not null,
    posts bigint not null,
    inbound bigint not null,
    outbound bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    first_outbound_at bigint,
    first_outbound_id {key},
    check ((tree is null) <> (own_profile is null))
);
create unique index public_conversations on conversations (tree, contact, owner) where tree is not null;
create index private_conversations on conversations (own_profile, contact) where own_profile is not null;

-- `author_ref`, `addressee`, `first_named`: profiles as the post names them; `author`: the one that is meant.
-- From `direction` on everything is derived, and null only while a change of brands is under way.
-- `basis`, outbound: 0 by itself, 1 by its thread, 2 by its own text in a thread without end;
-- inbound, where its brand comes from: 0 nowhere, 1 replied to, 2 mentioned, 3 its parent, 4 answered.
create table posts (
    id {id},
    network bigint not null references networks (id),
    external_id {key} not null,
    created_at bigint not null,
    kind text not null check (kind in ('post', 'reply', 'repost', 'quote', 'comment', 'message', 'review', 'email', 'answer', 'note')),
    visibility text not null check (visibility in ('public', 'private')),
    author_ref bigint not null references profiles (id),
    addressee bigint references profiles (id),
    first_named bigint references profiles (id),
    dot_mention bigint not null check (dot_mention in (0, 1)),
    said_inbound bigint check (said_inbound in (0, 1)),
    mass_mailing bigint not null check (mass_mailing in (0, 1)),
    deleted bigint not null check (deleted in (0, 1)),
    reply_to {key},
    quote_of text,
    repost_of text,
    lang text,
    found_lang text,
    found_confidence double precision,
    likes bigint,
    shares bigint,
    replies bigint,
    views bigint,
    direction text check (direction in ('inbound', 'outbound')),
    author bigint,
    owner bigint,
    own_profile bigint,
    audience text check (audience in ('one_to_one', 'one_to_many')),
    rule bigint check (rule between 1 and 6),
    basis bigint,
    contact bigint,
    tree bigint,
    conversation bigint,
    mentions text,
    links text,
    media text,
    text text not null,
    unique (network, external_id)
);
create index posts_by_reply on posts (network, reply_to) where reply_to is not null;
create index posts_by_time on posts (created_at);
create index posts_by_author on posts (author);
create index posts_by_tree on posts (tree, contact) where tree <> id;
create index posts_by_conversation on posts (conversation) where conversation is not null;

-- Trees of two posts or more.
create table trees (
    id {id},
    posts bigint not null,
    ring bigint not null check (ring in (0, 1))
);

-- Posts whose derivation asked who somebody is: `@handle`, or `#id` for an addressee.
create table asks (
    network bigint not null,
    name {key} not null,
    post bigint not null,
    primary key (network, name, post)
) {without_rowid};

-- Every distinct sighting of a post's counters, once there are two; -1 is not said.
create table post_counters (
    post bigint not null references posts (id),
    likes bigint not null,
    shares bigint not null,
    replies bigint not null,
    views bigint not null,
    primary key (post, likes, shares, replies, views)
) {without_rowid};

-- Every text of a post but the one it has now.
create table post_versions (
    post bigint not null references posts (id),
    text_key {key} not null,
    text text not null,
    primary key (post, text_key)
) {without_rowid};

-- `owner` 0 stands for none, `lang` '' for none.
create table rollups (
    day bigint not null,
    profile bigint not null,
    owner bigint not null,
    lang {key} not null,
    repost bigint not null,
    outbound bigint not null,
    one_to_one bigint not null,
    inbound bigint not null,
    primary key (day, profile, owner, lang, repost)
) {without_rowid};

create table imports (
    id {id},
    name text not null,
    fingerprint {key} not null unique,
    format text not null,
    bytes bigint not null,
    lines bigint not null,
    records bigint not null,
    finished bigint not null check (finished in (0, 1))
);

create table rejects (
    id {id},
    import bigint not null references imports (id),
    line bigint not null,
    byte_offset bigint not null,
    reason text not null,
    raw {blob} not null,
    unique (import, line, byte_offset)
);

create table budgets (
    quarter text not null,
    brand text not null,
    one_to_many double precision not null,
    one_to_one double precision not null,
    primary key (quarter, brand)
);
