//! The counts that the iceberg report is made of.

use crate::StoreError;
use crate::brands::index_of;
use crate::engine::{Engine, Lookup, Row, Type, Value};
use crate::scope::Scoped;
use rapport_model::{Brand, BrandIndex, ProfileId};
use std::collections::BTreeMap;

/// Counts of one day (UTC), profile, brand, language and repost or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcebergCell {
    /// Days since 1970-01-01.
    pub day: i64,
    /// Who wrote; none for inbound posts, which count for their brand alone.
    pub profile: Option<ProfileId>,
    /// Outbound: the author's brand; inbound: the brand spoken to. None also where no brand table is set.
    pub brand: Option<BrandIndex>,
    /// The declared language.
    pub language: Option<String>,
    /// Reposts without comment.
    pub repost: bool,
    /// Outbound posts.
    pub outbound: u64,
    /// Of those, one-to-one.
    pub one_to_one: u64,
    /// Inbound posts.
    pub inbound: u64,
}

/// The counts, and what the brands and profiles in them are called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    /// By day, profile, brand, language, repost.
    pub cells: Vec<IcebergCell>,
    /// Network and handle, or id where no handle is known.
    pub profiles: BTreeMap<ProfileId, (String, String)>,
    /// The brands.
    pub brands: BTreeMap<BrandIndex, Brand>,
}

impl Scoped<'_> {
    /// The counts as kept up to date by ingest; days from the first to before the second, if given.
    pub fn iceberg_cells(
        &mut self,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<Cells, StoreError> {
        self.cells(KEPT, from, to)
    }

    /// The same counts, counted from the posts.
    pub fn iceberg_recount(
        &mut self,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<Cells, StoreError> {
        self.cells(RECOUNT, from, to)
    }

    /// The same counts by quarter of an hour, counted from the posts of a window of UTC milliseconds: for days of other
    /// zones, and for windows that cut days. `day` holds the first millisecond of the quarter of an hour.
    pub fn iceberg_moments(
        &mut self,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<Cells, StoreError> {
        self.cells(MOMENTS, from, to)
    }

    fn cells(
        &mut self,
        sql: &str,
        from: Option<i64>,
        to: Option<i64>,
    ) -> Result<Cells, StoreError> {
        let sql = sql.replace("{scope}", &self.owners.condition("owner"));
        let bounds = [
            from.unwrap_or(i64::MIN).into(),
            to.unwrap_or(i64::MAX).into(),
        ];
        let cells = self.engine.all(&sql, &bounds, read)?;
        let mut ids: Vec<i64> = cells
            .iter()
            .filter_map(|cell| cell.profile)
            .map(|id| id.0)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let brands = cells.iter().filter_map(|cell| cell.brand);
        let brands = brands.filter_map(|index| Some((index, self.catalogue.brand(index)?.clone())));
        Ok(Cells {
            brands: brands.collect(),
            profiles: names(self.engine, &ids)?,
            cells,
        })
    }
}

/// The kept counts and the same from the posts, to be compared.
pub(crate) fn kept_and_counted(
    engine: &mut Engine,
) -> Result<(Vec<IcebergCell>, Vec<IcebergCell>), StoreError> {
    let bounds = [i64::MIN.into(), i64::MAX.into()];
    let kept = engine.all(&KEPT.replace("{scope}", ""), &bounds, read)?;
    let counted = engine.all(&RECOUNT.replace("{scope}", ""), &bounds, read)?;
    Ok((kept, counted))
}

fn names(
    engine: &mut Engine,
    ids: &[i64],
) -> Result<BTreeMap<ProfileId, (String, String)>, StoreError> {
    let keys: Vec<_> = ids.iter().map(|id| Value::Int(*id)).collect();
    let mut names = BTreeMap::new();
    engine.lookup(&NAME, &keys, &mut |_, row| {
        names.insert(ProfileId(row.int(0)?), (row.text(1)?, row.text(2)?));
        Ok(())
    })?;
    Ok(names)
}

fn read(row: &Row<'_>) -> Result<IcebergCell, StoreError> {
    Ok(IcebergCell {
        day: row.int(0)?,
        profile: Some(row.int(1)?).filter(|id| *id != 0).map(ProfileId),
        brand: index_of(row.int(2)?),
        language: Some(row.text(3)?).filter(|lang| !lang.is_empty()),
        repost: row.flag(4)?,
        outbound: row.int(5)?.unsigned_abs(),
        one_to_one: row.int(6)?.unsigned_abs(),
        inbound: row.int(7)?.unsigned_abs(),
    })
}

const NAME: Lookup = Lookup {
    select: "p.id, n.name, coalesce(p.handle, p.handle_key, p.external_id)",
    from: "profiles p join networks n on n.id = p.network",
    keys: &[Type::Int],
    condition: "p.id = {1}",
    tail: "",
};

/// Posts by quarter of an hour: no zone changes its offset inside one.
const MOMENTS: &str = "select day, profile, owner, lang, repost, cast(sum(outbound) as bigint),
        cast(sum(one_to_one) as bigint), cast(sum(inbound) as bigint)
    from (
        select created_at - ((created_at % 900000) + 900000) % 900000 as day,
            case when direction = 'outbound' then author else 0 end as profile,
            coalesce(owner, 0) as owner,
            coalesce(lang, '') as lang,
            cast(case when kind = 'repost' then 1 else 0 end as bigint) as repost,
            case when direction = 'outbound' then 1 else 0 end as outbound,
            case when audience = 'one_to_one' then 1 else 0 end as one_to_one,
            case when direction = 'inbound' then 1 else 0 end as inbound
        from posts where created_at >= $1 and created_at < $2{scope}
    ) as facts
    group by day, profile, owner, lang, repost order by day, profile, owner, lang, repost";

/// The kept counts, in the order in which they are compared.
const KEPT: &str =
    "select day, profile, owner, lang, repost, outbound, one_to_one, inbound from rollups
    where day >= $1 and day < $2{scope} order by day, profile, owner, lang, repost";

/// The same, from the posts. Division rounds towards zero on both engines, and a day before 1970 begins below it.
const RECOUNT: &str = "select day, profile, owner, lang, repost, cast(sum(outbound) as bigint),
        cast(sum(one_to_one) as bigint), cast(sum(inbound) as bigint)
    from (
        select (created_at - ((created_at % 86400000) + 86400000) % 86400000) / 86400000 as day,
            case when direction = 'outbound' then author else 0 end as profile,
            coalesce(owner, 0) as owner,
            coalesce(lang, '') as lang,
            cast(case when kind = 'repost' then 1 else 0 end as bigint) as repost,
            case when direction = 'outbound' then 1 else 0 end as outbound,
            case when audience = 'one_to_one' then 1 else 0 end as one_to_one,
            case when direction = 'inbound' then 1 else 0 end as inbound
        from posts
    ) as facts
    where day >= $1 and day < $2{scope}
    group by day, profile, owner, lang, repost order by day, profile, owner, lang, repost";
