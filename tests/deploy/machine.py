"""Plays systemd on a machine that has none: the units' own commands, as their user, where they may write.

Everything happens in namespaces of Linux: the release stands at /opt/cbs/current and can only be read, as can
all files but the service's own folders; who runs there is no root; no memory is both written and run. What
only a systemd gives (the filter of system calls, hidden devices) is left to `systemd-analyze`.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch.processes import kill_group, spawn
from tests.deploy.units import ROOT, SYSTEMD, Unit, read

UID = "995"
ALONE = ["unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child"]
STAGE = """
mount -t tmpfs tmpfs /opt
mkdir -p /opt/cbs/releases/one
mount --bind "$RELEASE" /opt/cbs/releases/one
mount -o remount,bind,ro /opt/cbs/releases/one
ln -s releases/one /opt/cbs/current
mount -t tmpfs tmpfs /var/lib
mkdir "/var/lib/$STATE"
mount --bind "$FOLDER" "/var/lib/$STATE"
mount -t tmpfs tmpfs /run
mkdir "/run/$RUNTIME"
mount -t proc -o subset=pid proc /proc
mount -o remount,bind,ro /
unset RELEASE STATE FOLDER RUNTIME
cd "$INTO"
unset INTO
exec unshare --user --map-user=%(uid)s --map-group=%(uid)s -- "$@"
""" % {"uid": UID}  # noqa: UP031 - the shell has braces of its own
LOCKED_MEMORY = (
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(65, 1, 0, 0, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)
"""What MemoryDenyWriteExecute= asks of the kernel."""
OF_SYSTEMD = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
    "USER": "cbs",
    "LOGNAME": "cbs",
    "HOME": "/var/lib/cbs",
}


@dataclass(frozen=True)
class Machine:
    """`variables` is what stands in /etc/cbs/env; `folder` is /var/lib/cbs."""

    folder: Path
    variables: Mapping[str, str]

    def done(self, unit: Unit, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.placed(unit, command), env=self.environment(unit), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip

    @contextmanager
    def started(self, name: str) -> Iterator[Path]:
        """The service while it runs, started as its unit says; its log."""
        unit = read(SYSTEMD, name)
        log = self.folder.with_name(f"{unit.name}.log")
        commands = list(unit.commands({}))
        (main,) = (command for key, command in commands if key == "ExecStart")
        with log.open("wb") as file:
            process = spawn(
                self.placed(unit, main), environment=self.environment(unit), directory=Path("/"),
                output=file.fileno(), errors=subprocess.STDOUT,
            )  # fmt: skip
        try:
            for afterwards in (command for key, command in commands if key == "ExecStartPost"):
                done = self.done(unit, afterwards)
                assert done.returncode == 0, done.stdout + log.read_text()
            yield log
        finally:
            kill_group(process.pid)
            process.wait()

    def placed(self, unit: Unit, command: list[str]) -> list[str]:
        locked = unit.one("MemoryDenyWriteExecute") == "yes"
        keeper = [sys.executable, "-c", LOCKED_MEMORY] if locked else []
        return [*ALONE, "--", "sh", "-euc", STAGE, "sh", *keeper, *command]

    def environment(self, unit: Unit) -> dict[str, str]:
        """What stands in the file comes after what stands in the unit, as systemd has it."""
        stage = {
            "RELEASE": str(ROOT),
            "FOLDER": str(self.folder),
            "STATE": unit.one("StateDirectory"),
            "RUNTIME": unit.one("RuntimeDirectory"),
            "INTO": unit.one("WorkingDirectory"),
        }
        return OF_SYSTEMD | unit.environment | dict(self.variables) | stage
