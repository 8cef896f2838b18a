"""The iceberg's table as DuckDB and Polars make it: `peers.py MODE FOLDER` prints truth.csv's rows, sorted.

They are spared the rule that follows threads upwards: the archive holds only threads that were told everybody, so a
reply to oneself is one-to-many. Each reads no more fields than it needs, with their types given.
"""

import sys

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def duckdb_json(folder):
    return duckdb_rows(folder, f"""
        select created_at, full_text as text, in_reply_to_user_id_str as addressee, "user".id_str as author,
               retweeted_status is not null as is_repost,
               (list_position({MONTHS}, substr(created_at, 5, 3)) + 2) // 3 as quarter
        from read_json('{folder}/archive.jsonl', format = 'newline_delimited', columns = {{
            created_at: 'varchar', full_text: 'varchar', in_reply_to_user_id_str: 'varchar',
            user: 'struct(id_str varchar)', retweeted_status: 'struct(id_str varchar)'}})
    """)


def duckdb_csv(folder):
    return duckdb_rows(folder, f"""
        select text, in_reply_to_user_id_str as addressee, account_id as author, is_retweet = '1' as is_repost,
               (substr(created_at, 6, 2)::int + 2) // 3 as quarter
        from read_csv('{folder}/archive.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
    """)


def duckdb_rows(folder, posts):
    import duckdb

    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false")
    return connection.execute(f"""
        select industry, brand, '2015-Q' || quarter, count(*), count(*) filter (where
            not is_repost and not starts_with(text, '.@')
            and case when addressee is null then starts_with(text, '@') else addressee <> author end)
        from ({posts}) join read_csv('{folder}/brands.csv', all_varchar = true) on account_id = author
        group by all
    """).fetchall()


def polars_csv(folder):
    import polars as pl

    brands = pl.scan_csv(f"{folder}/brands.csv", infer_schema=False)
    text, addressee = pl.col("text"), pl.col("in_reply_to_user_id_str")
    to_somebody = (
        pl.when(addressee.is_null()).then(text.str.starts_with("@")).otherwise(addressee != pl.col("account_id"))
    )
    one_to_one = (pl.col("is_retweet") != "1") & ~text.str.starts_with(".@") & to_somebody
    quarter = (pl.col("created_at").str.slice(5, 2).cast(pl.Int32) + 2) // 3
    return (
        pl.scan_csv(f"{folder}/archive.csv", infer_schema=False)
        .select("account_id", quarter.alias("quarter"), one_to_one.alias("one_to_one"))
        .group_by("account_id", "quarter")
        .agg(pl.len().alias("posts"), pl.col("one_to_one").sum())
        .join(brands, on="account_id")
        .group_by("industry", "brand", "quarter")
        .agg(pl.col("posts").sum(), pl.col("one_to_one").sum())
        .select("industry", "brand", pl.format("2015-Q{}", "quarter"), "posts", "one_to_one")
        .collect(engine="streaming")
        .rows()
    )


MODES = {"duckdb-json": duckdb_json, "duckdb-csv": duckdb_csv, "polars-csv": polars_csv}

if __name__ == "__main__":
    for row in sorted(MODES[sys.argv[1]](sys.argv[2])):
        print(",".join(map(str, row)))
