"""Who opens unusually many sealed records: curiosity, a stolen session, or a busy week. Managers are told,
and say that they have looked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from letters import sending, writing
from office import journal
from office.models import JournalEntry, User
from office.people import language_of
from privacy.documents import Email

DAY = timedelta(days=1)
COMPARED = timedelta(days=30)
ALWAYS_USUAL = 50
"""Records a day: nobody is asked about fewer."""
TIMES = 3
MAY_SEE = "office.view_journalentry"

ALERTED = journal.deed("openings_unusual", _("opened unusually many records"))
LOOKED = journal.deed("openings_looked_at", _("looked at who had opened unusually many records"))


def most_usual(numbers: list[int]) -> int:
    """Up to how many records a day are nothing to ask about, after days with these numbers."""
    return max(ALWAYS_USUAL, TIMES * max(numbers, default=0))


def unusual(*, at: datetime) -> Iterator[User]:
    """Whoever has opened more in the last 24 hours than three times her busiest day of the month before. Who
    stands at a door all evening and looks at one list has opened it once.
    """
    opened = JournalEntry.objects.order_by().filter(deed=journal.OPENED.name, who__isnull=False)
    many = (
        opened.filter(at__gt=at - DAY, at__lte=at)
        .values("who")
        .annotate(number=Count("record", distinct=True))
    )
    for who, number in many.filter(number__gt=ALWAYS_USUAL).values_list("who", "number"):
        before = opened.filter(who=who, at__gt=at - COMPARED, at__lte=at - DAY)
        days = (
            before.annotate(day=TruncDate("at")).values("day").annotate(number=Count("record", distinct=True))
        )
        if number > most_usual([day["number"] for day in days]):
            yield from User.objects.filter(pk=who)


def alert(*, at: datetime) -> int:
    """About each person once a day; to each manager one letter a day, however many people."""
    alerted = 0
    for person in unusual(at=at):
        with transaction.atomic():
            if _alerted().filter(record=str(person.pk), at__gt=at - DAY).exists():
                continue
            journal.note(ALERTED, who=None, record=person, at=at)
            for manager in managers():
                cause = f"openings {manager.pk} {localdate(at)}"
                sending.enqueue("openings_unusual", subject=UUID(int=manager.pk), cause=cause, at=at)
        alerted += 1
    return alerted


def looked_at(*, by: User, at: datetime) -> bool:
    """A manager has seen it: whoever was named until now no longer waits on anybody's page. Her own openings
    she leaves to another, if there is one; then the answer is no."""
    alerts = not_looked_at()
    if managers().exclude(pk=by.pk).exists():
        alerts = alerts.exclude(record=str(by.pk))
    for alert in alerts:
        journal.note(LOOKED, who=by, record=User(pk=int(alert.record)), at=at)
    return not not_looked_at().exists()


def not_looked_at() -> "QuerySet[JournalEntry]":
    later = JournalEntry.objects.filter(deed=LOOKED.name, record=OuterRef("record"), pk__gt=OuterRef("pk"))
    return _alerted().filter(~Exists(later)).order_by("at", "pk")


def _alerted() -> "QuerySet[JournalEntry]":
    return JournalEntry.objects.filter(deed=ALERTED.name)


def managers() -> "QuerySet[User]":
    """Who may read the journal."""
    return User.objects.with_perm(MAY_SEE, backend="django.contrib.auth.backends.ModelBackend")


@writing.kind("openings_unusual", title=_("Please look at the journal"), may=MAY_SEE)
def letter(subject: UUID, at: datetime) -> writing.Address | None:
    manager = managers().filter(pk=subject.int).exclude(email="").first()
    if manager is None:
        return None
    url = settings.BASE_URL + reverse("journal")
    return writing.Address(to=Email(manager.email), language=language_of(manager), context={"url": url})
