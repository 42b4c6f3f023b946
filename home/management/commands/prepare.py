from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import checks
from home import plain_pages, tree
from search import indexing
from search.models import Entry


class Command(BaseCommand):
    help = "Bring the databases up to date, plant what every site has, fill an empty demo. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty site empty")

    def handle(self, *args: Any, **options: Any) -> None:
        for database in settings.DATABASES:
            for fault in checks.faults_of(database):
                raise CommandError(fault)
            call_command("migrate", database=database, interactive=False, verbosity=0)
        plain_pages.ensure(tree.ensure().home)
        if settings.DEMO and not options["no_demo"]:
            call_command("demo", if_empty=True, stdout=self.stdout)
        if not Entry.objects.exists():
            indexing.rebuild()
