//! Passwords: which are good enough, and how they are kept.

use crate::problem::{Kind, Problem};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Shortest and longest, in characters. NIST SP 800-63B asks for at least 8; the upper bound keeps hashing cheap.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=256;

/// Hashes worked on at once: each takes 19 MiB for its time.
const AT_ONCE: usize = 2;

/// A hash of nobody's password: an unknown e-mail costs as much time as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cmFwcG9ydC1ub2JvZHkh$YXJlIHlvdSBsb29raW5nIGZvciBzb21lb25lPyBub24";

/// Hashes and verifies by argon2id with the parameters of the OWASP Password Storage Cheat Sheet.
pub(crate) struct Passwords {
    permits: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Passwords {
        Passwords {
            permits: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// A PHC string of a password.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Problem> {
        self.work(move |argon2| {
            let hash = argon2
                .hash_password(password.as_bytes())
                .map_err(|error| Problem::internal(&error))?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password is the one of a PHC string; never for none, after the same time.
    pub(crate) async fn verify(
        &self,
        password: String,
        phc: Option<String>,
    ) -> Result<bool, Problem> {
        self.work(move |argon2| {
            let known = phc.is_some();
            let phc = phc.as_deref().unwrap_or(NOBODY);
            let hash = PasswordHash::new(phc).map_err(|error| Problem::internal(&error))?;
            let right = argon2.verify_password(password.as_bytes(), &hash).is_ok();
            Ok(right && known)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let stopping = |_| Problem::later(Kind::Busy, 5, "the server is stopping");
        let permit = Arc::clone(&self.permits).acquire_owned().await;
        let permit = permit.map_err(stopping)?;
        let task = tokio::task::spawn_blocking(move || {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default());
            let done = work(&argon2);
            drop(permit);
            done
        });
        task.await
            .map_err(|_| Problem::later(Kind::Busy, 5, "the server is stopping"))?
    }
}

/// Why a password will not do, as a sentence that says what would; `about` is what an attacker knows of its owner.
pub(crate) fn weakness(password: &str, about: &[&str]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < *LENGTH.start() {
        return Some("use at least 12 characters");
    }
    if length > *LENGTH.end() {
        return Some("use at most 256 characters");
    }
    // What is guessed is guessed early: the rest only costs time.
    let head: String = password.chars().take(64).collect();
    if zxcvbn::zxcvbn(&head, about).score() < zxcvbn::Score::Two {
        return Some("this one is guessed quickly: use several words that do not belong together");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_personal_passwords_are_refused() {
        let about = ["ayse.yilmaz@example.org", "Ayşe Yılmaz"];
        for weak in [
            "",
            "short",
            "password1234",
            "aaaaaaaaaaaaaaaa",
            "ayse.yilmaz@example.org",
        ] {
            assert!(weakness(weak, &about).is_some(), "{weak}");
        }
        assert!(weakness(&"x7K ".repeat(100), &about).is_some());
        for good in [
            "lantern orbit walnut tea",
            "çay bardağı köprü 41",
            "دریا پنجره کتاب آرام",
        ] {
            assert_eq!(weakness(good, &about), None, "{good}");
        }
    }

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let passwords = Passwords::new();
        let hash = passwords.hash("lantern orbit walnut".into()).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        let verify = |password: &str, hash| passwords.verify(password.into(), hash);
        assert!(
            verify("lantern orbit walnut", Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(!verify("lantern orbit walnut.", Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        let passwords = Passwords::new();
        let right = passwords.verify("anything".into(), None).await;
        assert!(!right.unwrap());
    }
}
