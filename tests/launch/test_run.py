"""`make run` as a person has it: in a private folder with a long name and spaces, without a home."""

import os
import re
import shutil
import signal
import socket
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from launch.run import read_launch
from launch.static_files import fingerprint, note_collected
from tests.launch.fake_clone import Run, end, make_clone, once, start_until_ready
from tests.launch.waiting import PATIENCE, is_alive, processes_below, until
from tests.stripe_twin.running import Commander

pytestmark = pytest.mark.processes


class Clone:
    """A clone and its present run, which tests share until one of them ends it."""

    def __init__(self, private: Path, port: int) -> None:
        self.root = private / "private" / ("клон with spaces " + "x" * 60)
        self.port = port
        self.output = private / "output"
        self.present: Run | None = None

    def run(self) -> Run:
        if self.present is None or self.present.is_over:
            self.present = start_until_ready(self.root, self.port, self.output)
        return self.present


@pytest.fixture(scope="module")
def clone() -> Iterator[Clone]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    clone = Clone(Path(tempfile.mkdtemp(prefix="cbs-test-")), port)
    make_clone(clone.root)
    yield clone
    if clone.present:
        end(clone.present)
    shutil.rmtree(clone.output.parent)


@pytest.fixture
def run(clone: Clone) -> Run:
    return clone.run()


@pytest.fixture
def port(clone: Clone) -> int:
    return clone.port


def answer(host: str, port: int) -> bytes:
    with urllib.request.urlopen(f"http://{host}:{port}/", timeout=PATIENCE) as response:
        body: bytes = response.read()
    return body


def answers(port: int) -> bool:
    try:
        return answer("127.0.0.1", port) == b"tiny"
    except OSError:
        return False


def test_the_last_words_are_the_address_and_the_sign_ins(run: Run, port: int) -> None:
    assert run.printed.partition("Ready: ")[2].startswith(
        f"http://localhost:{port}/\neditor@example.org / knit-sow-thresh\n"
    )


def test_localhost_answers(run: Run, port: int) -> None:
    assert [answer(host, port) for host in ("localhost", "127.0.0.1")] == [b"tiny"] * 2


def test_lines_of_children_carry_their_names(run: Run) -> None:
    assert run.says("worker | worker is up\n")
    assert "web | " in run.printed


def twin_of(run: Run) -> Commander:
    assert run.says("stripe | Stripe's twin listens at http://127.0.0.1:")
    return Commander(port=int(re.findall(r"twin listens at http://127\.0\.0\.1:(\d+)", run.printed)[-1]))


def test_what_the_twin_of_stripe_was_told_during_preparation_it_remembers(run: Run) -> None:
    assert {"what": "drop", "left": 1} in twin_of(run).misbehave(what="delay")["moods"]


def test_a_killed_twin_of_stripe_starts_again_and_remembers(run: Run) -> None:
    before = twin_of(run).clock(ahead=86_400, stop=True)
    run.kill("tests.stripe_twin")

    assert run.says("stripe was ended by SIGKILL: it starts again.\n")
    assert until(lambda: run.printed.count("twin listens") == 2)
    assert twin_of(run).clock() == before


def test_static_files_are_collected_once(run: Run) -> None:
    assert (run.root / "var" / "collected").read_text() == "once\n"


def test_sigterm_to_make_stops_everything(run: Run) -> None:
    run.make.terminate()

    assert run.leaves_nothing()
    assert run.says("Stopped.")


def test_ctrl_c_stops_everything(run: Run) -> None:
    os.killpg(run.make.pid, signal.SIGINT)

    assert run.leaves_nothing()
    assert run.says("Stopped.")


def test_ctrl_c_twice_stops_everything_too(run: Run) -> None:
    os.killpg(run.make.pid, signal.SIGINT)
    time.sleep(0.1)
    os.killpg(run.make.pid, signal.SIGINT)

    assert run.leaves_nothing()


def test_a_second_run_is_refused_in_one_sentence(run: Run, port: int, tmp_path: Path) -> None:
    code, printed = once(run.root, port, tmp_path / "second")

    assert code == 2
    assert printed.splitlines()[0] == (
        "The site is already running from this folder: stop it first (Ctrl-C where it runs)."
    )
    assert len(printed.splitlines()) == 2  # the other is make's own
    assert answers(port)


def test_a_taken_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    make_clone(tmp_path / "clone")
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        code, printed = once(tmp_path / "clone", taken, tmp_path / "output")

    assert code == 2
    assert printed.splitlines()[0].startswith(f"Port {taken} is taken by another program:")
    assert not (tmp_path / "clone" / "var" / "postgres").exists()


def test_a_failed_preparation_stops_the_start_and_postgres(tmp_path: Path) -> None:
    root = tmp_path / "clone"
    make_clone(root)
    (root / "manage.py").write_text("import sys; print('half-way'); sys.exit('BASE_URL must be an address.')")
    (root / "var" / "static").mkdir(parents=True)
    note_collected(root / "var", collected=fingerprint(root))
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    code, printed = once(root, port, tmp_path / "output")

    assert code == 2
    assert printed.splitlines()[2:5] == [
        "BASE_URL must be an address.",
        "half-way",
        "`manage.py prepare` failed: the reason stands above.",
    ]
    assert processes_below(root) == {}


@pytest.mark.parametrize(
    ("given", "embedded", "programs"),
    [
        ([], ("cbs", "cbs_vault"), ["database", "web", "worker"]),
        (["DATABASE_URL"], ("cbs_vault",), ["database", "web", "worker"]),
        (["DATABASE_URL", "VAULT_DATABASE_URL"], (), ["web", "worker"]),
    ],
    ids=["none", "one", "both"],
)
def test_postgres_is_embedded_for_databases_that_nobody_names(
    monkeypatch: pytest.MonkeyPatch, given: list[str], embedded: tuple[str, ...], programs: list[str]
) -> None:
    for variable in ("DATABASE_URL", "VAULT_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    for variable in given:
        monkeypatch.setenv(variable, "postgresql://example.org/cbs")

    found = read_launch(Path("/srv/clone"))

    assert (found.embedded, [program.name for program in found.programs]) == (embedded, programs)


def test_a_killed_web_process_starts_again(run: Run, port: int) -> None:
    killed = run.kill("launch.web")

    assert run.says("web was ended by SIGKILL: it starts again.\n")
    assert until(lambda: answers(port))
    assert run.pid_of("launch.web") != killed


def test_a_killed_worker_starts_again(run: Run) -> None:
    run.kill("procrastinate worker")

    assert run.says("worker was ended by SIGKILL: it starts again.\n")
    assert until(lambda: run.printed.count("worker is up") == 2)


def test_a_killed_postgres_starts_again(run: Run) -> None:
    server = run.cluster.server_pid()
    assert server is not None
    os.kill(server, signal.SIGKILL)

    assert until(lambda: run.cluster.server_pid() not in {None, server})
    assert until(run.cluster.answers)


def test_postgres_outlives_a_killed_keeper(run: Run) -> None:
    server = run.cluster.server_pid()
    assert server is not None
    run.kill("launch.keeper")

    assert run.says("database was ended by SIGKILL: it starts again.\n")
    assert until(lambda: bool(run.pids_of("launch.keeper")))
    assert is_alive(server)


def test_everything_follows_a_killed_supervisor(run: Run) -> None:
    run.kill("launch.run")
    run.make.wait()

    assert run.leaves_nothing()


@pytest.mark.parametrize(
    "killed",
    [("launch.run",), ("make", "python"), ("make", "python", "postgres")],
    ids=["the supervisor", "all but PostgreSQL", "everything"],
)
def test_a_run_right_after_kill_9_works(clone: Clone, run: Run, killed: tuple[str, ...]) -> None:
    for pid in [pid for name in killed for pid in run.pids_of(name)]:
        with suppress(ProcessLookupError):  # what loses its parent may have ended by itself
            os.kill(pid, signal.SIGKILL)
    run.make.wait()

    clone.run()

    assert answers(clone.port)


def test_nothing_is_left_outside_the_clone(run: Run) -> None:
    run.make.terminate()
    run.make.wait()

    assert [path.name for path in run.root.parent.iterdir()] == [run.root.name]
    assert not run.cluster.socket_directory().exists()
