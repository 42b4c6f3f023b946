from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from backups import age, folders, restoring
from backups.errors import BackupError
from backups.forgotten import Forgotten
from backups.making import KINDS, place_of
from launch.errors import LaunchError
from launch.keeper import at_hand


class Command(BaseCommand):
    help = "Restore both databases and all files from backups. See docs/backup.md, step by step."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        for kind in KINDS:
            parser.add_argument(f"--{kind}", type=Path, help="the backup's folder; without it the newest one")
        parser.add_argument(
            "--identity", type=Path, help="file with the private key; without it you are asked"
        )
        parser.add_argument("--forgotten", type=Path, help="folder with the list of forgotten people")
        parser.add_argument(
            "--without-forgotten", action="store_true", help="accept that there is no such list"
        )
        parser.add_argument("--replace", action="store_true", help="throw away what is there now")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = perf_counter()
        try:
            backups = {kind: options[kind] or _newest(kind) for kind in KINDS}
            with at_hand(settings.EMBEDDED, settings.DATABASES.values()):
                result = restoring.restore(
                    backups,
                    identities=age.identities(_private_key(options["identity"])),
                    remembered=_remembered(backups, **options),
                    replace=options["replace"],
                    at=timezone.now(),
                    say=self.stdout.write,
                )
        except (BackupError, LaunchError) as error:
            raise CommandError(str(error)) from error
        self._report(result, seconds=perf_counter() - begun)

    def _report(self, result: restoring.Result, *, seconds: float) -> None:
        self.stdout.write(f"Restored in {seconds:.1f} seconds.")
        self.stdout.write(
            f"{result.again} rows of forgotten people had come back and are gone; the time of {result.over}"
            " was over."
        )
        if result.problems:
            raise CommandError(
                "\n".join(["Restored, but something is not as it should be:", *result.problems])
            )
        self.stdout.write("Everything is as it should be.")


def _newest(kind: str) -> Path:
    found = folders.whole(place_of(kind))
    if not found:
        raise BackupError(f"There is no backup of {kind} in {place_of(kind)}: name one with --{kind}.")
    return found[-1]


def _private_key(file: Path | None) -> str:
    if file is None:
        return getpass("Private key (AGE-SECRET-KEY-1…): ")
    try:
        return file.read_text()
    except OSError as error:
        raise BackupError(f"The private key could not be read from {file}: {error.strerror}.") from error


def _remembered(backups: dict[str, Path], **options: Any) -> Forgotten | None:
    places = [backup.resolve().parent for backup in backups.values()] + [place_of(kind) for kind in KINDS]
    found = restoring.remembered_in([*places, options["forgotten"]] if options["forgotten"] else places)
    return {} if found is None and options["without_forgotten"] else found
