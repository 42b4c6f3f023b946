"""The drill: both databases and all files, locked to a key that is not here, into an empty PostgreSQL."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as ours
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from backups import forgotten, making
from home.models import Inquiry
from launch.port import free_port
from launch.postgres import Cluster
from office.models import User
from privacy import forgetting
from privacy.vault.models import Seal
from tests.backups.keys import PRIVATE, PUBLIC, SOMEBODY_ELSE
from tests.faults import running
from tests.faults.asking import ask
from tests.faults.running import Processes
from tests.launch.waiting import until
from tests.office.sign_in.people import with_app
from tests.privacy.people import NOW, asked, inquiry
from tests.privacy.test_canary import CANARIES
from tests.privacy.test_drill import disguises

pytestmark = pytest.mark.processes

PHRASE = "a long enough phrase"


@pytest.fixture
def site(database: str, tmp_path: Path, settings: Any) -> Iterator[Processes]:
    """As it runs for people, with two of them and the demo's files."""
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS
    shutil.copytree(ours.VAR / "originals", tmp_path / "originals")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "copy.jpg").write_bytes(b"a copy for readers" * 1000)
    for model in (Inquiry, Seal):
        model._default_manager.all().delete()
    staff = User(username="volha", is_superuser=True, password=PBKDF2PasswordHasher().encode(PHRASE, "salt"))
    staff.save()
    with_app(staff)
    with running.processes(database, tmp_path, BACKUP_RECIPIENTS=PUBLIC) as processes:
        # The tests' vault is made without migrations; a real one has had them.
        assert manage(processes, "migrate", "--database", "vault", "--fake")[0] == 0
        yield processes


@pytest.fixture
def people(site: Processes) -> dict[str, Inquiry]:
    words = {name: CANARIES[name] for name in ("outlet", "question")}
    return {name: inquiry(asked(name, **words)) for name in ("Hanna", "Vasil")}


def manage(site: Processes, *arguments: str | Path, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=site.environment | more, cwd=running.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


@contextmanager
def empty_machine() -> Iterator[tuple[Cluster, dict[str, str]]]:
    """A PostgreSQL and a folder with nothing in them, and the environment of a site there."""
    with running.a_server() as cluster:
        cluster.start()
        cluster.ensure_databases(["cbs", "cbs_vault"])
        yield (
            cluster,
            {
                "DATABASE_URL": cluster.url("cbs"),
                "VAULT_DATABASE_URL": cluster.url("cbs_vault"),
                "VAR_DIR": str(cluster.directory.parent),
            },
        )


@pytest.fixture
def backup(site: Processes, people: dict[str, Inquiry], tmp_path: Path) -> list[str | Path]:
    """What to tell `restore`."""
    code, said = manage(site, "backup")
    assert code == 0, said
    assert re.fullmatch(r"main: \S+ \([\d.]+ MB, [\d.]+ s\)\nvault: \S+ \([\d.]+ MB, [\d.]+ s\)\n", said)
    (tmp_path / "private").write_text(PRIVATE)
    found = {kind: next((tmp_path / "backups" / kind).glob("20*")) for kind in ("main", "vault")}
    return ["--main", found["main"], "--vault", found["vault"], "--identity", tmp_path / "private"]


def forget(person: Inquiry, tmp_path: Path) -> None:
    """At her word, after the backups were made; the hour brings the list up to date."""
    forgetting.erase([person.seal_id], at=NOW)
    forgotten.write([tmp_path / "backups" / "main"])


def inquiries(cluster: Cluster) -> set[str]:
    with psycopg.connect(cluster.url("cbs")) as connection:
        return {str(pk) for (pk,) in connection.execute("SELECT id FROM home_inquiry").fetchall()}


def in_the_backups(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (tmp_path / "backups").rglob("*") if path.is_file())


def test_everything_stands_on_an_empty_machine_again_but_who_was_forgotten_since(
    site: Processes, backup: list[str | Path], people: dict[str, Inquiry], tmp_path: Path
) -> None:
    forget(people["Hanna"], tmp_path)

    with empty_machine() as (cluster, there):
        code, said = manage(site, "restore", *backup, **there)
        print(said)  # noqa: T201 - the time of the drill

        assert code == 0, said
        assert "1 rows of forgotten people had come back and are gone" in said
        assert said.endswith("Everything is as it should be.\n")
        assert inquiries(cluster) == {str(people["Vasil"].pk)}
        assert names_of(Path(there["VAR_DIR"])) == names_of(tmp_path)
        assert opened(site, there) == {"search": 200, "picture": 200, "sign-in": 302}
        code, said = manage(site, "restore", *backup, **there)
        assert (code, "Something is there already: cbs, cbs_vault" in said) == (1, True)
        code, said = manage(site, "restore", *backup, "--replace", **there)
        assert (code, said.endswith("Everything is as it should be.\n")) == (0, True), said
        code, said = manage(site, "backup", **there)
        assert code == 0, said


def opened(site: Processes, there: dict[str, str]) -> dict[str, int]:
    """What a reader and a member of staff get from the site that stands there now."""
    port = free_port()
    with running.processes(there["DATABASE_URL"], Path(there["VAR_DIR"])) as restored:
        restored.environment |= {**there, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1"}
        restored.web()
        assert until(lambda: ask(port, "/be/")[0] == 200), restored.log
        return {
            "search": ask(port, "/be/search/?q=slova")[0],
            "picture": ask(port, "/media/copy.jpg")[0],
            "sign-in": ask(port, "/be/sign-in/", {"login": "volha", "password": PHRASE})[0],
        }


def names_of(folder: Path) -> set[str]:
    kept = [path for name in ("media", "originals") for path in (folder / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)) for path in kept}


def test_the_twin_without_the_list_she_comes_back_which_is_refused_unless_accepted(
    site: Processes, backup: list[str | Path], people: dict[str, Inquiry], tmp_path: Path
) -> None:
    forgetting.erase([people["Hanna"].seal_id], at=NOW)
    for kind in ("main", "vault"):
        (tmp_path / "backups" / kind / "forgotten").unlink()

    with empty_machine() as (cluster, there):
        code, said = manage(site, "restore", *backup, **there)
        assert (code, "people who were forgotten after both were made would come back" in said) == (1, True)
        code, said = manage(site, "restore", *backup, "--without-forgotten", **there)
        assert (code, inquiries(cluster)) == (0, {str(each.pk) for each in people.values()}), said


def test_a_vault_older_than_the_main_database_is_told(
    site: Processes, backup: list[str | Path], tmp_path: Path
) -> None:
    inquiry(asked("Late"))
    assert manage(site, "backup", "--only", "main")[0] == 0
    newest = max((tmp_path / "backups" / "main").glob("20*"))

    with empty_machine() as (_cluster, there):
        code, said = manage(site, "restore", *backup, "--main", newest, **there)

        assert code == 1
        assert (
            "1 rows of home.Inquiry have no key and are not forgotten: the backup of the vault is older"
            in said
        )


def test_whoever_has_the_backups_alone_reads_nothing(
    site: Processes, backup: list[str | Path], tmp_path: Path
) -> None:
    raw = in_the_backups(tmp_path)
    (tmp_path / "private").write_text(SOMEBODY_ELSE)

    assert [word for word in CANARIES.values() for form in disguises(word) if form.encode() in raw] == []
    assert b"home_inquiry" not in raw
    with empty_machine() as (_cluster, there):
        code, said = manage(site, "restore", *backup, **there)
    assert (code, "inside.age does not open with this private key" in said) == (1, True)


def test_without_a_public_key_no_backup_is_made_and_the_setting_is_named(site: Processes) -> None:
    code, said = manage(site, "backup", BACKUP_RECIPIENTS="")

    assert (code, said) == (
        1,
        f"CommandError: {making.NO_KEY}\n",
    )
