"""What waits for a fundraiser's hand. Gifts stand here by their numbers: nobody is opened."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donations import moderating, wording
from donations.desk import board, rights, words
from office.duties import Duty, Seen, look, oldest_few
from office.starts import Start, offer


@offer
def gifts(user: AbstractBaseUser) -> Start | None:
    if not user.has_perm(rights.LOOK):  # type: ignore[attr-defined]
        return None
    return Start(words=_("Donations"), url=reverse("gift_board"), icon="pick")


@look(
    "gift_differences",
    title=_("Differences in the books"),
    counts=_("What does not add up, or must be known, and nobody has explained yet."),
    page="gift_differences",
    may=rights.EXPLAIN,
)
def to_explain(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        board.unexplained(),
        lambda rows: [
            Duty(
                act=_("Explain a difference"),
                subject=row.get_what_display(),
                url=reverse("gift_difference", args=[row.pk]),
                since=row.found_at,
            )
            for row in rows
        ],
    )


@look(
    "gift_refunds",
    title=_("Refunds to decide"),
    counts=_("Large refunds that a colleague has asked for and a second person has to agree to."),
    page="gift_refunds",
    may=rights.REFUND,
)
def to_decide(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        board.undecided().exclude(asked_by=user.pk),
        lambda rows: [
            Duty(
                act=_("Decide about a refund"),
                subject=wording.amount(row.amount_minor, row.gift.currency),
                url=reverse("gift_story", args=[row.gift_id]),
                since=row.asked_at,
            )
            for row in rows
        ],
    )


@look(
    "gift_words",
    title=_("Names and words of donors"),
    counts=_("Gifts that have come with a name or words to be shown, which nobody has read yet."),
    page="gift_words",
    may=rights.CHANGE,
)
def to_read(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        moderating.waiting(),
        lambda rows: [
            Duty(
                act=_("Read what a donor would like to say"),
                subject=words.purpose(row),
                url=reverse("gift_words"),
                since=row.received_at or row.created_at,
            )
            for row in rows
        ],
    )
