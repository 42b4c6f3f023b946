"""A first start fills new databases, and they count only when it has come to its end.

Half a demo would pass for a whole one for ever. Nobody has seen the site by then: nothing of value is lost.
"""

import shutil
from collections.abc import Collection
from pathlib import Path

from launch.postgres import Cluster

TWIN = "stripe"  # what the twin of Stripe remembers belongs to one ledger
FILES = ("media", "originals", "mailbox", TWIN)


def ensure_databases(cluster: Cluster, names: Collection[str], *, var: Path) -> None:
    """All of a new site's databases, made anew if an earlier first start was interrupted."""
    if _mark(var).exists():
        cluster.drop_databases(names)
        for folder in FILES:
            shutil.rmtree(var / folder, ignore_errors=True)
    if not cluster.databases() & set(names):
        _mark(var).touch()
        shutil.rmtree(var / TWIN, ignore_errors=True)
    cluster.ensure_databases(names)


def is_over(*, var: Path) -> None:
    _mark(var).unlink(missing_ok=True)


def _mark(var: Path) -> Path:
    return var / "first-start"
