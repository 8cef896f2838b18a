//! Settings: what was asked on the command line, in the environment and in a file, and what it means.
//!
//! The command line wins over the environment (clap sees to that), both win over the file, and the file over what holds
//! by itself. A key that the file may not have is an error, so that a misspelt one cannot be without effect.

use crate::arguments::{LogArguments, LogFormat, PlaceArguments, ServeArguments};
use anyhow::Context;
use rapport_store::Location;
use serde::Deserialize;
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

/// Name of the folder in the platform's place for data.
const FOLDER: &str = "rapport";

/// The folder in the data folder for files that are dropped in the browser.
const INCOMING: &str = "incoming";

/// The file, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    #[serde(default)]
    serve: ServeFile,
    #[serde(default)]
    log: LogFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ServeFile {
    listen: Option<SocketAddr>,
    behind_proxy: Option<bool>,
    upload_bytes_max: Option<u64>,
    requests_per_second: Option<NonZeroU32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogFile {
    format: Option<LogFormat>,
    level: Option<String>,
}

/// A setting and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant<T> {
    pub(crate) value: T,
    from: From,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Asked,
    File,
    Itself,
}

impl fmt::Display for From {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            From::Asked => "command line or environment",
            From::File => "file",
            From::Itself => "holds by itself",
        })
    }
}

fn meant<T>(asked: Option<T>, file: Option<T>, itself: T) -> Meant<T> {
    match (asked, file) {
        (Some(value), _) => Meant {
            value,
            from: From::Asked,
        },
        (None, Some(value)) => Meant {
            value,
            from: From::File,
        },
        (None, None) => Meant {
            value: itself,
            from: From::Itself,
        },
    }
}

/// What holds.
#[derive(Debug)]
pub(crate) struct Config {
    file: Option<PathBuf>,
    location: Meant<Location>,
    data: Meant<PathBuf>,
    pub(crate) listen: Meant<SocketAddr>,
    pub(crate) behind_proxy: Meant<bool>,
    pub(crate) upload_bytes_max: Meant<u64>,
    pub(crate) requests_per_second: Meant<NonZeroU32>,
    pub(crate) log_format: Meant<LogFormat>,
    pub(crate) log_level: Meant<String>,
}

impl Config {
    /// Reads the file, if one is named, and puts it together with what was asked.
    pub(crate) fn read(
        place: PlaceArguments,
        serve: Option<&ServeArguments>,
        log: LogArguments,
    ) -> anyhow::Result<Config> {
        let file = place.config.as_deref().map(read_file).transpose()?;
        let file = file.unwrap_or_default();
        let serve = serve.cloned().unwrap_or_default();
        let in_home = || dirs::data_dir().map(|base| base.join(FOLDER));
        let data_is_asked = place.data.is_some();
        let database_is_asked = place.database.is_some();
        let data = match (place.data, file.data, in_home()) {
            (asked @ Some(_), _, _) => meant(asked, None, PathBuf::new()),
            (None, file @ Some(_), _) => meant(None, file, PathBuf::new()),
            (None, None, Some(home)) => meant(None, None, home),
            (None, None, None) => {
                anyhow::bail!("this platform names no folder for data: give one by --data DIR")
            }
        };
        if data_is_asked && database_is_asked {
            anyhow::bail!("--data and --database name two stores: give one of them");
        }
        let embedded = Meant {
            value: Location::DataDir(data.value.clone()),
            from: data.from,
        };
        let location = match (place.database, file.database) {
            (Some(url), _) => meant(Some(Location::Postgres(url)), None, embedded.value),
            // A folder that is asked for wins over a database that only the file names.
            (None, Some(url)) if !data_is_asked => {
                meant(None, Some(Location::Postgres(url)), embedded.value)
            }
            (None, _) => embedded,
        };
        Ok(Config {
            file: place.config,
            location,
            data,
            listen: meant(
                serve.listen,
                file.serve.listen,
                SocketAddr::from(([127, 0, 0, 1], 8080)),
            ),
            behind_proxy: meant(serve.behind_proxy, file.serve.behind_proxy, false),
            upload_bytes_max: meant(serve.upload_bytes_max, file.serve.upload_bytes_max, 8 << 30),
            requests_per_second: meant(
                serve.requests_per_second,
                file.serve.requests_per_second,
                NonZeroU32::MIN.saturating_add(99),
            ),
            log_format: meant(log.log_format, file.log.format, LogFormat::Text),
            log_level: meant(log.log_level, file.log.level, "info".to_owned()),
        })
    }

    /// The store.
    pub(crate) fn location(&self) -> Location {
        self.location.value.clone()
    }

    /// Where files that are dropped in the browser wait.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.data.value.join(INCOMING)
    }
}

fn read_file(path: &Path) -> anyhow::Result<File> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = toml::from_str(&text);
    file.with_context(|| format!("{} cannot be right", path.display()))
}

/// What holds, as a file that says the same; secrets are left out.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(path) => writeln!(f, "# from {}", path.display())?,
            None => writeln!(f, "# no file: name one by --config")?,
        }
        line(f, "data", &self.data, quoted(&self.data.value.display()))?;
        if let Location::Postgres(url) = &self.location.value {
            line(
                f,
                "database",
                &self.location,
                quoted(&without_password(url)),
            )?;
        }
        writeln!(f, "\n[serve]")?;
        line(f, "listen", &self.listen, quoted(&self.listen.value))?;
        line(
            f,
            "behind_proxy",
            &self.behind_proxy,
            self.behind_proxy.value,
        )?;
        let most = self.upload_bytes_max.value;
        line(f, "upload_bytes_max", &self.upload_bytes_max, most)?;
        let requests = self.requests_per_second.value;
        line(
            f,
            "requests_per_second",
            &self.requests_per_second,
            requests,
        )?;
        writeln!(f, "\n[log]")?;
        line(
            f,
            "format",
            &self.log_format,
            quoted(&self.log_format.value),
        )?;
        line(f, "level", &self.log_level, quoted(&self.log_level.value))
    }
}

fn line<T>(
    f: &mut fmt::Formatter<'_>,
    key: &str,
    meant: &Meant<T>,
    value: impl fmt::Display,
) -> fmt::Result {
    writeln!(f, "{:<44} # {}", format!("{key} = {value}"), meant.from)
}

fn quoted(value: &impl fmt::Display) -> String {
    toml::Value::String(value.to_string()).to_string()
}

/// A database's address as it may be shown.
fn without_password(url: &str) -> String {
    let parts = url
        .split_once("://")
        .and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?)));
    let hidden = match parts {
        Some((scheme, (user, rest))) => match user.split_once(':') {
            Some((name, _)) => format!("{scheme}://{name}:…@{rest}"),
            None => url.to_owned(),
        },
        None => url.to_owned(),
    };
    // The driver also takes it as a parameter.
    match hidden.split_once("password=") {
        Some((before, after)) => {
            let rest = after
                .find(['&', ' '])
                .map_or("", |end| after.get(end..).unwrap_or(""));
            format!("{before}password=…{rest}")
        }
        None => hidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn config(line: &[&str], file: Option<&str>) -> anyhow::Result<Config> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rapport.toml");
        let mut words = vec!["rapport".to_owned(), "check-config".to_owned()];
        words.extend(line.iter().map(ToString::to_string));
        if let Some(file) = file {
            std::fs::write(&path, file).unwrap();
            words.extend(["--config".to_owned(), path.display().to_string()]);
        }
        let asked = crate::arguments::Arguments::try_parse_from(words).unwrap();
        let crate::arguments::Command::CheckConfig(serve) = asked.command else {
            panic!("another command");
        };
        Config::read(asked.place, Some(&serve), asked.log)
    }

    #[test]
    fn the_command_line_wins_over_the_file_and_the_file_over_nothing() {
        let file =
            "data = \"/from/file\"\n[serve]\nlisten = \"127.0.0.1:1\"\nbehind_proxy = true\n";
        let config = config(&["--listen", "127.0.0.1:2", "--data", "/asked"], Some(file)).unwrap();
        assert_eq!(config.listen.value.port(), 2);
        assert!(config.behind_proxy.value);
        assert_eq!(config.location(), Location::DataDir("/asked".into()));
        assert_eq!(config.requests_per_second.value.get(), 100);
    }

    #[test]
    fn a_folder_that_is_asked_for_wins_over_a_database_in_the_file() {
        let file = "database = \"postgres://care@db/rapport\"\n";
        let asked = config(&["--data", "/asked"], Some(file)).unwrap();
        assert_eq!(asked.location(), Location::DataDir("/asked".into()));
        let by_file = config(&[], Some(file)).unwrap();
        assert!(matches!(by_file.location(), Location::Postgres(_)));
    }

    #[test]
    fn a_misspelt_key_is_an_error_that_names_it() {
        let refused = config(&[], Some("[serve]\nlisen = \"127.0.0.1:1\"\n")).unwrap_err();
        let said = format!("{refused:#}");
        assert!(said.contains("lisen") && said.contains("listen"), "{said}");
    }

    #[test]
    fn what_holds_is_shown_without_the_password() {
        for url in [
            "postgres://care:s3cret@db/rapport",
            "postgres://db/rapport?user=care&password=s3cret&x=1",
            "host=db user=care password=s3cret",
        ] {
            let shown = config(&["--database", url], None).unwrap().to_string();
            assert!(
                shown.contains("database = ") && !shown.contains("s3cret"),
                "{shown}"
            );
            assert!(toml::from_str::<toml::Table>(&shown).is_ok(), "{shown}");
        }
    }
}
