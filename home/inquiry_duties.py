"""What journalists wait for, for the dashboard of the press center. Of a question only its deadline is shown:
reading it is an opening, which the journal keeps."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from home.inquiry_board import MAY_ACT
from home.models import Inquiry
from office.duties import Duty, Seen, look, oldest_few


@look(
    "inquiries",
    title=_("Journalists’ questions"),
    counts=_("Open questions that nobody has taken, that you have taken, or whose deadline is over."),
    page="inquiry_board",
    may=MAY_ACT,
)
def open_questions(user: AbstractBaseUser, at: datetime) -> Seen:
    waiting = waiting_for(user, at=at)
    return oldest_few(waiting, lambda oldest: [_duty(inquiry, at=at) for inquiry in oldest])


def waiting_for(user: AbstractBaseUser, *, at: datetime) -> "QuerySet[Inquiry]":
    """A question a colleague has taken is hers until its deadline is over."""
    mine = Q(taken_by__isnull=True) | Q(taken_by=user) | Q(deadline__lt=at)
    return Inquiry.objects.filter(mine, state__in=Inquiry.OPEN).order_by("created_at", "pk")


def _duty(inquiry: Inquiry, *, at: datetime) -> Duty:
    deadline = date_format(timezone.localtime(inquiry.deadline), "SHORT_DATETIME_FORMAT")
    words = _now("Deadline was %(moment)s") if inquiry.is_overdue(at=at) else _now("Deadline %(moment)s")
    return Duty(
        act=_("Answer a journalist") if inquiry.taken_by_id else _("Take a journalist’s question"),
        subject=words % {"moment": deadline},
        url=reverse("inquiry_one", args=[inquiry.pk]),
        since=inquiry.created_at,
    )
