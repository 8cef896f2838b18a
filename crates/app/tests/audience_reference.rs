//! Audience and iceberg of invented archives, compared with a slow reference of the rules.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests may fail loudly"
)]

mod support;

use support::archive::{Known, Wish};
use support::render::Layout::{self, Outbox, OwnCsv, Personal, Twcs, XVersion1, XVersion2};
use support::trial::{Order, compare};

const PLAIN: Wish = Wish {
    known: Known::Both,
    edits: false,
    renames: false,
};
const RENAMED: Wish = Wish {
    renames: true,
    ..PLAIN
};

fn check(first_seed: u64, layouts: &[Layout], order: Order, wish: Wish) {
    let seeds = std::env::var("SEEDS").map_or(30, |n| n.parse().unwrap());
    compare(first_seed..first_seed + seeds, layouts, order, wish);
}

#[test]
fn x_version_1_agrees_with_the_reference() {
    check(1_000, &[XVersion1], Order::AsWritten, PLAIN);
}

#[test]
fn x_version_2_agrees_with_the_reference() {
    check(2_000, &[XVersion2], Order::AsWritten, PLAIN);
}

#[test]
fn our_own_csv_agrees_with_the_reference() {
    check(3_000, &[OwnCsv], Order::AsWritten, PLAIN);
}

#[test]
fn twcs_agrees_with_the_reference() {
    check(4_000, &[Twcs], Order::AsWritten, PLAIN);
}

#[test]
fn a_personal_archive_agrees_with_the_reference() {
    check(5_000, &[Personal], Order::AsWritten, PLAIN);
}

#[test]
fn a_mastodon_outbox_agrees_with_the_reference() {
    check(6_000, &[Outbox], Order::AsWritten, PLAIN);
}

#[test]
fn renamed_accounts_stay_one_profile() {
    for (first, order) in [(7_000, Order::AsWritten), (7_500, Order::Reversed)] {
        check(first, &[XVersion1], order, RENAMED);
        check(first + 200, &[OwnCsv], order, RENAMED);
    }
}

#[test]
fn of_two_posts_with_one_id_the_first_in_the_file_counts() {
    for layout in [XVersion1, XVersion2, OwnCsv, Twcs] {
        check(
            8_000,
            &[layout],
            Order::AsWritten,
            Wish {
                edits: true,
                ..PLAIN
            },
        );
    }
}

#[test]
fn archives_may_come_in_any_order() {
    for layout in [XVersion1, XVersion2, OwnCsv, Twcs, Personal, Outbox] {
        check(9_000, &[layout], Order::Reversed, PLAIN);
        check(9_500, &[layout], Order::Shuffled, PLAIN);
    }
}

#[test]
fn one_network_may_come_in_several_layouts() {
    check(
        10_000,
        &[XVersion1, XVersion2, OwnCsv],
        Order::Shuffled,
        RENAMED,
    );
}

#[test]
fn authors_known_by_id_alone_are_told_apart() {
    let known = Known::Ids;
    for layout in [XVersion1, XVersion2, OwnCsv] {
        check(11_000, &[layout], Order::Shuffled, Wish { known, ..PLAIN });
    }
}

#[test]
fn authors_known_by_handle_alone_are_told_apart() {
    let known = Known::Handles;
    for layout in [XVersion1, OwnCsv] {
        check(12_000, &[layout], Order::Shuffled, Wish { known, ..PLAIN });
    }
}
