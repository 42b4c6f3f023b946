"""What waits for a coordinator's hand. No names: opening a sign-up is a deed that the journal keeps."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.desk import board, rights
from events.models import Occurrence
from office.duties import Duty, Seen, look, oldest_few
from office.starts import Start, offer


@offer
def events_today(user: AbstractBaseUser) -> Start | None:
    if not user.has_perm(rights.LOOK):  # type: ignore[attr-defined]
        return None
    return Start(words=_("Events today"), url=reverse("event_board"), icon="calendar-alt")


@look(
    "calls",
    title=_("Calls to make"),
    counts=_("Parties with a telephone alone who must be told something before their date begins."),
    page="event_calls",
    may=rights.CALL,
)
def calls(user: AbstractBaseUser, at: datetime) -> Seen:
    waiting = board.to_call(at=at).select_related("occurrence__activity")
    return oldest_few(
        waiting,
        lambda rows: [
            Duty(
                act=_("Call somebody"),
                subject=told(row.occurrence),
                url=reverse("event_calls"),
                since=row.since,  # type: ignore[attr-defined]
            )
            for row in rows
        ],
    )


@look(
    "adrift",
    title=_("Dates not in the rule any more"),
    counts=_(
        "Coming dates that the rule has lost while somebody is signed up, or that were changed by hand."
    ),
    page="event_adrift",
    may=rights.CHANGE_DATES,
)
def adrift(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        board.adrift(at=at),
        lambda rows: [
            Duty(
                act=_("Keep or cancel a date"),
                subject=told(row),
                url=reverse("event_adrift"),
                since=row.changed_at,
            )
            for row in rows
        ],
    )


@look(
    "wishes",
    title=_("Wishes for a second group"),
    counts=_("Activities of which somebody wants a second group and nobody has answered yet."),
    page="event_wishes",
    may=rights.HEAR_WISHES,
)
def wishes(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        board.wished(),
        lambda rows: [
            Duty(
                act=_("Think about a second group"),
                subject=row.name,
                url=reverse("event_wishes"),
                since=row.since,  # type: ignore[attr-defined]
            )
            for row in rows
        ],
    )


def told(row: Occurrence) -> str:
    return f"{row.activity.name}, {date_format(timezone.localtime(row.start), 'j E, H:i')}"
