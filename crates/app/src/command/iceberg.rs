//! `rapport iceberg` and `rapport audience`: archives measured as they are.

use crate::arguments::{AudienceArguments, IcebergArguments, QuestionArguments, ReadArguments};
use crate::progress::Progress;
use crate::rejects::RejectFile;
use anyhow::{Context, bail};
use rapport_capture::{Archive, Budget, Options, read_brands, read_budgets};
use rapport_flow::{Survey, Surveyed, survey};
use rapport_measure::iceberg::{BudgetLine, Dimension, Question, ReportBuilder, Window};
use rapport_model::{Calendar, Timestamp};
use std::io::Write;
use std::path::PathBuf;

pub(crate) fn iceberg(asked: IcebergArguments) -> anyhow::Result<()> {
    let calendar = calendar(&asked.question.zone)?;
    let mut question = question(&asked.question, &calendar)?;
    let budgets = asked
        .budget
        .as_deref()
        .map(read_budgets)
        .transpose()?
        .unwrap_or_default();
    question.with_budgets = !budgets.is_empty();
    let Surveyed { settled, rejected } =
        run(&asked.read, &asked.archives, question.clone(), calendar)?;
    let mut builder = ReportBuilder::new(&question, budgets.into_iter().map(budget_line).collect());
    settled.report(&question, &mut builder);
    let report = builder.finish(settled.duplicates(), rejected);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    report.write(asked.format, &mut out)?;
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
    let options = Options {
        format: read.read_as,
        map: read.map.clone(),
    };
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

pub(crate) fn calendar(zone: &str) -> anyhow::Result<Calendar> {
    if zone == "UTC" {
        return Ok(Calendar::utc());
    }
    Calendar::in_zone(zone)
        .with_context(|| format!("{zone:?} is no time zone: give one such as Europe/Prague"))
}

pub(crate) fn question(asked: &QuestionArguments, calendar: &Calendar) -> anyhow::Result<Question> {
    let mut by: Vec<Dimension> = Vec::new();
    for dimension in &asked.by {
        if by.contains(dimension) {
            bail!("--by names {dimension} twice");
        }
        by.push(*dimension);
    }
    let moment = |text: &Option<String>, flag: &str| {
        let parsed = text.as_deref().map(|text| moment(text, calendar));
        parsed
            .transpose()
            .with_context(|| format!("{flag}: give a date such as 2015-03-01"))
    };
    let window = Window {
        from: moment(&asked.from, "--from")?,
        to: moment(&asked.to, "--to")?,
    };
    if let (Some(from), Some(to)) = (window.from, window.to)
        && from >= to
    {
        bail!("--from {from} is not before --to {to}");
    }
    Ok(Question {
        by,
        window,
        exclude_reposts: asked.exclude_reposts,
        with_budgets: false,
    })
}

/// A date begins at midnight of the zone; a time with its offset is itself.
fn moment(text: &str, calendar: &Calendar) -> anyhow::Result<Timestamp> {
    if let Ok(date) = text.parse::<jiff::civil::Date>()
        && text.len() == 10
    {
        return Ok(calendar.start_of(date)?);
    }
    Ok(Timestamp::parse(text)?)
}

fn budget_line(budget: Budget) -> BudgetLine {
    let Budget {
        quarter,
        brand,
        one_to_many,
        one_to_one,
    } = budget;
    BudgetLine {
        quarter,
        brand,
        one_to_many,
        one_to_one,
    }
}
