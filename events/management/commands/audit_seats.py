from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events import audit, seats


class Command(BaseCommand):
    help = (
        "Count the seats of all dates again from the bookings; ends with an error where they do not add up."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--settle",
            action="store_true",
            help="Set the counters of these dates right, and give what is free to who waits.",
        )

    def handle(self, *args: Any, settle: bool, **options: Any) -> None:
        at = timezone.now()
        findings = audit.examine(at=at)
        for each in findings:
            self.stderr.write(f"{each.occurrence.activity}, {each.occurrence.original_day}: {each.wrong}.")
        if settle and findings:
            seats.settle_all([each.occurrence_id for each in findings], at=at)
            findings = audit.examine(at=at)
        if findings:
            raise CommandError(f"The seats do not add up: {len(findings)} findings.")
        self.stdout.write("All seats add up.")
