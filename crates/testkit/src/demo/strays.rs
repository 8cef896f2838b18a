//! A few replies to posts that no archive holds any more, as every archive has them.

use rapport_model::{Kind, ReplyTo};

use super::conversation::hold;
use super::ledger::DAY;
use super::network::DemoNetwork;
use super::phrasebook::Lang;
use super::stage::{Occasion, Stage};
use super::talk::Pace;

/// Sends some answers to parents that do not exist and says which.
pub(crate) fn scatter(stage: &mut Stage) -> Vec<String> {
    let mut unknown = Vec::new();
    for (number, lang) in (0_i64..12).zip(Lang::ALL.into_iter().cycle()) {
        let id = format!("{}", 1_500_000_000_000_000_000 + number * 7_000_001);
        if stray(stage, number, lang, &id).is_some() {
            unknown.push(id);
        }
    }
    unknown
}

/// A contact's message that answers a post lost with its author's account.
fn stray(stage: &mut Stage, number: i64, lang: Lang, id: &str) -> Option<()> {
    let brand = usize::try_from(number % 3).ok()?;
    let contact = super::daily::someone(stage, brand, lang)?;
    stage.contacts.get(contact)?.on(DemoNetwork::X)?;
    let at =
        super::calendar::midnight(super::calendar::FIRST) + (40 + 55 * number) * DAY + 43_200_000;
    let industry = stage.brands.get(brand)?.industry.as_str();
    let occasion = Occasion {
        brand,
        contact,
        network: DemoNetwork::X,
        at,
    };
    let place = hold(stage, occasion, &format!("{industry}/quality"), Pace::Usual)?;
    let post = &mut stage.ledger.entries.get_mut(place)?.post;
    post.kind = Kind::Reply;
    post.reply_to = Some(ReplyTo {
        id: Some(id.to_owned()),
        ..ReplyTo::default()
    });
    Some(())
}
