create table words (
    post bigint primary key,
    keys tsvector not null
);
create index words_by_key on words using gin (keys);
