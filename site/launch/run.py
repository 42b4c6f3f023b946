"""`make run`, once the virtual environment stands: everything from an empty clone to a site that answers."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from launch import first_start, keeper, leftovers, payments, static_files
from launch.catalogues import compile_catalogues
from launch.errors import LaunchError
from launch.exclusive import exclusive
from launch.identity import clean_environment
from launch.keeper import guarded
from launch.port import read_port, refuse_taken
from launch.postgres import Cluster
from launch.processes import kill_group, spawn
from launch.signals import Stopped, ignore_while_tidying, raise_when_stopped
from launch.supervisor import Program, Supervisor

SITE = Path(__file__).resolve().parents[1]
DATABASES = {"DATABASE_URL": "cbs", "VAULT_DATABASE_URL": "cbs_vault"}
REFUSAL = "The site is already running from this folder: stop it first (Ctrl-C where it runs)."


@dataclass(frozen=True, kw_only=True)
class Launch:
    """What is to run, and where; `embedded` names the databases for which nobody gave an address."""

    root: Path
    var: Path
    port: int
    embedded: tuple[str, ...]
    twin: payments.Twin | None = None

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.var / "postgres")

    @property
    def record(self) -> Path:
        return self.var / "children.json"

    @property
    def environment(self) -> dict[str, str]:
        return clean_environment() | {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "BASE_URL": f"http://localhost:{self.port}",
            "PORT": str(self.port),
            "BIND": f"127.0.0.1:{self.port}",
            "PYTHONPATH": str(SITE),
            "PYTHONUNBUFFERED": "1",
            **(self.twin.environment if self.twin else {}),
        }

    @property
    def programs(self) -> list[Program]:
        database = Program(
            name="database",
            command=keeper.command(self.cluster),
            foundation=True,
            hold_signals=True,
            patience=70.0,
        )
        return [
            *([database] if self.embedded else []),
            *([self.twin.program] if self.twin else []),
            Program(name="web", command=[sys.executable, "-m", "launch.web"], patience=15.0),
            Program(name="worker", command=[sys.executable, "manage.py", "procrastinate", "worker"]),
        ]


def read_launch(root: Path) -> Launch:
    port = read_port(os.environ.get("PORT") or "8000")
    var = Path(os.environ.get("VAR_DIR") or root / "var").absolute()
    return Launch(
        root=root,
        var=var,
        port=port,
        embedded=tuple(name for variable, name in DATABASES.items() if not os.environ.get(variable)),
        twin=payments.find_twin(root, var=var, site=f"http://localhost:{port}"),
    )


def launch(this: Launch) -> None:
    with exclusive(this.var / "run.lock", refusal=REFUSAL):
        leftovers.end(this.record, patience=10.0)
        refuse_taken(this.port)
        with databases(this) as hand_over, announcement(this, prepare(this)):
            hand_over()
            supervise(this)


@contextmanager
def databases(this: Launch) -> Iterator[Callable[[], None]]:
    """Running, under a guard until the supervisor is told to take over.

    A server left over from a killed run is stopped first: it may come from an older environment.
    """
    if not this.embedded:
        yield lambda: None
        return
    say("Starting PostgreSQL …")
    this.cluster.stop()
    with guarded(this.cluster) as guard:
        leftovers.record(this.record, [guard.pid])
        if set(this.embedded) == set(DATABASES.values()):
            first_start.ensure_databases(this.cluster, this.embedded, var=this.var)
        else:
            this.cluster.ensure_databases(this.embedded)
        yield guard.kill


def prepare(this: Launch) -> str:
    """All that must be true before the first visitor; gives the sign-ins of the demo."""
    collect_static_files(this)
    compile_catalogues(this.root)
    say("Preparing the databases …")
    with gifts(this):
        sign_ins = manage(this, "prepare")
    first_start.is_over(var=this.var)
    return sign_ins


def gifts(this: Launch) -> AbstractContextManager[None]:
    """Somebody who takes them, where it is the twin."""
    if this.twin is None:
        return nullcontext()
    return this.twin.answering(environment=this.environment, directory=this.root)


def collect_static_files(this: Launch) -> None:
    if static_files.is_collected(this.root, this.var):
        return
    say("Collecting static files …")
    fingerprint = static_files.fingerprint(this.root)
    manage(this, "collectstatic", "--noinput")
    static_files.note_collected(this.var, collected=fingerprint)


def manage(this: Launch, *arguments: str) -> str:
    """Run one management command; gives what it printed."""
    command = [sys.executable, "manage.py", *arguments]
    process = spawn(command, environment=this.environment, directory=this.root, output=subprocess.PIPE)
    try:
        printed, _ = process.communicate()
    except BaseException:
        kill_group(process.pid)
        raise
    text = printed.decode(errors="replace")
    if process.returncode:
        raise LaunchError(f"{text}`manage.py {arguments[0]}` failed: the reason stands above.")
    return text


@contextmanager
def announcement(this: Launch, sign_ins: str) -> Iterator[None]:
    """A process of its own waits for the first answer, so that the supervisor never waits for anything."""
    command = [sys.executable, "-m", "launch.ready", str(this.port), sign_ins]
    with spawn(command, environment=this.environment, directory=this.root) as process:
        try:
            yield
        finally:
            kill_group(process.pid)


def supervise(this: Launch) -> None:
    Supervisor(
        this.programs,
        environment=this.environment,
        directory=this.root,
        record=this.record,
        show=show,
    ).run()
    ignore_while_tidying()


def say(line: str) -> None:
    show(f"{line}\n".encode())


def show(line: bytes) -> None:
    """A reader that has gone away (`make run | head`) does not end the site."""
    try:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> int:
    try:
        raise_when_stopped()
        launch(read_launch(Path.cwd()))
    except Stopped:
        pass
    except LaunchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"The site cannot start: {error.strerror} ({error.filename}).\n")
        return 1
    say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
