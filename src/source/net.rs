//! Fetching an address, and nothing that the answer refers to.

#[cfg(any(feature = "net", test))]
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What an address answers.
#[derive(Debug)]
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    /// The encoding that the answer names.
    pub(super) charset: Option<String>,
}

/// Whether what the user typed is an address and no file.
pub fn is_address(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    };
    is_scheme("http://") || is_scheme("https://")
}

/// Says why an address cannot be fetched.
#[cfg(not(feature = "net"))]
pub(super) fn fetch(_address: &str, _options: super::Options) -> Result<Fetched, String> {
    Err("this program was built without the feature `net`".to_owned())
}

#[cfg(feature = "net")]
pub(super) use client::fetch;

/// Whether an address belongs to this machine or to a network that is not everybody's: a page must
/// not make us read what only its reader can reach.
#[cfg(any(feature = "net", test))]
fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

#[cfg(any(feature = "net", test))]
fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || 240 <= a
        || a == 100 && b & 0xC0 == 64
        || a == 198 && b & 0xFE == 18
        || (a, b, c) == (192, 0, 0)
}

#[cfg(any(feature = "net", test))]
fn is_private_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Addresses of version 4 in disguise: mapped or compatible, translated, 6to4.
        [0, 0, 0, 0, 0, 0 | 0xFFFF, high, low]
        | [0x64, 0xFF9B, .., high, low]
        | [0x2002, high, low, ..] => embedded(high, low),
        [0x2001, 0 | 0xDB8, ..] => true,
        // Only 2000::/3 is given out to everybody.
        [first, ..] => first & 0xE000 != 0x2000,
    }
}

#[cfg(feature = "net")]
mod client {
    use super::super::Options;
    use super::{Fetched, is_private};
    use std::io::{self, IsTerminal as _, Write as _};
    use std::time::Duration;
    use ureq::config::Config;
    use ureq::http::Uri;
    use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
    use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

    /// Bytes of the longest answer.
    const MOST_BYTES: u64 = 20 * 1024 * 1024;

    /// How long all of it may take, and the part until something answers.
    const ALL: Duration = Duration::from_mins(1);
    const CONNECT: Duration = Duration::from_secs(15);

    /// What is said of an address that is not everybody's.
    const PRIVATE: &str =
        "it is an address of this machine or its network (--allow-local permits it)";

    /// Fetches an address, or says why it cannot be had.
    pub(in crate::source) fn fetch(address: &str, options: Options) -> Result<Fetched, String> {
        let allow_local = options.allow_local;
        let mut config = Config::builder()
            .timeout_global(Some(options.patience.unwrap_or(ALL)))
            .timeout_connect(Some(CONNECT))
            .max_redirects(8)
            .user_agent(concat!("mailuo/", env!("CARGO_PKG_VERSION")))
            .accept("text/html, application/xhtml+xml, text/plain, text/markdown, */*;q=0.5");
        if !allow_local {
            // A proxy would look names up for us, where no check of ours can see the result.
            config = config.proxy(None);
        }
        let resolver = Checked {
            allow_local,
            inner: DefaultResolver::default(),
        };
        let agent = ureq::Agent::with_parts(config.build(), DefaultConnector::default(), resolver);
        let progress = Progress::start(address, options.is_quiet);
        let fetched = get(&agent, address).map_err(|err| reason(&err));
        drop(progress);
        fetched
    }

    fn get(agent: &ureq::Agent, address: &str) -> Result<Fetched, ureq::Error> {
        let mut answer = agent.get(address).call()?;
        let charset = answer.body().charset().map(str::to_owned);
        let bytes = answer
            .body_mut()
            .with_config()
            .limit(MOST_BYTES)
            .read_to_vec()?;
        Ok(Fetched { bytes, charset })
    }

    /// Looks names up, and refuses what they lead to if it is private. Every connection comes by here,
    /// those of redirects too, and uses the very addresses that were checked.
    #[derive(Debug)]
    struct Checked {
        allow_local: bool,
        inner: DefaultResolver,
    }

    impl Resolver for Checked {
        fn resolve(
            &self,
            uri: &Uri,
            config: &Config,
            timeout: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let found = self.inner.resolve(uri, config, timeout)?;
            if !self.allow_local && found.iter().any(|it| is_private(it.ip())) {
                return Err(ureq::Error::Other(PRIVATE.into()));
            }
            Ok(found)
        }
    }

    /// What an error means, in plain words.
    fn reason(err: &ureq::Error) -> String {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the enum grows with the client"
        )]
        match err {
            ureq::Error::StatusCode(404 | 410) => "there is no such page".to_owned(),
            ureq::Error::StatusCode(401 | 402 | 403 | 451) => {
                "the server does not show this page to everybody".to_owned()
            }
            ureq::Error::StatusCode(code) => format!("the server answers with error {code}"),
            ureq::Error::HostNotFound => "there is no such host".to_owned(),
            ureq::Error::Timeout(_) => "the server takes too long to answer".to_owned(),
            ureq::Error::TooManyRedirects => {
                "it leads from address to address without end".to_owned()
            }
            ureq::Error::BodyExceedsLimit(_) => "it is larger than 20 MiB".to_owned(),
            ureq::Error::Io(err) if err.kind() == io::ErrorKind::ConnectionRefused => {
                "the server refuses the connection".to_owned()
            }
            // A name that cannot be looked up comes as an error of the system's.
            ureq::Error::Io(err) if err.to_string().contains("lookup") => {
                "there is no such host, or no network".to_owned()
            }
            _ => err.to_string(),
        }
    }

    /// A line on the terminal while nothing else is to be seen.
    struct Progress {
        is_shown: bool,
    }

    impl Progress {
        fn start(address: &str, is_quiet: bool) -> Progress {
            let is_shown = !is_quiet && io::stderr().is_terminal();
            if is_shown {
                let host = address.split('/').nth(2).unwrap_or(address);
                let host: String = host
                    .chars()
                    .filter(char::is_ascii_graphic)
                    .take(60)
                    .collect();
                let _ = write!(io::stderr(), "fetching from {host} …");
            }
            Progress { is_shown }
        }
    }

    impl Drop for Progress {
        fn drop(&mut self) {
            if self.is_shown {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_everybody_are_fetched() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "ff02::1",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "100.128.0.1",
            "172.32.0.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
        ] {
            assert!(!is_private(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn an_address_is_no_file() {
        assert!(is_address("https://example.org") && is_address("HTTP://example.org/a"));
        assert!(!is_address("http.txt") && !is_address("文章.txt") && !is_address("file:///etc"));
    }
}
