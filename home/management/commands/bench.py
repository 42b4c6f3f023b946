"""How long pages take, measured in one run so that the figures can be compared with each other."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from home.measuring import asking, pages, sealing, searching, serving, weights
from home.measuring.timing import Row

SUBJECTS = ("pages", "search", "sealing", "asking", "weights", "serving")


class Command(BaseCommand):
    help = "Measure pages built anew, the search, the weight of pages and the page cache, on what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subjects", nargs="*", choices=[*SUBJECTS, []], help="all, where none is named")
        parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked for")
        parser.add_argument("--size", type=int, default=10_000, help="how many stories a grown site has more")
        parser.add_argument("--seconds", type=int, default=5, help="how long each server is asked")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.SECURE_SSL_REDIRECT = False
        measured = {}
        for subject in options["subjects"] or SUBJECTS:
            measured[subject] = self._rows(subject, **options)
            self._print(measured[subject])
        self.stdout.write(json.dumps(measured, ensure_ascii=False))

    def _rows(self, subject: str, *, rounds: int, size: int, seconds: int, **_more: Any) -> list[Row]:
        if subject == "pages":
            return pages.rows(rounds=rounds, sizes=(42, size))
        if subject == "search":
            return searching.rows(rounds=rounds, size=size)
        if subject == "sealing":
            return sealing.rows(rounds=rounds)
        if subject == "asking":
            return asking.rows()
        if subject == "weights":
            return weights.rows()
        return serving.rows(seconds=seconds)

    def _print(self, rows: list[Row]) -> None:
        names = list(dict.fromkeys(name for row in rows for name in row))
        self.stdout.write(f"{names[0]:48}" + "".join(f"{name:>12}" for name in names[1:]))
        for row in rows:
            self.stdout.write(
                f"{row[names[0]]:48}" + "".join(f"{row.get(name, ''):>12}" for name in names[1:])
            )
        self.stdout.write("")
