"""Whether letters leave, told by the oldest that has not."""

from datetime import datetime, timedelta

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from letters.models import Letter
from office import health
from office.health import DATABASE, Trouble

LATE = timedelta(minutes=15)
"""Four tries have failed by then."""


@health.look("letters", title=_("Letters leave"), order=40, stands_on=(DATABASE,))
def letters(at: datetime) -> Trouble | None:
    waiting = Letter.objects.order_by().filter(state=Letter.State.WAITING)
    return held_up(waiting.aggregate(oldest=Min("created_at"))["oldest"], at=at)


def held_up(oldest: datetime | None, *, at: datetime) -> Trouble | None:
    if oldest is None or at - oldest <= LATE:
        return None
    return Trouble(
        wrong=_("Letters do not leave: people wait for them."),
        do=_("See what the mail server answers"),
        since=oldest,
        page="letters_overview",
    )
