"""Lighthouse over the site that `make run` is serving; see docs/benchmarks.md."""

import json
import subprocess
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.measuring import lighthouse
from home.measuring.printing import table


class Command(BaseCommand):
    help = "Ask Lighthouse about each kind of page of a running site, as on a phone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--origin", default="http://localhost:8000", help="where the site runs")

    def handle(self, *args: Any, origin: str, **options: Any) -> None:
        try:
            rows = list(lighthouse.rows(origin, folder=settings.VAR / "lighthouse"))
        except lighthouse.Missing as error:
            raise CommandError(str(error)) from None
        except subprocess.CalledProcessError as error:
            raise CommandError(f"`{error.cmd[0]}` failed: the reason stands above.") from None
        self.stdout.write(table(rows))
        self.stdout.write(json.dumps({"lighthouse": rows}, ensure_ascii=False))
