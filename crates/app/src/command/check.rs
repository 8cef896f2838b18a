//! `rapport check`: whether the store is whole.

use super::open_existing;
use crate::arguments::CheckArguments;
use rapport_store::{CheckReport, Location};
use std::process::ExitCode;

pub(crate) fn check(asked: &CheckArguments, location: Location) -> anyhow::Result<ExitCode> {
    let CheckReport {
        ok,
        posts,
        profiles,
        conversations,
        rejects,
        problems,
    } = open_existing(&location)?.reader()?.check()?;
    if asked.json {
        let mut report = serde_json::json!({
            "ok": ok,
            "posts": posts,
            "profiles": profiles,
            "conversations": conversations,
            "rejects": rejects,
        });
        if !ok && let Some(report) = report.as_object_mut() {
            report.insert("problems".to_owned(), problems.into());
        }
        println!("{report}");
    } else {
        println!(
            "{posts} posts, {profiles} profiles, {conversations} conversations, {rejects} records set aside"
        );
        for problem in &problems {
            println!("problem: {problem}");
        }
        println!(
            "{}",
            if ok {
                "the store is whole"
            } else {
                "the store is damaged"
            }
        );
    }
    Ok(if ok {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
