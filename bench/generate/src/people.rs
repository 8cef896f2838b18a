//! The people who are answered: a few write often, most once.

use crate::dice::Dice;

const PEOPLE: f64 = 380_000.0;
const SOUNDS: [&str; 24] = [
    "an", "be", "ci", "da", "el", "fi", "go", "ha", "im", "jo", "ke", "li", "mo", "nu", "ol", "pa",
    "ri", "so", "te", "uma", "ve", "wi", "yas", "zo",
];

pub(crate) struct Person {
    pub(crate) id: u64,
    pub(crate) handle: String,
}

/// Somebody; low numbers come up more often.
pub(crate) fn somebody(dice: &mut Dice) -> Person {
    let luck = dice.fraction();
    person((luck * luck * luck * PEOPLE) as u64)
}

/// The same number is the same person.
fn person(number: u64) -> Person {
    let mut dice = Dice::new(number + 77);
    // Own accounts are below, so no person is one of them.
    let id = 100_000_000 + dice.next() % 3_000_000_000;
    let mut handle = String::new();
    for _ in 0..2 + dice.below(3) {
        handle.push_str(dice.pick(&SOUNDS));
    }
    if dice.happens(0.25) {
        handle.push('_');
    }
    if dice.happens(0.5) {
        handle.push_str(&dice.below(3_000).to_string());
    }
    Person { id, handle }
}
