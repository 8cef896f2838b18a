//! How much one caller may ask for.

use crate::problem::{Kind, Problem};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};
use rapport_model::UserId;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

/// A burst may be so many seconds' worth.
const BURST_S: u32 = 4;

/// Requests between two looks for callers that are gone.
const SWEEP_EVERY: u32 = 10_000;

/// Counts what users and addresses ask for.
pub(crate) struct Limits {
    users: DefaultKeyedRateLimiter<UserId>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    since_sweep: AtomicU32,
}

impl Limits {
    pub(crate) fn new(requests_per_second: NonZeroU32) -> Limits {
        let burst = requests_per_second.saturating_mul(NonZeroU32::MIN.saturating_add(BURST_S - 1));
        let quota = Quota::per_second(requests_per_second).allow_burst(burst);
        Limits {
            users: RateLimiter::keyed(quota),
            addresses: RateLimiter::keyed(quota),
            since_sweep: AtomicU32::new(0),
        }
    }

    /// One more request of a user.
    pub(crate) fn check_user(&self, user: UserId) -> Result<(), Problem> {
        let refused = self.users.check_key(&user).err();
        refused.map_or(Ok(()), |until| Err(too_many(&until)))
    }

    /// One more request from an address. Whoever shows a session or a token is counted as a user: a whole office may
    /// share an address.
    pub(crate) fn check_address(
        &self,
        address: IpAddr,
        shows_something: bool,
    ) -> Result<(), Problem> {
        if self.since_sweep.fetch_add(1, Ordering::Relaxed) == SWEEP_EVERY {
            self.since_sweep.store(0, Ordering::Relaxed);
            self.users.retain_recent();
            self.addresses.retain_recent();
        }
        if shows_something {
            return Ok(());
        }
        let refused = self.addresses.check_key(&address).err();
        refused.map_or(Ok(()), |until| Err(too_many(&until)))
    }

    /// One more secret from an address that was worth nothing: guessing counts like asking without one.
    pub(crate) fn check_guess(&self, address: IpAddr) -> Result<(), Problem> {
        self.check_address(address, false)
    }
}

fn too_many(until: &NotUntil<<DefaultClock as Clock>::Instant>) -> Problem {
    let wait = until.wait_time_from(DefaultClock::default().now());
    Problem::later(
        Kind::TooManyRequests,
        wait.as_secs() + 1,
        "slow down: more requests than one caller may make",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_caller_that_asks_too_much_does_not_slow_another() {
        let limits = Limits::new(NonZeroU32::MIN);
        let (loud, quiet) = (UserId(1), UserId(2));
        let passed = (0..100).filter(|_| limits.check_user(loud).is_ok()).count();
        assert!((4..=6).contains(&passed), "{passed}");
        assert!(limits.check_user(quiet).is_ok());
    }
}
