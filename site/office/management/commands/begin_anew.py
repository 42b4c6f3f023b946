from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from office.models import User
from office.sign_in import anew


class Command(BaseCommand):
    help = (
        "For the first account, and for the only manager who has lost everything: removes all keys of an "
        "account and prints a link by which its owner sets a password and adds a key. The journal keeps that "
        "it was done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        person = User.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise CommandError(f"There is no open account of the name {username}.")
        self.stdout.write(anew.by_hand(person, at=timezone.now()))
