//! Lists the error pages so that `jifen explain` can show them.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let pages = Path::new(&root).join("../docs/errors");
    println!("cargo:rerun-if-changed={}", pages.display());
    let mut names: Vec<_> = match fs::read_dir(&pages) {
        Ok(entries) => entries.filter_map(|e| e.ok().map(|e| e.path())).collect(),
        Err(_) => Vec::new(),
    };
    names.retain(|p| p.extension().is_some_and(|e| e == "md"));
    names.sort();
    let mut list = String::from("&[");
    for path in names {
        let code = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        list.push_str(&format!("({code:?}, include_str!({:?})),", path.to_string_lossy()));
    }
    list.push(']');
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("pages.rs"), list)
}
