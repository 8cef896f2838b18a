//! The iceberg of what is stored.

use super::dimension::Question;
use super::report::{Report, ReportBuilder, Subject};
use rapport_model::{Budget, Calendar, Period, Timestamp};
use rapport_store::{Cells, IcebergCell, Scoped, StoreError};

const DAY_MS: i64 = 86_400_000;

/// Answers from the counts that ingest keeps where whole days in UTC are asked for, so that the cost does not grow with
/// the posts; another zone, or a window that cuts days, is counted from the posts. `budgets`, if given, stand for those
/// that the store keeps.
pub fn of_store(
    store: &mut Scoped<'_>,
    mut question: Question,
    mut calendar: Calendar,
    budgets: Option<Vec<Budget>>,
) -> Result<Report, StoreError> {
    let budgets = match budgets {
        Some(given) => given,
        None => store.budgets()?,
    };
    question.with_budgets = !budgets.is_empty();
    let mut builder = ReportBuilder::new(&question, budgets);
    let (from, to) = (question.window.from, question.window.to);
    let whole_days = |time: Option<Timestamp>| time.is_none_or(|t| t.0.rem_euclid(DAY_MS) == 0);
    if calendar.is_utc() && whole_days(from) && whole_days(to) {
        let cells = store.iceberg_cells(from.map(Timestamp::day), to.map(Timestamp::day))?;
        count(&cells, &question, &mut builder, |cell| cell.day);
    } else {
        let cells = store.iceberg_moments(from.map(|t| t.0), to.map(|t| t.0))?;
        count(&cells, &question, &mut builder, |cell| {
            calendar.day_of(Timestamp(cell.day))
        });
    }
    Ok(builder.finish(0, store.count_rejects()?))
}

fn count(
    cells: &Cells,
    question: &Question,
    builder: &mut ReportBuilder,
    mut day: impl FnMut(&IcebergCell) -> i64,
) {
    let granularities = question.granularities();
    for cell in &cells.cells {
        if cell.repost && question.exclude_reposts {
            continue;
        }
        builder.inbound(cell.inbound);
        if cell.outbound == 0 {
            continue;
        }
        let day = day(cell);
        let title = cell
            .profile
            .and_then(|profile| cells.profiles.get(&profile));
        let title = title.map_or("", |(_, name)| name.as_str());
        let brand = cell.brand.and_then(|brand| cells.brands.get(&brand));
        let subject = Subject {
            brand: brand.map_or(title, |b| b.name.as_str()).into(),
            industry: brand.map_or("", |b| b.industry.as_str()),
            profile: title.into(),
            language: cell.language.as_deref().unwrap_or("und"),
            periods: granularities
                .iter()
                .map(|g| (*g, Period::of_day(*g, day)))
                .collect(),
        };
        builder.add(&subject, cell.outbound, cell.one_to_one);
    }
}
