from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from office import alarm, health
from office.health import Reading, State
from office.probes import Watch

PATIENCE = 10.0


class Command(BaseCommand):
    help = "Say whether the site is well, a line for each sign; ends with an error when something is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--letter", action="store_true", help="write to OPERATOR_EMAIL if it is news; for a timer"
        )
        parser.add_argument(
            "--try-letter", action="store_true", help="write to OPERATOR_EMAIL now, to see that it arrives"
        )

    def handle(self, *args: Any, letter: bool, try_letter: bool, **options: Any) -> None:
        report = Watch(patience=PATIENCE)()
        with override("en"):
            for reading in report.readings:
                self.stdout.write(line(reading))
        if try_letter:
            self._try(report)
        elif letter:
            alarm.watch(report)
        if not report.is_good:
            raise CommandError("Something is wrong: see above, and docs/health.md.")

    def _try(self, report: health.Report) -> None:
        if not settings.OPERATOR_EMAIL:
            raise CommandError("OPERATOR_EMAIL is not set: nobody would be told. See .env.example.")
        try:
            alarm.send(alarm.News.GOOD if report.is_good else alarm.News.BAD, report)
        except (SMTPException, OSError) as failure:
            raise CommandError(f"The mail server does not take it: {type(failure).__name__}.") from None
        self.stdout.write("A letter is on its way.")


def line(reading: Reading) -> str:
    begun = f"{reading.state.value:8}{reading.sign.name}"
    if reading.state is State.UNKNOWN:
        return f"{begun}: can not be known now."
    if reading.trouble is None:
        return begun
    since = reading.trouble.since
    lasts = f" (since {timezone.localtime(since):%Y-%m-%d %H:%M})" if since else ""
    return f"{begun}: {reading.trouble.wrong}{lasts} {reading.trouble.do}."
