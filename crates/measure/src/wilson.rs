//! The 95 % interval of a share.

/// Lower and upper bound of a share, both in 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// Wilson's score interval (E. B. Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*,
/// JASA 22, 1927) for `hits` of `of`, at 95 % (z = 1.959964). None where nothing was counted.
///
/// ```
/// let interval = rapport_measure::wilson_95(8, 10).unwrap();
/// assert!((interval.low - 0.4902).abs() < 1e-4 && (interval.high - 0.9433).abs() < 1e-4);
/// ```
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of posts stay far below 2⁵³"
)]
pub fn wilson_95(hits: u64, of: u64) -> Option<Interval> {
    const Z: f64 = 1.959_963_984_540_054;
    if of == 0 {
        return None;
    }
    let n = of as f64;
    let share = hits as f64 / n;
    let squared = Z * Z;
    let centre = share + squared / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + squared / (4.0 * n * n)).sqrt();
    let scale = 1.0 + squared / n;
    Some(Interval {
        low: ((centre - spread) / scale).clamp(0.0, 1.0),
        high: ((centre + spread) / scale).clamp(0.0, 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_share_and_stays_within_bounds() {
        for (hits, of) in [(0, 1), (1, 1), (0, 40), (40, 40), (1_209_000, 1_300_000)] {
            let Interval { low, high } = wilson_95(hits, of).unwrap();
            let share = hits as f64 / of as f64;
            assert!(low <= share + 1e-12 && share <= high + 1e-12 && low >= 0.0 && high <= 1.0);
            assert!(low < high);
        }
        assert_eq!(wilson_95(0, 0), None);
    }
}
