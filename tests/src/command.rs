//! Running the command inside the test process.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What a run left behind.
#[derive(Debug, Clone)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The repository's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Runs `jifen` in a folder, with text on its standard input.
pub fn jifen(folder: &Path, args: &[&str], input: &str) -> Ran {
    let mut command = std::process::Command::new(binary());
    command.args(args.iter().map(OsString::from));
    run(command, folder, input)
}

/// The same, with so many megabytes of address space: where it asks for more, it is ended, and its exit code is -1.
/// (Under Linux; elsewhere there is no limit.)
pub fn jifen_within(megabytes: u32, folder: &Path, args: &[&str], input: &str) -> Ran {
    if !cfg!(target_os = "linux") {
        return jifen(folder, args, input);
    }
    let limits = format!("ulimit -v {}; exec \"$0\" \"$@\"", megabytes * 1024);
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &limits]).arg(binary()).args(args.iter().map(OsString::from));
    run(command, folder, input)
}

/// Runs `jifen` with its standard output going to a file that is there: the exit code, and standard error.
pub fn jifen_into(out: &Path, folder: &Path, args: &[&str]) -> (i32, String) {
    let out = std::fs::OpenOptions::new().write(true).open(out).expect("a file to write to");
    let mut command = std::process::Command::new(binary());
    command.args(args).current_dir(folder).stdin(std::process::Stdio::null()).stdout(out);
    let output = command.stderr(std::process::Stdio::piped()).output().expect("the command ends");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn run(mut command: std::process::Command, folder: &Path, input: &str) -> Ran {
    let mut child = command
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C.UTF-8")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        let _ = std::io::Write::write_all(&mut stdin, input.as_bytes());
    });
    let output = child.wait_with_output().expect("the command ends");
    let _ = writer.join();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The command's binary: built once by the cargo that runs the tests, into the same folder.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let mut folder = std::env::current_exe().expect("a test has a path");
        folder.pop();
        if folder.ends_with("deps") {
            folder.pop();
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = std::process::Command::new(cargo);
        build.args(["build", "--quiet", "--package", "jifen", "--bin", "jifen"]).current_dir(root());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        if let Some(target) = folder.parent() {
            build.env("CARGO_TARGET_DIR", target);
        }
        assert!(build.status().expect("cargo runs").success(), "the command builds");
        folder.join(format!("jifen{}", std::env::consts::EXE_SUFFIX))
    })
}
