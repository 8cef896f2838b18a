-- Secrets and passwords stand here as hashes alone. Whoever has no password yet is invited.

create table users (
    id {id},
    email text not null,
    email_key {key} not null unique,
    name text not null,
    role text not null check (role in ('admin', 'manager', 'agent', 'analyst', 'viewer')),
    language text,
    password_hash text,
    created_at bigint not null,
    last_seen_at bigint,
    disabled_at bigint
);

create table teams (
    id {id},
    name text not null,
    name_key {key} not null unique,
    all_brands bigint not null check (all_brands in (0, 1))
);

-- By name: the brand table is replaced as a whole, and a brand that comes back is the same one.
create table team_brands (
    team bigint not null references teams (id) on delete cascade,
    brand {key} not null,
    primary key (team, brand)
) {without_rowid};

create table team_members (
    member bigint not null references users (id),
    team bigint not null references teams (id) on delete cascade,
    primary key (member, team)
) {without_rowid};
create index members_of_teams on team_members (team);

create table sessions (
    id {id},
    key {blob} not null unique,
    owner bigint not null references users (id),
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    user_agent text
);
create index sessions_of_users on sessions (owner);

-- One for each user, and one for setting up while there is none.
create table one_time_links (
    hash {blob} not null primary key,
    purpose text not null check (purpose in ('set_up', 'invite', 'reset')),
    owner bigint unique references users (id),
    expires_at bigint not null,
    check ((purpose = 'set_up') = (owner is null))
);
create unique index one_set_up_link on one_time_links (purpose) where owner is null;

create table api_tokens (
    id {id},
    hash {blob} not null unique,
    owner bigint not null references users (id),
    prefix text not null,
    name text not null,
    read_only bigint not null check (read_only in (0, 1)),
    created_at bigint not null,
    expires_at bigint not null,
    last_used_at bigint
);
create index tokens_of_users on api_tokens (owner);

create table sign_in_attempts (
    key {key} not null primary key,
    failures bigint not null,
    last_at bigint not null
);
create index attempts_by_time on sign_in_attempts (last_at);

-- Each entry seals the one before it: chain is a SHA-256 over that one's chain and this one's fields.
create table audit (
    id {id},
    at bigint not null,
    actor bigint,
    action text not null,
    subject text not null,
    detail text not null,
    chain text not null
);

create table import_jobs (
    id {id},
    name text not null,
    path text not null,
    bytes_total bigint not null,
    bytes_read bigint not null,
    posts_new bigint not null,
    posts_seen_again bigint not null,
    rejected bigint not null,
    state text not null check (state in ('queued', 'running', 'finished', 'failed', 'stopped')),
    error text,
    import bigint references imports (id),
    owner bigint references users (id),
    created_at bigint not null,
    ended_at bigint
);
create index unfinished_import_jobs on import_jobs (id) where state in ('queued', 'running');
create index rejects_of_imports on rejects (import, id);

-- The last number given to anything whose rows can go: a number is never given twice.
create table last_numbers (
    name {key} not null primary key,
    number bigint not null
);
