//! The networks of the demo world.

use rapport_model::Network;

/// A network on which the world plays: a closed list, because each has ids, kinds and manners of its own here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DemoNetwork {
    /// Numeric ids that grow with time, handles of ASCII letters, digits and `_`.
    X,
    /// ActivityPub URIs as ids, handles with their server.
    Mastodon,
    /// Message-IDs as ids.
    Email,
    /// Phone, counter and event: notes typed by an agent.
    Offline,
}

impl From<DemoNetwork> for Network {
    fn from(network: DemoNetwork) -> Network {
        match network {
            DemoNetwork::X => Network::X,
            DemoNetwork::Mastodon => Network::MASTODON,
            DemoNetwork::Email => Network::EMAIL,
            DemoNetwork::Offline => Network::OFFLINE,
        }
    }
}
