"""A folder that `make run` takes for a clone: the real Makefile and launch package around a tiny site."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from launch import environment
from launch.postgres import Cluster
from tests.launch.waiting import processes_below, until

ROOT = Path(__file__).resolve().parents[2]

MANAGE = """
import os, pathlib, sys, time, urllib.request
sys.path.insert(1, "site")
import psycopg
from launch.postgres import Cluster
step = sys.argv[1]
if step == "prepare":
    cluster = Cluster(pathlib.Path("var/postgres"))
    for name in ("cbs", "cbs_vault"):
        psycopg.connect(cluster.url(name)).close()
    urllib.request.urlopen(os.environ["STRIPE_API_BASE"] + "/twin/misbehave", b'{"what": "drop"}').close()
    print("editor@example.org / knit-sow-thresh")
elif step == "collectstatic":
    pathlib.Path("var/static").mkdir(exist_ok=True)
    with open("var/collected", "a") as file:
        file.write("once\\n")
else:
    print("worker is up", flush=True)
    time.sleep(600)
"""
TINY = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"tiny"]
"""


def make_clone(root: Path) -> None:
    files = {"manage.py": MANAGE, "config/__init__.py": "", "config/wsgi.py": TINY, "requirements.txt": ""}
    for folder in ("site", "config"):
        (root / folder).mkdir(parents=True)
    for name, text in files.items():
        (root / name).write_text(text)
    (root / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    for path in ("site/launch", "tests"):
        (root / path).symlink_to(ROOT / path)
    borrow_environment(root)


def borrow_environment(root: Path) -> None:
    """Ours, as if it had been built there."""
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    installed = {"requirements.txt": environment.digest(root / "requirements.txt")}
    stamp = {"identity": environment.describe(root), "installed": installed}
    (root / ".venv" / "stamp.json").write_text(json.dumps(stamp))


@dataclass
class Run:
    """One `make run` and what it has printed so far."""

    root: Path
    make: subprocess.Popen[bytes]
    output: Path

    def says(self, text: str) -> bool:
        return until(lambda: text in self.printed)

    @property
    def printed(self) -> str:
        return self.output.read_text()

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.root / "var" / "postgres")

    @property
    def is_over(self) -> bool:
        return self.make.poll() is not None

    def pid_of(self, command: str) -> int:
        """The oldest process with these words in its command line: a server's parent, not its children."""
        return min(self.pids_of(command))

    def pids_of(self, command: str) -> list[int]:
        return [pid for pid, line in processes_below(self.root).items() if command in line]

    def kill(self, command: str) -> int:
        pid = self.pid_of(command)
        os.kill(pid, signal.SIGKILL)
        return pid

    def leaves_nothing(self) -> bool:
        return until(lambda: not processes_below(self.root))


def start(root: Path, port: int, output: Path) -> Run:
    settings = {"PORT": str(port), "PYTHON": sys.executable, "PATH": os.environ["PATH"]}
    with output.open("wb") as file:
        make = subprocess.Popen(
            ["make", "run"],
            cwd=root,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Run(root, make, output)


def start_until_ready(root: Path, port: int, output: Path) -> Run:
    run = start(root, port, output)
    assert run.says("Ready:"), run.printed
    assert run.says("worker | worker is up"), run.printed
    return run


def end(run: Run) -> None:
    run.make.terminate()
    run.make.wait()
    for pid in processes_below(run.root):
        os.kill(pid, signal.SIGKILL)


def once(root: Path, port: int, output: Path) -> tuple[int, str]:
    run = start(root, port, output)
    return run.make.wait(), run.printed
