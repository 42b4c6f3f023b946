"""Pictures of people: whose face may be shown, and until when.

A face is personal data, and can be a danger to a family at home. Nothing is kept here that a picture does not
need: no surname, no contact, only where the paper with the consent lies.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pages.models import Image

ENDING_SOON = timedelta(days=30)


class People(models.TextChoices):
    NOBODY = "nobody", _("nobody can be recognised")
    ADULTS = "adults", _("adults can be recognised")
    CHILDREN = "children", _("children can be recognised")


RECOGNISABLE = (People.ADULTS, People.CHILDREN)


class State(models.TextChoices):
    NOT_SAID = "not said", _("nobody has said who is in it")
    NOT_NEEDED = "not needed", _("needs no consent")
    MISSING = "missing", _("there is no consent")
    VALID = "valid", _("there is consent")
    ENDED = "ended", _("the consent has ended")
    REVOKED = "revoked", _("the consent has been revoked")


PUBLISHABLE = (State.NOT_NEEDED, State.VALID)
WITHHELD = (State.MISSING, State.ENDED, State.REVOKED)
"""Not shown to readers, wherever it stands. What nobody has described stays where it already was."""


def state(image: "Image", *, today: date) -> State:
    if image.people not in RECOGNISABLE:
        return State.NOT_NEEDED if image.people == People.NOBODY else State.NOT_SAID
    if image.consent_given_on is None or image.consent_given_on > today:
        return State.MISSING
    if image.consent_revoked_on and image.consent_revoked_on <= today:
        return State.REVOKED
    return State.ENDED if image.consent_until and image.consent_until < today else State.VALID


def is_valid(image: "Image", *, today: date) -> bool:
    """Whether it may be put before readers anew."""
    return state(image, today=today) in PUBLISHABLE


def is_withheld(image: "Image", *, today: date) -> bool:
    return state(image, today=today) in WITHHELD


def consented(*, today: date) -> Q:
    """The pictures of people for which consent holds on that day; its last day is one of them."""
    return (
        Q(people__in=RECOGNISABLE, consent_given_on__lte=today)
        & (Q(consent_until__isnull=True) | Q(consent_until__gte=today))
        & (Q(consent_revoked_on__isnull=True) | Q(consent_revoked_on__gt=today))
    )


def withheld(*, today: date) -> Q:
    return Q(people__in=RECOGNISABLE) & ~consented(today=today)


def ending(*, today: date, within: timedelta = ENDING_SOON) -> Q:
    """Consents that hold today and will not much longer: time to ask again, or to change the picture."""
    return consented(today=today) & Q(consent_until__lte=today + within)


def refusal(image: "Image", *, today: date) -> str:
    """Why a page that shows it is not published, and what to do; empty if nothing stands against it."""
    sentences = {
        State.NOT_SAID: _now(
            "Nobody has said yet who is in the picture “%(picture)s”. Open it under Images and say it."
        ),
        State.MISSING: _now(
            "People can be recognised in the picture “%(picture)s” and there is no consent. "
            "Write it down under Images, or choose another picture."
        ),
        State.ENDED: _now(
            "The consent for the picture “%(picture)s” ended on %(day)s. "
            "Ask again, or choose another picture."
        ),
        State.REVOKED: _now(
            "The consent for the picture “%(picture)s” has been revoked. Take the picture off the page."
        ),
    }
    day = date_format(image.consent_until) if image.consent_until else ""
    return sentences.get(state(image, today=today), "") % {"picture": image.title, "day": day}
