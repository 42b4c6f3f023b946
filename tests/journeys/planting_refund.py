"""Run as a program in the site's own databases: two fundraisers who read a language, and a gift that was paid
at the stand-in for Stripe, so that it can go back. Prints its number."""

import sys

PEOPLE = ("nadzieja", "zofia")


def names(language: str) -> list[str]:
    return [f"{name}-{language}" for name in PEOPLE]


def fundraisers(language: str) -> None:
    from django.contrib.auth import get_user_model
    from wagtail.users.models import UserProfile

    from office import groups

    for name in names(language):
        user = get_user_model().objects.create_user(name)
        user.groups.add(groups.of(groups.FUNDRAISERS))
        UserProfile.objects.create(user=user, preferred_language=language)


def paid(language: str) -> str:
    from uuid import uuid4

    from django.conf import settings
    from django.utils import timezone

    from donations import giving, projecting
    from donations.demo import payers
    from donations.money import Money
    from donations.story import Cause
    from tests.donations.counter import choice

    at, back = timezone.now(), settings.BASE_URL
    gift = giving.promise(choice(language=language, amount=Money(600_00, "pln")), form=uuid4(), at=at)
    giving.open_page(gift.pk, thanks_url=back, back_url=back, at=at)
    session = str(gift.attempts.get().session)
    with payers.at_hand() as there:
        assert there is not None
        there.pay(session, method="card", number="4242424242424242")
    projecting.look_at_page(session, cause=Cause.LOOK, at=at)
    return str(gift.pk)


if __name__ == "__main__":
    import django

    django.setup()
    fundraisers(sys.argv[1])
    print(paid(sys.argv[1]))  # noqa: T201
