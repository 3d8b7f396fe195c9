//! From names and values of the environment to a bucket.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey, Checksum, S3ConditionalPut, S3CopyIfNotExists};
use object_store::client::ClientConfigKey;
use object_store::{BackoffConfig, RetryConfig};

use super::super::faults::{cannot_read, refused};
use super::super::place::Access;
use super::Bucket;
use super::errors::told;
use crate::error::Error;

/// A request that fails for no reason of ours is made again, after a while that
/// grows; what has not worked by then is told.
fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(100),
            max_backoff: Duration::from_secs(5),
            base: 2.0,
        },
        max_retries: 6,
        retry_timeout: Duration::from_secs(60),
    }
}

/// Settings that would take a promise away are not taken from outside.
fn is_ours(key: &AmazonS3ConfigKey) -> bool {
    matches!(
        key,
        AmazonS3ConfigKey::Bucket
            | AmazonS3ConfigKey::ConditionalPut
            | AmazonS3ConfigKey::CopyIfNotExists
            | AmazonS3ConfigKey::Checksum
    )
}

impl Bucket {
    /// A bucket as `access` says. Nothing is asked of the storage yet.
    ///
    /// # Errors
    /// [`Error::Archive`] when a setting cannot be understood.
    pub fn connect(name: &str, prefix: &str, access: &Access) -> Result<Self, Error> {
        // There may be one already, from another bucket: they are all alike.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let allow_http = AmazonS3ConfigKey::Client(ClientConfigKey::AllowHttp);
        let mut builder = AmazonS3Builder::new();
        for (key, value) in &access.settings {
            let Ok(key) = key.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() else { continue };
            if value.is_empty() || is_ours(&key) {
                continue;
            }
            // Nobody can listen on the way to this very computer.
            if matches!(key, AmazonS3ConfigKey::Endpoint | AmazonS3ConfigKey::S3Endpoint) && is_on_this_computer(value)
            {
                builder = builder.with_config(allow_http, "true");
            }
            builder = builder.with_config(key, value);
        }
        let store = builder
            .with_bucket_name(name)
            .with_retry(retries())
            .with_conditional_put(S3ConditionalPut::ETagMatch)
            .with_copy_if_not_exists(S3CopyIfNotExists::Multipart)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::ConnectTimeout), "10 seconds")
            .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), "60 seconds")
            .build()
            .map_err(|error| {
                refused(
                    format!("`s3://{name}` cannot be used: {}", told(&error)),
                    "check the variables `AWS_…` of the environment",
                )
            })?;
        Self::over(Arc::new(store), prefix, &access.owner).map_err(cannot_read(""))
    }
}

/// Whether an address without encryption leads to this computer.
fn is_on_this_computer(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let host = rest.split('/').next().unwrap_or_default();
    let host = host
        .strip_prefix('[')
        .map_or_else(|| host.split(':').next().unwrap_or_default(), |host| host.split(']').next().unwrap_or_default());
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_reached_without_encryption() {
        for address in ["http://localhost:9000", "http://127.0.0.1:5000/", "http://[::1]:80"] {
            assert!(is_on_this_computer(address), "{address}");
        }
        for address in
            ["http://localhost.example.org", "http://192.0.2.1", "https://127.0.0.1", "http://127.0.0.1.example.org"]
        {
            assert!(!is_on_this_computer(address), "{address}");
        }
    }
}
