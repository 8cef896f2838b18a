"""What the benches share: building, the archive, and measuring a process from outside."""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
DATA = BENCH / "data"


@dataclass
class Run:
    """One process that has ended."""

    cpu_seconds: float
    wall_seconds: float
    peak_mb: float
    output: bytes


def fail(why):
    sys.exit(f"{Path(sys.argv[0]).name}: {why}")


def say(what):
    print(what, file=sys.stderr, flush=True)


def cargo_target():
    metadata = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--no-deps"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )
    return Path(json.loads(metadata.stdout)["target_directory"])


def build_rapport():
    """The release binary."""
    subprocess.run(["cargo", "build", "--quiet", "--release", "--bin", "rapport"], cwd=ROOT, check=True)
    return cargo_target() / "release" / "rapport"


def build_own(project):
    """The binary of a small project in this folder, which is no part of the workspace."""
    target = cargo_target() / "bench"
    subprocess.run(
        ["cargo", "build", "--quiet", "--release", "--manifest-path", BENCH / project / "Cargo.toml",
         "--target-dir", target],
        check=True,
    )
    return target / "release" / project


def archive(posts):
    """The folder of an archive of so many posts, made if it is missing."""
    folder = DATA / f"posts-{posts}"
    if not (folder / "complete").exists():
        generate = build_own("generate")
        say(f"writing {posts} posts to {folder}")
        subprocess.run([generate, folder, str(posts)], check=True)
        (folder / "complete").touch()
    return folder


def measure(command, environment=None):
    """Runs a command and asks the system what it used, its threads and children included.

    Linux starts a child's peak at what its parent had at that moment: no peak is below this script's own.
    """
    DATA.mkdir(exist_ok=True)
    taken = DATA / "output"
    with open(taken, "wb") as output:
        began = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=output, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(f"{' '.join(map(str, command))} ended with {process.returncode}")
    # Linux counts kilobytes, macOS bytes.
    unit = 1024**2 if platform.system() == "Darwin" else 1024
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, taken.read_bytes())


def machine():
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0]
    return f"{platform.system()} {platform.machine()}, {cores} cores, load {load:.1f} before the first run"


def warm(path):
    """Reads a file once, so that nobody pays for the disk. In small pieces: see `measure`."""
    with open(path, "rb") as file:
        while file.read(1 << 16):
            pass


def middle(values):
    return statistics.median(values)


def spread(values, digits=2):
    return f"{min(values):.{digits}f}–{max(values):.{digits}f}"
