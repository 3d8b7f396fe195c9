//! Two things that only the build can say.

fn main() {
    // The program carries these folders: build again when they change.
    println!("cargo::rerun-if-changed=styles");
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=build.rs");

    // A hundred thousand addresses would have to be relocated at every start,
    // longer than a check takes (docs/benchmarks.md).
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
