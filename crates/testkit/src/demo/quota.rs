//! How many posts to everyone leave which share to the posts to one.

/// What a brand has said to single people per quarter, and which share that is to be.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// Posts per thousand that go to one in the first quarter.
    pub(crate) first: u64,
    /// What each quarter adds.
    pub(crate) step: u64,
    /// Whether no quarter may fall behind the one before.
    pub(crate) rising: bool,
    /// Posts to one, by quarter.
    pub(crate) to_one: Vec<u64>,
}

/// Posts to everyone, by brand and quarter: near the wished share, and rising from
/// quarter to quarter for each brand that wants it and for all those together, also
/// where a season that broadcasts more would hide it.
pub(crate) fn plan(wishes: &[Wish]) -> Vec<Vec<u64>> {
    let quarters = wishes
        .iter()
        .map(|wish| wish.to_one.len())
        .max()
        .unwrap_or(0);
    let mut plan: Vec<Vec<u64>> = vec![Vec::new(); wishes.len()];
    let mut shares_before = vec![(0, 1); wishes.len()];
    let mut together_before = (0, 1);
    for quarter in 0..quarters {
        let ones: Vec<u64> = wishes
            .iter()
            .map(|wish| wish.to_one.get(quarter).copied().unwrap_or(0))
            .collect();
        let mut many: Vec<u64> = Vec::new();
        for ((wish, one), before) in wishes.iter().zip(&ones).zip(&shares_before) {
            let wanted = wish.first + wish.step * quarter as u64;
            let mut to_many = (one * (1000 - wanted) + wanted / 2) / wanted;
            while wish.rising && to_many > 0 && !above(share(*one, to_many), *before) {
                to_many -= 1;
            }
            many.push(to_many);
        }
        while !above(together(wishes, &ones, &many), together_before) {
            let most = wishes
                .iter()
                .zip(&mut many)
                .filter(|(wish, _)| wish.rising)
                .map(|(_, count)| count)
                .max();
            match most {
                Some(count) if *count > 0 => *count -= 1,
                _ => break,
            }
        }
        together_before = together(wishes, &ones, &many);
        for (((one, count), before), quarters) in
            ones.iter().zip(many).zip(&mut shares_before).zip(&mut plan)
        {
            *before = share(*one, count);
            quarters.push(count);
        }
    }
    plan
}

fn share(to_one: u64, to_many: u64) -> (u64, u64) {
    (to_one, to_one + to_many)
}

fn together(wishes: &[Wish], ones: &[u64], many: &[u64]) -> (u64, u64) {
    let counted = wishes
        .iter()
        .zip(ones.iter().zip(many))
        .filter(|(wish, _)| wish.rising);
    counted.fold((0, 0), |(part, whole), (_, (one, count))| {
        (part + one, whole + one + count)
    })
}

/// Whether one fraction is above another; nothing counts as above nothing.
fn above(share: (u64, u64), before: (u64, u64)) -> bool {
    share.1 == 0 || share.0 * before.1 > before.0 * share.1
}

#[cfg(test)]
mod tests {
    use super::{Wish, plan};

    #[test]
    fn a_season_that_broadcasts_more_does_not_turn_the_trend() {
        let wishes = [
            Wish {
                first: 960,
                step: 3,
                rising: true,
                to_one: vec![400, 200],
            },
            Wish {
                first: 860,
                step: 5,
                rising: true,
                to_one: vec![100, 400],
            },
        ];
        let many = plan(&wishes);
        let share = |quarter: usize| {
            let one: u64 = wishes.iter().map(|wish| wish.to_one[quarter]).sum();
            let all: u64 = one + many.iter().map(|count| count[quarter]).sum::<u64>();
            one * 10_000 / all
        };
        assert_eq!(many[0][0], 17, "the first quarter gets what it wished");
        assert!(share(1) >= share(0), "{} then {}", share(0), share(1));
    }
}
