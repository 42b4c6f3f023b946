from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from donations import gateway, reconciliation
from donations.models import Discrepancy
from donations.remote import NotAllowed, Unsure


class Command(BaseCommand):
    help = "Compare the books with Stripe; ends with an error where they differ and nobody has explained it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=3, help="How far back; 3 days without it.")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        if not gateway.is_set_up():
            raise CommandError("No key for Stripe is set: there is nothing to compare with.")
        at = timezone.now()
        try:
            reconciliation.undelivered(at=at)
            outcome = reconciliation.compare(since=at - timedelta(days=days), at=at)
        except Unsure as doubt:
            raise CommandError(f"Stripe does not answer: {doubt}") from None
        except NotAllowed as refusal:
            raise CommandError(f"The key has not the rights it needs: {refusal}") from None
        self.stdout.write(f"Matched: {outcome.matched}. Entered now: {outcome.adopted}.")
        for each in Discrepancy.objects.filter(what__in=reconciliation.IN_THE_BOOKS, explained_at=None):
            self.stderr.write(f"{each.about}: {each.get_what_display()}")
        self.stdout.write(f"Differences: {outcome.differences}.")
        if outcome.differences:
            raise CommandError("The books and Stripe differ.")
