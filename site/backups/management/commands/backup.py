from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from backups import making
from backups.errors import BackupError


class Command(BaseCommand):
    help = (
        "Lock copies of both databases and of all files to the keys in BACKUP_RECIPIENTS, and remove copies"
        " that are over their time. See docs/backup.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", choices=making.KINDS, help="one of the two backups; without it both")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = [options["only"]] if options["only"] else making.KINDS
        try:
            for kind in kinds:
                begun = perf_counter()
                made = making.make(kind, at=timezone.now())
                self.stdout.write(f"{kind}: {made} ({_size(made)}, {perf_counter() - begun:.1f} s)")
            making.note(kinds, at=timezone.now())
            making.keep_promises(at=timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error


def _size(folder: Any) -> str:
    return f"{sum(path.stat().st_size for path in folder.iterdir()) / 1e6:.1f} MB"
