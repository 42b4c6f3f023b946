"""As whom PostgreSQL's programs run: they refuse root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError

NOBODY = 65534
# Inside a user namespace of its own, root is nobody; outside, files stay root's and no folder need be opened.
AS_NOBODY_IN_NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}")


@dataclass(frozen=True)
class Identity:
    """A prefix for each command, or another user to run it as; neither of them: as we are."""

    prefix: tuple[str, ...] = ()
    user_id: int | None = None
    group_id: int | None = None

    def run(self, command: Sequence[str | Path], *, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.prefix, *command],
            cwd=cwd,
            user=self.user_id,
            group=self.group_id,
            extra_groups=None if self.user_id is None else [],
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            start_new_session=True,  # Ctrl-C at the terminal is for us alone
        )

    def can_use(self, directory: Path, programs: Path) -> bool:
        """Whether this identity reaches the programs and, through all its parents, the directory."""
        test: list[str | Path] = ["test", "-x", programs / "postgres", "-a", "-x", directory]
        try:
            return self.run(test, cwd=Path("/")).returncode == 0
        except OSError:
            return False


def for_programs(directory: Path, programs: Path) -> Identity:
    """Finds who can run the programs, and hands the directory over to it."""
    if os.geteuid() != 0:
        return Identity()
    for candidate in candidates_for_root(directory):
        give(directory, candidate)
        if candidate.can_use(directory, programs):
            return candidate
    raise LaunchError(
        "PostgreSQL does not run as root, and no other user can reach this folder:"
        " run this as a normal user, or set DATABASE_URL to a server of yours."
    )


def candidates_for_root(directory: Path) -> Iterator[Identity]:
    if shutil.which("unshare"):
        yield Identity(prefix=AS_NOBODY_IN_NAMESPACE)
    owner = directory.parent.stat()
    if owner.st_uid != 0 and has_name(owner.st_uid):
        yield Identity(user_id=owner.st_uid, group_id=owner.st_gid)
    yield nobody()


def nobody() -> Identity:
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return Identity(user_id=NOBODY, group_id=NOBODY)
    return Identity(user_id=entry.pw_uid, group_id=entry.pw_gid)


def has_name(user_id: int) -> bool:
    """initdb refuses users that the system does not know."""
    try:
        pwd.getpwuid(user_id)
    except KeyError:
        return False
    return True


def give(directory: Path, who: Identity) -> None:
    """Hand the tree to the one who will run in it. Root alone can, and only root needs to."""
    if os.geteuid() != 0:
        return
    user_id, group_id = who.user_id or 0, who.group_id or 0
    if directory.stat().st_uid == user_id:
        return
    for folder, folders, files in os.walk(directory, topdown=False):
        for name in [*folders, *files]:
            os.chown(Path(folder, name), user_id, group_id, follow_symlinks=False)
    os.chown(directory, user_id, group_id)


def clean_environment() -> dict[str, str]:
    """Without PGHOST and its like: they are meant for the person's own servers."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
