from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from school import auditing, ledger, places


class Command(BaseCommand):
    help = (
        "Count the school’s places again and recompute its list from the ledger; ends with an error where "
        "they do not add up."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--settle",
            action="store_true",
            help="Set the counters right, and give what is free to who waits.",
        )

    def handle(self, *args: Any, settle: bool, **options: Any) -> None:
        at = timezone.now()
        findings = auditing.examine(at=at)
        for each in findings:
            self.stderr.write(f"{each.subject or 'the list'}: {each.wrong}.")
        if settle and findings:
            with ledger.held() as head:
                places.settle(head, at=at)
            findings = auditing.examine(at=at)
        if findings:
            raise CommandError(f"The school does not add up: {len(findings)} findings.")
        self.stdout.write("The list and all places add up.")
