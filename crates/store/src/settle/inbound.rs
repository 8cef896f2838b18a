//! Brand and contact of a post from people.

use super::world::addressee;
use super::{Above, Derived, Node};
use crate::StoreError;
use crate::engine::Engine;
use crate::handles::own_name;
use crate::memory::Memory;
use rapport_model::conversation::{Evidence, brand_of_inbound};

/// Stands for the profile of a brand that is named by a handle which no stored profile has.
const NO_PROFILE: i64 = 0;

/// Works out an inbound post from what its parent has now, and notes whom it asked for.
pub(super) fn inbound(
    tx: &mut Engine,
    node: &Node,
    parent: Option<&Node>,
    above: Above,
    memory: &mut Memory,
    asks: &mut Vec<(i64, String, i64)>,
) -> Result<Derived, StoreError> {
    let author = memory.meant(node.named.author);
    let own = |profile: i64, memory: &Memory| {
        let profile = memory.meant(profile);
        memory
            .owner(profile)
            .filter(|_| profile != author)
            .map(|owner| (owner, profile))
    };
    let to = addressee(node, parent, memory);
    let replied_to = to.and_then(|to| own(to, memory));
    // What a table says of a profile stays; who owns itself by writing may turn out not to have written.
    if let (true, Some(to)) = (
        replied_to.is_none() || !memory.book.has_table(),
        to.and_then(|to| memory.profiles.get(&to)),
    ) {
        asks.extend(own_name(to).map(|(network, name)| (network, name, node.id)));
    }
    let mut mentioned = None;
    if replied_to.is_none() {
        for (id, handle) in &node.mentions {
            if let Some(handle) = handle {
                asks.push((node.network, format!("@{handle}"), node.id));
            }
            if let Some(id) = id {
                asks.push((node.network, format!("#{id}"), node.id));
            }
            mentioned = own_by_name(tx, memory, node.network, id.as_deref(), handle.as_deref())?
                .filter(|(_, profile)| *profile != author);
            if mentioned.is_some() {
                break;
            }
        }
    }
    let above = parent
        .filter(|p| above == Above::AsItStands && memory.meant(p.named.author) == author)
        .and_then(|p| p.now.as_ref())
        .filter(|p| !p.outbound && p.basis != Evidence::Answered as i64)
        .and_then(|p| Some((p.owner?, p.own_profile.unwrap_or(NO_PROFILE))));
    let found = brand_of_inbound(replied_to, mentioned, above, None);
    Ok(Derived {
        outbound: false,
        author,
        owner: found.map(|((owner, _), _)| owner),
        own_profile: found
            .map(|((_, profile), _)| profile)
            .filter(|p| *p != NO_PROFILE),
        verdict: None,
        basis: found.map_or(0, |(_, evidence)| evidence as i64),
        contact: memory.contact(author),
        tree: node.id,
        conversation: None,
    })
}

/// The own profile that a name means, with its owner.
fn own_by_name(
    tx: &mut Engine,
    memory: &mut Memory,
    network: i64,
    id: Option<&str>,
    handle: Option<&str>,
) -> Result<Option<(i64, i64)>, StoreError> {
    if let Some(id) = id {
        let found = tx.first(
            "select id from profiles where network = $1 and external_id = $2",
            &[network.into(), id.into()],
            |row| row.int(0),
        )?;
        memory.load(tx, found)?;
        if let Some(owned) = found.and_then(|p| Some((memory.owner(p)?, p))) {
            return Ok(Some(owned));
        }
        if let Some(brand) = memory.book.brand_of_id(network, id) {
            return Ok(Some((brand, NO_PROFILE)));
        }
    }
    let Some(handle) = handle else {
        return Ok(None);
    };
    if memory.book.has_table() && memory.book.brand_of_handle(network, handle).is_none() {
        return Ok(None);
    }
    let showed = tx.first(
        "select p.id from profile_handles h join profiles p on p.id = h.profile
         where h.network = $1 and h.handle_key = $2 and p.owner is not null
         order by p.listed is null, p.external_id limit 1",
        &[network.into(), handle.into()],
        |row| row.int(0),
    )?;
    let found = match showed {
        Some(profile) => Some(profile),
        None => tx.first(
            "select id from profiles where network = $1 and handle_key = $2 and external_id is null",
            &[network.into(), handle.into()],
            |row| row.int(0),
        )?,
    };
    memory.load(tx, found)?;
    let brand = memory.book.brand_of_handle(network, handle);
    Ok(match found {
        Some(profile) => {
            let owner = memory.owner(profile).or(brand);
            owner.map(|owner| (owner, memory.meant(profile)))
        }
        None => brand.map(|brand| (brand, NO_PROFILE)),
    })
}
