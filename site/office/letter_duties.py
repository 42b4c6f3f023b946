"""Letters that a human has to look after, for the dashboard."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from letters.models import Letter
from office.duties import Duty, Seen, look, oldest_few
from office.letter_views import MAY_ACT, letters_of, row_of


@look(
    "letters",
    title=_("Letters that could not be sent"),
    counts=_("Letters the mail server has not taken for two days, or refuses for good."),
    page="letters_overview",
    may=MAY_ACT,
)
def stuck(user: AbstractBaseUser, at: datetime) -> Seen:
    letters = letters_of(user).filter(state=Letter.State.STUCK).order_by("created_at", "pk")
    return oldest_few(letters, _duties)


def _duties(letters: list[Letter]) -> list[Duty]:
    return [
        Duty(
            act=_("Find another way to the person, or try again"),
            subject=row_of(letter)["title"],
            url=reverse("letters_overview"),
            since=letter.created_at,
        )
        for letter in letters
    ]
