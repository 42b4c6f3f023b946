import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from launch.errors import LaunchError
from launch.postgres import Cluster, programs
from tests.launch.waiting import is_alive, processes_below, until

pytestmark = pytest.mark.processes

DAEMON = pwd.getpwnam("daemon").pw_uid

START = """
import sys
from pathlib import Path
from launch.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]), durable=False)
cluster.start()
cluster.ensure_databases(["cbs"])
"""
ASK = "import psycopg, sys; psycopg.connect(sys.argv[1]).execute(sys.argv[2])"

# Python itself may lie where only root can reach it: so it changes its user after it has started.
AS_DAEMON = """
import os, sys
from pathlib import Path
from launch.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]), durable=False)
cluster.is_running()
os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
cluster.start()
print(Path(f"/proc/{cluster.server_pid()}").stat().st_uid)
cluster.stop()
"""


def reaches_programs(user_id: int) -> bool:
    command = ["test", "-x", programs() / "postgres"]
    return subprocess.run(command, user=user_id, group=user_id, extra_groups=[], check=False).returncode == 0


as_root = pytest.mark.skipif(
    os.geteuid() != 0 or not reaches_programs(DAEMON),
    reason="needs root, and an environment where others can read it",
)


def ask(cluster: Cluster, question: str, database: str = "postgres") -> str:
    with psycopg.connect(cluster.url(database), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return "" if row is None else str(row[0])


def kill_server(cluster: Cluster) -> None:
    pid = cluster.server_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not is_alive(pid))


def test_a_new_cluster_starts_and_answers(cluster: Cluster) -> None:
    cluster.start()

    assert cluster.is_running()
    assert ask(cluster, "SHOW server_version").startswith("18.")


def test_belarusian_and_polish_letters_fold(cluster: Cluster) -> None:
    cluster.start()

    assert ask(cluster, "SELECT lower('ШКОЛА Ў ŁÓDŹ')") == "школа ў łódź"


def test_nothing_listens_on_the_network(cluster: Cluster) -> None:
    cluster.start()

    assert ask(cluster, "SHOW listen_addresses") == ""


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_only_a_cluster_for_tests_forgets_in_a_power_cut(place: Path, durable: bool, fsync: str) -> None:
    cluster = Cluster(place / "postgres", durable=durable)
    cluster.start()
    try:
        assert ask(cluster, "SHOW fsync") == fsync
    finally:
        cluster.stop()


def test_starting_twice_keeps_the_server(cluster: Cluster) -> None:
    cluster.start()
    first = cluster.server_pid()
    cluster.start()

    assert cluster.server_pid() == first


def test_two_processes_may_start_it_at_once(cluster: Cluster, launch_environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", START, str(cluster.directory)]
    starters = [subprocess.Popen(command, env=launch_environment) for _ in range(2)]

    assert [starter.wait() for starter in starters] == [0, 0]
    assert ask(cluster, "SELECT 1", "cbs") == "1"


def test_databases_are_made_once_and_kept(cluster: Cluster) -> None:
    cluster.start()
    cluster.ensure_databases(["cbs", 'od"d'])
    with psycopg.connect(cluster.url("cbs"), autocommit=True) as connection:
        connection.execute("CREATE TABLE story AS SELECT 'kept' AS title")
    cluster.ensure_databases(["cbs", "cbs_vault"])

    assert ask(cluster, "SELECT title FROM story", "cbs") == "kept"
    assert ask(cluster, "SELECT current_database()", "cbs_vault") == "cbs_vault"
    assert ask(cluster, "SELECT current_database()", 'od"d') == 'od"d'


def test_stopping_leaves_no_process_and_may_be_repeated(cluster: Cluster, place: Path) -> None:
    cluster.start()
    cluster.stop()
    cluster.stop()

    assert not cluster.is_running()
    assert processes_below(place) == {}


def test_a_killed_server_starts_again_with_what_was_written(place: Path) -> None:
    cluster = Cluster(place / "postgres")
    cluster.start()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE story AS SELECT 'kept' AS title")
    kill_server(cluster)
    cluster.start()
    try:
        assert ask(cluster, "SELECT title FROM story") == "kept"
    finally:
        cluster.stop()


def test_a_query_that_outlives_its_killed_server_does_not_block_the_next_start(cluster: Cluster) -> None:
    cluster.start()
    endless = "SELECT count(*) FROM generate_series(1, 10000000000)"
    with subprocess.Popen([sys.executable, "-c", ASK, cluster.url("postgres"), endless]) as client:
        busy = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%100000000%'"
        assert until(lambda: ask(cluster, busy) == "2")
        kill_server(cluster)
        cluster.start()
        client.kill()

    assert ask(cluster, "SELECT 1") == "1"


def test_a_stale_file_with_a_strangers_number_does_not_matter(cluster: Cluster) -> None:
    cluster.start()
    kill_server(cluster)
    file = cluster.directory / "data" / "postmaster.pid"
    file.write_text(file.read_text().replace(file.read_text().split("\n")[0], str(os.getpid()), 1))

    assert not cluster.is_running()
    cluster.start()
    assert ask(cluster, "SELECT 1") == "1"


def test_an_interrupted_making_begins_anew(cluster: Cluster) -> None:
    (cluster.directory / "unfinished" / "base").mkdir(parents=True)
    (cluster.directory / "unfinished" / "PG_VERSION").write_text("18\n")

    cluster.start()

    assert ask(cluster, "SELECT 1") == "1"


def test_a_refusal_to_start_names_the_reason(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.directory / "data" / "PG_VERSION").write_text("14\n")

    with pytest.raises(LaunchError, match=r"did not start.*database files are incompatible"):
        cluster.start()


@pytest.mark.parametrize("name", ["with space", "апостраф ' і $HOME `id` \" \\ клон", "x" * 120])
def test_a_folder_may_be_called_anything(place: Path, name: str) -> None:
    cluster = Cluster(place / name / "postgres", durable=False)
    cluster.start()
    try:
        assert ask(cluster, "SELECT 1") == "1"
    finally:
        cluster.stop()


def test_the_socket_of_a_long_path_is_private_and_removed_at_the_end(place: Path) -> None:
    cluster = Cluster(place / ("x" * 120) / "postgres", durable=False)
    socket_directory = cluster.socket_directory()
    cluster.start()
    mode = stat.S_IMODE(socket_directory.stat().st_mode)
    cluster.stop()

    assert (socket_directory.parent, mode, socket_directory.exists()) == (Path("/tmp"), 0o700, False)


def test_a_socket_folder_that_is_open_to_others_is_refused(place: Path) -> None:
    cluster = Cluster(place / ("x" * 120) / "postgres", durable=False)
    socket_directory = cluster.socket_directory()
    socket_directory.mkdir(mode=0o700)
    socket_directory.chmod(0o777)
    try:
        with pytest.raises(LaunchError, match="is not private to you: remove it and start again"):
            cluster.start()
        cluster.stop()
        assert socket_directory.exists()
    finally:
        socket_directory.rmdir()


def test_folders_above_keep_their_permissions_and_owner(place: Path) -> None:
    parent = place / "private"
    parent.mkdir(mode=0o700)
    above = (parent, place, place.parent)
    before = [(path.stat().st_mode, path.stat().st_uid) for path in above]
    cluster = Cluster(parent / "postgres", durable=False)
    cluster.start()
    cluster.stop()

    assert [(path.stat().st_mode, path.stat().st_uid) for path in above] == before
    assert stat.S_IMODE(cluster.directory.stat().st_mode) == 0o700


def test_settings_for_other_servers_in_the_environment_do_not_matter(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "5999")
    monkeypatch.setenv("PGHOST", "elsewhere.example.org")
    monkeypatch.setenv("PGDATA", "/nowhere")

    cluster.start()

    assert ask(cluster, "SHOW port") == "5432"


def test_an_address_follows_from_the_folder_alone() -> None:
    cluster = Cluster(Path("/srv/a clone/var/postgres"))

    assert cluster.url("cbs") == (
        "postgresql://postgres@/cbs?host=%2Fsrv%2Fa%20clone%2Fvar%2Fpostgres%2Fsocket&port=5432"
    )


@as_root
class TestAsRootWithoutUserNamespaces:
    @pytest.fixture(autouse=True)
    def no_namespaces(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        forbidding = place / "bin" / "unshare"
        forbidding.parent.mkdir()
        forbidding.write_text("#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n")
        forbidding.chmod(0o755)
        monkeypatch.setenv("PATH", f"{forbidding.parent}:{os.environ['PATH']}")

    def test_nobody_runs_it_where_nobody_can_reach_it(self, place: Path) -> None:
        place.chmod(0o755)
        cluster = Cluster(place / "postgres", durable=False)
        cluster.start()
        try:
            pid = cluster.server_pid()
            assert ask(cluster, "SELECT 1") == "1"
            assert Path(f"/proc/{pid}").stat().st_uid != 0
        finally:
            cluster.stop()

    def test_the_owner_of_the_folder_runs_it_in_a_private_one(self, place: Path) -> None:
        os.chown(place, DAEMON, DAEMON)
        cluster = Cluster(place / "postgres", durable=False)
        cluster.start()
        try:
            assert Path(f"/proc/{cluster.server_pid()}").stat().st_uid == DAEMON
        finally:
            cluster.stop()

    def test_one_sentence_says_what_to_do_where_nobody_else_can_go(self, place: Path) -> None:
        with pytest.raises(LaunchError, match="run this as a normal user, or set DATABASE_URL"):
            Cluster(place / "postgres", durable=False).start()


@as_root
def test_a_cluster_that_nobody_ran_goes_back_to_root(place: Path) -> None:
    cluster = Cluster(place / "postgres", durable=False)
    cluster.start()
    cluster.stop()
    for path in [cluster.directory, *cluster.directory.rglob("*")]:
        os.chown(path, 65534, 65534)
    cluster.start()
    try:
        assert (cluster.directory / "data" / "PG_VERSION").stat().st_uid == 0
    finally:
        cluster.stop()


@as_root
def test_a_normal_user_runs_it_as_herself(place: Path, launch_environment: dict[str, str]) -> None:
    os.chown(place, DAEMON, DAEMON)
    command = [sys.executable, "-c", AS_DAEMON, str(place / "postgres"), str(DAEMON)]
    result = subprocess.run(command, env=launch_environment, capture_output=True, text=True, check=False)

    shutil.rmtree(place / "postgres")
    assert (result.stdout, result.stderr) == (f"{DAEMON}\n", "")
