from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.demo import build, questions
from home.models import StoryPage
from office import groups

PASSWORD = "solidarnasc"  # noqa: S105 - printed on the screen: the demo is for this machine only
PEOPLE = ("editor", "manager")


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
            build.build(today=timezone.localdate())
            self._people_and_what_they_do()
        for name in PEOPLE:
            self.stdout.write(f"Sign in at /admin/ as {name}, password {PASSWORD}")
        self.stdout.write(f"Letters that would have been sent: {settings.BASE_URL}/be/mailbox/")

    def _people_and_what_they_do(self) -> None:
        people = get_user_model().objects
        people.create_user("editor", password=PASSWORD).groups.add(groups.of(groups.EDITORS))
        manager = people.create_superuser("manager", password=PASSWORD)
        questions.ask(staff=manager, at=timezone.now())
