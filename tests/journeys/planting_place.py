"""Run as a program in databases of its own: two coordinators, a school with one place, and a family that
wants it besides the one that comes. Prints the other child's code.

The moment is that of the site's clock; what is planted is done by the verbs of the school."""

import sys
from datetime import timedelta

OTHER = "other@example.org"
COORDINATORS = ("tacciana", "marharyta")


def main() -> None:
    from django.utils import timezone

    from letters.models import Letter
    from school import applying
    from tests.journeys.planting_school import opened, rule
    from tests.school import children, registering

    coordinators()
    children.nobody_yet()
    Letter.objects.all().delete()
    at, today = timezone.now(), timezone.localdate()
    term = children.term(starts_on=today - timedelta(days=40), ends_on=today + timedelta(days=120))
    opened(term, "A", rule(term.starts_on + timedelta(days=7), weekday=5), at=at, places=1)
    other = registering.registered(registering.KASIA, email=OTHER, at=at)
    applying.verify(guardian_id=other.pk, at=at)
    sys.stdout.write(registering.of(other)[0].code)


def coordinators() -> None:
    from django.contrib.auth import get_user_model
    from wagtail.users.models import UserProfile

    from office import groups

    for name in COORDINATORS:
        user = get_user_model().objects.create_user(name)
        user.groups.add(groups.of(groups.SCHOOL))
        UserProfile.objects.create(user=user, preferred_language="be")


if __name__ == "__main__":
    import django

    django.setup()
    main()
