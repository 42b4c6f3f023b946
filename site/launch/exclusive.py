import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch.errors import LaunchError


@contextmanager
def exclusive(file: Path, *, refusal: str) -> Iterator[None]:
    """Hold the file's lock, or say `refusal`. The kernel frees it however we end, kill -9 included."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LaunchError(refusal) from None
        yield
