"""What waits for a coordinator's hand. Children stand here as codes: opening a record is a deed that the
journal keeps."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.duties import Duty, Seen, look, oldest_few
from office.starts import Start, offer
from school import duplicates, overriding
from school.desk import calls, rights, waiting


@offer
def the_school(user: AbstractBaseUser) -> Start | None:
    if not user.has_perm(rights.LOOK):  # type: ignore[attr-defined]
        return None
    return Start(words=_("School"), url=reverse("school_board"), icon="group")


@look(
    "school_calls",
    title=_("Families to call"),
    counts=_("Grown-ups with a telephone alone, or silent to an offer, who must be told or asked something."),
    page="school_calls",
    may=rights.CALL,
)
def to_call(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        calls.open_guardians(at=at),
        lambda rows: [
            Duty(
                act=_("Call a family"),
                subject=_("school"),
                url=reverse("school_calls"),
                since=row.since,  # type: ignore[attr-defined]
            )
            for row in rows
        ],
    )


@look(
    "school_alike",
    title=_("One child or two?"),
    counts=_(
        "Pairs of applications that look alike and of which nobody has said whether they are of one child."
    ),
    page="school_likenesses",
    may=rights.CHANGE_CHILDREN,
)
def to_decide(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        duplicates.undecided(),
        lambda rows: [
            Duty(
                act=_("Look at two applications"),
                subject=f"{row.first.code}, {row.second.code}",
                url=reverse("school_likeness", args=[row.pk]),
                since=row.found_at,
            )
            for row in rows
        ],
    )


@look(
    "school_exceptions",
    title=_("Exceptions to sign"),
    counts=_("Exceptions from the order of the list that a second person has to sign or to drop."),
    page="school_exceptions",
    may=rights.EXCEPT,
)
def to_sign(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        overriding.unsigned().exclude(asked_by=user.pk),
        lambda rows: [
            Duty(
                act=_("Sign an exception"),
                subject=row.application.code if row.application else "",
                url=reverse("school_exceptions"),
                since=row.asked_at,
            )
            for row in rows
        ],
    )


@look(
    "school_untold",
    title=_("Lists of which families are not told"),
    counts=_("Lists that were taken in while their families have got no letter yet."),
    page="school_kept_list",
    may=rights.ADD_CHILDREN,
)
def to_tell(user: AbstractBaseUser, at: datetime) -> Seen:
    return oldest_few(
        waiting.untold().order_by("made_at"),
        lambda rows: [
            Duty(
                act=_("Tell the families"),
                subject=_("the list that was taken in"),
                url=reverse("school_kept_list"),
                since=row.made_at,
            )
            for row in rows
        ],
    )
