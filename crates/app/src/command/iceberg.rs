//! `rapport iceberg` and `rapport audience`.

use super::open_existing;
use crate::arguments::{AudienceArguments, IcebergArguments, ReadArguments};
use crate::progress::Progress;
use crate::rejects::RejectFile;
use anyhow::{Context, bail};
use rapport_capture::{Archive, read_brands, read_budgets};
use rapport_flow::{Survey, Surveyed, survey};
use rapport_measure::iceberg::{Format, Question, Report, ReportBuilder};
use rapport_model::{Calendar, Scope};
use rapport_store::Location;
use std::io::Write;
use std::path::PathBuf;

pub(crate) fn of_archives(asked: IcebergArguments) -> anyhow::Result<()> {
    let (mut question, calendar) = asked.question.asked().meaning()?;
    let budgets = asked
        .budget
        .as_deref()
        .map(read_budgets)
        .transpose()?
        .unwrap_or_default();
    question.with_budgets = !budgets.is_empty();
    let Surveyed { settled, rejected } =
        run(&asked.read, &asked.archives, question.clone(), calendar)?;
    let mut builder = ReportBuilder::new(&question, budgets);
    settled.report(&question, &mut builder);
    print(
        &builder.finish(settled.duplicates(), rejected),
        asked.format,
    )
}

pub(crate) fn of_store(asked: IcebergArguments, location: Location) -> anyhow::Result<()> {
    let ReadArguments {
        archives,
        brands,
        rejects,
    } = &asked.read;
    if archives.read_as.is_some() || archives.map.is_some() || brands.is_some() || rejects.is_some()
    {
        bail!(
            "--as, --map, --brands and --rejects speak of archives: name one, or leave them out to measure the store"
        );
    }
    let (question, calendar) = asked.question.asked().meaning()?;
    let budgets = asked.budget.as_deref().map(read_budgets).transpose()?;
    let mut reader = open_existing(&location)?.reader()?;
    let mut all = reader.within(&Scope::All)?;
    let report = rapport_measure::iceberg::of_store(&mut all, question, calendar, budgets)?;
    print(&report, asked.format)
}

fn print(report: &Report, format: Format) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    report.write(format, &mut out)?;
    out.flush()?;
    Ok(())
}

pub(crate) fn audience(asked: AudienceArguments) -> anyhow::Result<()> {
    let Surveyed { settled, rejected } = run(
        &asked.read,
        &asked.archives,
        Question::default(),
        Calendar::utc(),
    )?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for post in settled.judged() {
        let id = serde_json::to_string(&post.id)?;
        writeln!(
            out,
            r#"{{"id":{id},"audience":"{}","rule":{}}}"#,
            post.audience.as_str(),
            post.rule
        )?;
    }
    out.flush()?;
    if rejected > 0 {
        eprintln!("rapport: {rejected} records could not be read; --rejects FILE keeps them");
    }
    Ok(())
}

fn run(
    read: &ReadArguments,
    archives: &[PathBuf],
    question: Question,
    calendar: Calendar,
) -> anyhow::Result<Surveyed> {
    let brands = read.brands.as_deref().map(read_brands).transpose()?;
    let options = read.archives.options();
    let archives = archives
        .iter()
        .map(|path| Archive::open(path, &options))
        .collect::<Result<Vec<_>, _>>()?;
    let mut rejects = RejectFile::create(read.rejects.as_deref())?;
    let total = archives.iter().map(|archive| archive.size_bytes).sum();
    let progress = Progress::of_bytes(total, archives.iter().map(Archive::read_bytes).collect());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let surveyed = survey(
        Survey {
            archives,
            brands,
            question,
            calendar,
            threads,
        },
        &mut |rejected| rejects.write(rejected),
    )?;
    drop(progress);
    rejects.finish().context("cannot write the rejects")?;
    Ok(surveyed)
}
