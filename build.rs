//! The program carries `styles/` and `assets/`: build again when they change.

fn main() {
    println!("cargo::rerun-if-changed=styles");
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=build.rs");
}
