from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from donations.demo import build as gifts
from events.demo import people
from home.demo import build, questions
from home.models import StoryPage
from office import groups
from school.demo import build as school

PEOPLE = (
    ("manager", "Марыя", "Прыкладная", None),
    ("editor", "Алеся", "Прыкладная", groups.EDITORS),
    ("translator", "Янка", "Прыкладны", groups.TRANSLATORS),
    ("press", "Вольга", "Прыкладная", groups.PRESS),
    ("events", "Ганна", "Прыкладная", groups.EVENTS),
    ("school", "Таццяна", "Прыкладная", groups.SCHOOL),
    ("gifts", "Надзея", "Прыкладная", groups.FUNDRAISERS),
)
"""One of each kind; without a group: who may do everything. They come in by one click and in no other way."""


class Command(BaseCommand):
    help = "Fill an empty site with believable content, by the calls that editors' clicks make."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are stories already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This site is not a demo: its content is real, and demo sign-ins stay out.")
        if StoryPage.objects.exists():
            if not options["if_empty"]:
                raise CommandError("There are stories already. The demo fills an empty site only.")
        else:
            build.build(today=timezone.localdate(), at=timezone.now())
            self._people_and_what_they_do()
        door = f"{settings.BASE_URL}{reverse('account_login')}"
        self.stdout.write(f"Come in with one click, as whomever you like: {door}")
        self.stdout.write(f"Letters that would have been sent: {settings.BASE_URL}/be/mailbox/")

    def _people_and_what_they_do(self) -> None:
        for username, first, last, group in PEOPLE:
            person = get_user_model().objects.create_user(
                username, f"{username}@example.org", first_name=first, last_name=last,
                is_staff=not group, is_superuser=not group,
            )  # fmt: skip
            person.groups.set([groups.of(group)] if group else [])
        manager = get_user_model().objects.get(is_superuser=True)
        questions.ask(staff=manager, at=timezone.now())
        people.sign_up(at=timezone.now())
        coordinator = get_user_model().objects.get(username="school")
        school.build(at=timezone.now(), coordinator=coordinator, manager=manager)
        fundraiser = get_user_model().objects.get(username="gifts")
        gifts.build(at=timezone.now(), fundraiser=fundraiser, manager=manager)
