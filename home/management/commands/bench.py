"""How long pages take, measured in one run so that the figures can be compared with each other."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from home.measuring import (
    dates,
    giving_day,
    handing_over,
    pages,
    renewing,
    school_form,
    school_list,
    sealing,
    searching,
    serving,
    signing_up,
    weights,
    whats_on,
)
from home.measuring.printing import table
from home.measuring.timing import Row
from launch.keeper import at_hand

SUBJECTS = (
    "pages",
    "search",
    "sealing",
    "links",
    "letters",
    "weights",
    "serving",
    "booking",
    "dates",
    "whats_on",
    "school",
    "registering",
    "donations",
)


class Command(BaseCommand):
    help = "Measure pages, search, letters, the page cache, dates, school and gifts, beside what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subjects", nargs="*", choices=[*SUBJECTS, []], help="all, where none is named")
        parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked for")
        parser.add_argument("--size", type=int, default=10_000, help="how many stories a grown site has more")
        parser.add_argument("--letters", type=int, default=2000, help="how many letters are handed over")
        parser.add_argument("--tries", type=int, default=200, help="how often a new link is asked for")
        parser.add_argument("--activities", type=int, default=500, help="how many have their dates made")
        parser.add_argument("--seconds", type=int, default=5, help="how long each server is asked")
        parser.add_argument("--gifts", type=int, default=3000, help="how many are given on the great day")
        parser.add_argument("--minutes", type=float, default=10, help="in which all is told of them")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.SECURE_SSL_REDIRECT = False
        with at_hand(settings.EMBEDDED, settings.DATABASES.values()):
            self._measure(**options)

    def _measure(self, subjects: list[str], **options: Any) -> None:
        if not connection.introspection.table_names():
            raise CommandError("There is no site to measure yet: `make run` builds it.")
        measured = {}
        for subject in subjects or SUBJECTS:
            measured[subject] = self._rows(subject, **options)
            self.stdout.write(table(measured[subject]))
        self.stdout.write(json.dumps(measured, ensure_ascii=False))

    def _rows(
        self,
        subject: str,
        *,
        rounds: int,
        size: int,
        seconds: int,
        letters: int,
        tries: int,
        activities: int,
        gifts: int,
        minutes: float,
        **_more: Any,
    ) -> list[Row]:
        if subject == "pages":
            return pages.rows(rounds=rounds, sizes=(42, size))
        if subject == "search":
            return searching.rows(rounds=rounds, size=size)
        if subject == "sealing":
            return sealing.rows(rounds=rounds)
        if subject == "links":
            return renewing.rows(tries=tries)
        if subject == "letters":
            return handing_over.rows(number=letters)
        if subject == "booking":
            return list(signing_up.rows(seconds=seconds))
        if subject == "dates":
            return list(dates.rows(activities=activities))
        if subject == "whats_on":
            return list(whats_on.rows(rounds=rounds))
        if subject == "school":
            return list(school_list.rows(rounds=rounds))
        if subject == "registering":
            return list(school_form.rows(seconds=max(seconds, 60)))
        if subject == "donations":
            return list(giving_day.rows(gifts=gifts, seconds=minutes * 60))
        if subject == "weights":
            return weights.rows()
        return serving.rows(seconds=seconds)
