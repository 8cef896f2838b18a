//! Secrets that are handed out once and kept only as hashes: cookies, one-time links, API tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rapport_store::SecretHash;
use sha2::{Digest, Sha256};

/// The system has no randomness to give.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random numbers: {0}")]
pub struct NoRandomness(getrandom::Error);

/// A new secret of 256 bits, as 43 characters that need no escaping in addresses and headers.
pub(crate) fn draw() -> Result<String, NoRandomness> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The path of the page on which an invited user joins. Behind the mark, a browser keeps it to itself.
pub(crate) fn join_path(secret: &str) -> String {
    format!("/join#{secret}")
}

/// The hash under which a secret is known. It has 256 random bits, so that a fast hash suffices.
pub(crate) fn hash(secret: &str) -> SecretHash {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_fit_into_addresses() {
        let (one, other) = (draw().unwrap(), draw().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 43);
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(one.chars().all(plain), "{one}");
        assert_ne!(hash(&one), hash(&other));
    }
}
