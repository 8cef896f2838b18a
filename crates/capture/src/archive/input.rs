//! Where bytes come from: a file, standard input, a member of a zip; packed or not.

use super::OpenError;
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use rapport_model::Account;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// As many bytes as are looked at to tell a format.
const HEAD_BYTES: usize = 256 * 1024;

/// A stream whose beginning can be looked at before it is read.
pub(super) struct Stream {
    head: Vec<u8>,
    taken: usize,
    rest: Box<dyn Read + Send>,
}

impl Stream {
    fn new(rest: Box<dyn Read + Send>) -> Stream {
        Stream {
            head: Vec::new(),
            taken: 0,
            rest,
        }
    }

    /// The first bytes, as many as there are up to 256 KiB.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        if self.head.is_empty() {
            (&mut self.rest)
                .take(HEAD_BYTES as u64)
                .read_to_end(&mut self.head)?;
        }
        Ok(self.head.get(self.taken..).unwrap_or_default())
    }

    /// Drops bytes that were looked at.
    fn skip(&mut self, bytes: usize) {
        self.taken = (self.taken + bytes).min(self.head.len());
    }

    /// How many bytes were dropped unread.
    pub(super) fn skipped(&self) -> u64 {
        self.taken as u64
    }
}

impl Read for Stream {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let head = self.head.get(self.taken..).unwrap_or_default();
        if head.is_empty() {
            return self.rest.read(buf);
        }
        let taken = (&mut &*head).read(buf)?;
        self.taken += taken;
        Ok(taken)
    }
}

/// Bytes hashed at the middle and at the end of a file.
const SAMPLE_BYTES: u64 = 64 * 1024;

/// A hash of what tells one archive from another. Of a stream only the beginning is known before it is read.
pub(super) fn fingerprint(path: &Path, head: &[u8], size_bytes: Option<u64>) -> io::Result<String> {
    let mut hash = Sha256::new();
    hash.update(head);
    if let Some(size) = size_bytes {
        hash.update(size.to_le_bytes());
        let mut file = File::open(path)?;
        for from in [size / 2, size.saturating_sub(SAMPLE_BYTES)] {
            let mut sample = Vec::new();
            file.seek(SeekFrom::Start(from))?;
            (&mut file).take(SAMPLE_BYTES).read_to_end(&mut sample)?;
            hash.update(&sample);
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// What is known of a member of a zip by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// `data/tweets.js` of a personal X archive.
    Tweets,
    /// `outbox.json` of a Mastodon archive.
    Outbox,
}

pub(super) struct Input {
    pub(super) stream: Stream,
    pub(super) size_bytes: Option<u64>,
    pub(super) read_bytes: Arc<AtomicU64>,
    pub(super) member: Option<Member>,
    /// Whose archive it is, where the zip says so.
    pub(super) owner: Option<Account>,
}

struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

pub(super) fn open(path: &Path) -> Result<Input, OpenError> {
    let io = |source| OpenError::Io {
        path: path.to_owned(),
        source,
    };
    let read_bytes = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&read_bytes);
    let (raw, size_bytes): (Box<dyn Read + Send>, _) = if path == Path::new("-") {
        (
            Box::new(Counted {
                inner: io::stdin(),
                count,
            }),
            None,
        )
    } else {
        let file = File::open(path).map_err(io)?;
        let metadata = file.metadata().map_err(io)?;
        if metadata.is_dir() {
            return Err(io(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        // A pipe has no size worth showing.
        let size = metadata.is_file().then_some(metadata.len());
        (Box::new(Counted { inner: file, count }), size)
    };
    let mut packed = Stream::new(raw);
    let head = packed.peek().map_err(io)?;
    if head.starts_with(b"PK\x03\x04") {
        let zip = if path == Path::new("-") {
            // A zip has its table of contents at the end; its parts stay open when the copy's name is gone.
            let mut copy = tempfile::NamedTempFile::new().map_err(io)?;
            io::copy(&mut packed, &mut copy).map_err(io)?;
            open_zip(copy.path(), &read_bytes)?
        } else {
            open_zip(path, &read_bytes)?
        };
        return Ok(Input {
            size_bytes,
            read_bytes,
            ..zip
        });
    }
    let mut stream = if head.starts_with(&[0x1F, 0x8B]) {
        Stream::new(Box::new(MultiGzDecoder::new(packed)))
    } else if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        Stream::new(Box::new(
            zstd::stream::read::Decoder::new(packed).map_err(io)?,
        ))
    } else {
        packed
    };
    if stream.peek().map_err(io)?.starts_with(b"\xEF\xBB\xBF") {
        stream.skip(3);
    }
    Ok(Input {
        stream,
        size_bytes,
        read_bytes,
        member: None,
        owner: owner_beside(path),
    })
}

/// An unpacked archive keeps `account.js` beside `tweets.js`.
fn owner_beside(path: &Path) -> Option<Account> {
    if path.extension()? != "js" {
        return None;
    }
    let mut text = String::new();
    File::open(path.with_file_name("account.js"))
        .ok()?
        .take(1 << 20)
        .read_to_string(&mut text)
        .ok()?;
    crate::x::owner_of(&text)
}

fn open_zip(path: &Path, read_bytes: &Arc<AtomicU64>) -> Result<Input, OpenError> {
    let wrong = |reason: String| OpenError::Zip {
        path: path.to_owned(),
        reason,
    };
    let file = File::open(path).map_err(|e| wrong(e.to_string()))?;
    let mut zip = zip::ZipArchive::new(file).map_err(|e| wrong(e.to_string()))?;
    let names: Vec<String> = zip
        .file_names()
        .filter_map(Result::ok)
        .map(Cow::into_owned)
        .collect();
    let mut tweets: Vec<&String> = names.iter().filter(|name| is_tweets(name)).collect();
    tweets.sort_by_key(|name| part_number(name));
    let (wanted, member) = if tweets.is_empty() {
        let outbox = names
            .iter()
            .filter(|n| n.rsplit('/').next() == Some("outbox.json"))
            .collect();
        (outbox, Member::Outbox)
    } else {
        (tweets, Member::Tweets)
    };
    let mut stream: Option<Box<dyn Read + Send>> = None;
    for name in wanted {
        let part = open_member(path, &mut zip, name, read_bytes).map_err(wrong)?;
        stream = Some(match stream {
            Some(before) => Box::new(before.chain(part)),
            None => part,
        });
    }
    let stream = stream.ok_or_else(|| OpenError::EmptyZip {
        path: path.to_owned(),
    })?;
    let account = names
        .iter()
        .find(|n| n.rsplit('/').next() == Some("account.js"));
    let owner = account.and_then(|name| {
        let mut text = String::new();
        let member = open_member(path, &mut zip, name, read_bytes).ok()?;
        member.take(1 << 20).read_to_string(&mut text).ok()?;
        crate::x::owner_of(&text)
    });
    let read_bytes = Arc::clone(read_bytes);
    let stream = Stream::new(stream);
    Ok(Input {
        stream,
        size_bytes: None,
        read_bytes,
        member: Some(member),
        owner,
    })
}

/// `tweets.js` is part 0, `tweets-part3.js` part 3.
fn part_number(name: &str) -> u32 {
    let stem = name.strip_suffix(".js").unwrap_or(name);
    stem.rsplit_once("-part")
        .and_then(|(_, part)| part.parse().ok())
        .unwrap_or(0)
}

/// `data/tweets.js`, `data/tweet.js` of older archives, and the further parts of long ones.
fn is_tweets(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.strip_suffix(".js").unwrap_or_default();
    matches!(stem, "tweets" | "tweet")
        || stem.starts_with("tweets-part")
        || stem.starts_with("tweet-part")
}

/// A member as a stream of its own: the zip's own reader would borrow the whole archive.
fn open_member(
    path: &Path,
    zip: &mut zip::ZipArchive<File>,
    name: &str,
    read_bytes: &Arc<AtomicU64>,
) -> Result<Box<dyn Read + Send>, String> {
    let member = zip.by_name(name).map_err(|e| format!("{name}: {e}"))?;
    let start = member
        .data_start()
        .ok_or_else(|| format!("{name}: its place is not recorded"))?;
    let (length, compression) = (member.compressed_size(), member.compression());
    if member.encrypted() {
        return Err(format!("{name} is encrypted: unpack it first"));
    }
    drop(member);
    let mut file = File::open(path).map_err(|e| e.to_string())?;
    file.seek(SeekFrom::Start(start))
        .map_err(|e| e.to_string())?;
    let bytes = Counted {
        inner: file,
        count: Arc::clone(read_bytes),
    }
    .take(length);
    match compression {
        zip::CompressionMethod::Stored => Ok(Box::new(bytes)),
        zip::CompressionMethod::Deflated => Ok(Box::new(DeflateDecoder::new(bytes))),
        other => Err(format!(
            "{name} is packed by {other}: pack it by deflate, or unpack it"
        )),
    }
}
