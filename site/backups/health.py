"""Whether there is a backup of last night. The journal knows: folders are on one machine only."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backups import making
from office import health
from office.health import DATABASE, Trouble
from office.models import JournalEntry

OLD = timedelta(hours=26)
"""One a night, and two hours to make it in."""
MAKE = _("Look into the worker’s log for the reason, then run: manage.py backup")


@health.look("backup", title=_("Last night’s backup is there"), order=50, stands_on=(DATABASE,))
def backup(at: datetime) -> Trouble | None:
    if settings.DEMO:  # It has nothing to lose.
        return None
    if not settings.BACKUP_RECIPIENTS:
        return Trouble(wrong=_("No backups are made."), do=_("Set BACKUP_RECIPIENTS, as docs/backup.md says"))
    return missed(newest(), at=at)


def newest() -> dict[str, datetime | None]:
    return {kind: _noted(kind) for kind in making.KINDS}


def _noted(kind: str) -> datetime | None:
    noted = JournalEntry.objects.filter(deed=making.DEEDS[kind].name, who__isnull=True)
    return noted.order_by("-at").values_list("at", flat=True).first()


def missed(newest: Mapping[str, datetime | None], *, at: datetime) -> Trouble | None:
    """The older one counts: each is of no use without the other."""
    moments = [moment for moment in newest.values() if moment]
    if len(moments) < len(newest):
        return Trouble(wrong=_("There is no backup yet."), do=MAKE, since=min(moments, default=None))
    if at - min(moments) <= OLD:
        return None
    return Trouble(
        wrong=_("Last night’s backup is missing."), do=MAKE, since=min(moments) + timedelta(days=1)
    )
