from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from office import chain


class Command(BaseCommand):
    help = "Look at every link of the journal's chain; ends with an error when an entry was tampered with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accept",
            action="store_true",
            help="After a restored backup: let the chain go on from where it ends. The journal says so.",
        )

    def handle(self, *args: Any, accept: bool, **options: Any) -> None:
        at = timezone.now()
        if accept:
            chain.accept(at=at)
        report = chain.verify()
        for finding in report.findings:
            self.stderr.write(f"Link {finding.position}, entry {finding.entry}: {finding.harm.value}.")
        self.stdout.write(f"{report.linked} entries are linked, {report.tail} not yet.")
        if report.findings:
            raise CommandError(f"The journal does not hold: {len(report.findings)} findings.")
        if report.late(at=at):
            raise CommandError(
                f"Entries wait for their links since {report.tail_since}: is the worker alive?"
            )
