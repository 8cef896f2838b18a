-- Walks from the newest post on. Those of an author take the place of an index that had no time.
drop index posts_by_time;
drop index posts_by_author;
drop index posts_by_conversation;
create index posts_by_time on posts (created_at{then_id});
create index posts_by_owner on posts (owner, created_at{then_id}) where owner is not null;
create index posts_by_author on posts (author, created_at{then_id});
create index posts_by_contact on posts (contact, created_at{then_id}) where contact is not null;
create index posts_by_conversation on posts (conversation, created_at{then_id}) where conversation is not null;
create index conversations_by_contact on conversations (contact);

-- What filters choose from, and how much of it there is. `owner` 0 stands for none; `lang` is the declared language,
-- else the one found, else 'und'.
create table stock (
    owner bigint not null,
    network bigint not null,
    kind text not null,
    lang {key} not null,
    outbound bigint not null,
    one_to_one bigint not null,
    inbound bigint not null,
    primary key (owner, network, kind, lang)
) {without_rowid};

insert into stock (owner, network, kind, lang, outbound, one_to_one, inbound)
    select owner, network, kind, lang, sum(outbound), sum(one_to_one), sum(inbound)
    from (
        select coalesce(owner, 0) as owner, network, kind,
            coalesce(nullif(nullif(lang, 'und'), ''), found_lang, 'und') as lang,
            case when direction = 'outbound' then 1 else 0 end as outbound,
            case when audience = 'one_to_one' then 1 else 0 end as one_to_one,
            case when direction = 'inbound' then 1 else 0 end as inbound
        from posts
    ) as facts
    group by owner, network, kind, lang;

-- Posts whose words are yet to be indexed: at first all of them, as the index changes its order.
create table unindexed (
    post {id}
);
insert into unindexed (post) select id from posts;
create index profiles_by_contact on profiles (contact);
